"""Words → windows that the network reads at once: at most 192 pieces, cut at line breaks or between sentences.

In: how many pieces each word has, and where lines and sentences begin. Out: ranges of words that cover all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from claims.extraction.network.text import Flags

# The mark of the beginning, that of the end, and one for a first word that is longer with its prefix than without.
RESERVED = 3


def windows(lengths: Sequence[int], line: Flags, ruled: Flags, pieces: int) -> Iterator[tuple[int, int]]:
    """Ranges (start, end) of words, ascending; a word never has more pieces than a window.

    A line break in the second half of what fits is taken first, then the end of a sentence, then any place.
    """
    upto = np.concatenate([[0], np.cumsum(np.asarray(lengths, dtype=np.int64))])
    lines, sentences = np.flatnonzero(line), np.flatnonzero(line | ruled)
    start, words = 0, len(lengths)
    while start < words:
        room = upto[start] + pieces - RESERVED
        fits = max(start + 1, int(np.searchsorted(upto, room, side="right")) - 1)
        half = int(np.searchsorted(upto, (upto[start] + room) // 2))
        end = fits if fits >= words else last(lines, half, fits) or last(sentences, start + 1, fits) or fits
        yield start, end
        start = end


def last(places: NDArray[np.int64], low: int, high: int) -> int:
    """The last of the ascending places from low to high, both included; 0 if there is none."""
    index = int(np.searchsorted(places, high, side="right")) - 1
    return int(places[index]) if index >= 0 and places[index] >= max(low, 1) else 0
