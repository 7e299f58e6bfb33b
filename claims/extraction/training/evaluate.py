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

from spacy.language import Language

from claims.extraction.training.conllu import Sentence, read
from claims.extraction.training.corpora import germeval, uner
from claims.extraction.training.evaluation import names, process, speed, splits, trees
from claims.extraction.training.evaluation.models import load, located, megabytes, shipped
from claims.extraction.training.evaluation.table import Table, as_json, markdown, plain

GOLD = Path(__file__).resolve().parents[3] / "tests" / "gold" / "model"
GSD_TEST = Path("heldout") / "de_gsd-ud-test.conllu.xz"
GERMEVAL = Path("germeval2014-NER-de-dev.tsv.xz")
UNER = Path("uner_de_pud.iob2.xz")
PARTS = ("trees", "names", "own", "boundaries", "speed", "cost")
Values = dict[str, float]


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
        "boundaries": lambda: {"boundaries.f": 100 * splits.scores(nlp, gold / "boundaries.jsonl").f},
        "speed": lambda: paced(nlp, data),
        "cost": lambda: cost(model, data),
    }
    for part in parts:
        values |= steps[part]()
    return Table(model.name, "fast" if model.name == "fast" else "accurate", values)


def absent(data: Path | None) -> list[str]:
    """The corpora that are not there."""
    return [str(name) for name in (GSD_TEST, GERMEVAL, UNER) if not has(data, name)]


def has(data: Path | None, name: Path) -> bool:
    return data is not None and (data / name).exists()


def keyed(prefix: str, scores: Values) -> Values:
    return {f"{prefix}.{name}": value for name, value in scores.items()}


def gsd(nlp: Language, data: Path | None, most: int | None = None) -> Values:
    """Trees, tags, lemmas on UD German-GSD's test part."""
    if data is None or not has(data, GSD_TEST):
        return {}
    pairs = trees.examples(nlp, list(read(data / GSD_TEST))[:most])
    return keyed("gsd", trees.scores(pairs)) | keyed("gsd.relation", trees.by_relation(pairs))


def named(nlp: Language, data: Path | None, most: int | None = None) -> Values:
    """Names in GermEval 2014's development part and in Universal NER's PUD."""
    found: Values = {}
    if data is not None and has(data, GERMEVAL):
        found |= name_scores(nlp, germeval(data, "dev")[:most], "germeval", names.KINDS)
    if data is not None and has(data, UNER):
        found |= name_scores(nlp, uner(data)[:most], "uner", ("PER", "ORG", "LOC"))
    return found


def name_scores(nlp: Language, sentences: list[Sentence], prefix: str, kinds: Collection[str], size: int = 1) -> Values:
    compared = names.compare(nlp, sentences, size)
    single = {kind.lower(): compared.scores([kind])["f"] for kind in sorted(compared.kinds())}
    return keyed(prefix, compared.scores(kinds) | single)


def own(nlp: Language, gold: Path) -> Values:
    """Our own sentences, in documents of five."""
    sentences = list(read(gold / "sentences.conllu"))
    found = name_scores(nlp, sentences, "own", names.KINDS, trees.DOCUMENT)
    found["own.names"] = found["own.f"]
    return found | keyed("own", trees.scores(trees.examples(nlp, sentences)))


def paced(nlp: Language, data: Path | None) -> Values:
    """Speed on running text, and that of the bare tokenizer."""
    paragraphs = speed.texts(data)
    words, bare = speed.words_per_second(nlp, paragraphs), speed.floor(paragraphs)
    return {"speed.words": words, "speed.floor": bare, "speed.share": 100 * words / bare}


def cost(model: Path, data: Path | None) -> Values:
    """Size, and time and memory of a fresh process."""
    found = process.costs(model, speed.texts(data))
    return {"cost.size": megabytes(model)} | {
        f"cost.{name}": getattr(found, name) for name in ("load", "load_cpu", "imported", "loaded", "read")
    }


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
