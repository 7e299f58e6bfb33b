"""Names of sources and places → their rows, made where they are missing; safe from several workers at once.

In: what claims call them. Out: rows by name; an alias leads to its row, even where another row has that very name, for
a person said so. Merges are not followed here: a claim keeps whom it means (`Claim.merged_source`, `claims.placing`).
Called outside of long transactions, so that nobody waits for an insert.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claims.gazetteer import known_place
from claims.institutions import KnownInstitution, known_institution
from claims.models import Actor, ActorAlias, Place, PlaceAlias
from claimtrack.sorting import german_sort_key


def actors_by_name(types: Mapping[str, str], origin: str = Actor.Origin.MACHINE) -> dict[str, Actor]:
    """The actor of each name. types: name → `SourceType`, for those not yet known.

    One that the word lists know comes with what they say of it, and with its other names.
    """
    found = known_actors(types)
    missing = sorted(name for name in types if name not in found)
    if missing:
        listed = {name: known for name in missing if (known := known_institution(name))}
        rows = {known.name: _listed(known, types.get(known.name, known.type)) for known in listed.values()}
        rows |= {n: Actor(name=n, type=types[n], origin=origin) for n in missing if n not in listed}
        for name, row in rows.items():
            row.sort_key = german_sort_key(name)
        # Sorted, so that two workers that add the same names never wait for each other crosswise.
        Actor.objects.bulk_create([rows[name] for name in sorted(rows)], ignore_conflicts=True)
        _name(listed.values())
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


def stock_listed() -> int:
    """Tell of actors that were made before the word lists were asked what these know; returns how many there were."""
    rows = Actor.objects.filter(origin=Actor.Origin.MACHINE).order_by("pk")
    listed = {row.pk: known for row in rows if (known := known_institution(row.name)) and known.name == row.name}
    for row in rows.filter(pk__in=listed):
        row.origin, row.country = Actor.Origin.SHIPPED, row.country or listed[row.pk].country
        row.save()
    _name(listed.values())
    return len(listed)


def shown_as(names: Iterable[str]) -> dict[str, str]:
    """Under which name claims by these sources are kept: other names and merges followed. Three queries or more."""
    asked = set(names)
    found = known_actors(asked)
    ends = kept_with(actor.pk for actor in found.values())
    return {name: ends[found[name].pk] if name in found else name for name in asked}


def kept_with(numbers: Iterable[int]) -> dict[int, str]:
    """The name at the end of the merges of each actor. Two queries, and one for each merge on the way."""
    ends = {number: number for number in numbers}
    while into := dict(
        Actor.objects.filter(pk__in=ends.values(), merged_into__isnull=False).values_list("pk", "merged_into")
    ):
        ends = {number: into.get(end) or end for number, end in ends.items()}
    names = dict(Actor.objects.filter(pk__in=ends.values()).values_list("pk", "name"))
    return {number: names[end] for number, end in ends.items() if end in names}


def _listed(known: KnownInstitution, kind: str) -> Actor:
    return Actor(name=known.name, type=kind, country=known.country, origin=Actor.Origin.SHIPPED)


def _name(listed: Iterable[KnownInstitution]) -> None:
    """Give listed institutions their other names, but for those under which an actor stands by itself."""
    rows = {known.name: known for known in listed}
    wanted = {name for known in rows.values() for name in known.names}
    taken = set(Actor.objects.filter(name__in=wanted).values_list("name", flat=True)) if wanted else set()
    numbers = dict(Actor.objects.filter(name__in=rows).values_list("name", "pk")) if wanted else {}
    pairs = sorted((name, numbers[known.name]) for known in rows.values() for name in known.names if name not in taken)
    shipped = ActorAlias.Origin.SHIPPED
    ActorAlias.objects.bulk_create(
        [ActorAlias(name=name, actor_id=actor, origin=shipped) for name, actor in pairs], ignore_conflicts=True
    )


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
