"""The way back from an act of an editor, however many claims it was about.

In: the number of a `Step`. Out: each of its claims as it was before, as a version of its own; a step that says so,
which can be undone itself. A claim that somebody changed since stays as it is and is told; no history is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.corrections import write
from claims.linking import relink_articles
from claims.locks import lock_arrangements
from claims.models import Change, Claim, Step
from claims.revisions import state_at


class NotUndone(Exception):  # noqa: N818  (a refusal, told to the editor)
    """Why the act cannot be undone: the first argument, in words."""


@dataclass(frozen=True)
class Undone:
    """step: the act of undoing. claims: those that are as before. left: those that somebody changed since."""

    step: Step
    claims: tuple[int, ...]
    left: tuple[int, ...]
    came: tuple[Change, ...]
    went: tuple[Change, ...]


def undo(step_id: int, user: User) -> Undone:
    """Undo an act; raises `Step.DoesNotExist`, and `NotUndone` where it is undone already or nothing of it is left."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="undo") as context:
        lock_arrangements()
        step = Step.objects.select_for_update(of=["self"]).get(pk=step_id)
        if step.undone_id:
            raise NotUndone(_("This was undone already."))
        ends = _ends(step)
        claims = {claim.pk: claim for claim in Claim.objects.select_related("article", "source").filter(pk__in=ends)}
        fit = [pk for pk, (_, version) in sorted(ends.items()) if pk in claims and claims[pk].version == version]
        left = tuple(sorted(set(ends) - set(fit)))
        if not fit:
            raise NotUndone(_("Somebody changed it since; go back to a former version by its history."))
        series = {pk for claim in fit if (pk := claims[claim].series_id)}
        for pk in fit:
            _write_back(claims[pk], ends[pk][0])
        done = relink_articles({claims[pk].article_id for pk in fit}, series)
        row = Step.objects.create(
            action=Step.Action.UNDO, user=user, context=context.id, claims=len(fit), fields=step.fields,
            claim_id=fit[0] if len(fit) == 1 else None, came=len(done.rebuilt.added), went=len(done.rebuilt.removed),
        )  # fmt: skip
        Step.objects.filter(pk=step.pk).update(undone=row)
        return Undone(row, tuple(fit), left, tuple(done.rebuilt.added), tuple(done.rebuilt.removed))


def _ends(step: Step) -> dict[int, tuple[int | None, int]]:
    """Of each claim of the act: the event before it (None where the act made it), and the version that it left."""
    model: Any = Claim.pgh_event_model
    rows = model.objects.filter(pgh_context_id=step.context).order_by("pgh_id")
    first: dict[int, int] = {}
    version: dict[int, int] = {}
    for event, claim, number in rows.values_list("pgh_id", "pgh_obj_id", "version"):
        first.setdefault(claim, event)
        version[claim] = number
    touched = _changed(first, version)
    befores: dict[int, int | None] = dict.fromkeys(touched)
    events = model.objects.filter(pgh_obj_id__in=touched).order_by("pgh_id")
    for claim, event in events.values_list("pgh_obj_id", "pgh_id"):
        if event < first[claim]:
            befores[claim] = event
    return {claim: (befores[claim], version[claim]) for claim in touched}


def _changed(first: dict[int, int], version: dict[int, int]) -> list[int]:
    """Claims that the act gave a new version; those that it only put into another series follow by linking."""
    model: Any = Claim.pgh_event_model
    events = model.objects.filter(pgh_obj_id__in=first).order_by("pgh_id")
    before: dict[int, int] = {}
    for event, claim, number in events.values_list("pgh_id", "pgh_obj_id", "version"):
        if event < first[claim]:
            before[claim] = number
    return [claim for claim in first if before.get(claim) != version[claim]]


def _write_back(claim: Claim, event: int | None) -> None:
    """Make the claim what it was at the event; one that the act added is rejected, so that it can come again."""
    if event is None:
        write(claim, {"review": Claim.Review.REJECTED, "rejected_for": Claim.Rejection.OTHER})
        return
    columns, places = state_at(claim.pk, event)
    write(claim, columns, places)


def latest(user: User | None = None, action: str = "", ids: Iterable[int] | None = None) -> Any:
    """Acts of editors, the newest first, narrowed to one editor or one kind of act. One query."""
    rows = Step.objects.select_related("user", "claim__source", "claim__series__topic", "undone__user")
    asked: dict[str, Any] = {"user": user, "action": action or None, "pk__in": ids}
    return rows.filter(**{name: value for name, value in asked.items() if value is not None}).order_by("-pk")
