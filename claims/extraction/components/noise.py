"""Passages that are no news text: headlines, adverts, share lines, lists of related articles, tables, foreign posts.

In: `doc.text`, `doc._.title`. Out: `doc._.noise`, ascending, one record per line. Later components read no claim there.
Source of the list: the annotation guideline, "Not claims".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components.columns import text_of
from claims.extraction.extensions import Noise, register
from claims.extraction.lexicon import load

LINE = re.compile(r"[^\n]+")
ENDS = re.compile(r"[.!?…:;,][)»“”\"’*\]]{0,3}$|[.!?]“?,? ?$")
DATE_LINE = re.compile(
    r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)\w*,? )?\d{1,2}\. ?(?:\w{3,9}|\d{1,2}\.),? ?\d{4}"
    r"(?:\s*[·|,–-]?\s*(?:um )?\d{1,2}[:.]\d\d(?: ?Uhr)?)?$"
)
POST = re.compile(r"\(@\w{1,30}\)|pic\.twitter\.com|^RT @|https?://t\.co/")
TABLE = re.compile(r"^\s*\|.*\||\|\s*$|^[-| :]{5,}$|^[^|]*\|[^|]*\|")
WORD = re.compile(r"[^\W\d_]+(?:['’]s)?")
MAX_HEADLINE = 130
MAX_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without its outer white space."""

    start: int
    end: int
    text: str


@Language.factory("claimtrack_noise", assigns=["doc._.noise"])
def create(nlp: Language, name: str) -> NoiseFinder:
    register()
    return NoiseFinder()


class NoiseFinder:
    def __call__(self, doc: Doc) -> Doc:
        doc._.noise = find(text_of(doc), doc._.title)
        return doc


def lines(text: str) -> Iterator[Line]:
    for match in LINE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped[0])
            yield Line(start, start + len(stripped), stripped)


def find(text: str, title: str | None = None) -> list[Noise]:
    """The noise of a text, line by line."""
    rows = list(lines(text))
    prose = any(ends_like_prose(row.text) for row in rows[1:])
    found = []
    tail = related_from(rows)
    for index, row in enumerate(rows):
        reason = "related" if index >= tail else reason_for(row, rows, index, prose, title)
        if reason:
            found.append(Noise(row.start, row.end, reason))
    return found


def ends_like_prose(line: str) -> bool:
    return bool(ENDS.search(line[-6:]))


def reason_for(row: Line, rows: list[Line], index: int, prose: bool, title: str | None) -> str | None:
    """Why a line is noise, None where it is text."""
    bare = row.text.lower().strip(" .:;-–—*#|")
    for reason, words in load("noise")["line"].items():
        if bare in words:
            return str(reason)
    if DATE_LINE.match(row.text) or not bare:
        return "dateline"
    if TABLE.search(row.text[:MAX_LINE]):
        return "table"
    if POST.search(row.text[:MAX_LINE]):
        return "foreign"
    if is_foreign(row.text[:MAX_LINE]):
        return "foreign"
    return "headline" if is_headline(row, rows, index, prose, title) else None


def is_headline(row: Line, rows: list[Line], index: int, prose: bool, title: str | None) -> bool:
    """The title, a line that comes twice at the top, or a short line without a full stop among prose."""
    if title and row.text == title.strip():
        return True
    if not prose or len(row.text) > MAX_HEADLINE:
        return False
    if index == 0 and not row.text.endswith((".", ".“", ".»", '."')) and len(rows) > 1:
        return True
    repeated = index < 6 and any(other.text == row.text for other in rows[:6] if other is not row)
    return repeated or not (ends_like_prose(row.text) or row.text[0] in "-•*–")


def is_foreign(line: str) -> bool:
    """Mostly function words of another language."""
    words = [word.lower() for word in WORD.findall(line)]
    table = load("noise")["language"]
    foreign = sum(word in table["foreign"] for word in words)
    return foreign >= 3 and foreign > 2 * sum(word in table["german"] for word in words)


def related_from(rows: list[Line]) -> int:
    """Index of the line where the links to other articles begin, len(rows) where none do; walks up from the foot."""
    openers = tuple(load("noise")["opens"]["related"])
    found, dates, short = len(rows), 0, True
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        is_date = bool(DATE_LINE.match(row.text))
        dates += is_date
        short = short and len(row.text) <= MAX_HEADLINE
        if row.text.lower().startswith(openers) and short:
            found = index
        # Date lines and short titles taking turns, up to the end.
        if is_date and short and index > 2 and len(rows) - index <= 4 * dates + 4:
            found = index
        if not short:
            break
    return found
