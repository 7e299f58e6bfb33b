"""Whether two texts are near copies, by their shingles themselves. In: shingles of both. Out: yes or no.

Near copies share most of what the shorter one says: seven tenths of its shingles. The guard of length is in the share
of all: a text that is less than a quarter of the other one is a part of it, as items are of a live blog, not its copy.
Two reports of the same event with the same figures, each written by its own author, share a few percent.
"""

from __future__ import annotations

import numpy as np

from articles.alike.shingles import Shingles

LEAST_HELD = 0.7  # of the shorter text's shingles that the longer one must hold
LEAST_SHARED = 0.2  # of all shingles of both that must be common


def are_near(one: Shingles, other: Shingles) -> bool:
    """Say whether one text is a near copy of the other; the order of the two does not matter."""
    shorter = min(len(one), len(other))
    if not shorter:
        return False
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common >= LEAST_HELD * shorter and common >= LEAST_SHARED * (len(one) + len(other) - common)
