"""Made-up reports and what outlets do to them; seeded, so that every run measures the same.

In: a random generator. Out: reports of paragraphs, their copies by kind of edit, reports of others on the same event.
"""

from __future__ import annotations

import random
from collections.abc import Callable

VOCABULARY = 30_000
Report = list[str]  # its paragraphs


def vocabulary(rng: random.Random) -> tuple[list[str], list[float]]:
    """Words of syllables, and how often each comes: as in German, few very often and most hardly ever."""
    syllables = [a + b + c for a in "bdfgklmnrstwz" for b in "aeiouäöü" for c in ("", "n", "r", "l", "s", "ch")]
    words = {"".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(VOCABULARY * 2)}
    chosen = sorted(words)[:VOCABULARY]
    rng.shuffle(chosen)
    return chosen, [1 / (rank + 3) for rank in range(len(chosen))]


class Writer:
    """Writes reports in one vocabulary."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.words, self.weights = vocabulary(rng)

    def report(self, paragraphs: int) -> Report:
        """A report of paragraphs of 40 to 80 words."""
        return [self.sentences(self.rng.randint(40, 80)) for _ in range(paragraphs)]

    def sentences(self, count: int) -> str:
        """So many words, a figure among them now and then."""
        told = self.rng.choices(self.words, self.weights, k=count)
        told = [
            word if self.rng.random() > 0.03 else f"{self.rng.randint(2, 99)}.{self.rng.randint(0, 9)}00"
            for word in told
        ]
        return " ".join(told) + "."

    def same_event(self, report: Report) -> Report:
        """Another author's report: the same figures and names, every fifth word of the first, own sentences."""
        known = [word for paragraph in report for word in paragraph.split()]
        mixed = self.rng.choices(self.words, self.weights, k=len(known))
        told = [
            old if old[0].isdigit() or self.rng.random() < 0.2 else new for old, new in zip(known, mixed, strict=True)
        ]
        quote = " ".join(known[30:45])  # fifteen words that somebody said to both
        return [" ".join(told[: len(told) // 2]), quote, " ".join(told[len(told) // 2 :])]

    def replaced(self, report: Report, share: float) -> Report:
        """This share of the words are others."""
        return [
            " ".join(self.rng.choice(self.words) if self.rng.random() < share else word for word in paragraph.split())
            for paragraph in report
        ]

    def edits(self) -> dict[str, Callable[[Report], Report]]:
        """What outlets do with a report, by name."""
        rng = self.rng
        return {
            "other headline": lambda r: [self.sentences(9), *r],
            "paragraph inserted": lambda r: [*r[:1], self.sentences(50), *r[1:]],
            "cut to a half": lambda r: r[: max(2, len(r) // 2)],
            "cut to a third": lambda r: r[: max(2, len(r) // 3)],
            "middle left out": lambda r: [*r[:1], *r[len(r) // 2 :]],
            "paragraphs moved": lambda r: [r[0], *rng.sample(r[1:], len(r) - 1)],
            "every 50th word": lambda r: self.replaced(r, 0.02),
            "every 25th word": lambda r: self.replaced(r, 0.04),
            "cut, headline, 2 %": lambda r: [self.sentences(9), *self.replaced(r[: max(2, len(r) * 2 // 3)], 0.02)],
        }
