"""The places of a claim: written when they differ, and as they were at a moment of its history.

In: a claim's number, names with roles. Out: `ClaimPlace` rows; triggers keep every former one.

Where places were merged, a row stands at the place at the end and keeps which one the claim names. Two rows that come
to be the same one are folded into the first, and come back as they were when the merge ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from claims.actors import places_by_name
from claims.bulk import write_columns
from claims.models import ClaimPlace, Place

Where = tuple[str, str]  # a place's name and its role, a value of `PlaceRole`
Key = tuple[int, str]  # a place's number and its role: once for each claim
Meant = tuple[int | None, int]  # the number of a row, None where it never stood alone; that of the place named


def places_of(claim_id: int) -> tuple[Where, ...]:
    """The claim's places in their order. One query."""
    return tuple(ClaimPlace.objects.filter(claim=claim_id).order_by("pk").values_list("place__name", "role"))


def differ(claim_id: int, wanted: Iterable[Where]) -> bool:
    """Whether the claim has other places than these, however they are called. Four queries at most."""
    asked = _by_key(wanted)
    return set(asked) != set(ClaimPlace.objects.filter(claim=claim_id).values_list("place", "role"))


def set_places(claim_id: int, wanted: Iterable[Where]) -> None:
    """Make these the claim's places; those it has already keep their rows."""
    asked = _by_key(wanted)
    held = {(row.place_id, row.role): row.pk for row in ClaimPlace.objects.filter(claim=claim_id)}
    if gone := [pk for key, pk in held.items() if key not in asked]:
        ClaimPlace.objects.filter(pk__in=gone).delete()
    ClaimPlace.objects.bulk_create(
        _row(claim_id, key, [(None, place) for place in meant]) for key, meant in asked.items() if key not in held
    )


def rows_for(claim_id: int, pairs: Iterable[tuple[Place, str]], roots: Mapping[int, int]) -> list[ClaimPlace]:
    """New rows for these places with their roles, not saved. roots: `places_merged`."""
    found: dict[Key, list[Meant]] = {}
    for place, role in dict.fromkeys(pairs):
        found.setdefault((roots.get(place.pk, place.pk), role), []).append((None, place.pk))
    return [_row(claim_id, key, meant) for key, meant in found.items()]


def meant_by(rows: Iterable[ClaimPlace]) -> set[Key]:
    """What the claim itself names, before merges: numbers of places with their roles."""
    return {(place, row.role) for row in rows for _, place in _meant(row)}


def places_merged() -> dict[int, int]:
    """Of each place that was merged the one at the end. One query."""
    pairs = Place.objects.filter(merged_into__isnull=False).order_by().values_list("pk", "merged_into")
    into = {place: further for place, further in pairs if further}
    return {place: _end(place, into) for place in into}


def follow_merges(claim_ids: Iterable[int]) -> None:
    """Bring the places of these claims in step with the merges in force. Rows that come back have their old numbers."""
    roots = places_merged()
    wanted: dict[tuple[int, Key], list[Meant]] = {}
    rows = {row.pk: row for row in ClaimPlace.objects.filter(claim__in=set(claim_ids)).order_by("pk")}
    for row in rows.values():
        for number, place in _meant(row):
            key = (row.claim_id, (roots.get(place, place), row.role))
            wanted.setdefault(key, []).append((number, place))
    fresh = [_row(claim, key, sorted(meant, key=_first)) for (claim, key), meant in wanted.items()]
    kept = {row.pk for row in fresh if row.pk}
    ClaimPlace.objects.filter(pk__in=set(rows) - kept).delete()
    # Only what differs is written, so that the history has no empty lines; places that trade names would collide.
    differing = [row for row in fresh if row.pk in rows and _columns(row) != _columns(rows[row.pk])]
    write_columns(differing, ["place", "merged_place", "folded"])
    ClaimPlace.objects.bulk_create([row for row in fresh if row.pk not in rows], batch_size=1000)


def _by_key(wanted: Iterable[Where]) -> dict[Key, list[int]]:
    """The places asked for by where merges lead, in their order."""
    asked = tuple(dict.fromkeys(wanted))
    places, roots = places_by_name(name for name, _ in asked), places_merged()
    found: dict[Key, list[int]] = {}
    for name, role in asked:
        place = places[name].pk
        meant = found.setdefault((roots.get(place, place), str(role)), [])
        meant += [place] if place not in meant else []
    return found


def _row(claim_id: int, key: Key, meant: Sequence[Meant]) -> ClaimPlace:
    """A row that stands for all of `meant`, under the number of the first."""
    (number, place), *others = meant
    folded = [{"row": row, "place": other} for row, other in others] or None
    return ClaimPlace(
        pk=number, claim_id=claim_id, place_id=key[0], role=key[1], folded=folded,
        merged_place_id=place if place != key[0] else None,
    )  # fmt: skip


def _meant(row: Any) -> list[Meant]:
    """What a row, or an event of its history, stands for: number of the row and of the place named, itself first."""
    others = [(each["row"], each["place"]) for each in row.folded or ()]
    return [(row.id, row.merged_place_id or row.place_id), *others]


def _columns(row: ClaimPlace) -> tuple[Any, ...]:
    return row.place_id, row.merged_place_id, row.folded


def _first(meant: Meant) -> tuple[bool, int]:
    return meant[0] is None, meant[0] or 0


def _end(place: int, into: Mapping[int, int]) -> int:
    while place in into:
        place = into[place]
    return place


def places_after(claim_id: int, contexts: Sequence[UUID | None]) -> list[tuple[Where, ...]]:
    """The claim's places as they stood after each of these acts, by the rows of history. Two queries.

    contexts: those of the claim's own history, oldest first. An act's places were written under its context; what
    other contexts wrote before it, such as a run that changed nothing but places, comes with it.
    """
    rows = ClaimPlace.pgh_event_model.objects.filter(claim_id=claim_id).order_by("pgh_id")
    events = list(rows)
    meant = {event.pgh_id: _meant(event) for event in events}
    numbers = {place for each in meant.values() for _, place in each}
    names = dict(Place.objects.filter(pk__in=numbers).values_list("pk", "name"))
    alive: dict[int, list[Where]] = {}
    found, done = [], 0
    for context in contexts:
        upto = max((n for n, event in enumerate(events, start=1) if event.pgh_context_id == context), default=done)
        for event in events[done:upto]:
            if event.pgh_label == "delete":
                alive.pop(event.id, None)
            else:
                alive[event.id] = [(names.get(place, "?"), event.role) for _, place in meant[event.pgh_id]]
        done = max(done, upto)
        found.append(tuple(dict.fromkeys(where for row in alive.values() for where in row)))
    return found
