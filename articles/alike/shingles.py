"""A text as the set of its runs of five words: what near copies have in common.

In: a text with the passages that are no news text. Out: its words; its shingles as sorted 64-bit numbers, each once.

Upper and lower case, punctuation and line breaks do not count, so that a copy in another layout has the same shingles.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from articles.alike.numbers import mixed, stream

Shingles = npt.NDArray[np.uint64]

LENGTH = 5  # words; German compounds make five as telling as seven English ones
# Fewer words are too little to tell a copy from a common phrase: such texts are never compared.
FEWEST_WORDS = 50
_WORD = re.compile(r"\w+")
_FACTORS = stream(seed=5, count=LENGTH) | np.uint64(1)


def unmarked(text: str, noise: Iterable[Sequence[Any]]) -> str:
    """Return the text without the marked passages ([start, end, …], in any order, overlapping or not)."""
    parts, end = [], 0
    for start, stop, *_ in sorted(noise, key=lambda mark: (mark[0], mark[1])):
        if start > end:
            parts.append(text[end:start])
        end = max(end, stop)
    return "\n".join([*parts, text[end:]])


def words(text: str) -> list[str]:
    """Return the words of a text in their order, in lower case."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def shingles(told: Sequence[str]) -> Shingles:
    """Return the shingles of these words; none where there are fewer words than one shingle has."""
    count = len(told) - LENGTH + 1
    if count < 1:
        return np.empty(0, np.uint64)
    numbers = np.fromiter((zlib.crc32(word.encode()) for word in told), np.uint64, len(told))
    found = np.zeros(count, np.uint64)
    for place, factor in enumerate(_FACTORS):
        found += numbers[place : place + count] * factor
    return np.unique(mixed(found))
