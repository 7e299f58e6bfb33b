"""A pipeline and running text → words per second of processor time, one core.

In: paragraphs. Out: tokens (with punctuation, as the study counted) per second, the best of some runs. Processor time
counts all threads, so that neither a second core nor other work on the machine makes a difference; as machines still
do, the same text is read by the bare tokenizer in the same run, and the share of its speed is given beside.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language

from claims.extraction.training.boundaries import body
from claims.extraction.training.conllu import opened

SPEECHES = "bundestag_wp19-21_half.txt.xz"
SKIPPED = 5_000
PARAGRAPHS = 200
SHORTEST = 80  # characters: no headings, no calls
BATCH = 128
RUNS = 3
DEMO = Path(__file__).resolve().parents[4] / "articles" / "demo"


def texts(data: Path | None, count: int = PARAGRAPHS) -> list[str]:
    """Paragraphs of debates in the Bundestag where the data folder is there, else of the demo articles."""
    there = data is not None and (data / SPEECHES).exists()
    lines = islice(opened(data / SPEECHES), SKIPPED, None) if data and there else demo()
    return list(islice((line.strip() for line in lines if len(line) > SHORTEST), count))


def demo() -> Iterator[str]:
    """Paragraphs of the demo articles."""
    for path in sorted(DEMO.glob("*.md")):
        yield from body(path.read_text(encoding="utf-8")).split("\n")


def words_per_second(nlp: Language, paragraphs: Sequence[str], runs: int = RUNS) -> float:
    """Best of `runs`; the first paragraphs are read once before, to load what is loaded late."""
    for _ in nlp.pipe(paragraphs[:5]):
        pass
    return max(rate(lambda: sum(len(doc) for doc in nlp.pipe(paragraphs, batch_size=BATCH))) for _ in range(runs))


def rate(work: Callable[[], int]) -> float:
    """What `work` counts, per second of processor time."""
    begun = time.process_time()
    count = work()
    return count / max(time.process_time() - begun, 1e-9)


def floor(paragraphs: Sequence[str], runs: int = RUNS) -> float:
    """Words per second of spaCy's German tokenizer alone."""
    return words_per_second(spacy.blank("de"), paragraphs, runs)
