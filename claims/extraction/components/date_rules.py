"""From the words of a day, month, season or year to an interval of days.

In: a match of `date_patterns` and a `Reference` (without publication date only what carries its own year resolves).
Out: a `Span`, or None where the words are no date after all; `RESOLVERS`, the reading of each rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from claims.extraction.components import calendar as cal
from claims.extraction.components import date_pairs as pairs
from claims.extraction.components import date_relative as relative
from claims.extraction.components.calendar import Span
from claims.extraction.components.date_parts import (
    WORDS,
    Match,
    Reference,
    count,
    direction,
    full_year,
    group,
    month_number,
    part,
    step,
)  # fmt: skip
from claims.extraction.components.tenses import is_coming, is_past

Resolver = Callable[[Match, Reference], Span | None]
DUE = re.compile(r"\b(?:am|ab|bis|zum|dem)\s+$")  # not `die Richtlinie vom 17. Juli`
BEGINNING = re.compile(r"\b(?:ab|seit)(?: dem)?\s+$", re.IGNORECASE)  # "kostet ab Januar" in February
BEGUN = 9  # months ahead that such a month is likelier the last one
FAR = 4  # months ahead that a month without a year may lie where no tense tells


def near(match: Match, when: Reference, number: int, at: int) -> int:
    """The year of a day without one: named by `dieses Jahres`, that of the paragraph, in a sentence of the past the
    last one, else the nearest."""
    published = when.published or date.min
    if direction(match):
        return published.year + step(match)
    if (weekday := group(match, "weekday")) and (year := fitting(published, number, at, weekday)):
        return year
    if is_past(match):
        return when.past_year or published.year - ((number, at) > (published.month, published.day))
    if DUE.search(match.string, max(0, match.start() - 12), match.start()) and is_coming(match):
        return published.year + ((number, at) < (published.month, published.day))
    return cal.nearest_year(published, number, at)


def fitting(published: date, number: int, at: int, weekday: str) -> int | None:
    """The year in which this day falls on this weekday, the nearest to publication (`Samstag, 17. Januar`)."""
    for years in (0, -1, 1, -2):
        span = cal.day(published.year + years, number, at)
        if span and span.low and span.low.weekday() == WORDS["weekday"][weekday.lower()]:
            return span.low.year
    return None


def own_day(match: Match, when: Reference) -> Span | None:
    """Day and month, with or without a year."""
    number = int(match["m"]) if group(match, "m") else month_number(match["month"])
    written = group(match, "y")
    if not 1 <= number <= 12:
        return None
    if not written and when.published is None:
        return cal.UNKNOWN if 1 <= int(match["d1"]) <= 31 else None
    year = full_year(written, when.published) if written else near(match, when, number, int(match["d1"]))
    return cal.day(year, number, int(match["d1"]))


def day_range(match: Match, when: Reference) -> Span | None:
    """`8. bis 13. Oktober`, `28. Dezember 2023 bis 3. Januar 2024`."""
    number = int(match["m"]) if group(match, "m") else month_number(match["month"])
    first = int(match["m1"] or number) if group(match, "m") else month_number(group(match, "month1") or match["month"])
    written = group(match, "y")
    if not (1 <= number <= 12 and 1 <= first <= 12):
        return None
    if not written and when.published is None:
        return cal.UNKNOWN
    year = int(written) if written else near(match, when, number, int(match["d2"]))
    begin = int(group(match, "y1") or year - (first > number))
    return cal.joined(cal.day(begin, first, int(match["d1"])), cal.day(year, number, int(match["d2"])))


def month_year(match: Match, number: int, when: Reference) -> int | None:
    """The year of a month that may stand without one: by tense, else up to four months ahead, else the last one."""
    published = when.published
    if group(match, "y"):
        return int(match["y"])
    if published is None:
        return None
    if direction(match) == "next":
        return published.year + (number <= published.month)
    if direction(match) == "last":
        return published.year - (number >= published.month)
    if is_past(match):
        return when.past_year or cal.past_year(published, number)
    ahead = (number - published.month) % 12
    begun = ahead >= BEGUN and BEGINNING.search(match.string, max(0, match.start() - 12), match.start()) is not None
    is_next = ahead <= FAR or (is_coming(match) and not begun)
    return published.year + (number < published.month) if is_next else cal.past_year(published, number)


def month(match: Match, when: Reference) -> Span | None:
    number = month_number(match["month"])
    year = month_year(match, number, when)
    return cal.month(year, number, part(match)) if year else cal.UNKNOWN


def first_days(match: Match, when: Reference) -> Span | None:
    """`in den ersten Tagen des Juni`: no longer than to publication."""
    number = month_number(match["month"])
    year = month_year(match, number, when)
    span = cal.month(year, number, "anfang") if year else cal.UNKNOWN
    if span and span.low and span.high and when.published and span.low <= when.published < span.high:
        return replace(span, high=when.published)
    return span


def month_of(match: Match, when: Reference) -> Span | None:
    """`März dieses Jahres`, `Ende Mai des vergangenen Jahres`."""
    if when.published is None:
        return cal.UNKNOWN
    return cal.month(when.published.year + step(match), month_number(match["month"]), part(match))


def month_range(match: Match, when: Reference) -> Span | None:
    number, first = month_number(match["month"]), month_number(match["month1"])
    year = month_year(match, number, when)
    if not year:
        return cal.UNKNOWN
    begin = int(match["y1"]) if match["y1"] else year - (first > number)
    return cal.joined(cal.month(begin, first), cal.month(year, number))


def year(match: Match, when: Reference) -> Span | None:
    return cal.year(int(match["y"]), part(match))


def year_range(match: Match, when: Reference) -> Span | None:
    return cal.joined(cal.year(int(match["y1"])), cal.year(int(match["y"])))


def decade(match: Match, when: Reference) -> Span | None:
    return cal.decade(int(match["y"]), part(match))


def decade_word(match: Match, when: Reference) -> Span | None:
    """`siebziger Jahre`, `80er Jahre`: the last such decade that is over."""
    written = match["decade"].lower()
    tens = int(written[:2]) if written[0].isdigit() else WORDS["decade"][written]
    now = when.published.year if when.published else date.max.year
    start = min(now, 2020) // 100 * 100 + tens
    return cal.decade(start - (100 if start + 9 >= now or start >= 2020 else 0), part(match))


def part_of_year(match: Match, when: Reference) -> Span | None:
    """`im dritten Quartal`, `erstes Halbjahr 2024`: without a year the last one that has begun."""
    size = WORDS["part_of_year"][match["part_of_year"].lower()]
    nth = int(match["n"]) if match["n"] else WORDS["ordinal"][match["nth"].lower()]
    first = (nth - 1) * size + 1
    if first + size > 13:
        return None
    if match["y"]:
        return cal.months(int(match["y"]), first, first + size - 1)
    if when.published is None:
        return cal.UNKNOWN
    begun = 0 if direction(match) or is_coming(match) else first > when.published.month
    return cal.months(when.published.year + step(match) - begun, first, first + size - 1)


def season(match: Match, when: Reference) -> Span | None:
    first, last = WORDS["season"][match["season"].lower()]
    if match["y"]:
        return cal.months(int(match["y"][:4]), first, last)
    if when.published is None:
        return cal.UNKNOWN
    if when.past_year and is_past(match):
        return cal.months(when.past_year, first, last)
    begun = first <= when.published.month
    coming = is_coming(match) and not direction(match)
    base = when.published.year - (not begun and not coming)
    return cal.months(base + (direction(match) == "next" and begun), first, last)


def holiday(match: Match, when: Reference) -> Span | None:
    """A feast, in the year that the words name; else the last one in the past tense, the next one in the future
    tense, the nearest where no tense tells."""
    name = " ".join(match["holiday"].lower().split())
    if match["y"]:
        at = feast(int(match["y"]), name)
        return cal.day(at.year, at.month, at.day)
    if when.published is None:
        return cal.UNKNOWN
    years = [year for year in range(when.published.year - 1, when.published.year + 2) if 1 <= year <= 9999]
    days = [feast(year, name) for year in years]
    if is_past(match):
        days = [at for at in days if at <= when.published]
    elif is_coming(match):
        days = [at for at in days if at >= when.published]
    nearest = min(days, key=lambda at: abs(at - (when.published or at)), default=None)
    return cal.day(nearest.year, nearest.month, nearest.day) if nearest else cal.UNKNOWN


def near_holiday(match: Match, when: Reference) -> Span | None:
    """`einen Tag vor Heiligabend`, `am Tag nach Ostern`: counted from the feast."""
    number = count(match) if group(match, "count") else 1
    feast_day = holiday(match, when)
    if number is None or feast_day is None or feast_day.low is None:
        return None if number is None else cal.UNKNOWN
    days = number * (7 if (group(match, "units") or "").lower() == "woche" else 1)
    return cal.shifted(feast_day.low, -days if match["side"].lower() == "vor" else days)


def feast(year: int, name: str) -> date:
    """The day of a fixed holiday, or of one that is counted from Easter."""
    fixed = {word.lower(): at for word, at in WORDS["holiday"].items()}
    if name in fixed:
        return date(year, *fixed[name])
    return cal.easter(year) + timedelta(days={word.lower(): at for word, at in WORDS["feast"].items()}[name])


def unresolved(match: Match, when: Reference) -> Span | None:
    """Centuries and years before Christ: seen, so that their numbers count nothing."""
    return cal.UNKNOWN


RESOLVERS: dict[str, Resolver] = {
    "iso": own_day,
    "day_range": day_range,
    "numeric_range": day_range,
    "day_month": own_day,
    "day_of_list": own_day,
    "numeric": own_day,
    "month_range": month_range,
    "part_month": month,
    "first_days": first_days,
    "month_of": month_of,
    "month": month,
    "year_range": year_range,
    "part_year": year,
    "decade": decade,
    "decade_word": decade_word,
    "century": unresolved,
    "part_of_year": part_of_year,
    "season": season,
    "year": year,
    "early_year": year,
    "before_christ": unresolved,
    "holiday": holiday,
    "near_holiday": near_holiday,
    "this_year": relative.this_year,
    "year_adjective": relative.year_adjective,
    "part_of_this": relative.part_of_this,
    "part_compound": relative.part_of_this,
    "weekday_of_week": relative.weekday_of_week,
    "weekday_range": relative.weekday_range,
    "weekday": relative.weekday,
    "night_to": relative.weekday,
    "night_over": relative.weekday_range,
    "last_night": relative.last_night,
    "day_adjective": relative.day_adjective,
    "present": relative.present,
    "relative_day": relative.relative_day,
    "days_beside": pairs.days_beside,
    "tomorrow": relative.tomorrow,
    "unit": relative.unit,
    "bare_weekend": relative.bare_weekend,
    "new_year": pairs.new_year,
    "last_year": relative.last_year,
    "units": relative.units,
    "ago": relative.ago,
    "first_months": relative.first_months,
    "days_later": relative.days_later,
    "lasting": relative.lasting,
    "ahead": relative.ahead,
    "now": relative.now,
    "soon": relative.soon,
    "told_day": relative.told_day,
    "told_week": relative.told_week,
    "nth_week": relative.nth_week,
    "told_year": relative.told_year,
    "part_of_day": relative.same_day,
    "clock": relative.clock,
    "clock_word": relative.clock,
    "midnight": relative.clock,
}
