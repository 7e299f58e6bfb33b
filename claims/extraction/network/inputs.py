"""Words → piece numbers, one window after another.

In: a `Text`. Out: `Window`s as the network takes them. Each goes through the network alone: on one core a batch is no
faster, takes more memory, and as the quantised network scales a whole batch by its greatest value, what it reads in a
text would depend on the texts beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction.network.pieces import BEGIN, END, Pieces
from claims.extraction.network.text import Text
from claims.extraction.network.windows import windows


@dataclass(frozen=True, slots=True)
class Window:
    """start, end: its words in the text. first: index in `ids` of each word's first piece."""

    start: int
    end: int
    ids: list[int]
    first: list[int]


def inputs(text: Text, pieces: Pieces, limit: int) -> Iterator[Window]:
    """The windows of a text, in order, each of at most `limit` pieces."""
    encoded = [pieces.encode(word, spaced) for word, spaced in zip(text.words, text.spaced.tolist(), strict=True)]
    for start, end in windows([len(word) for word in encoded], text.line, text.ruled, limit):
        ids, first = [BEGIN], []
        for word in (pieces.encode(text.words[start], True), *encoded[start + 1 : end]):
            first.append(len(ids))
            ids.extend(word)
        yield Window(start, end, [*ids, END], first)
