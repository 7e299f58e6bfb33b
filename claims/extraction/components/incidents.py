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

from spacy.tokens import Token

from claims.extraction.components import event_dates, governors, joins, sayings
from claims.extraction.components.figures import word_value
from claims.extraction.components.governors import Tense
from claims.extraction.components.joins import NO_EVENT, Event
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import DateExpression
from claims.extraction.lexicon import load
from claims.extraction.words.verbs import infinitive_of
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
NOW = {"date.now", "date.soon"}
COMING = re.compile(r"\b(?:für|bis|ab)\s(?:de[nm]\s)?$")  # "die für Montag geplante Feier"
ENDING = re.compile(r"e[nrsm]?$")
NEAR, BEFORE = 12, 60  # characters
FURTHER = 7  # days
FURTHER_NOUN = re.compile(r"\b(?:weitere[nrms]?|zweite[nrms]?|erneute[nrms]?|neue[nrms]?)\s(?:[a-zäöüß]+\s){0,2}$")
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


def of_article(scenes: Sequence[Scene], published: date | None, title: str = "") -> tuple[Event, int]:
    """The day of which the lead tells, or the first one given to an incident that headline or lead name, within a year
    before publication; and where in the text that is."""
    if is_running(scenes) or is_campaign(scenes, title):
        return NO_EVENT, 0
    if published and (counted := days_after(scenes, published)):
        return counted, 0
    named = stems(" ".join([title, *(scene.words for scene in scenes[:LEAD])]))
    for n, scene in enumerate(scenes):
        lead = n < LEAD
        if not lead and not (stems(scene.words) & named):
            continue
        for event in lead_days(scene) if lead else [of_scene(scene)]:
            if event != NO_EVENT and is_recent(event, published):
                return event, scene.start
    return NO_EVENT, 0


def lead_days(scene: Scene) -> Iterator[Event]:
    """The days that a sentence of the lead tells of: what happened, what a noun or clause tells of something, what
    stands beside an incident."""
    yield told_day(scene)
    yield described_day(scene)
    yield of_scene(scene)


def stems(text: str) -> set[str]:
    """Incidents named, by the end of their noun, so that `Erdbeben` and `Beben` are one."""
    return {match.group().lower().rstrip("ens")[-3:] for match in nouns_in(text)}


def is_running(scenes: Sequence[Scene]) -> bool:
    """Whether the article tells of something that lasts, where no day is the day of all. One flood or storm, or what
    happens at once, is none if the lead gives its day."""
    lead = scenes[:LEAD]
    found = [match.group() for scene in lead for match in words("running").finditer(scene.words)]
    once = all(words("once").fullmatch(word) for word in found)
    dated = (scene for scene in lead if told_day(scene) != NO_EVENT)
    return bool(found) and not any(once or stems(scene.words) for scene in dated)


def is_campaign(scenes: Sequence[Scene], title: str) -> bool:
    """Whether the article tells of fighting over days: single attacks in it have their own days."""
    return any(words("campaign").search(text) for text in [title, *(scene.words for scene in scenes[:1])])


def told_day(scene: Scene) -> Event:
    """The day of which the sentence tells in a tense of the past, whatever happened then but an aftermath."""
    if is_late(scene):
        return NO_EVENT
    for item in scene.dates:
        told = governors.predicate(scene, item.start)
        if told is None or told.dep_ != "ROOT" or governors.tense(told) not in governors.DONE or not is_fine(item):
            continue
        if dates_something(scene, item) or governors.infinitive(told) in verbs("deeds"):
            return item.low, item.high, item.precision
    return NO_EVENT


def dates_something(scene: Scene, item: DateExpression) -> bool:
    """Whether an expression dates what happened: not what holds now, is to come or came out then."""
    if item.rule in NOW or COMING.search(scene.text, max(scene.start, item.start - NEAR), item.start):
        return False
    return joins.dates_event(scene, item, None) and not (
        is_said_aside(scene, item) or event_dates.is_elsewhere(scene, item)
    )


def described_day(scene: Scene) -> Event:
    """The day that a relative clause or a participle gives to something: `des am Montag abgestürzten Flugzeugs`."""
    for item in scene.dates:
        told = governors.predicate(scene, item.start)
        if told is None or not is_fine(item) or not dates_something(scene, item):
            continue
        relative = told.dep_ == "acl" and governors.tense(told) in {*governors.DONE, Tense.PLUPERFECT}
        if relative or governors.is_attributive(scene, item.start):
            return item.low, item.high, item.precision
    return NO_EVENT


def is_said_aside(scene: Scene, item: DateExpression) -> bool:
    """Whether a participle or relative clause tells when something came out: `der gestern veröffentlichte Bericht`."""
    token = governors.token_at(scene, item.start)
    told = sayings.telling() | sayings.publishing()
    return token is not None and any(verb_of(item) in told for item in governors.line(token))


def verb_of(token: Token) -> str:
    """The infinitive of a verb, or of a participle before a noun."""
    if token.dep_ == "amod":
        return infinitive_of(ENDING.sub("", token.lower_), "VVPP")
    return governors.infinitive(token)


def is_late(scene: Scene) -> bool:
    """Whether the main verb of a sentence tells what was done about an incident later."""
    root = scene.span.root if scene.span is not None else None
    return root is not None and governors.infinitive(root) in verbs("aftermath")


@cache
def verbs(name: str) -> frozenset[str]:
    """Infinitives: `aftermath` of what is done about an incident later, `deeds` of what is done by saying so."""
    return frozenset(load("incidents")[name]["verbs"])


def is_fine(item: DateExpression) -> bool:
    """Whether a date is a day, or the night between two."""
    if item.low is None or item.high is None:
        return False
    return (item.high - item.low).days <= 1


def goes_on(scene: Scene, event: Event, before: Event, published: date | None) -> bool:
    """Whether a sentence tells of a further incident, some days from the one before: `am Sonntag gab es eine weitere
    Kundgebung`."""
    low, high = event[0], event[1]
    if low is None or low != high or before[0] is None or published is None or event == before:
        return False
    if abs((low - before[0]).days) > FURTHER or not 0 <= (published - low).days <= FURTHER:
        return False
    text = scene.words
    named = (match.start() for match in words("nouns").finditer(text))
    return any(FURTHER_NOUN.search(text[max(0, at - BEFORE) : at]) for at in named)


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
    days = [item for item in scene.dates if is_fine(item) and dates_something(scene, item)]
    if not days or not words().search(scene.words):
        return NO_EVENT
    return days[0].low, days[0].high, days[0].precision
