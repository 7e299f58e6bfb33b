"""Names of sources and places → their rows, made where they are missing; safe from several workers at once.

In: what claims call them. Out: rows by name; an alias leads to its row, even where another row has that very name, for
a person said so. Merges are not followed here: a claim keeps whom it means (`Claim.merged_source`, `claims.placing`).
Called outside of long transactions, so that nobody waits for an insert.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claims.gazetteer import known_place
from claims.models import Actor, ActorAlias, Place, PlaceAlias
from claimtrack.sorting import german_sort_key


def actors_by_name(types: Mapping[str, str], origin: str = Actor.Origin.MACHINE) -> dict[str, Actor]:
    """The actor of each name. types: name → `SourceType`, for those not yet known."""
    found = known_actors(types)
    missing = sorted(name for name in types if name not in found)
    if missing:
        rows = [Actor(name=n, type=types[n], origin=origin, sort_key=german_sort_key(n)) for n in missing]
        # Sorted, so that two workers that add the same names never wait for each other crosswise.
        Actor.objects.bulk_create(rows, ignore_conflicts=True)
        found |= known_actors(missing)
    return found


def places_by_name(names: Iterable[str]) -> dict[str, Place]:
    """The place of each name, with what the word lists know of it."""
    wanted = sorted(set(names))
    found = known_places(wanted)
    missing = [name for name in wanted if name not in found]
    if missing:
        Place.objects.bulk_create([_place(name) for name in missing], ignore_conflicts=True)
        found |= known_places(missing)
    return found


def known_actors(names: Iterable[str]) -> dict[str, Actor]:
    """The actors among these names; nothing is made. Two queries."""
    wanted = list(names)
    aliases = ActorAlias.objects.filter(name__in=wanted).select_related("actor")
    found = {actor.name: actor for actor in Actor.objects.filter(name__in=wanted)}
    return found | {alias.name: alias.actor for alias in aliases}


def known_places(names: Iterable[str]) -> dict[str, Place]:
    """The places among these names; nothing is made. Two queries."""
    wanted = list(names)
    aliases = PlaceAlias.objects.filter(name__in=wanted).select_related("place")
    found = {place.name: place for place in Place.objects.filter(name__in=wanted)}
    return found | {alias.name: alias.place for alias in aliases}


def _place(name: str) -> Place:
    known = known_place(name)
    return Place(
        name=name,
        sort_key=german_sort_key(name),
        kind=known.kind,
        country=known.country,
        latitude=known.latitude,
        longitude=known.longitude,
    )
