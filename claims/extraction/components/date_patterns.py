"""Regular expressions for German date expressions, from `lexicon/months.toml`; each has a rule name.

Out: `PATTERNS`, in order of preference where two cover the same words. Named groups carry the parts for `date_rules`.
"""

from __future__ import annotations

import re

from claims.extraction.components.figure_patterns import GAP, any_of
from claims.extraction.lexicon import load

WORDS = load("months")
MONTH = rf"(?:{any_of(WORDS['month'])})(?:s|es)?(?!\w)\.?"
WEEKDAY = any_of(WORDS["weekday"])
PARTS = any_of(WORDS["part_of_day"]["words"])
LAST, THIS, NEXT = (any_of(WORDS["direction"][key]) for key in ("last", "this", "next"))
DIRECTION = rf"(?:(?P<last>{LAST})|(?P<this>{THIS})|(?P<next>{NEXT}))(?!\w)"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d.,]?\d|\w)"
PART = r"(?P<part>Anfang|Mitte|Ende)"
COUNT = r"(?P<count>\d{1,3}|[a-zäöüß]{3,12})"
SPACE = rf"(?:{GAP}|\n(?!\n))+"
DAY = r"(?P<d1>\d{1,2})\."
OF_DAY = rf"(?:{PARTS}|{SPACE}(?:früh|{PARTS}))?s?"


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,])(?:{pattern})", re.IGNORECASE)


def sources() -> list[tuple[str, str]]:
    """Rule name and pattern, the more specific first."""
    to = rf"(?:{SPACE}(?:bis|und)(?:{SPACE}(?:zum|dem|den))?{SPACE}|{SPACE}?[-–—]{SPACE}?)"
    night = rf"(?:in{SPACE}der{SPACE}Nacht{SPACE}(?:zum|auf{SPACE}den){SPACE})?"
    lead = rf"(?:{night}{WEEKDAY}\w{{0,10}},?{SPACE}(?:(?:dem|den|der){SPACE})?)?"
    return [
        ("iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d1>\d\d)(?!\d)"),
        (
            "day_range",
            rf"{DAY}(?:{SPACE}(?P<month1>{MONTH}))?(?:{SPACE}(?P<y1>{YEAR}))?{to}(?:{WEEKDAY},?{SPACE})?(?P<d2>\d{{1,2}})\.{SPACE}(?P<month>{MONTH})(?:,?{SPACE}(?:(?P<y>{YEAR})|{DIRECTION}{SPACE}Jahres))?",
        ),
        ("numeric_range", rf"{DAY}(?P<m1>\d{{1,2}})?\.?{to}(?P<d2>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d{{4}})?"),
        ("day_month", rf"{lead}{DAY}{SPACE}(?P<month>{MONTH})(?:,?{SPACE}(?P<y>{YEAR}))?"),
        ("numeric", rf"{lead}{DAY}{GAP}?(?P<m>\d{{1,2}})\.(?:{GAP}?(?P<y>\d{{4}}|\d\d(?!\d)))?(?![\d.])"),
        (
            "month_range",
            rf"(?P<month1>{MONTH})(?:{SPACE}(?P<y1>{YEAR}))?{to}(?P<month>{MONTH})(?:{SPACE}(?P<y>{YEAR}))?",
        ),
        (
            "part_month",
            rf"{PART}{SPACE}(?:des{SPACE}Monats{SPACE})?(?:{DIRECTION}{SPACE})?(?P<month>{MONTH})(?:{SPACE}(?P<y>{YEAR}))?",
        ),
        ("month_of", rf"(?:{PART}{SPACE})?(?P<month>{MONTH}){SPACE}(?:des{SPACE})?{DIRECTION}{SPACE}Jahres(?!\w)"),
        ("month", rf"(?:{DIRECTION}{SPACE})?(?P<month>{MONTH})(?:{SPACE}(?:des{SPACE}Jahres{SPACE})?(?P<y>{YEAR}))?"),
        ("year_range", rf"(?P<y1>{YEAR})(?:{SPACE}(?:bis|und){SPACE}|{GAP}?[-–/]{GAP}?)(?P<y>{YEAR})"),
        ("part_year", rf"{PART}{SPACE}(?:des{SPACE}Jahres{SPACE})?(?P<y>{YEAR})"),
        ("part_of_this", rf"{PART}{SPACE}(?:des{SPACE})?{DIRECTION}{SPACE}(?P<unit>Jahres|Monats|Woche)"),
        ("decade", r"(?P<y>(?:1[5-9]|20)\d0)er(?:[ -]Jahren?)?(?!\w)"),
        (
            "season",
            rf"(?:{DIRECTION}{SPACE})?(?P<season>{any_of(WORDS['season'])})s?(?!\w)(?:{SPACE}(?:des{SPACE}Jahres{SPACE})?(?P<y>{YEAR}))?",
        ),
        ("year", rf"(?:(?:im{SPACE})?Jahr(?:e|es)?{SPACE})?(?P<y>{YEAR})(?!er)"),
        ("weekday", rf"(?:{DIRECTION}{SPACE})?(?P<weekday>{WEEKDAY}){OF_DAY}(?!\w)"),
        (
            "night_to",
            rf"in{SPACE}der{SPACE}Nacht{SPACE}(?:zum|auf(?:{SPACE}den)?|zu){SPACE}(?:(?P<direction>{LAST}|{THIS}){SPACE})?(?P<weekday>{WEEKDAY})",
        ),
        (
            "relative_day",
            rf"(?P<day>{any_of(word for word in WORDS['day'] if word != 'morgen')})(?!\w)(?:{SPACE}(?:früh|{PARTS}))?",
        ),
        ("tomorrow", rf"(?<=[a-zäöü,]{GAP})(?-i:morgen)(?={GAP}(?:[a-zäöü]|{PARTS}))"),
        (
            "unit",
            rf"{DIRECTION}{SPACE}(?:(?P<weekend>Wochenende)s?|(?P<unit>Woche|Monat|Jahr|Jahrzehnt|Jahrhundert)(?:e?s)?)(?!\w)",
        ),
        ("bare_weekend", r"am(?P<weekend>[ \u00a0]Wochenende)(?!\w)"),
        ("last_year", r"(?:im[ \u00a0])?(?P<year>Vorjahr|Vormonat|Vorwoche)(?:e?s)?(?!\w)"),
        (
            "units",
            rf"(?:in{SPACE}|während{SPACE})?(?:den|der|die){SPACE}{DIRECTION}{SPACE}(?:{COUNT}{SPACE})?(?P<units>Tage|Wochen|Monate|Jahre|Jahrzehnte|Stunden)n?(?!\w)",
        ),
        (
            "ago",
            rf"vor{SPACE}(?:(?:etwa|rund|gut|knapp|ungefähr|über|mehr{SPACE}als){SPACE})?{COUNT}{SPACE}(?P<units>Tag|Woche|Monat|Jahr|Jahrzehnt)(?:en|n|e)?(?!\w)",
        ),
        (
            "ahead",
            rf"in{SPACE}(?:(?:etwa|rund|gut|knapp){SPACE})?{COUNT}{SPACE}(?P<units>Tag|Woche|Monat|Jahr)(?:en|n|e)?(?!\w)",
        ),
        ("now", any_of(WORDS["adverb"]["now"]) + r"(?!\w)"),
        ("soon", any_of(WORDS["adverb"]["soon"]) + r"(?!\w)"),
        ("holiday", rf"(?P<holiday>{any_of(WORDS['holiday'])})(?!\w)(?:{SPACE}(?P<y>{YEAR}))?"),
    ]


PATTERNS = [(name, compiled(pattern)) for name, pattern in sources()]
SINCE = re.compile(rf"(?:seit(?:dem)?|ab)(?:{SPACE}(?:dem|der|vergangenem))?{SPACE}$", re.IGNORECASE)
UNTIL = re.compile(rf"bis(?:{SPACE}(?:zum|zur|zu))?{SPACE}(?:(?:diesem|dieser){SPACE})?$", re.IGNORECASE)
BEGIN_OF = re.compile(rf"Beginn{SPACE}(?:des|der){SPACE}$", re.IGNORECASE)
