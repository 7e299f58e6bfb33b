"""Clauses about where somebody is or goes → location claims.

In: a scene and the article's memory. Out: candidates of kind `location`. A clause with a figure
is a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from claims.extraction.components import joins, subjects
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.lexicon import load
from claims.records import Kind, NormalisedClaim

NO_TOPIC = {"Mengen", "Gebäude"}


@cache
def trigger() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(load("movements")["trigger"]["words"]) + r")(?!\w)", re.IGNORECASE)


def read(scene: Scene, memory: Memory, published: date | None) -> Iterator[NormalisedClaim]:
    """The location claims of a sentence: one for each clause with a place, a subject and a word of stay or movement."""
    if scene.quantities and any(quantity.noun for quantity in scene.quantities):
        return
    done: set[tuple[str, ...]] = set()
    for start, end in scene.stretches():
        where = joins.places(scene, start, end)
        if not where or not trigger().search(scene.text, start, end):
            continue
        subject = moving(scene, start, end, memory)
        key = tuple(place.name for place in where)
        if subject is None or key in done:
            continue
        done.add(key)
        memory.keep(subject)
        yield from claims(scene, start, end, subject, memory, published)


def moving(scene: Scene, start: int, end: int, memory: Memory) -> Subject | None:
    """Who is placed: a force, else people, else things of the lists, else a pronoun for the last force."""
    found = subjects.phrases(scene, start, end, memory)
    forces = [item for item in found if item.noun and item.noun.force]
    if forces:
        return forces[0]
    pronoun = subjects.by_pronoun(scene, start, end, memory)
    return pronoun or (found[0] if found else None)


def claims(
    scene: Scene, start: int, end: int, subject: Subject, memory: Memory, published: date | None
) -> Iterator[NormalisedClaim]:
    at = joins.mentions(scene, start, end)[0].start
    for statement in scene.voices_at(at):
        first, last = joins.evidence(scene, statement, start, end)
        low, high, precision = joins.event(scene, start, end, statement)
        reported = joins.reported_on(scene, statement, published, memory.reported)
        yield NormalisedClaim(
            start=first, end=last, quote=scene.text[first:last], kind=Kind.LOCATION, subject=subject.name,
            stance=joins.stance(scene, statement, start, end), subject_actor=subject.actor,
            subject_class=None if subject.cls in NO_TOPIC else subject.cls,
            places=joins.places(scene, start, end), event_from=low, event_to=high, event_precision=precision,
            reported_on=reported, source=statement.source if statement else None,
            rule=f"location.{statement.rule if statement else 'own'}", confidence=0.6,
        )  # fmt: skip
