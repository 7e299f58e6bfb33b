"""Windows of words → padded batches of piece numbers, windows of like length together.

In: for each word of a text its pieces. Out: `Window`s, and `Batch`es of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.extraction.network.pieces import BEGIN, END, PAD, Pieces
from claims.extraction.network.text import Text
from claims.extraction.network.windows import windows


@dataclass(frozen=True, slots=True)
class Window:
    """start, end: its words, counted over all texts read together. first: index of each word's first piece in ids."""

    start: int
    end: int
    ids: list[int]
    first: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """ids [b, s], first [b, w] and words [b], as the network takes them."""

    windows: Sequence[Window]
    ids: NDArray[np.int64]
    first: NDArray[np.int64]
    words: NDArray[np.int64]


def cut(text: Text, pieces: Pieces, limit: int, offset: int) -> Iterator[Window]:
    """The windows of a text whose first word is number `offset`."""
    encoded = [pieces.encode(word, spaced) for word, spaced in zip(text.words, text.spaced.tolist(), strict=True)]
    for start, end in windows([len(word) for word in encoded], text.line, text.ruled, limit):
        ids, first = [BEGIN], []
        for word in (pieces.encode(text.words[start], True), *encoded[start + 1 : end]):
            first.append(len(ids))
            ids.extend(word)
        yield Window(start + offset, end + offset, [*ids, END], first)


def batches(found: Sequence[Window], limit: int) -> Iterator[Batch]:
    """Batches of at most `limit` pieces with padding, or of one window."""
    waiting: list[Window] = []
    for window in sorted(found, key=lambda window: (len(window.ids), window.start)):
        if waiting and (len(waiting) + 1) * len(window.ids) > limit:
            yield padded(waiting)
            waiting = []
        waiting.append(window)
    if waiting:
        yield padded(waiting)


def padded(found: Sequence[Window]) -> Batch:
    ids = np.full((len(found), max(len(window.ids) for window in found)), PAD, dtype=np.int64)
    first = np.zeros((len(found), max(len(window.first) for window in found)), dtype=np.int64)
    for row, window in enumerate(found):
        ids[row, : len(window.ids)] = window.ids
        first[row, : len(window.first)] = window.first
    return Batch(found, ids, first, np.array([len(window.first) for window in found], dtype=np.int64))
