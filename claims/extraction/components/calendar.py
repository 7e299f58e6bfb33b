"""Calendar arithmetic for date expressions: intervals of days, both ends inclusive.

In: numbers read from the words and the publication date. Out: `Span`s; None where the calendar has no such day.
Weeks run Monday to Sunday; `Anfang` is 1 to 10, `Mitte` 11 to 20, `Ende` from 21 (guideline, "Conventions").
A span also keeps the units that the words name: `Anfang Juni` is 1 to 10 June and names June.
"""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.records import Precision


@dataclass(frozen=True, slots=True)
class Span:
    """low, high: first and last day, None where open or unknown; named: the days, weeks, months, … that it names."""

    low: date | None
    high: date | None
    precision: Precision
    named: tuple[tuple[date, date], ...] = ()


UNKNOWN = Span(None, None, Precision.UNKNOWN)


def unit(low: date, high: date, precision: Precision) -> Span:
    """A span that is the unit which it names."""
    return Span(low, high, precision, ((low, high),))


def unnamed(span: Span | None) -> Span | None:
    """The same days, told without a unit of the calendar: `derzeit`, `vor drei Tagen`."""
    return replace(span, named=()) if span else None


def only_named(span: Span | None) -> Span | None:
    """The units alone: the words say which day is meant, but date no event (`um 20 Uhr`, `die diesjährige Ernte`)."""
    return replace(UNKNOWN, named=span.named) if span else None


def day(year: int, month: int, number: int) -> Span | None:
    """One day, or None if there is none such."""
    try:
        at = date(year, month, number)
    except ValueError:
        return None
    return unit(at, at, Precision.DAY)


def shifted(published: date, days: int) -> Span:
    """The day so many days from publication; UNKNOWN beyond the calendar."""
    try:
        at = published + timedelta(days=days)
    except OverflowError:
        return UNKNOWN
    return unit(at, at, Precision.DAY)


def month(year: int, number: int, part: str = "") -> Span | None:
    """A month or its `anfang`, `mitte`, `ende`."""
    if not (1 <= number <= 12 and 1 <= year <= 9999):
        return None
    last = gregorian.monthrange(year, number)[1]
    first, stop = {"anfang": (1, 10), "mitte": (11, 20), "ende": (21, last)}.get(part, (1, last))
    whole = unit(date(year, number, 1), date(year, number, last), Precision.MONTH)
    return replace(whole, low=date(year, number, first), high=date(year, number, stop), precision=narrowed(whole, part))


def months_away(published: date, count: int) -> Span | None:
    """The whole month so many months from that of publication."""
    index = published.year * 12 + published.month - 1 + count
    return month(index // 12, index % 12 + 1)


def year(number: int, part: str = "") -> Span | None:
    """A year, or a third of it."""
    if not 1 <= number <= 9999:
        return None
    first, last = {"anfang": (1, 4), "mitte": (5, 8), "ende": (9, 12)}.get(part, (1, 12))
    whole = unit(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)
    end = date(number, last, gregorian.monthrange(number, last)[1])
    return replace(whole, low=date(number, first, 1), high=end, precision=narrowed(whole, part))


def narrowed(whole: Span, part: str) -> Precision:
    return Precision.RANGE if part else whole.precision


def months(number: int, first: int, last: int) -> Span | None:
    """From one month to another, which may lie in the next year: quarters, halves, seasons that begin in that year."""
    if not 1 <= number < 9999:
        return None
    end_year = number + (last < first)
    end = date(end_year, last, gregorian.monthrange(end_year, last)[1])
    return unit(date(number, first, 1), end, Precision.RANGE)


def decade(number: int, part: str = "") -> Span | None:
    """The ten years from that one, or some of them."""
    first, last = {"anfang": (0, 2), "mitte": (4, 6), "ende": (7, 9)}.get(part, (0, 9))
    begin, end = year(number + first), year(number + last)
    if not 1 <= number <= 9990 or not begin or not end:
        return None
    return Span(begin.low, end.high, Precision.RANGE, ((date(number, 1, 1), date(number + 9, 12, 31)),))


def years(first: int, last: int) -> Span | None:
    """Several years as one stretch, such as a century; they name no unit that we know."""
    return unnamed(joined(year(first), year(last)))


def easter(number: int) -> date:
    """Easter Sunday in the Gregorian calendar (anonymous algorithm; Butcher 1876)."""
    golden, (century, rest) = number % 19, divmod(number, 100)
    leaps, skipped = divmod(century, 4)
    epact = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    after = (32 + 2 * skipped + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * after) // 451
    month_number, before = divmod(epact + after - 7 * shift + 114, 31)
    return date(number, month_number, before + 1)


def week(published: date, count: int) -> Span:
    """The week, Monday to Sunday, so many weeks from that of publication."""
    try:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=count)
        return unit(monday, monday + timedelta(days=6), Precision.WEEK)
    except OverflowError:
        return UNKNOWN


def weekend(published: date, count: int) -> Span:
    """Saturday and Sunday of that week."""
    span = week(published, count)
    if span.low is None or span.high is None:
        return span
    return unit(span.low + timedelta(days=5), span.high, Precision.RANGE)


def weekday(published: date, number: int, direction: str) -> Span:
    """The named day: the last one up to publication, for `ahead` the first from it on, for `next` the first after it,
    for `last` the last before it."""
    back = (published.weekday() - number) % 7
    if direction == "next" or (direction == "ahead" and back):
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
    return Span(first.low, second.high, Precision.RANGE, first.named + second.named)
