"""The date of publication, and how it was found.

In: what fields, page, text, address, name of the file and sender say. Out: a FoundDate; unknown is a value of its own.
A date further down in the text is never taken: it belongs to an event or to somebody else's article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from articles.cleaning import paths, stamps
from articles.records import FoundDate

TOP_CHARS = 4000
TOP_LINES = 6
LIST_LINES = 14
SENTENCE = 60
# The place that opens a report: "SEOUL", "Frankfurt am Main/Berlin", "Kursk, Russland".
PLACE = r"[A-ZÄÖÜ][\wäöüßé./ ()-]{1,40}(?:,\s[A-ZÄÖÜ][\wäöüß -]{2,24})?"
# "SEOUL, 18. Oktober 2024 (dpa) –": the date right behind the place, or behind the agency.
DATELINE = re.compile(rf"{PLACE}(?:\s?\([\w/ -]{{2,20}}\))?(?:[,.]|\s[–-])\s+(?:den\s+)?(?=\d{{1,2}}\.)")
# What shows that a report begins behind a date, and no tale of an old day: an agency, a dash, the line's end.
REPORT = re.compile(r"[.,]?\s*(?:\(|[-–—|]|\d{1,2}[.:]\d{2}\b|$)")

NEAR = 400  # characters: the first sentences
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
SAID_DAY = re.compile(rf"\bam ({'|'.join(WEEKDAYS)})(?:\b|(?=abend|morgen|mittag|nachmittag|vormittag))")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a date may stand: fields and page by name and way, the text, the address, the file's name, the sender."""

    fields: Mapping[str, str] = field(default_factory=dict)
    page: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    url: str = ""
    name: str = ""
    given: str = ""


def find(said: Sources) -> FoundDate:
    """Return the best date.

    A field counts first, then the page's data and metadata, the first lines of the text, the address, the name of the
    file, the date given for the batch; last the day on which a document was made ("filed"), which its program noted and
    nobody looked at. A month or year gives way to a day within it that comes later in this order.
    """
    stated = [*in_article(said)]
    found = [*stated, *around(said)]
    if not found:
        return FoundDate()
    if not stated or stated[0].precision != "day":
        partial = opening_without_year(said.text)
        if day := partial and with_year(partial, found):
            return FoundDate(day, "day", "dateline")
    if found[0].precision == "day":
        return found[0]
    return next((one for one in found if one.precision == "day" and within(one, found[0])), found[0])


def in_article(said: Sources) -> Iterator[FoundDate]:
    """Yield what the article itself says, the surest first."""
    for written, way in (
        (said.fields.get("published", ""), "field"),
        (said.page.get("jsonld", ""), "jsonld"),
        (said.page.get("meta", ""), "meta"),
    ):
        yield from parsed(written, way)
    if top := top_of_text(said.text):
        yield top


def around(said: Sources) -> Iterator[FoundDate]:
    """Yield what its address, the name of its file, the sender and its program say."""
    for found, way in ((paths.in_address(said.url), "url"), (paths.in_file(said.name), "file")):
        if found:
            yield FoundDate(*found, way)
    yield from parsed(said.given, "given")
    yield from parsed(said.fields.get("filed", ""), "meta")


def parsed(written: str, way: str) -> Iterator[FoundDate]:
    """Yield the date that a value writes, if it does."""
    day, precision = stamps.parse(written) if written else (None, "")
    if day:
        yield FoundDate(day, precision, way)


def within(one: FoundDate, coarse: FoundDate) -> bool:
    """Say whether a day lies in a month or year."""
    if one.day is None or coarse.day is None or one.day.year != coarse.day.year:
        return False
    return coarse.precision == "year" or one.day.month == coarse.day.month


def top_of_text(text: str) -> FoundDate | None:
    """Return the date that the first lines state: on a line of its own or in a dateline.

    Two lines of dates near the top are a list of other articles, which says nothing about this one, unless just one of
    them says that it is the day of publication.
    """
    lines = [line.strip() for line in text[:TOP_CHARS].splitlines() if line.strip()]
    heads = [(match, stamps.first_in(line)) for line in lines[:LIST_LINES] if (match := stamps.head(line))]
    days = {day for _, day in heads if day}
    if len(days) > 1:
        days = {day for match, day in heads if day and re.match(stamps.PUBLISHED, match["lead"] or "", re.IGNORECASE)}
        return FoundDate(days.pop(), "day", "text") if len(days) == 1 else None
    for line in lines[:TOP_LINES]:
        if day := stamps.whole_line(line):
            return FoundDate(day, "day", "text")
        if day := dateline(line):
            return FoundDate(day, "day", "dateline")
        if len(line) >= SENTENCE and line.endswith("."):
            return None  # the report has begun: what follows is no head any more
    return None


def dateline(line: str) -> date | None:
    """Return the date right behind the place that opens a report."""
    match = DATELINE.match(line)
    stamp = match and (stamps.written().match(line, match.end()) or stamps.NUMERIC.match(line, match.end()))
    found = stamps.first_in(stamp[0]) if stamp else None
    if stamp is None or found is None:
        return None
    return found if REPORT.match(line, stamp.end()) or reports(line[stamp.end() :], found) else None


def reports(rest: str, day: date) -> bool:
    """Say whether a sentence behind "Ort, 3. März 2025." tells of that day or the day before, named by its weekday.

    A tale of an old day has no reason to: who reports says `am Montag` of the days that the reader remembers.
    """
    named = SAID_DAY.search(rest[:NEAR]) if rest.startswith(". ") else None
    return named is not None and WEEKDAYS.index(named[1]) in (day.weekday(), (day - timedelta(days=1)).weekday())


def opening_without_year(text: str) -> tuple[int, int] | None:
    """Return (month, day) of a dateline in the first lines that names no year: "Berlin, 25. Okt (Reuters) -"."""
    lines = [line.strip() for line in text[:TOP_CHARS].splitlines() if line.strip()]
    for line in lines[:TOP_LINES]:
        match = DATELINE.match(line)
        found = match and stamps.without_year(line, match.end())
        if found and REPORT.match(line, found[2]):
            return found[:2]
    return None


def with_year(partial: tuple[int, int], found: list[FoundDate]) -> date | None:
    """Return the day of a dateline in the year that the others give.

    A day that came after it, such as that of a file, means the last such day before; two days ahead is still the same.
    """
    month, number = partial
    for one in found:
        if one.day is None or (one.precision == "month" and one.day.month != month):
            continue
        latest = one.day + timedelta(days=2) if one.precision == "day" else date(one.day.year, 12, 31)
        for year in (latest.year, latest.year - 1):
            with suppress(ValueError):
                day = date(year, month, number)
                if day <= latest and (one.precision == "day" or day.year == one.day.year):
                    return day if day >= one.day - timedelta(days=300) or one.precision != "day" else None
    return None
