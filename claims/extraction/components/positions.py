"""Statements without figure and place → statement claims: who takes a position on whether something is so.

In: a scene, the article's memory, and what counts and locations already used. Out: candidates of kind `statement`.
Left out: demands, appeals, warnings, worries, readings of motive (`lexicon/positions.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from claims.extraction.components import joins, subjects
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import Statement
from claims.extraction.lexicon import load
from claims.records import Kind, NormalisedClaim, Stance


@cache
def no_fact() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(load("positions")["no_fact"]["words"]) + r")(?!\w)", re.IGNORECASE)


def read(
    scene: Scene, memory: Memory, published: date | None, used: list[tuple[int, int]]
) -> Iterator[NormalisedClaim]:
    """The statement claims whose report begins in this sentence."""
    for statement in scene.statements:
        if not scene.start <= statement.start < scene.end or statement.source is None:
            continue
        if any(start < statement.end and statement.start < end for start, end in used):
            continue
        first, last = joins.trimmed(scene.text, *frame(scene, statement))
        if no_fact().search(scene.text, first, last) or last - first < 20:
            continue
        subject = about(scene, statement, memory)
        if subject:
            yield claim(scene, statement, subject, first, last, published)


def frame(scene: Scene, statement: Statement) -> tuple[int, int]:
    start, end = min(statement.start, statement.frame_start), max(statement.end, statement.frame_end)
    return max(start, scene.start), min(end, max(scene.end, statement.start + 1))


def about(scene: Scene, statement: Statement, memory: Memory) -> Subject | None:
    """What the statement is about: a force, a listed noun, a country, else the first noun."""
    start, end = statement.start, min(statement.end, scene.end)
    found = subjects.phrases(scene, start, end, memory)
    forces = [item for item in found if item.noun and item.noun.force]
    if forces:
        return forces[0]
    countries = [
        place
        for place in scene.places
        if start <= place.start < end and not place.adjectival and place.kind == "country"
    ]
    if countries and not found:
        place = countries[0]
        return Subject(place.name, place.name, None, None, place.start, place.end)
    if found:
        return found[0]
    pronoun = subjects.by_pronoun(scene, start, end, memory)
    if pronoun:
        return pronoun
    others = subjects.phrases(scene, start, end, memory, known_only=False)
    return others[0] if others else None


def claim(
    scene: Scene, statement: Statement, subject: Subject, start: int, end: int, published: date | None
) -> NormalisedClaim:
    stance = joins.stance(scene, statement, statement.start, statement.end)
    low, high, precision = joins.event(scene, statement.start, min(statement.end, scene.end), statement)
    return NormalisedClaim(
        start=start, end=end, quote=scene.text[start:end], kind=Kind.STATEMENT, subject=subject.name, stance=stance,
        subject_actor=subject.actor, subject_class=subject.cls,
        event_from=low, event_to=high, event_precision=precision,
        reported_on=joins.reported_on(statement, published), source=statement.source,
        rule=f"statement.{statement.rule}",
        confidence=0.5 if stance is Stance.ASSERTS else 0.6,
    )  # fmt: skip
