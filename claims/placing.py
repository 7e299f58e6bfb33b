"""The places of a claim: written when they differ, and as they were at a moment of its history.

In: a claim's number, names with roles. Out: `ClaimPlace` rows; triggers keep every former one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from claims.actors import places_by_name
from claims.models import ClaimPlace, Place

Where = tuple[str, str]  # a place's name and its role, a value of `PlaceRole`


def places_of(claim_id: int) -> tuple[Where, ...]:
    """The claim's places in their order. One query."""
    return tuple(ClaimPlace.objects.filter(claim=claim_id).order_by("pk").values_list("place__name", "role"))


def set_places(claim_id: int, wanted: Iterable[Where]) -> None:
    """Make these the claim's places; those it has already keep their rows."""
    asked = tuple(dict.fromkeys(wanted))
    held = places_of(claim_id)
    places = places_by_name(name for name, _ in asked)
    for name, role in held:
        if (name, role) not in asked:
            ClaimPlace.objects.filter(claim=claim_id, place__name=name, role=role).delete()
    ClaimPlace.objects.bulk_create(
        ClaimPlace(claim_id=claim_id, place=places[name], role=role) for name, role in asked if (name, role) not in held
    )


def places_after(claim_id: int, contexts: Sequence[UUID | None]) -> list[tuple[Where, ...]]:
    """The claim's places as they stood after each of these acts, by the rows of history. Two queries.

    contexts: those of the claim's own history, oldest first. An act's places were written under its context; what
    other contexts wrote before it, such as a run that changed nothing but places, comes with it.
    """
    rows = ClaimPlace.pgh_event_model.objects.filter(claim_id=claim_id).order_by("pgh_id")
    events = list(rows.values_list("pgh_context_id", "pgh_label", "id", "place_id", "role"))
    names = dict(Place.objects.filter(pk__in={event[3] for event in events}).values_list("pk", "name"))
    alive: dict[int, Where] = {}
    found, done = [], 0
    for context in contexts:
        upto = max((n for n, event in enumerate(events, start=1) if event[0] == context), default=done)
        for _, label, row, place, role in events[done:upto]:
            if label == "delete":
                alive.pop(row, None)
            else:
                alive[row] = (names.get(place, "?"), role)
        done = max(done, upto)
        found.append(tuple(alive.values()))
    return found
