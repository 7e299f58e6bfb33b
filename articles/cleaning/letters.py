"""The visible letters of a source, each with its place.

In: a page or plain text. Out: `Letters`. White space and what nobody sees (soft hyphens, marks of direction) do not
count, character references count as what they stand for, and decomposed umlauts as one letter: so cleaned text and its
source read the same, however each is spaced.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from articles.cleaning import markup

# What neither shows nor separates anything, or is white: no letter.
NONE = r"\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
VISIBLE = re.compile(rf"[^{NONE}]+")
REFERENCE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
PARTS = re.compile(rf"(?P<reference>{REFERENCE})|[^{NONE}&]+|&")
# fmt: off
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})
# fmt: on
SECTIONS = frozenset({"aside", "dialog", "figure", "footer", "form", "header", "nav", "table"})


@dataclass(slots=True)
class Letters:
    """text: letters without white space. starts, ends: the place of each in the source.

    blocks: indices of letters before which a paragraph, cell or the like begins, ascending. where: for each of blocks
    the section it stands in ("nav", "aside", … or "").
    """

    text: str = ""
    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))
    blocks: array[int] = field(default_factory=lambda: array("I"))
    where: list[str] = field(default_factory=list)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the first letter at or behind `start`, and the first one that does not end by `end`."""
        first = bisect_left(self.starts, start)
        return first, max(first, bisect_right(self.ends, end))


def of_page(page: str) -> Letters:
    """Return the visible letters of HTML."""
    parts: list[str] = []
    found = Letters()
    open_sections: list[str] = []
    count, new_block = 0, True
    for piece in markup.pieces(page):
        if piece.name:
            new_block = new_block or piece.name not in INLINE
            if piece.name in SECTIONS:
                step(open_sections, piece)
            continue
        for letters, start, end in visible(page, piece.start, piece.end):
            if new_block:
                found.blocks.append(count)
                found.where.append(open_sections[-1] if open_sections else "")
                new_block = False
            count += add(found, parts, letters, start, end)
    found.text = "".join(parts)
    return found


def step(open_sections: list[str], piece: markup.Piece) -> None:
    """Keep the stack of open sections; a closing tag closes what is open in it, and counts for nothing on its own."""
    if not piece.closes:
        open_sections.append(piece.name)
    elif piece.name in open_sections[-20:]:  # nested deeper is no page that anybody reads
        while open_sections.pop() != piece.name:
            pass


def of_text(text: str) -> Letters:
    """Return the visible letters of plain text; each line is a block."""
    parts: list[str] = []
    found = Letters()
    count, start = 0, 0
    for line in text.split("\n"):
        found.blocks.append(count)
        found.where.append("")
        for match in spaced(text, start, start + len(line)):
            count += add(found, parts, *match)
        start += len(line) + 1
    found.text = "".join(parts)
    return found


def add(found: Letters, parts: list[str], letters: str, start: int, end: int) -> int:
    """Append letters that stand at [start, end), one by one or all in one place; return their number."""
    parts.append(letters)
    if len(letters) == end - start:
        found.starts.extend(range(start, end))
        found.ends.extend(range(start + 1, end + 1))
    else:
        found.starts.extend([start] * len(letters))
        found.ends.extend([end] * len(letters))
    return len(letters)


def visible(page: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield runs of letters of a piece of a page, with their place."""
    if page.find("&", start, end) < 0:
        yield from spaced(page, start, end)
        return
    yield from composed((part for part in references(page, start, end)), page, start, end)


def references(page: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield runs of letters, character references resolved."""
    for match in PARTS.finditer(page, start, end):
        if not match["reference"]:
            yield match[0], match.start(), match.end()
            continue
        for letters in VISIBLE.findall(html.unescape(match[0])):
            yield letters, match.start(), match.end()


def spaced(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield runs of letters of plain text."""
    runs = ((match[0], match.start(), match.end()) for match in VISIBLE.finditer(text, start, end))
    yield from composed(runs, text, start, end)


def composed(runs: Iterable[tuple[str, int, int]], text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Pass runs on, letters with their accents put together where the source has them apart."""
    if text.isascii() or unicodedata.is_normalized("NFC", text[start:end]):
        yield from runs
        return
    for letters, first, last in runs:
        if last - first != len(letters) or unicodedata.is_normalized("NFC", letters):
            yield letters, first, last
            continue
        for place, cluster in clusters(letters):
            yield unicodedata.normalize("NFC", cluster), first + place, first + place + len(cluster)


def clusters(letters: str) -> Iterator[tuple[int, str]]:
    """Yield each base letter with the accents behind it, and its index."""
    begin = 0
    for index in range(1, len(letters) + 1):
        if index == len(letters) or not unicodedata.combining(letters[index]):
            yield begin, letters[begin:index]
            begin = index
