"""A spaCy pipeline by its folder → the table of what it reads right and what it costs, beside what was asked of it.

In: a model's path, the data folder (or none) and our own gold. Out: a `Table`. Everything is measured on raw text with
the pipeline's own tokens; see the modules of `evaluation` for how. Command line:
`python -m claims.extraction.training evaluate --data FOLDER [--model accurate|fast|PATH] [--markdown|--json]`,
exit status 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from claims.extraction.training.evaluation.models import load, located, shipped
from claims.extraction.training.evaluation.parts import Values, absent, cost, cut, gsd, named, own, paced
from claims.extraction.training.evaluation.table import Table, as_json, markdown, plain

GOLD = Path(__file__).resolve().parents[3] / "tests" / "gold" / "model"
PARTS = ("trees", "names", "own", "boundaries", "speed", "cost")


def evaluate(
    model: Path, data: Path | None, gold: Path = GOLD, parts: Collection[str] = PARTS, most: int | None = None
) -> Table:
    """Measure a pipeline; `most` sentences of each foreign corpus, all if not given.

    A folder named `fast` has to reach the bars of the fast model, any other those of the default. Without `data`, or a
    file of it, the rows that need it stay away. Raises `OSError` where there is no model.
    """
    nlp = load(model)
    values: Values = {}
    steps: dict[str, Callable[[], Values]] = {
        "trees": lambda: gsd(nlp, data, most),
        "names": lambda: named(nlp, data, most),
        "own": lambda: own(nlp, gold),
        "boundaries": lambda: cut(nlp, gold),
        "speed": lambda: paced(nlp, data),
        "cost": lambda: cost(model, data),
    }
    for part in parts:
        values |= steps[part]()
    name = model.resolve().name
    return Table(name, "fast" if name == "fast" else "accurate", values)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `run` wants."""
    parser.add_argument("--data", type=Path, help="the data folder; without it, own gold, speed and cost alone")
    parser.add_argument("--model", action="append", help="accurate, fast or a folder; may be repeated; default: both")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of sentences.conllu and boundaries.jsonl")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; may be repeated")
    parser.add_argument("--most", type=int, help="so many sentences of each foreign corpus")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="a table for README and model card")
    form.add_argument("--json", action="store_true", help="all values, by relation too")


def run(arguments: argparse.Namespace) -> int:
    """Print the table; 1 if a bar is missed, 2 if there is no model."""
    models = arguments.model or shipped()
    if not models:
        print("No model is shipped yet: name one with --model.", file=sys.stderr)
        return 2
    a = arguments
    for name in absent(a.data):
        print(f"Not measured: {name} is not below --data.", file=sys.stderr)
    tables = [evaluate(located(m), a.data, a.gold, a.part or PARTS, a.most) for m in models]
    print(as_json(tables) if a.json else markdown(tables) if a.markdown else plain(tables))
    for table in tables:
        for title in table.missed():
            print(f"{table.model}: bar missed: {title}", file=sys.stderr)
    return 1 if any(table.missed() for table in tables) else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
