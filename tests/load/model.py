"""Words per processor second of each shipped model and of the whole extraction with it; exits 1 below a bar.

Run: `python -m tests.load.model [--quick]`, on the demo articles. Words are tokens, as in the bars of the model's
evaluation. What a slow or busy machine does to the figures shows in the bare tokenizer's, measured in the same run.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date

from spacy.language import Language

from claims.extraction import pipeline
from claims.extraction.training.evaluation import speed
from claims.extraction.training.evaluation.measures import PACE
from claims.extraction.training.evaluation.models import load, located, shipped
from tests.load.extraction import texts

# The rules for claims on top: 3,000 words a second alone.
WHOLE = {"accurate": 900.0, "fast": 1_700.0}
PUBLISHED = date(2025, 3, 12)
PARAGRAPHS, FEW = 200, 60


def whole(model: str, articles: list[str]) -> float:
    """Words per second of the product's pipeline with this model, best of two runs."""
    os.environ["CLAIMTRACK_MODEL"] = model
    pipeline.analyse(articles[0], PUBLISHED)
    return max(speed.rate(lambda: sum(len(pipeline.analyse(text, PUBLISHED)) for text in articles)) for _ in range(2))


def line(name: str, words: float, floor: float, bar: float) -> bool:
    """Print one figure; whether it reaches its bar."""
    print(f"{name:24}{words:10,.0f} words/s  {words / floor:8.2%} of the tokenizer's  (bar {bar:,.0f})")
    return words >= bar


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="60 paragraphs and eight articles")
    quick = parser.parse_args(arguments).quick
    paragraphs = speed.texts(None, FEW if quick else PARAGRAPHS)
    articles, runs = texts(quick), 2 if quick else 3
    floor = speed.floor(paragraphs, runs)
    print(f"{len(paragraphs)} paragraphs, {len(articles)} articles\n{'bare tokenizer':24}{floor:10,.0f} words/s")
    reached = []
    for model in shipped():
        nlp: Language = load(located(model))
        reached.append(line(model, speed.words_per_second(nlp, paragraphs, runs), floor, PACE[model]))
        reached.append(line(f"extraction, {model}", whole(model, articles), floor, WHOLE[model]))
    if not reached:
        print("no model in claims/extraction/model")
    return 0 if reached and all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
