"""When something happened, as people type it. In: "25.10.2024", "Oktober 2024", "8.–13.10.2024", "seit 8.10.2024".

Out: its first and last day, and how exact that is. Precisions are those of the Extended Date/Time Format (ISO 8601-2,
level 0 and open intervals): day, week, month, year, from–to, open at one end. Both languages of the interface are
read alike; a day is written day before month with full stops, or in ISO order with hyphens.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from claims.records import Precision

_MONTHS = (
    ("januar", "jänner", "january", "jan"), ("februar", "feber", "february", "feb"), ("märz", "march", "mrz", "mar"),
    ("april", "apr"), ("mai", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("august", "aug"), ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"),
    ("november", "nov"), ("dezember", "december", "dez", "dec"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_WORD = "|".join(sorted(MONTHS, key=len, reverse=True))
_NUMERIC = r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})"
_DAY = re.compile(
    rf"(?:{_NUMERIC}|(?P<d2>\d{{1,2}})\.?\s(?P<w>{_WORD})\.?\s(?P<y2>\d{{4}})"
    rf"|(?P<y3>\d{{4}})-(?P<m3>\d\d)-(?P<d3>\d\d)|(?P<w4>{_WORD})\.?\s(?P<d4>\d{{1,2}}),?\s(?P<y4>\d{{4}}))"
)
_MONTH = re.compile(
    rf"(?:(?P<w>{_WORD})\.?\s(?P<y>\d{{4}})|(?P<m2>\d{{1,2}})[./](?P<y2>\d{{4}})|(?P<y3>\d{{4}})-(?P<m3>\d\d))"
)
_WEEK = re.compile(r"(?:(?P<y>\d{4})-?w(?P<n>\d\d)|(?:kw|week)\s?(?P<n2>\d{1,2})[/\s](?P<y2>\d{4}))")
_YEAR = re.compile(r"(?P<y>\d{4})")
_SINCE = re.compile(r"(?:seit|ab|since|from)\s(.+)|(.+?)\s?(?:/\s?\.\.|[-–—]\s?)")
_UNTIL = re.compile(r"(?:bis|until|till)\s(.+)|(?:\.\.\s?/|[-–—])\s?(.+)")
# "8.–13.10.2024", "8.10.–13.11.2024": the first day leaves out what the second says.
_SHORT = re.compile(r"(\d{1,2}\.)(\s?\d{1,2}\.)?\s?(?:bis|to|[-–—])\s?(\d{1,2}\.\s?(\d{1,2}\.)\s?(\d{4}))")
# "8.–13. Oktober 2024", "30. September bis 13. Oktober 2024", "Oktober bis Dezember 2024": likewise, in words.
_SHORT_WORDS = re.compile(
    rf"(?:(?P<d>\d{{1,2}}\.?)|(?P<first>(?:\d{{1,2}}\.?\s)?(?:{_WORD})\.?))\s?(?:bis|to|[-–—])\s?"
    rf"(?P<last>(?P<day>\d{{1,2}}\.?\s)?(?P<month>{_WORD})\.?\s(?P<year>\d{{4}}))"
)
_PARTS = {"anfang": 0, "beginn": 0, "early": 0, "mitte": 1, "mid": 1, "ende": 2, "late": 2}
_PART = re.compile(rf"(?P<part>{'|'.join(_PARTS)})[\s-](?P<whole>.+)")
_BEFORE = re.compile(r"^(?:am|im|on|in)\s")
_FROM = re.compile(r"^(?:vom|von|from)\s(?=.*\s?(?:bis|to|until|[-–—])\s?)")
_AND = re.compile(r"^(?:zwischen|between)\s(?:dem\s)?(.+?)\s(?:und|and)\s(?:dem\s)?(.+)$")
_BETWEEN = re.compile(r"\s(?:bis|to|until)\s|\s?[–—]\s?|\s-\s|/(?=\d{4}-)")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, None where open or unknown."""

    start: date | None
    end: date | None
    precision: Precision


UNKNOWN = Period(None, None, Precision.UNKNOWN)


def parse_period(text: str) -> Period:
    """Return the period that `text` tells, UNKNOWN for nothing; raise ValueError where it is not understood."""
    text = _AND.sub(r"\1 bis \2", _BEFORE.sub("", " ".join(text.lower().split())))
    if not text:
        return UNKNOWN
    try:
        return _single(text) or _span(text) or _open(text) or _refuse(text)
    except (OverflowError, KeyError) as error:  # a 40th week, a 13th month
        raise ValueError(text[:60]) from error


def written_period(period: Period, language: str) -> str:
    """Write a period so that `parse_period` reads it as it is: full stops in German, ISO 8601 elsewhere."""
    start, end, precision = period.start, period.end, period.precision
    if start and end:
        return _exact(start, end, precision, language)
    if start:
        return f"{'seit' if language == 'de' else 'since'} {_day_words(start, language)}"
    return f"{'bis' if language == 'de' else 'until'} {_day_words(end, language)}" if end else ""


def _exact(start: date, end: date, precision: Precision, language: str) -> str:
    whole = _whole(start, end, precision)
    if whole is Precision.YEAR:
        return f"{start.year:04d}"
    if whole is Precision.MONTH:
        return f"{start.month:02d}/{start.year:04d}" if language == "de" else f"{start.year:04d}-{start.month:02d}"
    if whole is Precision.WEEK:
        year, week, _ = start.isocalendar()
        return f"KW {week}/{year:04d}" if language == "de" else f"{year:04d}-W{week:02d}"
    if start == end:
        return _day_words(start, language)
    between = " – " if language == "de" else " to "
    return between.join((_day_words(start, language), _day_words(end, language)))


def _whole(start: date, end: date, precision: Precision) -> Precision | None:
    """The precision, where first and last day are those of a whole week, month or year."""
    for candidate, made in ((Precision.YEAR, _year), (Precision.MONTH, _month), (Precision.WEEK, _week)):
        if precision == candidate and made(*_key(start, candidate)) == Period(start, end, candidate):
            return candidate
    return None


def _key(day: date, precision: Precision) -> tuple[int, ...]:
    if precision is Precision.WEEK:
        return day.isocalendar()[:2]
    return (day.year,) if precision is Precision.YEAR else (day.year, day.month)


def _day_words(day: date, language: str) -> str:
    return f"{day.day}.{day.month}.{day.year:04d}" if language == "de" else day.isoformat()


def _single(text: str) -> Period | None:
    """One day, week, month or year."""
    if match := _DAY.fullmatch(text):
        day = _day(match)
        return Period(day, day, Precision.DAY)
    if match := _WEEK.fullmatch(text):
        return _week(int(match["y"] or match["y2"]), int(match["n"] or match["n2"]))
    if match := _MONTH.fullmatch(text):
        month = MONTHS[match["w"]] if match["w"] else int(match["m2"] or match["m3"])
        return _month(int(match["y"] or match["y2"] or match["y3"]), month)
    return _year(int(text)) if _YEAR.fullmatch(text) else _part(text)


def _part(text: str) -> Period | None:
    """Beginning, middle or end of a month or year, cut where the machine cuts them, too: 1–10, 11–20, 21–."""
    match = _PART.fullmatch(text)
    whole = _single(match["whole"]) if match and not _PART.match(match["whole"]) else None
    if match is None or whole is None or not whole.start or not whole.end:
        return None
    part, first, last = _PARTS[match["part"]], whole.start, whole.end
    if whole.precision is Precision.MONTH:
        cut = [(1, 10), (11, 20), (21, last.day)][part]
        return Period(first.replace(day=cut[0]), first.replace(day=cut[1]), Precision.RANGE)
    if whole.precision is Precision.YEAR:
        ends = _month(first.year, 4 * part + 1).start, _month(first.year, 4 * part + 4).end
        return Period(*ends, Precision.RANGE)
    return None


def _day(match: re.Match[str]) -> date:
    """The day of a match; raises ValueError for the 31st of April."""
    word = match["w"] or match["w4"]
    month = MONTHS[word] if word else int(match["m"] or match["m3"])
    year = match["y"] or match["y2"] or match["y3"] or match["y4"]
    return date(int(year), month, int(match["d"] or match["d2"] or match["d3"] or match["d4"]))


def _week(year: int, week: int) -> Period:
    first = date.fromisocalendar(year, week, 1)
    return Period(first, first + timedelta(days=6), Precision.WEEK)


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return Period(first, first.replace(day=monthrange(year, month)[1]), Precision.MONTH)


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _span(text: str) -> Period | None:
    """From one day, month or year to another; the ends belong to it."""
    text = _FROM.sub("", text)
    if match := _SHORT_WORDS.fullmatch(text):
        parts = _told_apart(match)
    elif match := _SHORT.fullmatch(text):
        first, month, last, last_month, year = match.groups()
        parts = [f"{first}{month or last_month}{year}", last]
    else:
        parts = _BETWEEN.split(text)
    if len(parts) != 2 or not all(parts):
        return None
    first_part, last_part = (_single(part.strip()) for part in parts)
    if first_part is None or last_part is None or not first_part.start or not last_part.end:
        return None
    if first_part.start > last_part.end:
        raise ValueError(text[:60])
    return Period(first_part.start, last_part.end, Precision.RANGE)


def _told_apart(match: re.Match[str]) -> list[str]:
    """Both ends of `_SHORT_WORDS`, each with all its words; nothing where a day goes on to a month."""
    if match["d"]:
        return [f"{match['d']} {match['month']} {match['year']}", match["last"]] if match["day"] else []
    return [f"{match['first']} {match['year']}", match["last"]]


def _open(text: str) -> Period | None:
    """Open at one end: `seit 8.10.2024`, `2024-10-08/..`."""
    if match := _SINCE.fullmatch(text):
        since = _single((match[1] or match[2]).strip())
        return Period(since.start, None, Precision.OPEN) if since else None
    if match := _UNTIL.fullmatch(text):
        until = _single((match[1] or match[2]).strip())
        return Period(None, until.end, Precision.OPEN) if until else None
    return None


def _refuse(text: str) -> Period:
    raise ValueError(text[:60])
