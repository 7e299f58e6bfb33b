"""A location claim of a clause, its subject and its places.

In: a scene, the clause, what it places where. Out: claims of kind `location`, one for each source that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from claims.extraction.components import joins, object_places
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import PlaceMention
from claims.records import Kind, NormalisedClaim

NO_TOPIC = {"Mengen", "Gebäude"}


def claims(
    scene: Scene,
    clause: tuple[int, int],
    where: Sequence[PlaceMention],
    subject: Subject,
    memory: Memory,
    published: date | None,
) -> Iterator[NormalisedClaim]:
    """The claims of a clause."""
    start, end = clause
    for statement in scene.voices_at(where[0].start):
        first, last = joins.evidence(scene, statement, start, end)
        low, high, precision = joins.event(scene, start, end, statement)
        reported = joins.reported_on(scene, statement, published, memory.reported)
        yield NormalisedClaim(
            start=first, end=last, quote=scene.text[first:last], kind=Kind.LOCATION, subject=subject.name,
            stance=joins.stance(scene, statement, start, end), subject_actor=subject.actor,
            subject_class=None if subject.cls in NO_TOPIC else subject.cls,
            places=object_places.places(where), event_from=low, event_to=high, event_precision=precision,
            reported_on=reported, source=statement.source if statement else None,
            rule=f"location.{statement.rule if statement else 'own'}", confidence=0.6,
        )  # fmt: skip
