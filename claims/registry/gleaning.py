"""Names that a correction puts to an actor or a place, proposed as other names of it.

In: the step of a correction. Out: `AliasProposal` rows, which wait for an admin. Only what the machine made up itself
is a name to learn: who corrects `Pentagon` to `NIS` says that the sentence was misread, not that the two are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User

from claims.gazetteer import known_place
from claims.institutions import known_institution
from claims.models import Actor, Claim, ClaimPlace, Place, SourceType, Step
from claims.registry.aliases import LONGEST, propose_alias

LEARNT_FROM = frozenset({Step.Action.CORRECT, Step.Action.BULK})
MOST = 200  # claims of one act that are looked at: those of a bulk say much the same
Pair = tuple[int, int, int]  # a claim; the row that the machine read there, and the one that the editor set


def glean(step: Step) -> None:
    """Propose what the act says about names. No query where it set neither source nor places; else six at most."""
    if step.action not in LEARNT_FROM or not {"source_id", "places"} & set(step.fields):
        return
    before = _as_read(step)
    if "source_id" in step.fields:
        _propose(Actor, set(_sources(step, before)), _is_made_up, step.user)
    if "places" in step.fields:
        _propose(Place, set(_places(step, before)), _is_unknown, step.user)


def _as_read(step: Step) -> dict[int, Any]:
    """The claims of the act that nobody had touched before, as the machine read them: their last event before it."""
    model: Any = Claim.pgh_event_model
    events = model.objects.filter(pgh_context_id=step.context).order_by("pgh_id")
    first: dict[int, int] = {}
    for claim, event in events.values_list("pgh_obj_id", "pgh_id"):
        if claim in first or len(first) < MOST:
            first.setdefault(claim, event)
    found: dict[int, Any] = {}
    for event in model.objects.filter(pgh_obj_id__in=first).order_by("pgh_id"):
        if event.pgh_id < first[event.pgh_obj_id]:
            found[event.pgh_obj_id] = event
    return {claim: event for claim, event in found.items() if event.review == Claim.Review.MACHINE}


def _sources(step: Step, before: dict[int, Any]) -> Iterator[Pair]:
    now = Claim.objects.filter(pk__in=before).values_list("pk", "merged_source", "source")
    for claim, merged, source in now:
        was = before[claim].merged_source_id or before[claim].source_id
        if was and source and was != (merged or source):
            yield claim, was, merged or source


def _places(step: Step, before: dict[int, Any]) -> Iterator[Pair]:
    """Where one place was put for one other, in the same role."""
    events = ClaimPlace.pgh_event_model.objects.filter(pgh_context_id=step.context, claim_id__in=before)
    gone: dict[tuple[int, str], list[int]] = {}
    come: dict[tuple[int, str], list[int]] = {}
    for event in events.order_by("pgh_id"):
        side = gone if event.pgh_label == "delete" else come
        side.setdefault((event.claim_id, event.role), []).append(event.merged_place_id or event.place_id)
    for key, places in gone.items():
        if len(places) == len(come.get(key, ())) == 1:
            yield key[0], places[0], come[key][0]


def _propose(model: Any, pairs: set[Pair], learnable: Any, user: User | None) -> None:
    rows = model.objects.in_bulk({pk for _, was, now in pairs for pk in (was, now)})
    told: set[tuple[int, int]] = set()
    for claim, was, now in sorted(pairs):
        if (was, now) not in told and len(rows[was].name) <= LONGEST and learnable(rows[was]):
            propose_alias(rows[now], rows[was].name, user, claim)
        told.add((was, now))


def _is_made_up(actor: Actor) -> bool:
    """Whether the machine named it, not the word lists nor an editor."""
    own = actor.origin == Actor.Origin.MACHINE and actor.type != SourceType.UNNAMED
    return own and known_institution(actor.name) is None


def _is_unknown(place: Place) -> bool:
    return not known_place(place.name).kind
