"""A page cut into tags and visible text, each with its place.

In: HTML as decoded. Out: pieces with offsets in characters of it, in order. lxml knows lines but no offsets, hence this
scanner; it follows the tokenizer of the HTML standard as far as visible text needs it. Time grows with the page only:
what is never closed ends the page, as in browsers, and is looked for once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Elements whose content nobody sees, or that is no text of the page.
UNSEEN = frozenset({"head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template", "textarea"})
RAW_TEXT = frozenset({"iframe", "noscript", "script", "style", "textarea"})
NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
TAG_END = re.compile(r"(?:[^'\">]|\"[^\"]*\"|'[^']*')*+>")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters start to end (exclusive) of the page: text where name is "", else a tag of that name."""

    start: int
    end: int
    name: str = ""
    closes: bool = False


def pieces(page: str) -> Iterator[Piece]:
    """Yield text and tags of a page; comments, scripts and what else nobody sees are left out."""
    hidden = ""
    for piece in tokens(page):
        if hidden:
            # The head of real pages is often not closed: whatever belongs to a body ends it.
            if piece.name == hidden and piece.closes or hidden == "head" and piece.name == "body":
                hidden = ""
        elif piece.name in UNSEEN and not piece.closes and not page.endswith("/>", piece.start, piece.end):
            hidden = piece.name
        else:
            yield piece


def tokens(page: str) -> Iterator[Piece]:
    """Yield text and tags, comments and declarations left out; the content of scripts and the like is skipped."""
    position, quoted = 0, True
    while position < len(page):
        opening = page.find("<", position)
        if opening != position:
            yield Piece(position, opening if opening > 0 else len(page))
        if opening < 0:
            return
        match = NAME.match(page, opening)
        if match is None:
            position = after_other(page, opening)
            if position == opening:  # a lone "<" is text
                yield Piece(opening, opening + 1)
                position += 1
            continue
        end = TAG_END.match(page, match.end()) if quoted else None
        quoted = end is not None  # one quotation mark too many, and no attribute of this page is trusted any more
        position = end.end() if end else past(page, ">", match.end())
        name, closes = match[1].lower(), page[opening + 1] == "/"
        yield Piece(opening, position, name, closes)
        if name in RAW_TEXT and not closes:
            position = end_of_raw(page, name, position)


def after_other(page: str, opening: int) -> int:
    """Return where a comment, declaration or instruction ends, or `opening` where there is none."""
    if page.startswith("<!--", opening):
        return past(page, "-->", opening + 4)
    if page.startswith(("<!", "<?", "</"), opening):
        return past(page, ">", opening + 2)
    return opening


def past(page: str, mark: str, position: int) -> int:
    """Return the offset behind the next mark, or the page's end."""
    found = page.find(mark, position)
    return len(page) if found < 0 else found + len(mark)


def end_of_raw(page: str, name: str, position: int) -> int:
    """Return where the closing tag of a script or the like begins, or the page's end."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, position)
    return match.start() if match else len(page)
