"""Regular expressions for German date expressions, from `lexicon/months.toml`; each has a rule name.

Out: `PATTERNS`, in order of preference where two cover the same words. Named groups carry the parts for `date_rules`;
`to` is what stands between the two halves of a range.
"""

from __future__ import annotations

import re

from claims.extraction.components.figure_patterns import GAP, any_of
from claims.extraction.lexicon import load

WORDS = load("months")
Sources = list[tuple[str, str]]
MONTH = rf"(?:{any_of(WORDS['month'])})(?:s|es)?(?!\w)\.?"
WEEKDAY = any_of(WORDS["weekday"])
HOLIDAY = any_of([*WORDS["holiday"], *WORDS["feast"]])
PARTS = any_of(WORDS["part_of_day"]["words"])
LAST, THIS, NEXT = (any_of(WORDS["direction"][key]) for key in ("last", "this", "next"))
DIRECTION = "(?:" + "|".join(rf"(?P<{key}>{any_of(words)})" for key, words in WORDS["direction"].items()) + r")(?!\w)"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d.,]?\d|\w)"
PART = r"(?P<part>Anfang|Mitte|Ende)"
COUNT = r"(?P<count>\d{1,3}|[a-zäöüß]{3,12})"
SPACE = rf"(?:{GAP}|\n(?!\n))+"
DAY = r"(?P<d1>\d{1,2})\."
OF_DAY = rf"(?:{PARTS}|früh|{SPACE}(?:früh|{PARTS}))?"
TO = rf"(?P<to>{SPACE}(?:bis|und)(?:{SPACE}(?:zum|dem|den))?{SPACE}|{SPACE}?[-–—/]{SPACE}?)"
OVER_NIGHT = rf"{SPACE}(?:auf|zum)(?:{SPACE}den)?{SPACE}"  # "in der Nacht vom 10. zum 11. Mai"
OF_YEAR = rf"(?:,?{SPACE}(?:(?:des{SPACE}Jahres{SPACE})?(?P<y>{YEAR})|(?:des{SPACE})?{DIRECTION}{SPACE}Jahres(?!\w)))?"
HOUR_WORD = any_of(WORDS["hour"]["words"])
HOUR = rf"(?:\d{{1,2}}(?:[.:]\d\d)?|{HOUR_WORD})"


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,])(?:{pattern})", re.IGNORECASE)


def days() -> Sources:
    """A day of a month, or several."""
    night = rf"(?:in{SPACE}der{SPACE}Nacht{SPACE}(?:zum|auf{SPACE}den){SPACE})?"
    short = rf"(?-i:{any_of(WORDS['weekday_short']['words'])})\.?"
    lead = rf"(?:{night}(?:(?P<weekday>{WEEKDAY})\w{{0,10}}|{short}),?{SPACE}(?:(?:dem|den|der){SPACE})?)?"
    return [
        ("iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d1>\d\d)(?!\d)"),
        (
            "day_range",
            rf"{DAY}(?:{SPACE}(?P<month1>{MONTH}))?(?:{SPACE}(?P<y1>{YEAR}))?(?:{TO}|{OVER_NIGHT})(?:{WEEKDAY},?{SPACE})?(?P<d2>\d{{1,2}})\.{SPACE}(?P<month>{MONTH}){OF_YEAR}",
        ),
        (
            "day_of_list",
            rf"{DAY}(?=(?:,{SPACE}\d{{1,2}}\.){{1,6}}{SPACE}(?:und|oder|sowie|bis){SPACE}\d{{1,2}}\.{SPACE}(?P<month>{MONTH}){OF_YEAR})",
        ),
        ("numeric_range", rf"{DAY}(?P<m1>\d{{1,2}})?\.?{TO}(?P<d2>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d{{4}})?"),
        ("day_month", rf"{lead}{DAY}(?:{SPACE}|(?=[A-ZÄÖÜ]))(?P<month>{MONTH}){OF_YEAR}"),
        ("numeric", rf"{lead}{DAY}{GAP}?(?P<m>\d{{1,2}})\.(?:{GAP}?(?P<y>\d{{4}}|\d\d(?!\d)))?(?![\d.])"),
        (
            "holiday",
            rf"(?P<holiday>{HOLIDAY})(?:nacht|abend|morgen)?(?!\w)(?:{SPACE}(?P<y>{YEAR}))?",
        ),
    ]


def months_and_years() -> Sources:
    """Months, years, and what is counted in them."""
    ordinal = rf"(?:(?P<nth>{any_of(WORDS['ordinal'])})[nrsm]?|(?P<n>[1-4])\.)"
    return [
        (
            "month_range",
            rf"(?P<month1>{MONTH})(?:{SPACE}(?P<y1>{YEAR}))?{TO}(?P<month>{MONTH})(?:{SPACE}(?P<y>{YEAR}))?",
        ),
        (
            "part_month",
            rf"{PART}{SPACE}(?:des{SPACE}Monats{SPACE})?(?:{DIRECTION}{SPACE})?(?P<month>{MONTH})(?:{SPACE}(?P<y>{YEAR}))?",
        ),
        (
            "first_days",
            rf"(?:den{SPACE})?ersten{SPACE}(?:(?:zwei|drei|vier|fünf|sechs){SPACE})?Tagen?{SPACE}(?:des{SPACE}Monats{SPACE}|des{SPACE}|im{SPACE}|von{SPACE})?"
            rf"(?P<month>{MONTH})(?:{SPACE}(?P<y>{YEAR}))?",
        ),
        ("month_of", rf"(?:{PART}{SPACE})?(?P<month>{MONTH}){SPACE}(?:des{SPACE})?{DIRECTION}{SPACE}Jahres(?!\w)"),
        ("month", rf"(?:{DIRECTION}{SPACE})?(?P<month>{MONTH})(?:{SPACE}(?:des{SPACE}Jahres{SPACE})?(?P<y>{YEAR}))?"),
        ("year_range", rf"(?P<y1>{YEAR})(?P<to>{SPACE}(?:bis|und){SPACE}|{GAP}?[-–/]{GAP}?)(?P<y>{YEAR})"),
        ("part_year", rf"{PART}{SPACE}(?:des{SPACE}Jahres{SPACE})?(?P<y>{YEAR})"),
        (
            "part_of_this",
            rf"(?P<part>Anfang|Beginn|Mitte|Ende){SPACE}(?:(?:des|der){SPACE})?(?:{DIRECTION}{SPACE})?(?P<unit>Jahres|Monats|Woche)(?!\w)",
        ),
        ("part_compound", r"(?P<unit>Jahres|Monats|Wochen)(?P<part>anfang|beginn|mitte|(?<!chen)ende)s?(?!\w)"),
        ("decade", rf"(?:{PART}{SPACE}(?:der{SPACE})?)?(?P<y>(?:1[5-9]|20)\d0)er(?:[ -]?Jahren?)?(?!\w)"),
        (
            "decade_word",
            rf"(?:(?:{PART}{SPACE})?(?:de[nr]|die){SPACE}(?:(?:frühen|späten){SPACE})?)?"
            rf"(?P<decade>{any_of(WORDS['decade'])}|\d0er)"
            rf"(?:[ -]?Jahren?|n(?={GAP}[a-zäöü]|[.,;!?])|(?<=[a-z]r)s?(?=[.,;!?]))(?!\w)",
        ),
        ("century", rf"\d{{1,2}}\.{SPACE}Jahrhunderts?"),
        (
            "part_of_year",
            rf"{ordinal}{SPACE}(?P<part_of_year>{any_of(WORDS['part_of_year'])})s?(?!\w)"
            rf"(?:{SPACE}(?:des{SPACE}Jahres{SPACE})?(?P<y>{YEAR})|{SPACE}(?:des{SPACE})?{DIRECTION}{SPACE}Jahres(?!\w))?",
        ),
        (
            "season",
            rf"(?:{DIRECTION}{SPACE})?(?:Früh|Spät|Hoch|Mitt)?(?P<season>{any_of(WORDS['season'])})s?(?!\w)"
            rf"(?:{SPACE}(?:des{SPACE}Jahres{SPACE})?(?P<y>{YEAR}(?:/\d\d(?:\d\d)?)?))?",
        ),
        ("year", rf"(?:(?:im{SPACE})?Jahr(?:e|es)?{SPACE})?(?P<y>{YEAR})(?!er)"),
        ("early_year", rf"(?:im|dem|vom|das){SPACE}Jahre?{SPACE}(?P<y>\d{{3}}|1[0-4]\d\d)(?![\w,:]|\.\d)"),
        ("before_christ", rf"\d{{1,4}}{GAP}(?:v|vor){GAP}?\.?{GAP}?Chr(?:istus|isti)?(?!\w)"),
        ("this_year", any_of(WORDS["year_word"]["adverb"]) + r"(?!\w)"),
        ("year_adjective", rf"(?P<year_word>{any_of(WORDS['year_word']['adjective'])})e[nrms]?(?!\w)"),
    ]


def relative() -> Sources:
    """What is counted from the day of publication."""
    adjective = (
        rf"(?P<adjective>{any_of(WORDS['day_adjective'])})e[nrms]?{SPACE}"
        rf"(?:(?:{WEEKDAY})?{PARTS}s?|{WEEKDAY}s?|Tag(?:e?s)?)(?!\w)"
    )
    return [
        (
            "weekday_of_week",
            rf"(?P<weekday>{WEEKDAY}){OF_DAY}{SPACE}(?:der{SPACE})?{DIRECTION}{SPACE}Woche(?!\w)",
        ),
        (
            "weekday_range",
            rf"(?P<weekday1>{WEEKDAY}){OF_DAY}(?P<to>{SPACE}(?:bis|und){SPACE}|{GAP}?[-–—]{GAP}?)(?P<weekday>{WEEKDAY}){OF_DAY}(?!\w)",
        ),
        (
            "near_holiday",
            rf"(?:{COUNT}{SPACE}(?P<units>Tag|Woche)(?:en|e|n)?|am{SPACE}Tag){SPACE}(?P<side>vor|nach){SPACE}(?:dem{SPACE}|der{SPACE})?(?P<holiday>{HOLIDAY})(?!\w)(?:{SPACE}(?P<y>{YEAR}))?",
        ),
        ("weekday", rf"(?:{DIRECTION}{SPACE})?(?P<weekday>{WEEKDAY}){OF_DAY}s?(?!\w)"),
        (
            "night_to",
            rf"in{SPACE}der{SPACE}Nacht{SPACE}(?:zum|auf(?:{SPACE}den)?|zu){SPACE}(?:(?P<direction>{LAST}|{THIS}){SPACE})?(?P<weekday>{WEEKDAY})(?!\w)",
        ),
        (
            "night_over",
            rf"(?:in{SPACE}der{SPACE}Nacht{SPACE})?vo[nm]{SPACE}(?P<weekday1>{WEEKDAY}){OVER_NIGHT}(?P<weekday>{WEEKDAY})(?!\w)",
        ),
        ("last_night", rf"(?:in{SPACE}der{SPACE})?(?:{LAST}){SPACE}Nacht(?!\w)"),
        ("day_adjective", adjective),
        ("present", r"heutige[nrms]?(?!\w)"),
        ("relative_day", rf"(?P<day>{any_of(WORDS['day'])})(?!\w)(?:{SPACE}(?:früh|{PARTS})(?!\w))?"),
        (
            "days_beside",
            rf"(?P<day>gestern|heute)(?P<to>{SPACE}und{SPACE})(?P<day2>heute|(?-i:morgen)|übermorgen)(?!\w)",
        ),
        ("tomorrow", rf"(?-i:morgen)(?!\w)(?:,?{SPACE}(?:früh|{PARTS})(?!\w))?"),
        (
            "unit",
            rf"{DIRECTION}{SPACE}(?:(?P<weekend>Wochenende)s?|(?P<unit>Woche|Monat|Jahr|Jahrzehnt|Jahrhundert)(?:e?s)?)(?!\w)",
        ),
        ("bare_weekend", rf"(?:am|vom|zum|übers|fürs|dem|das|des){GAP}(?P<weekend>Wochenende)s?(?!\w)"),
        ("new_year", rf"(?:im|dem|das|fürs){SPACE}neuen?{SPACE}(?P<unit>Jahr)(?!\w)"),
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
            "first_months",
            rf"in{SPACE}den{SPACE}ersten{SPACE}{COUNT}{SPACE}Monaten(?!\w)"
            rf"(?:{SPACE}(?:des{SPACE}Jahres{SPACE}(?P<y>{YEAR})|(?P<y2>{YEAR})))?",
        ),
        (
            "lasting",
            rf"seit{SPACE}(?:(?:etwa|rund|gut|knapp|mehr{SPACE}als){SPACE})?{COUNT}{SPACE}(?P<units>Tagen|Wochen)(?!\w)",
        ),
        (
            "ahead",
            rf"in{SPACE}(?:(?:etwa|rund|gut|knapp){SPACE})?{COUNT}{SPACE}(?P<units>Tag|Woche|Monat|Jahr)(?:en|n|e)?(?!\w)",
        ),
        ("now", any_of(WORDS["adverb"]["now"]) + r"(?!\w)"),
        ("soon", any_of(WORDS["adverb"]["soon"]) + r"(?!\w)"),
    ]


def told() -> Sources:
    """What is counted from the day or year told last."""
    part = (
        rf"(?:(?:am|gegen|zu|in{SPACE}der){SPACE}(?:(?:frühen|späten|selben|gleichen){SPACE})?{PARTS}"
        rf"|in{SPACE}der{SPACE}Früh|(?:vormittag|mittag|nachmittag|abend)s)"
    )
    return [
        ("told_day", rf"(?:am{SPACE})?(?P<told>{any_of(WORDS['told_before'])})(?:e?s)?(?!\w)"),
        (
            "days_later",
            rf"{COUNT}{SPACE}Tage{SPACE}(?P<side>später|danach|darauf|zuvor|davor|vorher)(?!\w)",
        ),
        ("told_week", rf"(?:in{SPACE})?(?:der|die){SPACE}(?P<told_week>{any_of(WORDS['week_told_before'])})(?!\w)"),
        ("nth_week", rf"(?:in{SPACE})?der{SPACE}(?P<nth>{any_of(WORDS['ordinal'])})n{SPACE}Woche(?!\w)"),
        ("told_year", rf"(?P<told_year>{any_of(WORDS['year_told_before'])})(?!\w)"),
        ("part_of_day", rf"{part}(?!\w)(?!{SPACE}(?:des|der|vom|zum|zu|auf){GAP})"),
        ("clock", rf"(?:{HOUR}(?P<to>{SPACE}bis{SPACE}|{GAP}?[-–—]{GAP}?))?{HOUR}{GAP}?Uhr(?:{GAP}\d\d)?(?![\w-])"),
        (
            "clock_word",
            rf"(?:halb|viertel(?:{SPACE}(?:vor|nach))?|dreiviertel){SPACE}{HOUR_WORD}(?!\w)",
        ),
        ("midnight", rf"(?:um|gegen|vor|nach){SPACE}Mitternacht(?!\w)"),
    ]


PATTERNS = [(name, compiled(pattern)) for name, pattern in [*days(), *months_and_years(), *relative(), *told()]]
SINCE = re.compile(rf"(?:seit(?:dem)?|ab)(?:{SPACE}(?:dem|der|vergangenem))?{SPACE}$", re.IGNORECASE)
UNTIL = re.compile(
    rf"bis(?:{SPACE}spätestens)?(?:{SPACE}(?:zum|zur|zu))?{SPACE}(?:(?:diesem|dieser){SPACE})?$", re.IGNORECASE
)
BEGIN_OF = re.compile(rf"Beginn{SPACE}(?:des|der){SPACE}$", re.IGNORECASE)
