"""Words per processor second of the whole extraction beside the bare trained pipeline; exits 1 below the bar.

Run: `python -m tests.load.extraction [--quick]`, on the demo articles, on one core, with the model that
CLAIMTRACK_MODEL names. The bare pipeline is `nlp.pipe` of the same `Doc`s in the same batch, without making them; the
whole extraction goes from text to claims, once by `extract_many` in that batch, once by `extract`, one article after
another as a worker reads. The rules may cost a quarter of the time at most; word lists and caches are warm, as in a
worker. The three take turns, and the best of each counts. `tests.load.growth` asks how time grows with a text's length.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import frontmatter

from claims.extraction import extract, extract_many, model
from claims.extraction.wrapping import unwrapped

DEMO = Path(__file__).resolve().parents[2] / "articles" / "demo"
BAR = 0.75  # of the bare pipeline's speed, for the model that ships as the default
FAST_BAR = 0.50  # a network that is four times as fast leaves the rules a quarter of the time
PUBLISHED = date(2025, 3, 12)
ROUNDS, QUICK = 5, 3


def texts(quick: bool) -> list[str]:
    found = [frontmatter.load(str(path)).content for path in sorted(DEMO.glob("*.md"))]
    return [text for text in found if text][: 8 if quick else None]


def seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time: other work on the machine does not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def best(articles: list[str], rounds: int) -> tuple[float, float, float]:
    """Seconds of the bare pipeline, of the whole extraction in a batch, of the same one by one."""
    bare = model.load(model.chosen())
    batch = [(text, PUBLISHED, None) for text in articles]
    taken: list[tuple[float, float, float]] = []
    for _ in range(rounds):
        docs = [bare.make_doc(unwrapped(text)) for text in articles]
        taken.append((
            seconds(lambda docs=docs: list(bare.pipe(docs, batch_size=len(docs)))),  # type: ignore[misc]
            seconds(lambda: list(extract_many(batch))),
            seconds(lambda: [extract(*article) for article in batch]),
        ))  # fmt: skip
    bare_time, together, alone = (min(column) for column in zip(*taken, strict=True))
    return bare_time, together, alone


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="eight articles instead of all")
    quick = parser.parse_args(arguments).quick
    articles = texts(quick)
    words = sum(len(text.split()) for text in articles)
    for text in articles:
        extract(text, PUBLISHED)
    floor, together, alone = best(articles, QUICK if quick else ROUNDS)
    bar = BAR if model.chosen() == model.DEFAULT else FAST_BAR
    print(f"{len(articles)} articles, {words} words, model {model.chosen()}")
    print(f"bare pipeline            {words / floor:8.0f} words/s")
    print(f"extraction, in a batch   {words / together:8.0f} words/s, {floor / together:.2f} of it   (bar {bar})")
    print(f"extraction, one by one   {words / alone:8.0f} words/s, {floor / alone:.2f} of it")
    return 0 if floor >= bar * together else 1


if __name__ == "__main__":
    sys.exit(main())
