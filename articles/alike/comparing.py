"""Whether two texts are near copies, by their shingles themselves. In: shingles of both. Out: yes or no.

Near copies share most of what the shorter one says: seven tenths of its shingles. The guard of length is in the share
of all: a text that is less than a quarter of the other one is a part of it, as items are of a live blog, not its copy.
Two reports of the same event with the same figures, each written by its own author, share a few percent.
"""

from __future__ import annotations

import numpy as np

from articles.alike.differences import percent_alike
from articles.alike.shingles import Shingles

LONG = 50_000  # characters; longer texts are told apart by their shingles alone
LEAST_HELD = 0.7  # of the shorter text's shingles that the longer one must hold
LEAST_SHARED = 0.2  # of all shingles of both that must be common


def are_near(one: Shingles, other: Shingles) -> bool:
    """Say whether one text is a near copy of the other; the order of the two does not matter."""
    shorter, common = min(len(one), len(other)), _common(one, other)
    if not shorter:
        return False
    return common >= LEAST_HELD * shorter and common >= LEAST_SHARED * (len(one) + len(other) - common)


def percent(text: str, one: Shingles, other_text: str, other: Shingles) -> int:
    """Return how much of the shorter text both have, never rounded up: words in order, of a book's length shingles."""
    if max(len(text), len(other_text)) <= LONG:
        return percent_alike(text, other_text)
    return 100 * _common(one, other) // max(1, min(len(one), len(other)))


def _common(one: Shingles, other: Shingles) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))
