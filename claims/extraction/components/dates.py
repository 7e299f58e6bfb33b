"""Date expressions as intervals of days, resolved against the publication date and the day or year told last.

In: `doc.text`, `doc._.published`. Out: `doc._.dates`, ascending, without overlaps. `seit` and `ab` open the end, `bis`
opens the beginning. Rules: annotation guideline ("Time"); tested on sentences of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components.calendar import UNKNOWN, Span
from claims.extraction.components.columns import text_of
from claims.extraction.components.date_context import Told, counts_days
from claims.extraction.components.date_filters import is_date
from claims.extraction.components.date_parts import Match, Reference, group
from claims.extraction.components.date_patterns import BEGIN_OF, PATTERNS, SINCE, UNTIL
from claims.extraction.components.date_rules import RESOLVERS
from claims.extraction.components.openings import Search
from claims.extraction.extensions import CalendarUnit, DateExpression, register
from claims.records import Precision

SEARCH = Search([pattern for _, pattern in PATTERNS])
LOOKBACK = 24
# Rules whose words are a date whatever the calendar says; their tense is looked at once, when they are read.
SURE = {
    "weekday",
    "weekday_range",
    "night_over",
    "bare_weekend",
    "month",
    "part_month",
    "season",
    "year",
    "holiday",
    "unit",
}


@Language.factory("claimtrack_dates", assigns=["doc._.dates"])
def create(nlp: Language, name: str) -> Dates:
    register()
    return Dates()


class Dates:
    def __call__(self, doc: Doc) -> Doc:
        doc._.dates = find(text_of(doc), doc._.published)
        return doc


@dataclass(frozen=True, slots=True)
class Found:
    """A match that may be a date; start: with `seit`, `ab` or `bis` before it."""

    name: str
    match: Match
    start: int

    @property
    def end(self) -> int:
        return self.match.end()


def find(text: str, published: date | None) -> list[DateExpression]:
    """All date expressions of a text; of overlapping ones the longest, then the first."""
    chosen = without_overlaps(sorted(candidates(text, published), key=lambda item: (item.start, -item.end)))
    told = Told(published, counts_days(item.name for item in chosen if item.match.group().lower() != "heute"))
    return [expression for item in chosen for expression in read(item, told)]


def candidates(text: str, published: date | None) -> Iterator[Found]:
    """What the calendar knows, seen alone; a day may be told before every one of them."""
    when = Reference(published, day=published, year=published.year if published else None)
    # Sorted by rule: of two that cover the same words the first rule counts.
    for number, match in sorted(SEARCH.find(text), key=itemgetter(0)):
        name = PATTERNS[number][0]
        if is_date(name, match) and (name in SURE or RESOLVERS[name](match, when)):
            yield Found(name, match, opened(text, match.start(), UNKNOWN)[0])


def without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
            continue
        kept.append(item)
    return kept


def read(item: Found, told: Told) -> Iterator[DateExpression]:
    """The expression, counted from what was told before it; it is told to the next ones."""
    match = item.match
    plain = RESOLVERS[item.name](match, told.reference(match))
    if plain is None:
        return
    told.remember(item.name, match, plain)
    start, span = opened(match.string, match.start(), plain)
    rule = f"date.{item.name}"
    yield DateExpression(start, match.end(), span.low, span.high, span.precision, rule, tuple(units(match, plain)))


def units(match: Match, span: Span) -> Iterator[CalendarUnit]:
    """The units that an expression names, with their words: two for a range, cut at `bis`."""
    halves = [(match.start(), match.end())]
    if group(match, "to"):
        halves = [(match.start(), match.start("to")), (match.end("to"), match.end())]
    named = span.named * 2 if len(span.named) == 1 and len(halves) == 2 else span.named
    for (start, end), (low, high) in zip(halves, named, strict=False):
        yield CalendarUnit(start, end, low, high)


def opened(text: str, start: int, span: Span) -> tuple[int, Span]:
    """`seit`, `ab` and `bis` before the expression open one end; they belong to it."""
    window = text[max(0, start - LOOKBACK) : start]
    if begin := BEGIN_OF.search(window):
        start -= len(window) - begin.start()
        span = Span(span.low, span.low, span.precision)
        window = text[max(0, start - LOOKBACK) : start]
    if since := SINCE.search(window):
        return start - len(window) + since.start(), Span(span.low, None, Precision.OPEN)
    if until := UNTIL.search(window):
        return start - len(window) + until.start(), Span(None, span.high, Precision.OPEN)
    return start, span
