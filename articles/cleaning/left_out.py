"""What the cleaning of a page left out: visible text of the page that is not in the article.

In: the cleaned text and the page as decoded. Out: passages with their place in the page, in order; so that an editor
can see that nothing of the article was lost.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from articles.cleaning import markup, offsets
from articles.cleaning.letters import INLINE, Letters

FEWEST = 2  # letters; less is a bullet or a bar


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A passage of the page from start to end (exclusive), its visible text, and the section of the page it is in.

    where: "nav", "header", "footer", "aside", "form", "figure", "table", "dialog", or "" for the page's own middle.
    """

    start: int
    end: int
    text: str
    where: str


def left_out(cleaned: str, page: str) -> list[LeftOut]:
    """Return the visible passages of a page that its cleaned text does not hold; neighbours of a section are one."""
    traced = offsets.of_page(cleaned, page)
    source = traced.source
    taken = sorted((run.source, run.source + run.length) for run in traced.runs)
    found: list[tuple[int, int, str]] = []
    for low, high, where in parts(source, gaps(taken, len(source.text))):
        if found and found[-1][1:] == (low, where):
            low = found.pop()[0]
        found.append((low, high, where))
    passages = (
        (source.starts[low], source.ends[high - 1], where) for low, high, where in found if high - low >= FEWEST
    )
    return [LeftOut(start, end, shown(page, start, end), where) for start, end, where in passages]


def parts(source: Letters, found: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Cut the gaps at the edges of the page's paragraphs; yield each part with the section it is in."""
    edges = [*source.blocks, len(source.text)]
    for start, end in found:
        number = bisect_right(source.blocks, start) - 1
        while number < len(source.blocks) and edges[number] < end:
            yield max(start, edges[number]), min(end, edges[number + 1]), source.where[number]
            number += 1


def gaps(taken: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return what lies between the passages taken, which ascend and may overlap."""
    found, position = [], 0
    for start, end in [*taken, (length, length)]:
        if start > position:
            found.append((position, start))
        position = max(position, end)
    return found


def shown(page: str, start: int, end: int) -> str:
    """Return the visible text of a passage, one paragraph a line."""
    words: list[str] = []
    for piece in markup.pieces(page[start:end]):
        if not piece.name:
            words.append(html.unescape(page[start + piece.start : start + piece.end]).replace("\n", " "))
        elif piece.name not in INLINE:
            words.append("\n")
    lines = (" ".join(line.split()) for line in "".join(words).split("\n"))
    return "\n".join(line for line in lines if line)
