"""When the incident was that an article reports: its toll takes that day, even from another sentence.

In: the scenes of an article. Out: an `Event` for the article, and one for a sentence that points back (`Dabei …`).
Source of the rule: annotation guideline, "Conventions" (time).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain

from claims.extraction.components import governors, joins
from claims.extraction.components.figures import word_value
from claims.extraction.components.joins import NO_EVENT, Event
from claims.extraction.components.scenes import Scene
from claims.extraction.lexicon import load
from claims.records import Metric, Precision

TOLL = {Metric.KILLED, Metric.WOUNDED, Metric.MISSING, Metric.CAPTURED, Metric.CASUALTIES, Metric.PARTICIPANTS}

AFTER = re.compile(
    r"\b(?P<n>\d{1,2}|[A-Za-zäöüÄÖÜß]{3,9}) (?P<unit>Tage?|Wochen?) nach (?:dem|der) "
    r"(?:[a-zäöüß]+en )?(?P<what>[A-ZÄÖÜ]\w+)"
)
# The present tense makes it the day of publication: "Acht Tage später ist die Zahl höher".
LATER = re.compile(
    r"\b(?P<n>\d{1,2}|[A-Za-zäöüÄÖÜß]{3,9}) (?P<unit>Tage?|Wochen?) später (?:ist|sind|steht|liegt|beträgt)\b"
)
MOST_UNITS = 60
LEAD = 2  # sentences that say what an article is about


@cache
def words(name: str = "words") -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(load("incidents")["incident"][name]) + r")(?!\w)", re.IGNORECASE)


WHOLE_WORD = re.compile(r"(?<![\w-])\w+")


@lru_cache(maxsize=20_000)
def is_noun(word: str) -> bool:
    """Whether a whole word names an incident; asked once for each word that occurs."""
    return words("nouns").fullmatch(word) is not None


def nouns_in(text: str) -> Iterator[re.Match[str]]:
    """The nouns of incidents in a text."""
    return (match for match in WHOLE_WORD.finditer(text) if is_noun(match.group()))


@cache
def back() -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(load("incidents")["incident"]["back"]) + r")\b")


def of_article(scenes: Sequence[Scene], published: date | None, title: str = "") -> Event:
    """The day of which the lead tells, or the first one given to an incident that headline or lead name, within a year
    before publication."""
    if is_running(scenes):
        return NO_EVENT
    if published and (counted := days_after(scenes, published)):
        return counted
    lead = [scene.words for scene in scenes[:LEAD]]
    named = stems(" ".join([title, *lead]))
    told = (told_day(scene) for scene in scenes[:LEAD])
    dated = (of_scene(scene) for n, scene in enumerate(scenes) if n < LEAD or not named or stems(scene.words) & named)
    found = (event for event in chain(told, dated) if event != NO_EVENT)
    return next((event for event in found if is_recent(event, published)), NO_EVENT)


def stems(text: str) -> set[str]:
    """Incidents named, by the end of their noun, so that `Erdbeben` and `Beben` are one."""
    return {match.group().lower().rstrip("ens")[-4:] for match in nouns_in(text)}


def is_running(scenes: Sequence[Scene]) -> bool:
    """Whether the article tells of something that lasts, where no day is the day of all."""
    return any(words("running").search(scene.words) for scene in scenes[:LEAD])


def told_day(scene: Scene) -> Event:
    """The day of which the sentence tells in a tense of the past, whatever happened then."""
    for item in scene.dates:
        if item.precision is Precision.DAY and joins.dates_event(scene, item, None):
            told = governors.predicate(scene, item.start)
            if told is not None and told.dep_ == "ROOT" and governors.tense(told) in governors.DONE:
                return item.low, item.high, item.precision
    return NO_EVENT


def days_after(scenes: Sequence[Scene], published: date) -> Event | None:
    """`Sechs Tage nach dem Beben`, `Sechs Tage später ist …`: counted back from publication."""
    for scene in scenes[:LEAD]:
        after = AFTER.search(scene.words)
        match = after if after and words().search(after["what"]) else LATER.search(scene.words)
        number = match and (Decimal(match["n"]) if match["n"].isdigit() else word_value(match["n"]))
        if match and number and number < MOST_UNITS:
            day = published - timedelta(days=int(number) * (7 if match["unit"].startswith("Woche") else 1))
            return day, day, Precision.DAY
    return None


def is_recent(event: Event, published: date | None) -> bool:
    low = event[0]
    return low is None or published is None or low <= published < low + timedelta(days=366)


def of_scene(scene: Scene) -> Event:
    """The day of an incident that this sentence dates."""
    days = [item for item in scene.dates if item.precision is Precision.DAY and joins.dates_event(scene, item, None)]
    if not days or not words().search(scene.words):
        return NO_EVENT
    return days[0].low, days[0].high, days[0].precision
