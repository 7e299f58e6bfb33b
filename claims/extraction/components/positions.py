"""Statements without figure and place → statement claims: who takes a position on whether something is so.

In: a scene, the article's memory, and what counts and locations already used. Out: candidates of kind `statement`.
Left out: demands, appeals, warnings, worries, readings of motive (`lexicon/positions.toml`). What a source says once is
one claim, though two frames report it (`er sagte, er könne … nicht bestätigen`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from claims.extraction.components import joins, matters, wording
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import Statement
from claims.extraction.lexicon import load
from claims.records import Kind, NormalisedClaim, Stance

# Who reports of itself that it cannot confirm takes that position (`er könne … nicht bestätigen`).
OF_ITSELF = re.compile(
    r"(?:dass )?(?:er|sie|man|es|(?:das|die|der|seine?|ihre?) [A-ZÄÖÜ]\w+) "
    r"(?:könne|kann|habe|hat)\b.{1,200}\b(?:nicht|keine)\b",
    re.DOTALL,
)
SHORTEST = 20  # characters


@cache
def no_fact() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(load("positions")["no_fact"]["words"]) + r")(?!\w)", re.IGNORECASE)


def read(
    scene: Scene, memory: Memory, published: date | None, used: list[tuple[int, int]]
) -> Iterator[NormalisedClaim]:
    """The statement claims whose report begins in this sentence."""
    yield from merged(found(scene, memory, published, used))


def found(
    scene: Scene, memory: Memory, published: date | None, used: list[tuple[int, int]]
) -> Iterator[NormalisedClaim]:
    for statement in scene.statements:
        if not scene.start <= statement.start < scene.end or statement.source is None:
            continue
        if any(start < statement.end and statement.start < end for start, end in used):
            continue
        first, last = joins.trimmed(scene.text, *frame(scene, statement))
        if no_fact().search(scene.text, first, last) or last - first < SHORTEST:
            continue
        subject = matters.about(scene, statement, memory)
        if subject:
            yield claim(
                scene, statement, subject, first, last, joins.reported_on(scene, statement, published, memory.reported)
            )


def merged(claims: Iterable[NormalisedClaim]) -> list[NormalisedClaim]:
    """Claims of one source inside each other are one: the wider evidence, the more specific stance and its subject."""
    kept: list[NormalisedClaim] = []
    for item in sorted(claims, key=lambda claim: (claim.start - claim.end, claim.start)):
        outer = next((n for n, other in enumerate(kept) if inside(item, other)), None)
        if outer is None:
            kept.append(item)
        else:
            stance = wording.combined(kept[outer].stance, item.stance)
            kept[outer] = replace(
                kept[outer], stance=stance, subject=item.subject,
                subject_actor=item.subject_actor, subject_class=item.subject_class,
            )  # fmt: skip
    return sorted(kept, key=lambda claim: claim.start)


def inside(item: NormalisedClaim, other: NormalisedClaim) -> bool:
    """Whether two claims of one source lie in each other, not beside each other as those of two sources do."""
    same = item.source is not None and other.source is not None and item.source.canonical == other.source.canonical
    return same and other.start <= item.start and item.end <= other.end


def frame(scene: Scene, statement: Statement) -> tuple[int, int]:
    start, end = min(statement.start, statement.frame_start), max(statement.end, statement.frame_end)
    return max(start, scene.start), min(end, max(scene.end, statement.start + 1))


def claim(
    scene: Scene, statement: Statement, subject: Subject, start: int, end: int, reported: date | None
) -> NormalisedClaim:
    stance = joins.stance(scene, statement, statement.start, statement.end)
    if OF_ITSELF.match(words := scene.text[statement.start : min(statement.end, scene.end)]):
        stance = wording.combined(stance, wording.of_words(words))
    low, high, precision = joins.event(scene, statement.start, min(statement.end, scene.end), statement)
    return NormalisedClaim(
        start=start, end=end, quote=scene.text[start:end], kind=Kind.STATEMENT, subject=subject.name, stance=stance,
        subject_actor=subject.actor, subject_class=subject.cls,
        event_from=low, event_to=high, event_precision=precision,
        reported_on=reported, source=statement.source,
        rule=f"statement.{statement.rule}",
        confidence=0.5 if stance is Stance.ASSERTS else 0.6,
    )  # fmt: skip
