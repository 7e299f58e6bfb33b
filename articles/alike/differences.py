"""Where two texts differ, word by word, as paragraphs for a page; and how much they have in common.

In: an older and a newer text (or an agency's and a paper's). Out: paragraphs of runs, each the same in both, only in
the first (`del`) or only in the second (`ins`); the share of words in percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from articles.alike.aligning import aligned
from articles.alike.tokens import BREAK, Tokens, tokens

Kind = Literal["same", "del", "ins"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words, with the blanks behind them, and where they stand."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of both texts together."""

    runs: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        """Whether both texts have it word by word."""
        return all(run.kind == "same" for run in self.runs)


def differences(old: str, new: str) -> list[Paragraph]:
    """Return both texts as one, paragraph by paragraph; without the `ins` it is the old one, without the `del` the new.

    Line ends that only one of the two has end a paragraph, too.
    """
    one, other = tokens(old), tokens(new)
    found: list[Paragraph] = []
    open_runs: list[Run] = []
    for kind, side, first, last in _changes(one, other):
        for piece, ends in _lines(side, first, last):
            # Blanks behind a change are neither new nor gone.
            words = piece if kind == "same" else piece.rstrip()
            open_runs += [Run(kind, words)] if words else []
            open_runs += [Run("same", piece[len(words) :])] if len(words) < len(piece) else []
            if ends and open_runs:
                found.append(Paragraph(tuple(open_runs)))
                open_runs = []
    return [*found, Paragraph(tuple(open_runs))] if open_runs else found


def percent_alike(one: str, other: str) -> int:
    """Return how many of 100 words of the shorter text stand in the longer one, too, in the same order.

    100 only where all do, so that no change is rounded away.
    """
    a, b = tokens(one), tokens(other)
    shorter = min(_count(a, 0, len(a.words)), _count(b, 0, len(b.words)))
    if not shorter:
        return 0
    same = sum(_count(a, i, i + n) for i, _, n in aligned(a.words, b.words))
    return min(100, 100 * same // shorter)


def _changes(one: Tokens, other: Tokens) -> list[tuple[Kind, Tokens, int, int]]:
    found: list[tuple[Kind, Tokens, int, int]] = []
    i = j = 0
    for at, to, n in [*aligned(one.words, other.words), (len(one.words), len(other.words), 0)]:
        if at > i:
            found.append(("del", one, i, at))
        if to > j:
            found.append(("ins", other, j, to))
        if n:
            found.append(("same", other, to, to + n))
        i, j = at + n, to + n
    return found


def _lines(side: Tokens, first: int, last: int) -> list[tuple[str, bool]]:
    """Pieces of text between line ends, and whether a line ends behind each."""
    found, start = [], first
    for at in range(first, last):
        if side.words[at] == BREAK:
            found.append((side.piece(start, at), True))
            start = at + 1
    return [*found, (side.piece(start, last), False)]


def _count(side: Tokens, first: int, last: int) -> int:
    return sum(word[0].isalnum() for word in side.words[first:last])
