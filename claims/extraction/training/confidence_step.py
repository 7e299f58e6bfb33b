"""`python -m claims.extraction.training confidence`: fit the confidence anew after rules changed, and measure it.

In: `--shared`, the folder with `eval/`; `--readings`, a file that keeps what the trained model read, so that the next
run takes seconds. Out: `lexicon/confidence.toml`, and a report in Markdown on standard output.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from claims.extraction import lexicon
from claims.extraction.scoring import calibration
from claims.extraction.scoring.readings import Readings
from claims.extraction.scoring.sets import SHARED, GoldSet, claim_set, demo, scorer
from claims.extraction.training import confidence
from claims.extraction.training.confidence_samples import Sample, samples

FILE = Path(lexicon.__file__).with_name("confidence.toml")
NOTES = (
    "How likely the parts of a claim are read right: logarithms of odds, by kind of claim and by sign. Written by",
    "`python -m claims.extraction.training confidence`, not by hand; model card: claims/extraction/training/README.md.",
    "Fitted on claims read from German Wikinews articles (CC BY 2.5, see NOTICE) and the project's demo articles.",
)
ABSENT = "The claims to learn from are not in {}: see --shared"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with eval/claims; beside the project")
    parser.add_argument("--readings", type=Path, help="file that keeps what the trained model read")
    parser.add_argument("--out", type=Path, default=FILE, help="where the weights go")
    parser.add_argument("--both", action="store_true", help="learn from the even articles, too")
    parser.add_argument("--check", action="store_true", help="measure what is shipped; write nothing")


def run(a: Namespace) -> int:
    """0, or 2 with a line on stderr where the data is missing."""
    judge, found = scorer(a.shared, "claims"), [claim_set(a.shared, name) for name in ("dev a", "dev b")]
    halves = [one.halves() for one in found if one]
    if judge is None or not halves:
        print(ABSENT.format(a.shared), file=sys.stderr)
        return 2
    readings = Readings(a.readings)
    known: list[GoldSet] = [odd for odd, _ in halves]
    own = demo()
    learned = samples([*known, own] if own else known, readings, judge)
    unseen = samples([even for _, even in halves], readings, judge)
    readings.save()
    if a.check:
        print(report("shipped", [(one.stated, one.right) for one in unseen]))
        return 0
    print(fitted(a.out, learned, unseen, both=a.both))
    return 0


def fitted(file: Path, learned: list[Sample], unseen: list[Sample], both: bool = False) -> str:
    """Fit, write the weights to a file, and report on articles that no rule was written for."""
    parts = confidence.models(learned)
    shipped = confidence.models([*learned, *unseen]) if both else parts
    confidence.write(shipped, confidence.shifts(shipped, unseen), file, NOTES)
    alone, crossed = confidence.left_out(parts, unseen), confidence.crossed(learned, unseen)
    ways = {
        "learned from the odd articles": alone,
        "learned from both": crossed,
        "learned from the odd ones, without the shift for new text": [
            (confidence.chance(parts, one), one.right) for one in unseen
        ],
        "constant by kind, of the even articles": confidence.constants_left_out(unseen),
        "constant by kind, of the odd articles": confidence.constants(learned, unseen),
    }
    rows = [calibration.summary(name, pairs) for name, pairs in ways.items()]
    what = "both" if both else "the odd articles"
    head = f"Written: learned from {what}, {len(learned) + both * len(unseen)} claims. Measured: {len(unseen)} claims."
    return "\n".join([head, "", calibration.SUMMARY_HEAD, *rows, "", calibration.table(crossed if both else alone)])


def report(name: str, pairs: list[tuple[float, bool]]) -> str:
    return "\n".join([calibration.SUMMARY_HEAD, calibration.summary(name, pairs), "", calibration.table(pairs)])
