"""The former versions of a claim, and the way back to any of them.

In: a claim's number, and that of a row that database triggers wrote. Out: the claim as it was then, or made that again,
as a new version. Nothing is ever taken out of the history.
"""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.carrying import evidence_again
from claims.corrections import Correction, locked, save, with_step
from claims.models import Actor, Claim, Step
from claims.placing import Where, places_after

# Not the series: what is arranged is undone by itself (`claims.arranging`). Places are kept in rows of their own.
RESTORED = (
    "kind", "start", "end", "quote", "figure_start", "figure_end", "subject", "subject_actor", "subject_class", "unit",
    "value_low", "value_high", "approx", "former", "takes_back", "metric", "stance", "source_id", "source_name",
    "speaker", "via", "reported_on", "event_from", "event_to", "event_precision", "review", "rejected_for", "note",
)  # fmt: skip


def restore(claim_id: int, version: int, event: int, user: User) -> Correction:
    """Make the claim what it was at this event, as its next version; raises what `corrections.correct` raises."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="restore") as context:
        claim = locked(claim_id, version)
        columns, places = as_it_was(claim, event)
        return with_step(save(claim, columns, places), Step.Action.RESTORE, user, context.id)


def as_it_was(claim: Claim, event: int) -> tuple[dict[str, Any], tuple[Where, ...]]:
    """What to write so that the claim says what it said at an event, with evidence from its text as it is now.

    Who goes back to what the machine read last gives the claim back to it; an older reading is an editor's choice,
    which no later one overwrites. Raises what `state_at` raises.
    """
    columns, places = state_at(claim.pk, event)
    columns |= evidence_again(claim, columns)
    if columns["review"] == Claim.Review.MACHINE:
        last = events_of(claim.pk).filter(review=Claim.Review.MACHINE).order_by("pgh_id").last()
        read, where = state_at(claim.pk, last.pgh_id)
        if (read | evidence_again(claim, read), sorted(where)) != (columns, sorted(places)):
            columns["review"] = Claim.Review.CORRECTED
    return columns, places


def state_at(claim_id: int, event: int) -> tuple[dict[str, Any], tuple[Where, ...]]:
    """Columns and places of the claim as they were at an event; ValidationError where they cannot be had again."""
    events = list(events_of(claim_id).filter(pgh_id__lte=event).order_by("pgh_id"))
    if not events or events[-1].pgh_id != event:
        raise ValidationError(_("There is no such version of this claim."))
    then = events[-1]
    columns = {name: getattr(then, name) for name in RESTORED} | {"source_id": meant_source(then)}
    if columns["source_id"] and not Actor.objects.filter(pk=columns["source_id"]).exists():
        raise ValidationError({"source": _("The source of that version does not exist any more.")})
    return columns, places_after(claim_id, [each.pgh_context_id for each in events])[-1]


def meant_source(event: Any) -> int | None:
    """Whom the claim named at an event, whatever that one was merged into then."""
    number: int | None = event.merged_source_id or event.source_id
    return number


def at_version(claim_id: int, version: int) -> tuple[Any, tuple[Where, ...]] | None:
    """The claim's last event of a version, with `source` as a row, and its places then; None where there is none."""
    events = list(events_of(claim_id).filter(version__lte=version).order_by("pgh_id"))
    if not events or events[-1].version != version:
        return None
    then = events[-1]
    then.source = Actor.objects.filter(pk=then.source_id).first()
    return then, places_after(claim_id, [each.pgh_context_id for each in events])[-1]


def event_of(claim: Claim, version: int) -> Any:
    """The claim's last event of a version, with `source` as a row; None where there is none."""
    then = events_of(claim.pk).filter(version=version).order_by("-pgh_id").first()
    if then is not None:
        same = then.source_id == claim.source_id
        then.source = claim.source if same else Actor.objects.filter(pk=then.source_id).first()
    return then


def events_of(claim_id: int) -> Any:
    """What triggers wrote of the claim, in no order."""
    return Claim.pgh_event_model.objects.filter(pgh_obj_id=claim_id)
