"""Calendar arithmetic for date expressions: intervals of days, both ends inclusive.

In: numbers read from the words and the publication date. Out: `Span`s; None where the calendar has no such day.
Weeks run Monday to Sunday; `Anfang` is 1 to 10, `Mitte` 11 to 20, `Ende` from 21 (guideline, "Conventions").
"""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, timedelta

from claims.records import Precision


@dataclass(frozen=True, slots=True)
class Span:
    """low, high: first and last day, None where open or unknown."""

    low: date | None
    high: date | None
    precision: Precision


UNKNOWN = Span(None, None, Precision.UNKNOWN)


def day(year: int, month: int, number: int) -> Span | None:
    """One day, or None if there is none such."""
    try:
        at = date(year, month, number)
    except ValueError:
        return None
    return Span(at, at, Precision.DAY)


def shifted(published: date, days: int) -> Span:
    """The day so many days from publication; UNKNOWN beyond the calendar."""
    try:
        at = published + timedelta(days=days)
    except OverflowError:
        return UNKNOWN
    return Span(at, at, Precision.DAY)


def month(year: int, number: int, part: str = "") -> Span | None:
    """A month or its `anfang`, `mitte`, `ende`."""
    if not (1 <= number <= 12 and 1 <= year <= 9999):
        return None
    last = gregorian.monthrange(year, number)[1]
    first, stop = {"anfang": (1, 10), "mitte": (11, 20), "ende": (21, last)}.get(part, (1, last))
    return Span(date(year, number, first), date(year, number, stop), Precision.RANGE if part else Precision.MONTH)


def months_away(published: date, count: int) -> Span | None:
    """The whole month so many months from that of publication."""
    index = published.year * 12 + published.month - 1 + count
    return month(index // 12, index % 12 + 1)


def year(number: int, part: str = "") -> Span | None:
    """A year, or a third of it."""
    if not 1 <= number <= 9999:
        return None
    first, last = {"anfang": (1, 4), "mitte": (5, 8), "ende": (9, 12)}.get(part, (1, 12))
    end = date(number, last, gregorian.monthrange(number, last)[1])
    return Span(date(number, first, 1), end, Precision.RANGE if part else Precision.YEAR)


def season(number: int, first: int, last: int) -> Span | None:
    """A season that begins in that year."""
    if not 1 <= number < 9999:
        return None
    end_year = number + (last < first)
    return Span(date(number, first, 1), date(end_year, last, gregorian.monthrange(end_year, last)[1]), Precision.RANGE)


def week(published: date, count: int) -> Span:
    """The week, Monday to Sunday, so many weeks from that of publication."""
    try:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=count)
        return Span(monday, monday + timedelta(days=6), Precision.WEEK)
    except OverflowError:
        return UNKNOWN


def weekend(published: date, count: int) -> Span:
    """Saturday and Sunday of that week."""
    span = week(published, count)
    return Span(span.low + timedelta(days=5), span.high, Precision.RANGE) if span.low else span


def weekday(published: date, number: int, direction: str) -> Span:
    """The named day: the last one up to publication, for `next` the first after it, for `last` the last before it."""
    back = (published.weekday() - number) % 7
    if direction == "next":
        return shifted(published, 7 - back)
    return shifted(published, -(back or 7) if direction == "last" else -back)


def nearest_year(published: date, number: int, at: int = 15) -> int:
    """The year that brings this month and day closest to publication; a tie looks back."""

    def distance(candidate: int) -> int:
        return abs((candidate - published.year) * 365 + (number - published.month) * 30 + at - published.day)

    return min((published.year, published.year - 1, published.year + 1), key=distance)


def past_year(published: date, number: int) -> int:
    """The year of the last such month that has begun."""
    return published.year - (number > published.month)


def joined(first: Span | None, second: Span | None) -> Span | None:
    """From the first day of one to the last day of the other."""
    if not first or not second or first.low is None or second.high is None or first.low > second.high:
        return None
    return Span(first.low, second.high, Precision.RANGE)
