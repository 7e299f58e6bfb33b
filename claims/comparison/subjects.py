"""What matching needs to know of a claim, and the keys that it hands out.

In: nothing. Out: `Subject` and `PlaceOf` (made from stored claims by `claims.linking`), `SeriesKey`.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.records import Kind, Metric, PlaceRole


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """A place of a claim. kind: `country`, `region`, `city`, `border`, `generic` or '' where nobody knows.

    country: the German name of the country it lies in, or ''.
    """

    name: str
    role: PlaceRole
    kind: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim as far as it decides where the claim belongs. actor, cls: '' where the text names none."""

    kind: Kind
    metric: Metric | None
    actor: str
    cls: str
    places: tuple[PlaceOf, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class TopicKey:
    """What a story counts or places: an actor or place, and a class in the plural ("Nordkorea", "Soldaten")."""

    actor: str
    cls: str


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """Claims with the same key are comparable. metric: '' for places and positions; scope: '' for the whole subject.

    part: '' as matching hands it out; else the mark of a series that an editor split off.
    """

    topic: TopicKey
    kind: str
    metric: str
    scope: str
    part: str = ""
