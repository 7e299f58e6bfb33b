"""Words per processor second, whole extraction and bare tokenisation; on the demo articles; exits 1 below the bar.

Run: `python -m tests.load.extraction [--quick]`. The bar is that of the first version by rules, low enough for one busy
core of a small machine; a trained model will need one of its own. Linear time is checked beside it: eight times the
text may take at most twelve times as long.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import frontmatter

from claims.extraction import extract
from claims.extraction.pipeline import pipeline

DEMO = Path(__file__).resolve().parents[2] / "articles" / "demo"
BAR = 3_000  # words per second, whole extraction
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
    extract("\n".join(articles), PUBLISHED)  # loads word lists and dictionary
    tokens = words / seconds(lambda: [pipeline().make_doc(text) for text in articles])
    speed = words / seconds(lambda: [extract(text, PUBLISHED) for text in articles])
    once = seconds(lambda: extract("\n".join(articles), PUBLISHED))
    growth = seconds(lambda: extract("\n".join(articles * 8), PUBLISHED)) / once
    print(f"{len(articles)} articles, {words} words")
    print(f"tokenisation alone   {tokens:10.0f} words/s")
    print(f"whole extraction     {speed:10.0f} words/s   (bar {BAR})")
    print(f"eight times the text {growth:10.1f} times as long (bar {GROWTH})")
    return 0 if speed >= BAR and growth <= GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
