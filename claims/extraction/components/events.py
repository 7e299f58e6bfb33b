"""When what a claim tells happened, where its own words give no date: the day that the sentences before speak of, or
the day of the incident that the article reports.

In: a scene, a claim without event, the article's memory. Out: the claim with the event of the candidate that fits best,
or as it was. Source of the rule: annotation guideline, "Conventions" (time); the weights of the signs are in
`lexicon/events.toml`, which tells how they were made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from spacy.tokens import Token

from claims.extraction.components import governors, incidents, joins, sayings, tenses
from claims.extraction.components.governors import Tense
from claims.extraction.components.joins import NO_EVENT, Event
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import ARMED, Memory
from claims.extraction.lexicon import load
from claims.records import Kind, Metric, NormalisedClaim, Precision

LASTING = {Metric.STRENGTH, Metric.MONEY, Metric.JOBS, Metric.AREA, Metric.PLANNED, Metric.UNITS}
INDEFINITE = re.compile(
    r"\b(?:ein(?:e[mnrs]?)?|weitere[nrms]?|andere[nrms]?|mehrere[nr]?|jede[nrms]?)\s(?:[a-zäöüß]+\s){0,2}$"
)
DEFINITE = re.compile(
    r"\b(?:de[rmns]|die|das|dem|beim|zum|vom|diese[nrms]?|i[nm]|am)\s(?:[a-zäöüß]+\s){0,2}$", re.IGNORECASE
)
TOTALS = re.compile(r"\b(?:bereits|bislang|bisher|seit|seither|jährlich|täglich|immer wieder)\b", re.IGNORECASE)
STILL = re.compile(
    r"\b(?:noch|derzeit|zurzeit|weiterhin|momentan|nun|jetzt|meist|oft|normalerweise|gewöhnlich|grundsätzlich)\b",
    re.IGNORECASE,
)
THEN = re.compile(
    r"\b(?:damals|zuvor|anschlie(?:ß|ss)end|daraufhin|danach|später|gleichzeitig|zeitgleich|dabei|dadurch|währenddessen)\b",
    re.IGNORECASE,
)
VICTIMS = re.compile(
    r"\b(?:alle|de[rn]|die|unter den)\s(?:\w+\s)?"
    r"(?:Opfern?|Toten|Getöteten|Verletzten|Festgenommenen|Demonstranten|Teilnehmern?)\b"
)
WORDS = {"totals": TOTALS, "then": THEN, "victims": VICTIMS}
OLDEST = 4  # sentences after which a date is no longer spoken of


@dataclass(frozen=True, slots=True)
class Candidate:
    event: Event
    signs: frozenset[str]


def dated(scene: Scene, claim: NormalisedClaim, memory: Memory) -> NormalisedClaim:
    """The claim with an event from around where it has none of its own and one fits."""
    if claim.event_precision is not Precision.UNKNOWN or claim.event_from or claim.event_to:
        return claim
    low, high, precision = best([item for item in candidates(scene, claim, memory) if not is_ahead(item.event, claim)])
    return replace(claim, event_from=low, event_to=high, event_precision=precision)


def is_ahead(event: Event, claim: NormalisedClaim) -> bool:
    """Whether an event lies after the day on which a claim was made."""
    return event[0] is not None and claim.reported_on is not None and event[0] > claim.reported_on


def best(found: list[Candidate]) -> Event:
    """The event of the candidate whose signs weigh most, if they weigh more than nothing."""
    weighed = [(weight(item.signs), item) for item in found]
    top = max(weighed, key=lambda pair: pair[0], default=None)
    return top[1].event if top and top[0] > 0 else NO_EVENT


@cache
def weights() -> dict[str, float]:
    return {name: float(value) for name, value in load("events")["weights"].items()}


def weight(signs: frozenset[str]) -> float:
    table = weights()
    return table["bias"] + sum(table.get(sign, 0.0) for sign in signs)


def candidates(scene: Scene, claim: NormalisedClaim, memory: Memory) -> Iterator[Candidate]:
    """The thread of the sentences before and the article's incident, with the signs for and against."""
    if memory.running:
        return
    signs = frozenset(of_claim(scene, claim, memory))
    thread = memory.thread
    if thread.event != NO_EVENT and thread.age <= OLDEST:
        level = {"same level"} if {"thread earlier"} <= thread.signs and "tense pluperfect" in signs else set()
        yield Candidate(thread.event, signs | thread.signs | level | {"thread", f"age {thread.age}"})
    if memory.incident != NO_EVENT:
        yield Candidate(memory.incident, signs | {"incident"})


def of_claim(scene: Scene, claim: NormalisedClaim, memory: Memory) -> Iterator[str]:
    """The signs that a claim and its sentence bear. `war`: soldiers of the force whose war the article follows."""
    yield f"kind {claim.kind.value}"
    yield f"stance {claim.stance.value}"
    if claim.metric:
        group = (
            "toll" if claim.metric in incidents.TOLL else "lasting" if claim.metric in LASTING else claim.metric.value
        )
        yield f"metric {group}"
    if memory.story.force and claim.subject_class in ARMED and claim.subject_actor in {None, memory.story.force}:
        yield "war"
    yield f"tense {(tense := tense_of(scene, claim))}"
    if tense == Tense.PRESENT and claim.metric not in incidents.TOLL and STILL.search(scene.words):
        yield "still"
    yield from of_sentence(scene.words)
    if any(joins.dates_event(scene, item, None) for item in scene.dates):
        yield "other date"


@lru_cache(maxsize=4)  # a sentence has many claims
def of_sentence(words: str) -> frozenset[str]:
    """The signs that the words of a sentence bear: back, totals, then, victims, incidents known or new."""
    found = {name for name, pattern in WORDS.items() if pattern.search(words)}
    if incidents.back().match(words):
        found.add("back")
    for match in incidents.words("nouns").finditer(words):
        before = words[max(0, match.start() - 40) : match.start()]
        new, known = INDEFINITE.search(before), DEFINITE.search(before)
        found.add("new incident" if new else "known incident" if known else "an incident")
    return frozenset(found)


def predicate_of(scene: Scene, claim: NormalisedClaim) -> Token | None:
    """The predicate of what a claim tells: above the figure, else of what is reported, else of the evidence."""
    if claim.kind is Kind.COUNT and claim.figure_start is not None:
        return governors.predicate(scene, claim.figure_start)
    if scene.span is None:
        return None
    inside = [
        item
        for item in scene.statements
        if item.source == claim.source and item.start < claim.end and claim.start < item.end
    ]
    start, end = (
        (max(scene.start, inside[0].start), min(scene.end, inside[0].end))
        if inside and claim.source
        else (claim.start, claim.end)
    )
    return governors.of_span(scene.span.doc.char_span(start, end, alignment_mode="contract"))


def tense_of(scene: Scene, claim: NormalisedClaim) -> str:
    """The tense in which a claim is told; `said` where a figure hangs on a verb of saying, whose time is another."""
    if scene.span is None:
        return (
            Tense.PRETERITE
            if tenses.PAST.search(scene.words) and not tenses.FUTURE.search(scene.words)
            else Tense.PRESENT
        )
    told = predicate_of(scene, claim)
    if told is not None and claim.metric in incidents.TOLL and governors.infinitive(told) in sayings.verbs():
        return "said"
    return governors.tense(told)


def anchor(scene: Scene) -> tuple[Event, frozenset[str]]:
    """The day or span that a sentence gives to what it tells, and how: `aside` in a phrase or clause below the main
    verb, `earlier` in the pluperfect, `coarse` by more than a day."""
    for item in scene.dates:
        if item.precision is Precision.OPEN or not joins.dates_event(scene, item, None):
            continue
        told = governors.predicate(scene, item.start)
        tense = governors.tense(told) if told is not None else Tense.NONE
        if tense in {*governors.DONE, Tense.PLUPERFECT, Tense.NONE}:
            coarse = item.precision is not Precision.DAY
            signs = {
                "aside": told is not None and is_aside(scene, item.start, told),
                "earlier": tense is Tense.PLUPERFECT,
                "coarse": coarse,
            }
            return (item.low, item.high, item.precision), frozenset(
                f"thread {name}" for name, true in signs.items() if true
            )
    return NO_EVENT, frozenset()


def is_aside(scene: Scene, at: int, told: Token) -> bool:
    """Whether a date belongs to a noun or a subordinate clause, not to the main verb."""
    token = governors.token_at(scene, at)
    return told.dep_ in governors.EMBEDDED or (
        token is not None and token.head.i != told.i and token.dep_ in {"nmod", "amod"} and token.head.head.i != told.i
    )
