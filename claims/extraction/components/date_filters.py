"""Words of the calendar that are no date where they stand: figures, names, generic seasons, what comes every week.

In: a rule name and a match of `date_patterns`. Out: whether it may be a date.
"""

from __future__ import annotations

import re
from functools import cache

from claims.extraction.components.date_parts import WORDS, Match, direction, group
from claims.extraction.components.figure_patterns import any_of

# A year before a counted noun is a figure ("2000 Soldaten").
COUNTED = re.compile(r"[ \u00a0]+(?:[a-zäöüß]{4,}(?:e|en|er)[ \u00a0]+)?(?!Jahr|Uhr|Euro-)[A-ZÄÖÜ]\w+(?:en|er|e|s)\b")
BEFORE_COUNTED = re.compile(
    r"(?:rund|etwa|über|als|zu|mindestens|fast|knapp|insgesamt"
    r"|gut|ca\.|circa|weitere|auf|um|von|mit|d(?:ie|er|en))[ \u00a0]$",
    re.IGNORECASE,
)
# A month or season without year needs a word that makes it a time: "im Mai", not "ein bisschen Mai".
TIMED = re.compile(
    r"(?:\b(?:im|in|vom|von|zum|zur|seit|bis|ab|und|oder|nach|vor|für|gegen|zwischen|über|den|dem|des|der|dieser|diesem"
    r"|diesen|pro|als|am|frühen|späten|ganzen)|[(–-])\s+$|\($",
    re.IGNORECASE,
)
SEASONED = re.compile(
    r"\b(?:im|vom|zum|seit|bis|ab|nach|vor|für|gegen|frühen|späten|diesen|den|dem|und|oder|Anfang|Mitte|Ende)(?:\s+den|\s+dem)?\s+$",
    re.IGNORECASE,
)
NO_TOMORROW = re.compile(r"\b(?:am|jeden|guten|von|auf|frühen|des)\s+$|-$", re.IGNORECASE)
EVERY = re.compile(r"\b(?:jede[nrs]?|alle|an|immer|jeweils|die|keinen?)\s+$", re.IGNORECASE)
SENTENCE = re.compile(r"(?<!\d)[.!?](?=\s)|\n")
LOOKBACK = 24
REACH = 80


def is_date(name: str, match: Match) -> bool:
    """Whether a match of this rule stands where a date stands."""
    check = CHECKS.get(name)
    return check is None or check(match)


def before(match: Match) -> str:
    return match.string[max(0, match.start() - LOOKBACK) : match.start()]


def is_year(match: Match) -> bool:
    """No four-digit number that counts something."""
    if measured().match(match.string, match.end()):
        return False
    if len(match.group()) > 4:
        return True
    return not (BEFORE_COUNTED.search(before(match)) and COUNTED.match(match.string, match.end()))


def is_month(match: Match) -> bool:
    if group(match, "y") or direction(match):
        return True
    return match["month"][:1].isupper() and TIMED.search(before(match)) is not None


def is_season(match: Match) -> bool:
    if group(match, "y") or direction(match):
        return True
    return match["season"][:1].isupper() and SEASONED.search(before(match)) is not None


def is_weekday(match: Match) -> bool:
    """No `montags`, no `jeden Montag`, no name of a newspaper."""
    if direction(match):
        return True
    if not match["weekday"][:1].isupper() or match.group().endswith("s") or names().search(before(match)):
        return False
    return not EVERY.search(before(match))


def is_tomorrow(match: Match) -> bool:
    return not NO_TOMORROW.search(before(match))


def is_once(match: Match) -> bool:
    """No clock time of what comes again: `täglich um 8 Uhr`."""
    text = match.string
    start = max(0, match.start() - REACH)
    ends = [cut.end() for cut in SENTENCE.finditer(text, start, match.start())]
    return not again().search(text, ends[-1] if ends else start, min(len(text), match.end() + LOOKBACK))


@cache
def measured() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0]*(?:{any_of(WORDS['counted']['nouns'])}(?!\w)|[€$%])")


@cache
def names() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(WORDS['in_names']['before'])}\s+$")


@cache
def again() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(WORDS['again']['words'])}(?!\w)", re.IGNORECASE)


CHECKS = {
    "year": is_year,
    "year_range": is_year,
    "month": is_month,
    "season": is_season,
    "weekday": is_weekday,
    "tomorrow": is_tomorrow,
    "clock": is_once,
    "clock_word": is_once,
    "midnight": is_once,
    "part_of_day": is_once,
}
