"""Words per processor second of the whole extraction beside the bare trained pipeline; exits 1 below the bar.

Run: `python -m tests.load.extraction [--quick]`, on the demo articles, with the model that CLAIMTRACK_MODEL names. The
rules may cost a quarter of the time at most; word lists and caches are warm, as in a worker. Linear time is checked
beside it: eight times the text may take at most twelve times as long.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import frontmatter

from claims.extraction import extract, model

DEMO = Path(__file__).resolve().parents[2] / "articles" / "demo"
BAR = 0.75  # of the bare pipeline's speed
JOINED = 8  # articles, of which eight times the text is still read by the model
GROWTH = 12.0  # times as long for eight times the text
PUBLISHED = date(2025, 3, 12)


def texts(quick: bool) -> list[str]:
    found = [frontmatter.load(str(path)).content for path in sorted(DEMO.glob("*.md"))]
    return [text for text in found if text][: 8 if quick else None]


def seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time: other work on the machine does not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="eight articles instead of all")
    quick = parser.parse_args(arguments).quick
    articles = texts(quick)
    words = sum(len(text.split()) for text in articles)
    bare = model.load(model.chosen())
    for article in articles:
        extract(article, PUBLISHED)
        bare(article)
    tokens = words / seconds(lambda: [bare.make_doc(text) for text in articles])
    floor = words / seconds(lambda: [bare(text) for text in articles])
    speed = words / seconds(lambda: [extract(text, PUBLISHED) for text in articles])
    text = "\n".join(articles[:JOINED])
    growth = seconds(lambda: extract("\n".join([text] * 8), PUBLISHED)) / seconds(lambda: extract(text, PUBLISHED))
    print(f"{len(articles)} articles, {words} words, model {model.chosen()}")
    print(f"tokenisation alone   {tokens:10.0f} words/s")
    print(f"bare pipeline        {floor:10.0f} words/s")
    print(f"whole extraction     {speed:10.0f} words/s, {speed / floor:.2f} of it   (bar {BAR})")
    print(f"eight times the text {growth:10.1f} times as long (bar {GROWTH})")
    return 0 if speed >= BAR * floor and growth <= GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
