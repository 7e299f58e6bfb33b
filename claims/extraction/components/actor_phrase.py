"""The parts of a phrase that names an actor, as the reader finds them.

In: nothing. Out: the record `ActorPhrase`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extraction.components.heads import Match
from claims.extraction.components.institutions import Known


@dataclass(slots=True)
class ActorPhrase:
    """The parts of an actor's name; all positions are tokens, end exclusive.

    state: a part of a country; party: in brackets behind a person.
    """

    start: int
    end: int
    adjectives: list[int] = field(default_factory=list)
    head: Match | None = None
    head_at: int | None = None
    plural: bool = False
    known: Known | None = None
    country: str | None = None
    state: str | None = None
    whose: ActorPhrase | None = None
    place: str | None = None
    place_kind: str | None = None
    person: tuple[int, int] | None = None
    apposed: Known | None = None
    named: tuple[int, int] | None = None
    comma: int | None = None
    definite: bool = False
    party: Known | None = None
