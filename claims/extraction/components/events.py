"""When what a claim tells happened, where its own words give no date: the day that the sentences before speak of, or
the day of the incident that the article reports.

In: a scene, a claim without event, the article's memory. Out: the claim with the event of the candidate that fits best,
or as it was. Source of the rule: annotation guideline, "Conventions" (time); the weights of the signs are in
`lexicon/events.toml`, which tells how they were made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from spacy.tokens import Token

from claims.extraction.components import event_signs, governors, incidents, joins
from claims.extraction.components.governors import Tense
from claims.extraction.components.joins import NO_EVENT, Event
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Thread
from claims.extraction.lexicon import load
from claims.records import Metric, NormalisedClaim, Precision, Stance

OLDEST = 4  # sentences after which a date is no longer spoken of


@dataclass(frozen=True, slots=True)
class Candidate:
    event: Event
    signs: frozenset[str]


def dated(scene: Scene, claim: NormalisedClaim, memory: Memory) -> NormalisedClaim:
    """The claim with an event from around where it has none of its own and one fits."""
    if claim.event_precision is not Precision.UNKNOWN or claim.event_from or claim.event_to:
        return claim
    event = pointed(scene, claim, memory)
    if event == NO_EVENT:
        event = best([item for item in candidates(scene, claim, memory) if not is_ahead(item.event, claim)])
    low, high, precision = event
    return replace(claim, event_from=low, event_to=high, event_precision=precision)


def pointed(scene: Scene, claim: NormalisedClaim, memory: Memory) -> Event:
    """The event to which a word of the claim's clause points back: `seitdem` opens the day of the sentence before,
    `dann soll` goes on with its plan."""
    first, last = scene.clause(claim.figure_start) if claim.figure_start is not None else (claim.start, claim.end)
    thread, words = memory.thread, event_signs.words()
    if thread.age == 1 and thread.event[0] and words["since then"].search(scene.text, first, last):
        return thread.event[0], None, Precision.OPEN
    planned = claim.stance in {Stance.EXPECTS, Stance.HEDGES} or claim.metric is Metric.PARTICIPANTS
    if thread.coming != NO_EVENT and planned and not scene.dates and words["next"].search(scene.words):
        return thread.coming
    return NO_EVENT


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
    signs = frozenset(event_signs.of_claim(scene, claim, memory))
    thread = memory.thread
    if thread.event != NO_EVENT and thread.age <= OLDEST:
        more = {"thread", f"age {thread.age}", *of_thread(scene, claim, thread, signs)}
        yield Candidate(thread.event, signs | thread.signs | more)
    if memory.incident != NO_EVENT:
        more = {"incident", *other_dates(scene, memory.incident)}
        more |= {introduced(scene, signs, memory)} if memory.incident_at > scene.start else set()
        yield Candidate(memory.incident, signs | more)


def introduced(scene: Scene, signs: frozenset[str], memory: Memory) -> str:
    """How the incident stands to a sentence before the one that dates it: its toll with its name in the first sentence
    of the article, or to come (`ahead`)."""
    named = "metric toll" in signs and signs & {"new incident", "known incident", "an incident"}
    return "introduced" if named and not scene.text[: scene.start].strip() else "ahead"


def of_thread(scene: Scene, claim: NormalisedClaim, thread: Thread, signs: frozenset[str]) -> Iterator[str]:
    """The signs of a claim and what the thread dated together."""
    yield from other_dates(scene, thread.event)
    if "thread earlier" in thread.signs and "tense pluperfect" in signs:
        yield "same level"
    if "long ago" in signs and thread.signs & {"thread earlier", "thread coarse", "thread aside"}:
        yield "same past"
    done = any(f"tense {tense}" in signs for tense in governors.DONE)
    if "thread coarse" in thread.signs and claim.metric is Metric.MONEY and done:
        yield "same period"
    if "\n" in scene.text[thread.at : scene.start].strip(" "):
        yield "new paragraph"


def other_dates(scene: Scene, event: Event) -> set[str]:
    """Whether the sentence dates something else."""
    found = (item for item in scene.dates if joins.dates_event(scene, item, None))
    return {"other date"} if any((item.low, item.high) != event[:2] for item in found) else set()


def follow(scene: Scene, memory: Memory, published: date | None) -> None:
    """Remember what a sentence dated: the thread, and a further incident that the article goes on with."""
    event, signs = anchor(scene)
    coming = plan(scene, published)
    if event == NO_EVENT:
        memory.thread = replace(memory.thread, age=memory.thread.age + 1, coming=coming)
        return
    memory.thread = Thread(event, 1, signs, scene.end, coming)
    if not signs and incidents.goes_on(scene, event, memory.incident, published):
        memory.incident, memory.incident_at = event, scene.start


def plan(scene: Scene, published: date | None) -> Event:
    """The day to come that a sentence tells of."""
    for item in scene.dates:
        told = governors.predicate(scene, item.start)
        done = told is not None and governors.tense(told) in {*governors.DONE, Tense.PLUPERFECT}
        if published and item.low and item.low > published and incidents.is_fine(item) and not done:
            return item.low, item.high, item.precision
    return NO_EVENT


def anchor(scene: Scene) -> tuple[Event, frozenset[str]]:
    """The day or span that a sentence gives to what it tells, and how: `aside` in a phrase or clause below the main
    verb, `earlier` in the pluperfect, `coarse` by more than a day."""
    for item in scene.dates:
        if item.precision is Precision.OPEN or not incidents.dates_something(scene, item):
            continue
        told = governors.predicate(scene, item.start)
        tense = governors.tense(told) if told is not None else Tense.NONE
        if tense in {*governors.DONE, Tense.PLUPERFECT, Tense.NONE}:
            coarse = not incidents.is_fine(item)
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
