"""From places in the cleaned text back to places in what was received.

In: the cleaned text, and the page (as decoded) or the plain text that it was made of. Out: an `Offsets`, which tells
for any passage of the cleaned text where it stands in the source. Nothing of this is stored: it is found again from
the article's text and `raw` whenever it is asked for.

Cleaning leaves passages out, moves some, resolves character references and changes white space; letters stay what they
are. So each line of the cleaned text is looked for in the letters of the source, onward from where the line before it
ended, and what the source has in between is skipped.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.cleaning import letters
from articles.cleaning.letters import Letters

BESIDE = frozenset({"aside", "dialog", "footer", "form", "nav"})
PROBE = 40  # letters by which a passage is recognised
LEAST = 8  # fewer prove nothing, unless they are a line of their own
CANDIDATES = 6  # occurrences that are compared
NEAR = 120  # letters among which shorter matches count,
FEW = 3  # of so many letters at least
CHUNK = 2000  # letters of a line that are looked for in one go
# trafilatura writes "- " before items of lists and bars between cells: these have no place in the page.
PARTS = re.compile(r"(?P<mark>^[-–•]|\|+)?(?P<rest>(?(mark)[^|]*|[^|]+))")
FULL_SEARCHES = 400  # times that the whole source may be gone through in all, so that hostile pages end as well


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that follow each other in both: indices of the first in cleaned text and source, and their number."""

    cleaned: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the letters of a cleaned text stand in its source; `runs` ascend in the cleaned text."""

    cleaned: Letters
    source: Letters
    runs: tuple[Run, ...]

    def places(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the passages [start, end) of the source that hold characters start to end of the cleaned text.

        In the order of the cleaned text; [] where none of its letters was found. Between two of them the source has
        something that the cleaned text leaves out, or they stand in another order there.
        """
        first, last = self.cleaned.within(start, end)
        found = []
        index = max(0, bisect_right(self.runs, first, key=lambda run: run.cleaned) - 1)
        for run in self.runs[index:]:
            if run.cleaned >= last:
                break
            low, high = max(first, run.cleaned), min(last, run.cleaned + run.length)
            if low < high:
                moved = run.source - run.cleaned
                found.append((self.source.starts[low + moved], self.source.ends[high + moved - 1]))
        return found

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the one passage of the source from the first to the last of these characters, None if not found.

        Where they stand in another order there, it is the passage of the longest part.
        """
        found = self.places(start, end)
        if not found:
            return None
        if found == sorted(found):
            return found[0][0], found[-1][1]
        return max(found, key=lambda place: place[1] - place[0])


@dataclass(slots=True)
class Search:
    """Looks for letters in the source and counts what that costs."""

    source: Letters
    runs: list[Run] = field(default_factory=list)
    cursor: int = 0
    left: int = 0

    def find(self, wanted: str, start: int, end: int | None = None) -> int:
        """Return the index of `wanted` at or behind `start`, or -1; also where enough has been searched."""
        if self.left <= 0:
            return -1
        found = self.source.text.find(wanted, start, len(self.source.text) if end is None else end)
        self.left -= (len(self.source.text) if found < 0 else found) - start + len(wanted)
        return found

    def candidates(self, probe: str) -> Iterator[int]:
        """Yield places of the probe, those behind the cursor first."""
        place = self.find(probe, self.cursor)
        for _ in range(CANDIDATES):
            if place < 0:
                break
            yield place
            place = self.find(probe, place + 1)
        if place < 0 and self.cursor and (before := self.find(probe, 0, self.cursor)) >= 0:
            yield before

    def is_block(self, place: int, length: int) -> bool:
        """Say whether these letters of the source are paragraphs of their own."""
        return is_edge(self.source, place) and is_edge(self.source, place + length)

    def is_beside(self, place: int) -> bool:
        """Say whether this letter of the source stands beside the article: in navigation, a margin or the like."""
        number = bisect_right(self.source.blocks, place) - 1
        return number >= 0 and self.source.where[number] in BESIDE


def of_page(cleaned: str, page: str) -> Offsets:
    """Return where the letters of a cleaned text stand in its page (HTML as decoded)."""
    return trace(cleaned, letters.of_page(page))


def of_text(cleaned: str, text: str) -> Offsets:
    """Return where the letters of a cleaned text stand in its plain text or Markdown."""
    return trace(cleaned, letters.of_text(text))


def trace(cleaned: str, source: Letters) -> Offsets:
    """Find each line of the cleaned text in the letters of its source."""
    ours = letters.of_text(cleaned)
    search = Search(source, left=FULL_SEARCHES * (len(source.text) + PROBE))
    edges = [*ours.blocks, len(ours.text)]
    for start, end in zip(edges, edges[1:], strict=False):
        if start < end:
            follow(search, ours.text[start:end], start)
    return Offsets(ours, source, tuple(search.runs))


def follow(search: Search, line: str, offset: int) -> None:
    """Find the parts of one line, one after the other; what cannot be found stays without a place."""
    for part in PARTS.finditer(line):
        index, begin, end = part.start(), part.start("rest"), part.end()
        while index < end:
            rest = line[index : min(end, index + CHUNK)]
            place, length = best(search, rest, whole=index <= begin and index + len(rest) == end)
            if length:
                search.runs.append(Run(offset + index, place, length))
                search.cursor = place + length
            if index < begin and length <= begin - index:
                index = begin  # the mark is not the page's own
            else:
                index += length or 1 + len(rest) // 50


def best(search: Search, rest: str, *, whole: bool) -> tuple[int, int]:
    """Return (place, number of letters) of the best match of the line's rest; (0, 0) where there is none.

    The longest match counts; among equals one that is not beside the article, then a paragraph of its own.
    """
    size = min(PROBE, len(rest))
    while size >= LEAST:
        found = [(place, common(search.source.text, place, rest)) for place in search.candidates(rest[:size])]
        if found:
            return max(found, key=lambda match: (match[1], not search.is_beside(match[0]), search.is_block(*match)))
        size //= 2
    if whole and len(rest) < LEAST:
        found = [(place, len(rest)) for place in search.candidates(rest)]
        found = [match for match in found if search.is_block(*match)]
        if found:
            return next((match for match in found if not search.is_beside(match[0])), found[0])
    return nearest(search, rest)


def nearest(search: Search, rest: str) -> tuple[int, int]:
    """Return the longest match that begins within the next letters, or right here; (0, 0) where there is none."""
    search.left -= NEAR * PROBE
    if search.left <= 0:
        return 0, 0
    text, here = search.source.text, search.cursor
    reach = NEAR if len(rest) >= FEW else 1
    found = max(((common(text, place, rest), -place) for place in range(here, here + reach)), default=(0, 0))
    return (-found[1], found[0]) if found[0] >= FEW or (found[0] and -found[1] == here) else (0, 0)


def common(text: str, place: int, rest: str) -> int:
    """Return how many letters of `rest` stand at this place of the text."""
    if text.startswith(rest, place):
        return len(rest)
    return len(os.path.commonprefix([text[place : place + len(rest)], rest]))


def is_edge(source: Letters, index: int) -> bool:
    """Say whether a paragraph begins or ends before this letter of the source."""
    if index >= len(source.text):
        return True
    found = bisect_left(source.blocks, index)
    return found < len(source.blocks) and source.blocks[found] == index
