"""Memory of one worker over 20,000 articles, as resident size; exits 1 above 1 GB or where it goes on growing.

Run: `python -m tests.load.memory [--quick] [--articles N] [--words N]`, with the model that CLAIMTRACK_MODEL names.
Each article is made of sentences of the demo articles, with new names, new figures and new compounds: some eight words
that no article before it had, as in life. The last quarter may add a few megabytes at most.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from claims.extraction import extract, model
from claims.extraction.words.known import is_known
from tests.load.extraction import texts

MEGABYTE = 1 << 20
MOST = 1024.0  # MB
LAST_QUARTER = 16.0  # MB that it may add
ARTICLES, QUICK = 20_000, 400
WORDS = 60  # an article's length: the number of articles and of new words is what matters
COMPOUNDS = 0.25  # share of the nouns that become part of an unheard one
LINES = 20
FIRST_DAY = date(2024, 1, 1)
SENTENCE = re.compile(r"(?<=[.!?“])\s+(?=[A-ZÄÖÜ„])|\n+")
NAME = re.compile(r"(?<=[a-zäöü,] )[A-ZÄÖÜ][a-zäöüß]{3,}")
FIGURE = re.compile(r"(?<![\w.,])\d{2,5}(?:\.\d{3})*(?![\w.,]\d)")
OPENINGS = (
    "B",
    "Br",
    "D",
    "F",
    "G",
    "Gr",
    "H",
    "J",
    "K",
    "Kl",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "Schw",
    "St",
    "T",
    "Tr",
    "V",
    "W",
    "Z",
)
VOWELS = ("a", "e", "i", "o", "u", "au", "ei", "ie", "ä", "ö", "ü")
MIDDLES = ("b", "d", "g", "l", "ll", "m", "n", "nd", "nn", "r", "rn", "rt", "s", "st", "t", "tt", "z")
ENDINGS = ("a", "berg", "dorf", "en", "er", "hausen", "ich", "in", "ke", "mann", "o", "ow", "ski", "stedt", "u")


@cache
def sentences() -> tuple[str, ...]:
    """All sentences of the demo articles."""
    return tuple(s for text in texts(quick=False) for s in SENTENCE.split(text) if len(s.split()) > 4)


def name(chance: random.Random) -> str:
    """A name that hardly anybody bears."""
    middle = "".join(chance.choice(VOWELS) + chance.choice(MIDDLES) for _ in range(chance.randint(1, 2)))
    return chance.choice(OPENINGS) + middle + chance.choice(VOWELS) + chance.choice(ENDINGS)


def article(number: int, words: int) -> str:
    """A text like no other, of about so many words, the same for the same number."""
    chance = random.Random(number)
    names: dict[str, str] = {}

    def renamed(match: re.Match[str]) -> str:
        written = match.group()
        if not is_known(written):
            return names.setdefault(written, name(chance))
        return name(chance) + written.lower() if chance.random() < COMPOUNDS else written

    told: list[str] = []
    while sum(len(sentence.split()) for sentence in told) < words:
        renumbered = FIGURE.sub(lambda match: str(chance.randint(10, 99_999)), chance.choice(sentences()))
        told.append(NAME.sub(renamed, renumbered))
    return " ".join(told)


def resident() -> float:
    """Resident memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / MEGABYTE


def readings(articles: int, words: int) -> Iterator[float]:
    """Read all of them; the memory in use after each of so many parts, printed as they come."""
    begun, claims = time.monotonic(), 0
    for number in range(articles):
        claims += len(extract(article(number, words), FIRST_DAY + timedelta(days=number % 700)))
        if (number + 1) % max(1, articles // LINES) == 0:
            now = resident()
            seconds = time.monotonic() - begun
            print(f"{number + 1:8,} articles {seconds:8.0f} s {claims:9,} claims {now:8.1f} MB", flush=True)
            yield now


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} articles instead of {ARTICLES:,}")
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--words", type=int, default=WORDS)
    options = parser.parse_args(arguments)
    articles = options.articles or (QUICK if options.quick else ARTICLES)
    print(f"{articles:,} articles of some {options.words} words, model {model.chosen()}")
    used = list(readings(articles, options.words))
    quarter = used[-1] - used[-1 - len(used) // 4]
    print(f"most                {max(used):8.1f} MB (bar {MOST:.0f})")
    print(f"in the last quarter {quarter:+8.1f} MB (bar {LAST_QUARTER:.0f})")
    return 0 if max(used) <= MOST and quarter <= LAST_QUARTER else 1


if __name__ == "__main__":
    sys.exit(main())
