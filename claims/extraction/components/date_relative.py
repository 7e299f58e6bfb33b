"""From words that count from a day known otherwise (`gestern`, `vergangene Woche`, `am Vortag`) to an interval.

In: a match of `date_patterns` and a `Reference`. Out: a `Span`, or None where the words are no date after all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from claims.extraction.components import calendar as cal
from claims.extraction.components.calendar import Span
from claims.extraction.components.date_parts import WORDS, Match, Reference, count, direction, group, part, step
from claims.extraction.components.tenses import is_coming
from claims.records import Precision

NEXT_WORD = 12  # characters in which the word before or after stands
INDEFINITE = re.compile(r"\b(?:einem|eines|jedem|jeden)\s$")  # "an einem Samstag im Mai"
APPOSED = re.compile(r"\b(vorgestern|gestern|heute|morgen|übermorgen)\s?[(,]\s?$", re.IGNORECASE)  # "morgen (Mittwoch)"
DUE = re.compile(r"\bzum\s$")
LATER = {"später", "danach", "darauf"}
FEW = {"wenigen", "einigen", "paar", "mehreren", "kurzem"}


def weekday(match: Match, when: Reference) -> Span | None:
    """The last one up to publication; in the present and future tense the next one."""
    if when.published is None:
        return cal.UNKNOWN
    if INDEFINITE.search(match.string, max(0, match.start() - NEXT_WORD), match.start()):
        return None
    if beside := APPOSED.search(match.string, max(0, match.start() - NEXT_WORD), match.start()):
        return cal.shifted(when.published, {"morgen": 1, **WORDS["day"]}[beside[1].lower()])
    towards = direction(match) if direction(match) in {"last", "next"} else ""
    if not towards and is_coming(match):
        towards = "ahead"
    return cal.weekday(when.published, WORDS["weekday"][match["weekday"].lower()], towards)


def weekday_range(match: Match, when: Reference) -> Span | None:
    """`zwischen Freitag und Sonntag`, `von Montag bis Mittwoch`: the second day is the first such after the first."""
    if when.published is None:
        return cal.UNKNOWN
    begin, end = (WORDS["weekday"][match[name].lower()] for name in ("weekday1", "weekday"))
    last = cal.weekday(when.published, end, "ahead" if is_coming(match) else "")
    return cal.joined(cal.shifted(last.low, -((end - begin) % 7)), last) if last.low else cal.UNKNOWN


def last_night(match: Match, when: Reference) -> Span | None:
    """`in der vergangenen Nacht`: the evening before publication and its morning."""
    if when.published is None:
        return cal.UNKNOWN
    return cal.unnamed(cal.joined(cal.shifted(when.published, -1), cal.shifted(when.published, 0)))


def weekday_of_week(match: Match, when: Reference) -> Span | None:
    """`Mittwoch vergangener Woche`."""
    if when.published is None:
        return cal.UNKNOWN
    week = cal.week(when.published, step(match))
    return cal.shifted(week.low, WORDS["weekday"][match["weekday"].lower()]) if week.low else cal.UNKNOWN


def relative_day(match: Match, when: Reference) -> Span | None:
    """`gestern`, `heute`; `heute` alone is the present age in a text that counts by no days."""
    if when.published is None:
        return cal.UNKNOWN
    span = cal.shifted(when.published, WORDS["day"][match["day"].lower()])
    return cal.unnamed(span) if match.group().lower() == "heute" and (is_age(match) or not when.counts_days) else span


def is_age(match: Match) -> bool:
    """Whether `heute` is set against other times: `noch heute`, `der Starke von heute`."""
    before = match.string[max(0, match.start() - NEXT_WORD) : match.start()].split()
    after = match.string[match.end() : match.end() + NEXT_WORD].split()
    contrast = WORDS["age"]
    return any(word.lower() in contrast["before"] for word in before[-1:]) or any(
        word in contrast["after"] for word in after[:1]
    )


def day_adjective(match: Match, when: Reference) -> Span | None:
    """`am heutigen Samstag`, `am gestrigen Abend`."""
    return (
        cal.shifted(when.published, WORDS["day_adjective"][match["adjective"].lower()])
        if when.published
        else cal.UNKNOWN
    )


def tomorrow(match: Match, when: Reference) -> Span | None:
    return cal.shifted(when.published, 1) if when.published else cal.UNKNOWN


def unit(match: Match, when: Reference) -> Span | None:
    """`vergangene Woche`, `dieses Jahr`, `kommendes Wochenende`."""
    if when.published is None:
        return cal.UNKNOWN
    if match["weekend"]:
        return cal.weekend(when.published, step(match))
    span = whole(match["unit"].lower(), when.published, step(match))
    if span and direction(match) == "this" and is_so_far(match):
        return replace(span, high=when.published, precision=Precision.RANGE)
    return span


def is_so_far(match: Match) -> bool:
    """`in diesem Jahr schon`: up to publication."""
    words = match.string[match.end() : match.end() + NEXT_WORD].split()
    return any(word in WORDS["so_far"]["words"] for word in words[:1]) and not is_coming(match)


def whole(name: str, published: date, steps: int) -> Span | None:
    """The week, month, year, … so many steps from that of publication."""
    if name.startswith("woche"):
        return cal.week(published, steps)
    if name.startswith("monat"):
        return cal.months_away(published, steps)
    if name.startswith("jahrzehnt"):
        return cal.decade(published.year // 10 * 10 + 10 * steps)
    if name.startswith("jahrhundert"):
        start = published.year // 100 * 100 + 100 * steps
        return cal.years(start, start + 99)
    return cal.year(published.year + steps)


def bare_weekend(match: Match, when: Reference) -> Span | None:
    """`am Wochenende`: the last one that has begun, the next one in the present and future tense."""
    if when.published is None:
        return cal.UNKNOWN
    return cal.weekend(when.published, -(when.published.weekday() < 5 and not is_coming(match)))


def last_year(match: Match, when: Reference) -> Span | None:
    name = match["year"].lower().removeprefix("vor")
    return whole(name, when.published, -1) if when.published else cal.UNKNOWN


def this_year(match: Match, when: Reference) -> Span | None:
    """`heuer`."""
    return cal.year(when.published.year) if when.published else cal.UNKNOWN


def year_adjective(match: Match, when: Reference) -> Span | None:
    """`die diesjährige Ernte`: names a year and dates no event."""
    if when.published is None:
        return cal.UNKNOWN
    return cal.only_named(cal.year(when.published.year + WORDS["year_word"]["adjective"][match["year_word"].lower()]))


def part_of_this(match: Match, when: Reference) -> Span | None:
    """`Ende des vergangenen Jahres`, `Anfang dieses Monats`, `Jahresbeginn`."""
    if when.published is None:
        return cal.UNKNOWN
    name, steps = match["unit"].lower(), step(match)
    if name == "jahres":
        span = cal.year(when.published.year + steps, part(match))
        # "zum Jahresende" is the last day of the year.
        due = part(match) == "ende" and DUE.search(match.string, max(0, match.start() - NEXT_WORD), match.start())
        return replace(span, low=span.high, precision=Precision.DAY) if span and due else span
    if name == "monats":
        month = cal.months_away(when.published, steps)
        return cal.month(month.low.year, month.low.month, part(match)) if month and month.low else None
    return cal.week(when.published, steps)


def units(match: Match, when: Reference) -> Span | None:
    """`in den kommenden Wochen`: from publication to an open end; `in den letzten drei Tagen`: no fixed days."""
    name, number = match["units"].lower(), count(match)
    if when.published and direction(match) == "last" and number:
        begin = after(when.published, name, -number)
        return Span(begin, when.published, Precision.RANGE) if begin else cal.UNKNOWN
    if when.published and direction(match) == "next":
        end = after(when.published, name, number) if number else None
        return Span(when.published, end, Precision.RANGE if end else Precision.OPEN)
    return cal.UNKNOWN


def after(published: date, name: str, number: int) -> date | None:
    """The day when so many days, weeks, years have passed; None for hours and beyond the calendar."""
    if name.startswith(("tag", "woche")):
        return cal.shifted(published, number * (7 if name.startswith("woche") else 1)).high
    if not name.startswith("jahr") or published.year + number > date.max.year:
        return None
    years = number * (10 if name.startswith("jahrzehnt") else 1)
    same = cal.day(published.year + years, published.month, min(published.day, 28))
    return same.high if same else None


def away(match: Match, when: Reference, sign: int) -> Span | None:
    """`vor drei Tagen`, `in zwei Wochen`: a length of time, not the name of a day."""
    number = count(match)
    if number is None:
        return cal.UNKNOWN if (group(match, "count") or "").lower() in FEW else None
    if when.published is None:
        return cal.UNKNOWN
    name = match["units"].lower()
    if name == "tag":
        return cal.unnamed(cal.shifted(when.published, sign * number))
    return cal.unnamed(whole(name, when.published, sign * number))


def first_months(match: Match, when: Reference) -> Span | None:
    """`in den ersten neun Monaten 2024`, without a year of that of publication, before its end of the year before."""
    number, written = count(match), match["y"] or match["y2"]
    if number is None or not 1 <= number <= 12 or not (written or when.published):
        return cal.UNKNOWN if number else None
    year = int(written) if written else when.published.year if when.published else 0
    if not written and when.published and number > when.published.month:
        year -= 1
    return cal.months(year, 1, number)


def ago(match: Match, when: Reference) -> Span | None:
    return away(match, when, -1)


def lasting(match: Match, when: Reference) -> Span | None:
    """`seit drei Tagen`: from that day on."""
    number = count(match)
    if number is None or when.published is None:
        return cal.UNKNOWN
    return Span(after(when.published, match["units"].lower(), -number), None, Precision.OPEN)


def ahead(match: Match, when: Reference) -> Span | None:
    return away(match, when, 1)


def now(match: Match, when: Reference) -> Span | None:
    return cal.unnamed(cal.shifted(when.published, 0)) if when.published else cal.UNKNOWN


def present(match: Match, when: Reference) -> Span | None:
    """`die heutigen Verhältnisse`: the present age."""
    return now(match, when)


def soon(match: Match, when: Reference) -> Span | None:
    return Span(when.published, None, Precision.OPEN) if when.published else cal.UNKNOWN


def told_day(match: Match, when: Reference) -> Span | None:
    """`am Vortag`, `am Tag darauf`: counted from the day told last; a day before that of publication if none is."""
    days = {word.lower(): shift for word, shift in WORDS["told_before"].items()}
    shift = days[" ".join(match["told"].lower().split())]
    if when.day:
        return cal.shifted(when.day, shift)
    return cal.shifted(when.published, shift) if when.published and shift < 0 else cal.UNKNOWN


def days_later(match: Match, when: Reference) -> Span | None:
    """`drei Tage später`, `zwei Tage zuvor`: counted from the day told last."""
    number = count(match)
    if when.day is None or number is None:
        return cal.UNKNOWN if number else None
    return cal.unnamed(cal.shifted(when.day, number if match["side"].lower() in LATER else -number))


def told_week(match: Match, when: Reference) -> Span | None:
    """`in der Woche darauf`: counted from the week of the day told last, or the week told last."""
    weeks = {words.lower(): shift for words, shift in WORDS["week_told_before"].items()}
    shift = weeks[" ".join(match["told_week"].lower().split())]
    at = when.week or when.day
    return cal.week(at, shift) if at else cal.UNKNOWN


def nth_week(match: Match, when: Reference) -> Span | None:
    """`in der dritten Woche`: of what began on the day told last."""
    if when.day is None:
        return cal.UNKNOWN
    return cal.only_named(cal.week(when.day, WORDS["ordinal"][match["nth"].lower()] - 1))


def told_year(match: Match, when: Reference) -> Span | None:
    """`im Jahr darauf`."""
    years = {words.lower(): shift for words, shift in WORDS["year_told_before"].items()}
    shift = years[" ".join(match["told_year"].lower().split())]
    return cal.year(when.year + shift) if when.year else cal.UNKNOWN


def same_day(match: Match, when: Reference) -> Span | None:
    """`am Abend`: of the day told last."""
    return cal.only_named(cal.shifted(when.day, 0)) if when.day else None


def clock(match: Match, when: Reference) -> Span | None:
    """`um 20 Uhr`: on the day told last, else on that of publication."""
    at = when.day_beside or when.published
    return cal.only_named(cal.shifted(at, 0)) if at else cal.UNKNOWN
