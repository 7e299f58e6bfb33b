"""Dates as German articles and metadata write them.

In: a string. Out: a day with its precision, or nothing. Months come from months.toml.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

HOME_ZONE = ZoneInfo("Europe/Berlin")
FIRST_YEAR = 1945
DIGIT = re.compile(r"[0-9]")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?$")
NUMERIC = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)")
NUMERIC_SHORT = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d)")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
CLOCK = r"(?:[\s,·|–-]*(?:um\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*Uhr)?|[\s,]*\d{1,2}\s+Uhr)?"
PUBLISHED = r"(?:Erst)?[Vv]eröffentlich(?:t|ung)|Erschienen|Publiziert|Online seit|Erstellt|Publikationsdatum"
KINDS = r"\w*(?:artikel|meldung|mitteilung|nachricht|bericht|beitrag|news)"
# "Von Anna Beispiel, ", "Von Anna Beispiel am ", and initials: "az, ".
BY = r"von\s[^\d.!?:]{3,60}?(?:[,|/–-]\s*|\sam\s+)|(?-i:[a-zäöü]{2,4}),\s"
LEAD = rf"(?:(?P<lead>{PUBLISHED}|Stand|Datum)(?:\s+am)?\s*:?\s*|am\s+|vom\s+|{KINDS}\s+vom\s+|{BY})?"
DAYS = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So"
# What may follow a date in the head of an article: a later edit, the time it takes to read, who wrote it.
BEHIND = r"aktualisiert|update|stand|lesezeit|lesedauer|von|quelle|\d+\s+min|\d+\s+kommentare?"
LATER = rf"[\s|,·•(/–-]+(?:zuletzt\s+)?(?:{BEHIND})\b.{{0,80}}"
ZONE = r"\s*[-,]?\s*(?:GMT|MEZ|MESZ|CET|CEST)"
REST = rf"(?:{LATER}|{ZONE}|\s\d{{4}}-\d\d-\d\dT\S{{5,20}}|\s*[|·•].{{0,60}})?"
WEEKDAY = rf"(?:(?:{DAYS})[.,]*\s+(?:den\s+)?)?"
ENGLISH = re.compile(
    r"(?:\w{3,9},\s+)?(?:(\d{1,2})\s+([A-Za-z]{3,9})|([A-Za-z]{3,9})\s+(\d{1,2})),?\s+(\d{4})(?:\D.*)?$"
)


@cache
def months() -> dict[str, int]:
    """Return every written month, in lower case, to its number."""
    table = tomllib.loads(files("articles.cleaning").joinpath("months.toml").read_text(encoding="utf-8"))
    return {name: int(number) for number, written in table.items() for name in written}


@cache
def written() -> re.Pattern[str]:
    """Return the pattern of a written German date: "22. Oktober, 2024"."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(rf"(\d{{1,2}})\.?\s+({names})\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)


@cache
def written_short() -> re.Pattern[str]:
    """Return the pattern of a written German date without its year: "22. Okt."."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(rf"(\d{{1,2}})\.?\s+({names})\b\.?(?!,?\s+\d{{4}})", re.IGNORECASE)


@cache
def line_pattern() -> re.Pattern[str]:
    """Return the pattern of a line that is nothing but a date, with or without a time of day and the like behind it."""
    return re.compile(rf"{LEAD}{WEEKDAY}(?:{written().pattern}|{NUMERIC.pattern}){CLOCK}{REST}\s*$", re.IGNORECASE)


def whole_line(line: str) -> date | None:
    """Return the day of a line that is a date and nothing else but what belongs to one."""
    match = head(line)
    return first_in(line) if match else None


def head(line: str) -> re.Match[str] | None:
    """Return the match of such a line; its group "lead" is the word before the date, if any."""
    line = line.strip()
    if len(line) > 140 or not DIGIT.search(line):
        return None
    return line_pattern().match(line)


def without_year(line: str, position: int = 0) -> tuple[int, int, int] | None:
    """Return (month, day, end of the match) of a date that begins here and names no year: "18. Okt", "18.10."."""
    if match := written_short().match(line, position):
        return months()[match[2].lower()], int(match[1]), match.end()
    if match := NUMERIC_SHORT.match(line, position):
        return int(match[2]), int(match[1]), match.end()
    return None


def first_in(line: str) -> date | None:
    """Return the first full date written in a line."""
    if match := written().search(line):
        return day(match[3], months()[match[2].lower()], match[1])
    if match := NUMERIC.search(line):
        return day(match[3], match[2], match[1])
    return None


def day(year: str | int, month: str | int, number: str | int) -> date | None:
    """Return the date if the calendar has it, no article is older than 1945, and none is from the future."""
    full = int(year) + (2000 if int(year) < 100 else 0)
    try:
        found = date(full, int(month), int(number))
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR and found <= latest() else None


def latest() -> date:
    """Return the last day an article may bear: today in the time zone that is furthest ahead."""
    return datetime.now(ZoneInfo("Pacific/Kiritimati")).date()


def parse(value: str) -> tuple[date | None, str]:
    """Return (day, precision) of a metadata value; a month or year alone gives its first day and that precision."""
    value = " ".join(value.split())[:100]
    if match := ISO.match(value):
        return with_precision(iso_day(match))
    if match := COMPACT.match(value):
        return with_precision(day(match[1], match[2], match[3]))
    if found := first_in(value):
        return found, "day"
    return coarse(value) or with_precision(english(value))


def with_precision(found: date | None) -> tuple[date | None, str]:
    """Return the day with its precision."""
    return found, "day" if found else "unknown"


def iso_day(match: re.Match[str]) -> date | None:
    """Return the day of an ISO time stamp.

    A stamp in UTC is written by software, not by the newsroom: 23:30Z on the 27th is the 28th in Berlin. Any other
    offset is the newsroom's own, and its calendar day counts.
    """
    found = day(match[1], match[2], match[3])
    if not found or match[5] not in ("Z", "+00:00", "+0000"):
        return found
    try:
        return datetime.fromisoformat(f"{found}T{match[4]}+00:00").astimezone(HOME_ZONE).date()
    except ValueError:
        return found


def coarse(value: str) -> tuple[date, str] | None:
    """Return the first day of a month ("Oktober 2024", "2024-10", "10/2024") or year ("2024")."""
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})|(\d{1,2})[/.](\d{4})", value):
        found = day(match[1] or match[4], match[2] or match[3], 1)
        return (found, "month") if found else None
    if (match := re.fullmatch(r"([^\W\d]+)\.?\s+(\d{4})", value)) and match[1].lower() in months():
        found = day(match[2], months()[match[1].lower()], 1)
        return (found, "month") if found else None
    found = day(value, 1, 1) if re.fullmatch(r"\d{4}", value) else None
    return (found, "year") if found else None


def english(value: str) -> date | None:
    """Return the day of an English or RFC 5322 date ("Tue, 22 Oct 2024 10:00:00 +0200", "October 22, 2024")."""
    match = ENGLISH.match(value)
    number = months().get((match[2] or match[3]).lower()) if match else None
    return day(match[5], number, match[1] or match[4]) if match and number else None
