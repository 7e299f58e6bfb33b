"""The way back from an act of an editor, however many claims it was about.

In: the number of a `Step`. Out: each of its claims as it was before, as a version of its own; a step that says so,
which can be undone itself. A claim that somebody changed since stays as it is and is told; no history is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.arranging import Refused
from claims.bulk import write_columns
from claims.carrying import evidence_again
from claims.linking import relink_articles
from claims.locks import lock_arrangements
from claims.models import Actor, Change, Claim, ClaimPlace, Step
from claims.placing import set_places
from claims.registry.undoing import take_back
from claims.revisions import RESTORED, meant_source, state_at


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
        if parted := _parted(step, user):
            return parted
        ends = _ends(step)
        rows = Claim.objects.select_related("source").defer("search").filter(pk__in=ends)
        claims = {claim.pk: claim for claim in rows if claim.version == ends[claim.pk].version}
        if not claims:
            raise NotUndone(_("Somebody changed it since; go back to a former version by its history."))
        fit, left = sorted(claims), tuple(sorted(set(ends) - set(claims)))
        series = {claim.series_id for claim in claims.values() if claim.series_id}
        _write_back(step, [(claims[pk], ends[pk]) for pk in fit])
        done = relink_articles({claim.article_id for claim in claims.values()}, series)
        row = Step.objects.create(
            action=Step.Action.UNDO, user=user, context=context.id, claims=len(fit), fields=step.fields,
            claim_id=fit[0] if len(fit) == 1 else None, came=len(done.rebuilt.added), went=len(done.rebuilt.removed),
        )  # fmt: skip
        Step.objects.filter(pk=step.pk).update(undone=row)
        return Undone(row, tuple(fit), left, tuple(done.rebuilt.added), tuple(done.rebuilt.removed))


def _parted(step: Step, user: User) -> Undone | None:
    """Names that were merged, or parted, by this act; None where it is another one."""
    try:
        done = take_back(step, user)
    except Refused as refused:
        raise NotUndone(refused.args[0]) from refused
    if done is None:
        return None
    rebuilt = done.linked.rebuilt
    return Undone(done.step, done.claims, (), tuple(rebuilt.added), tuple(rebuilt.removed))


def claims_of(step: Step) -> list[int]:
    """The claims that undoing the act is about. Two queries."""
    return sorted(_ends(step))


@dataclass(frozen=True, slots=True)
class _End:
    """before: the claim's last event before the act, None where the act made it. version: the one that the act left.

    since: whether a machine may have read it anew after the act, which gave the claim back to it.
    """

    before: int | None
    version: int
    since: bool


def _ends(step: Step) -> dict[int, _End]:
    """Of each claim that the act gave a new version; claims that only went along by linking are none. Two queries."""
    model: Any = Claim.pgh_event_model
    first: dict[int, int] = {}
    version: dict[int, int] = {}
    events = model.objects.filter(pgh_context_id=step.context).order_by("pgh_id")
    for event, claim, number in events.values_list("pgh_id", "pgh_obj_id", "version"):
        first.setdefault(claim, event)
        version[claim] = number
    before: dict[int, tuple[int, int]] = {}
    since: set[int] = set()
    told = model.objects.filter(pgh_obj_id__in=first).order_by("pgh_id")
    names = ("pgh_id", "pgh_obj_id", "version", "pgh_context_id", "review")
    for event, claim, number, context, review in told.values_list(*names):
        if event < first[claim]:
            before[claim] = (event, number)
        elif context != step.context and review == Claim.Review.MACHINE:
            since.add(claim)
    return {
        claim: _End(before[claim][0] if claim in before else None, version[claim], claim in since)
        for claim in first
        if claim not in before or before[claim][1] != version[claim]
    }


def _write_back(step: Step, rows: Sequence[tuple[Claim, _End]]) -> None:
    """Make each claim what it was at its event; one that the act added is rejected, so that it can come again."""
    events = Claim.pgh_event_model.objects.in_bulk([end.before for _, end in rows if end.before])
    meant = {pk: meant_source(event) for pk, event in events.items()}
    known = set(
        Actor.objects.filter(pk__in={source for source in meant.values() if source}).values_list("pk", flat=True)
    )
    if any(source and source not in known for source in meant.values()):
        raise NotUndone(_("The source of that version does not exist any more."))
    for claim, end in rows:
        if end.before is None:
            claim.review, claim.rejected_for = Claim.Review.REJECTED, Claim.Rejection.OTHER
        else:
            columns = {name: getattr(events[end.before], name) for name in RESTORED}
            for name, value in (columns | evidence_again(claim, columns)).items():
                setattr(claim, name, value)
            claim.source_id, claim.merged_source_id = meant[end.before], None
        claim.version += 1
    names = [name.removesuffix("_id") for name in RESTORED] + ["merged_source", "version"]
    write_columns([claim for claim, _ in rows], names)
    moved = set(
        ClaimPlace.pgh_event_model.objects.filter(pgh_context_id=step.context).values_list("claim_id", flat=True)
    )
    for claim, end in rows:
        if (claim.pk in moved or end.since) and end.before is not None:
            set_places(claim.pk, state_at(claim.pk, end.before)[1])


def latest(user: User | None = None, action: str = "") -> Any:
    """Acts of editors, the newest first, narrowed to one editor or one kind of act. One query.

    Of many at once are those, too, that accepted or rejected many.
    """
    rows = Step.objects.select_related("user", "approved_by", "claim__source", "claim__series__topic", "undone__user")
    rows = rows.select_related("merge", "undoes__merge")
    if user is not None:
        rows = rows.filter(user=user)
    if action:
        decided = Q(action__in=[Step.Action.ACCEPT, Step.Action.REJECT], claims__gt=1)
        rows = rows.filter(Q(action=action) | decided if action == Step.Action.BULK else Q(action=action))
    return rows.order_by("-pk")
