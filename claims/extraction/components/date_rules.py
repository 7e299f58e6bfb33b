"""From the words of a date expression to an interval of days.

In: a match of `date_patterns` and the publication date (None: only what carries its own year resolves).
Out: a `Span`, or None where the words are no date after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from claims.extraction.components import calendar as cal
from claims.extraction.components.calendar import Span
from claims.extraction.components.figures import word_value
from claims.extraction.components.tenses import is_past
from claims.extraction.lexicon import load
from claims.records import Precision

WORDS = load("months")
Match = re.Match[str]
Resolver = Callable[[Match, date | None], Span | None]
UNITS_IN_DAYS = {"tag": 1, "woche": 7}


def group(match: Match, name: str) -> str | None:
    """A named group, None where the pattern has none of that name."""
    return match.groupdict().get(name)


def month_number(words: str) -> int:
    """`Oktobers`, `Okt.` → 10."""
    word = words.lower().rstrip(".")
    table: dict[str, int] = WORDS["month"]
    return next(table[form] for form in (word, word.removesuffix("s"), word.removesuffix("es")) if form in table)


def full_year(written: str, published: date | None) -> int:
    """`24` → 2024, `98` → 1998."""
    value = int(written)
    pivot = (published.year if published else 2050) % 100 + 10
    return value if value > 99 else 2000 + value if value <= pivot else 1900 + value


def direction(match: Match) -> str:
    return next((key for key in ("last", "this", "next") if group(match, key)), "")


def step(match: Match) -> int:
    return {"last": -1, "next": 1}.get(direction(match), 0)


def count(match: Match) -> int | None:
    """The number of units; `paar`, `einigen`, `wenigen` count nothing exactly."""
    written = group(match, "count")
    if not written:
        return None
    value = int(written) if written.isdigit() else word_value(written)
    return int(value) if value is not None and value == int(value) else None


def near(match: Match, published: date, number: int, at: int) -> int:
    """The year of a day without one: named by `dieses Jahres`, in a sentence of the past the last one, else the
    nearest."""
    if direction(match):
        return published.year + step(match)
    if is_past(match):
        return published.year - ((number, at) > (published.month, published.day))
    return cal.nearest_year(published, number, at)


def own_day(match: Match, published: date | None) -> Span | None:
    """Day and month, with or without a year."""
    number = int(match["m"]) if group(match, "m") else month_number(match["month"])
    written = group(match, "y")
    if not 1 <= number <= 12:
        return None
    if not written and published is None:
        return cal.UNKNOWN if 1 <= int(match["d1"]) <= 31 else None
    year = full_year(written, published) if written else near(match, published or date.min, number, int(match["d1"]))
    return cal.day(year, number, int(match["d1"]))


def day_range(match: Match, published: date | None) -> Span | None:
    """`8. bis 13. Oktober`, `28. Dezember 2023 bis 3. Januar 2024`."""
    number = int(match["m"]) if group(match, "m") else month_number(match["month"])
    first = int(match["m1"] or number) if group(match, "m") else month_number(group(match, "month1") or match["month"])
    written = group(match, "y")
    if not (1 <= number <= 12 and 1 <= first <= 12):
        return None
    if not written and published is None:
        return cal.UNKNOWN
    year = int(written) if written else near(match, published or date.min, number, int(match["d2"]))
    begin = int(group(match, "y1") or year - (first > number))
    return cal.joined(cal.day(begin, first, int(match["d1"])), cal.day(year, number, int(match["d2"])))


def month_year(match: Match, number: int, published: date | None) -> int | None:
    """The year of a month that may stand without one: up to four months ahead, else the last one."""
    if group(match, "y"):
        return int(match["y"])
    if published is None:
        return None
    if direction(match) == "next":
        return published.year + (number <= published.month)
    if direction(match) == "last":
        return published.year - (number >= published.month)
    if is_past(match):
        return cal.past_year(published, number)
    ahead = (number - published.month) % 12
    return published.year + (number < published.month) if ahead <= 4 else cal.past_year(published, number)


def month(match: Match, published: date | None) -> Span | None:
    number = month_number(match["month"])
    year = month_year(match, number, published)
    return cal.month(year, number, (group(match, "part") or "").lower()) if year else cal.UNKNOWN


def month_of(match: Match, published: date | None) -> Span | None:
    """`März dieses Jahres`, `Ende Mai des vergangenen Jahres`."""
    if published is None:
        return cal.UNKNOWN
    return cal.month(published.year + step(match), month_number(match["month"]), (match["part"] or "").lower())


def month_range(match: Match, published: date | None) -> Span | None:
    number, first = month_number(match["month"]), month_number(match["month1"])
    year = month_year(match, number, published)
    if not year:
        return cal.UNKNOWN
    begin = int(match["y1"]) if match["y1"] else year - (first > number)
    return cal.joined(cal.month(begin, first), cal.month(year, number))


def year(match: Match, published: date | None) -> Span | None:
    return cal.year(int(match["y"]), (group(match, "part") or "").lower())


def year_range(match: Match, published: date | None) -> Span | None:
    return cal.joined(cal.year(int(match["y1"])), cal.year(int(match["y"])))


def decade(match: Match, published: date | None) -> Span | None:
    return cal.joined(cal.year(int(match["y"])), cal.year(int(match["y"]) + 9))


def season(match: Match, published: date | None) -> Span | None:
    first, last = WORDS["season"][match["season"].lower()]
    if match["y"]:
        return cal.season(int(match["y"]), first, last)
    if published is None:
        return cal.UNKNOWN
    base = published.year - (first > published.month)
    return cal.season(base + (direction(match) == "next" and first <= published.month), first, last)


def weekday(match: Match, published: date | None) -> Span | None:
    number = WORDS["weekday"][match["weekday"].lower()]
    return cal.weekday(published, number, direction(match)) if published else cal.UNKNOWN


def relative_day(match: Match, published: date | None) -> Span | None:
    return cal.shifted(published, WORDS["day"][match["day"].lower()]) if published else cal.UNKNOWN


def tomorrow(match: Match, published: date | None) -> Span | None:
    return cal.shifted(published, 1) if published else cal.UNKNOWN


def unit(match: Match, published: date | None) -> Span | None:
    """`vergangene Woche`, `dieses Jahr`, `kommendes Wochenende`."""
    if published is None:
        return cal.UNKNOWN
    if match["weekend"]:
        return cal.weekend(published, step(match))
    return whole(match["unit"].lower(), published, step(match))


def whole(name: str, published: date, count: int) -> Span | None:
    if name.startswith("woche"):
        return cal.week(published, count)
    if name.startswith("monat"):
        return cal.months_away(published, count)
    if name.startswith("jahrzehnt"):
        start = published.year // 10 * 10 + 10 * count
        return cal.joined(cal.year(start), cal.year(start + 9))
    if name.startswith("jahrhundert"):
        start = published.year // 100 * 100 + 100 * count
        return cal.joined(cal.year(start), cal.year(start + 99))
    return cal.year(published.year + count)


def bare_weekend(match: Match, published: date | None) -> Span | None:
    """`am Wochenende`: the last one that has begun."""
    return cal.weekend(published, -(published.weekday() < 5)) if published else cal.UNKNOWN


def last_year(match: Match, published: date | None) -> Span | None:
    return whole(match["year"].lower().removeprefix("vor"), published, -1) if published else cal.UNKNOWN


def part_of_this(match: Match, published: date | None) -> Span | None:
    """`Ende des vergangenen Jahres`, `Anfang dieses Monats`."""
    if published is None:
        return cal.UNKNOWN
    name, part = match["unit"].lower(), match["part"].lower()
    if name == "jahres":
        return cal.year(published.year + step(match), part)
    if name == "monats":
        whole_month = cal.months_away(published, step(match))
        return cal.month(whole_month.low.year, whole_month.low.month, part) if whole_month and whole_month.low else None
    return cal.week(published, step(match))


def units(match: Match, published: date | None) -> Span | None:
    """`in den kommenden Wochen`: from publication to an open end; `in den letzten drei Tagen`: no fixed days."""
    if published and direction(match) == "next":
        return Span(published, None, Precision.OPEN)
    return cal.UNKNOWN


def away(match: Match, published: date | None, sign: int) -> Span | None:
    number = count(match)
    if number is None:
        return (
            cal.UNKNOWN
            if (group(match, "count") or "").lower() in {"wenigen", "einigen", "paar", "mehreren", "kurzem"}
            else None
        )
    if published is None:
        return cal.UNKNOWN
    name = match["units"].lower()
    if name == "tag":
        return cal.shifted(published, sign * number)
    return whole(name, published, sign * number)


def ago(match: Match, published: date | None) -> Span | None:
    return away(match, published, -1)


def ahead(match: Match, published: date | None) -> Span | None:
    return away(match, published, 1)


def now(match: Match, published: date | None) -> Span | None:
    return cal.shifted(published, 0) if published else cal.UNKNOWN


def soon(match: Match, published: date | None) -> Span | None:
    return Span(published, None, Precision.OPEN) if published else cal.UNKNOWN


def holiday(match: Match, published: date | None) -> Span | None:
    names = {name.lower(): day for name, day in WORDS["holiday"].items()}
    number, at = names[" ".join(match["holiday"].lower().split())]
    if not match["y"] and published is None:
        return cal.UNKNOWN
    written = int(match["y"]) if match["y"] else 0
    last = published and published.year - ((number, at) > (published.month, published.day))
    return cal.day(written or last or 1, number, at)


RESOLVERS: dict[str, Resolver] = {
    "iso": own_day,
    "day_range": day_range,
    "numeric_range": day_range,
    "day_month": own_day,
    "numeric": own_day,
    "month_range": month_range,
    "part_month": month,
    "month_of": month_of,
    "month": month,
    "year_range": year_range,
    "part_year": year,
    "part_of_this": part_of_this,
    "decade": decade,
    "season": season,
    "year": year,
    "weekday": weekday,
    "night_to": weekday,
    "relative_day": relative_day,
    "tomorrow": tomorrow,
    "unit": unit,
    "bare_weekend": bare_weekend,
    "last_year": last_year,
    "units": units,
    "ago": ago,
    "ahead": ahead,
    "now": now,
    "soon": soon,
    "holiday": holiday,
}
