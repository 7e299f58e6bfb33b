"""How the time of an extraction grows with the length of a text; exits 1 where it grows faster than the text.

Run: `python -m tests.load.growth [--quick]`. Texts of 10, 100 and 1,000 kB, read by rules alone as all texts above
500,000 characters are, then of 10 and 100 kB with the model that CLAIMTRACK_MODEL names: news, and what breaks
programs: figures, nested quotation marks, one word, line breaks, marks, lists of names, dates and places. Ten times the
text may take at most fifteen times as long: processor time on a busy machine is no exact measure, and short texts
profit from caches; what is quadratic takes a hundred times as long.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import date

from claims.extraction import extract, model
from tests.load.extraction import texts

KB = 1_000
QUICK, SHORT, LONG = (3 * KB, 30 * KB), (10 * KB, 100 * KB), (10 * KB, 100 * KB, 1_000 * KB)
BAR = 15.0
LEAST = 0.02  # seconds; what takes less is not measured well enough to divide by
PUBLISHED = date(2025, 3, 12)
KINDS = {
    "figures": "1.234 ",
    "counts": "10 Soldaten und 20 Tote, ",
    "quotation marks": "„»‚",
    "quotations": "„Ja“, sagte Meier. ",
    "one word": "a",
    "line breaks": "\n",
    "short lines": "Nein\n",
    "marks": ".,;:!?-–…",
    "brackets": "(",
    "names": "Hans Müller, ",
    "offices": "der Sprecher des Ministeriums, ",
    "dates": "12. März 2024, ",
    "places": "Berlin, Kursk und Lyon, ",
    "one sentence": "und er sagte, dass am Montag 12 Menschen in Lyon starben, ",
}


def seconds(text: str) -> float:
    """Processor time, the better of two runs for what is quick."""
    taken: list[float] = []
    while len(taken) < 2 and sum(taken) < 1:
        begun = time.process_time()
        extract(text, PUBLISHED)
        taken.append(time.process_time() - begun)
    return min(taken)


def grows(kind: str, piece: str, sizes: Sequence[int]) -> bool:
    """Print the times of one kind of text at these lengths; whether they grow as they may."""
    times = [seconds((piece * (size // len(piece) + 1))[:size]) for size in sizes]
    steps = [later / max(earlier, LEAST) for earlier, later in zip(times, times[1:], strict=False)]
    columns = " ".join(f"{taken:9.2f}" for taken in times)
    print(f"{kind:18}{columns}   grows {' '.join(f'{step:5.1f}' for step in steps)}", flush=True)
    return all(step <= BAR for step in steps)


def table(name: str, sizes: Sequence[int], kinds: dict[str, str]) -> bool:
    """All kinds of text, read with one model."""
    os.environ["CLAIMTRACK_MODEL"] = name
    extract(kinds["news"][:KB], PUBLISHED)
    print(f"model {name:12}" + " ".join(f"{size // KB:6} kB" for size in sizes) + f"   seconds; bar {BAR:.0f}")
    good = [grows(kind, piece, sizes) for kind, piece in kinds.items()]  # all are printed
    return all(good)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="up to 100 kB by rules, only news up to 50 kB by the model"
    )
    quick = parser.parse_args(arguments).quick
    chosen = model.chosen()
    news = {"news": "\n\n".join(texts(quick=False))}
    good = table(model.WITHOUT, QUICK if quick else LONG, news | KINDS)
    if chosen != model.WITHOUT:
        good &= table(chosen, QUICK if quick else SHORT, news if quick else news | KINDS)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
