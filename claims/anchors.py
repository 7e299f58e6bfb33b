"""Where a claim's evidence stands in another version of its article. Pure: two texts and places in, places out.

As in W3C's Web Annotations, a place is told by its words with those around them (TextQuoteSelector) and by its offsets
(TextPositionSelector). The very words count first, of several places the one with the same surroundings; then what the
evidence has become, word by word, if three quarters of it are left. A figure must be there to the digit: a sentence
that now tells another number is no evidence of the former one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.alike.aligning import aligned
from articles.alike.tokens import BREAK, Tokens, tokens

CONTEXT = 40  # characters on each side
LEAST_LEFT = 0.75  # of the evidence's words, where not all are
LONGEST = 2  # times as long as it was
LEAST_OF_PLACE = 0.5  # of the words around a figure, by which its place is known though the figure is another


@dataclass(frozen=True, slots=True)
class Spot:
    """Evidence [start, end) and the figure in it, if there is one; offsets into one text."""

    start: int
    end: int
    figure_start: int | None = None
    figure_end: int | None = None


class Passage:
    """From an old text to a new one: `new_spot` finds where evidence has gone."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def new_spot(self, spot: Spot) -> Spot | None:
        """Return where the evidence stands in the new text, None where it is gone."""
        return self._same_words(spot) or self._changed_words(spot)

    def place_of(self, spot: Spot) -> tuple[int, int] | None:
        """Return where the new text has what the evidence has become, whatever figure it now tells; None if nowhere."""
        figure = self._tokens_of(spot.figure_start or 0, spot.figure_end or 0)
        told = [at for at in self._tokens_of(spot.start, spot.end) if self._old.words[at] != BREAK and at not in figure]
        left = [self._places[at] for at in told if at in self._places]
        if not left or len(left) < LEAST_OF_PLACE * len(told):
            return None
        start, end = self._new.starts[left[0]], self._new.ends[left[-1]]
        return (start, end) if end - start <= LONGEST * (spot.end - spot.start) else None

    def _same_words(self, spot: Spot) -> Spot | None:
        exact = self.old[spot.start : spot.end]
        if not exact.strip():
            return None
        places = [match.start() for match in re.finditer(re.escape(exact), self.new)]
        if not places:
            return None
        here = (self.old[max(0, spot.start - CONTEXT) : spot.start], self.old[spot.end : spot.end + CONTEXT])
        best = max(places, key=lambda at: (self._agreeing(at, at + len(exact), here), -abs(at - spot.start)))
        return _moved(spot, best - spot.start)

    def _agreeing(self, start: int, end: int, around: tuple[str, str]) -> int:
        """How many characters before and behind are those that were there."""
        before, behind = self.new[max(0, start - CONTEXT) : start], self.new[end : end + CONTEXT]
        return _common(before[::-1], around[0][::-1]) + _common(behind, around[1])

    def _changed_words(self, spot: Spot) -> Spot | None:
        inside = self._tokens_of(spot.start, spot.end)
        told = [at for at in inside if self._old.words[at] != BREAK]
        left = [at for at in told if at in self._places]
        if not told or len(left) < LEAST_LEFT * len(told):
            return None
        first, last = self._places[left[0]], self._places[left[-1]]
        start, end = self._new.starts[first], self._new.ends[self._behind(inside, last)]
        figure = self._figure(spot)
        if end - start > LONGEST * (spot.end - spot.start) or (figure is None and spot.figure_start is not None):
            return None
        if figure is not None and not (start <= figure[0] and figure[1] <= end):
            return None
        return Spot(start, end, *(figure or (None, None)))

    def _behind(self, inside: Sequence[int], last: int) -> int:
        """The evidence's last word: up to what follows the evidence, as far as that is still there."""
        follows = self._places.get(inside[-1] + 1)
        if follows is None or not last < follows <= last + len(inside):
            return last
        return max(last, follows - 1 - (self._new.words[follows - 1] == BREAK))

    def _figure(self, spot: Spot) -> tuple[int, int] | None:
        """Where the figure's own words are, each of them unchanged and in one piece."""
        if spot.figure_start is None or spot.figure_end is None:
            return None
        places = [self._places.get(at) for at in self._tokens_of(spot.figure_start, spot.figure_end)]
        known = [place for place in places if place is not None]
        if not known or len(known) < len(places) or known[-1] - known[0] != len(known) - 1:
            return None
        return self._new.starts[known[0]], self._new.ends[known[-1]]

    def _tokens_of(self, start: int, end: int) -> range:
        return range(bisect_left(self._old.ends, start + 1), bisect_left(self._old.starts, end))

    @cached_property
    def _old(self) -> Tokens:
        return tokens(self.old)

    @cached_property
    def _new(self) -> Tokens:
        return tokens(self.new)

    @cached_property
    def _places(self) -> dict[int, int]:
        """For words that both texts have, by number in the old one, the number in the new one."""
        blocks = aligned(self._old.words, self._new.words)
        return {at + n: to + n for at, to, length in blocks for n in range(length)}


def _moved(spot: Spot, by: int) -> Spot:
    figure = (None, None) if spot.figure_start is None or spot.figure_end is None else (
        spot.figure_start + by, spot.figure_end + by,
    )  # fmt: skip
    return Spot(spot.start + by, spot.end + by, *figure)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
