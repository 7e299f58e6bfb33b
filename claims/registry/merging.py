"""One actor into another one, one place into another one; and back again, exactly.

In: two rows of one register, and who merges. Out: the `Merge` in force, under a step that can be undone; or `Refused`.

Nothing is overwritten: the merged row stays with all its names, and every claim keeps whom it means. So ending a merge
gives back whatever it moved, with what editors corrected meanwhile, and what machines read under the old name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext

from claims.arranging.ledger import Refused, Stale, articles_of, check_merges, give_back
from claims.linking import Relinked, relink_articles
from claims.locks import lock_arrangements
from claims.models import Claim, Merge, Step
from claims.placing import follow_merges
from claims.registry.kinds import ACTORS, Named, Register, register_of
from claims.registry.made import take_away
from claims.registry.topics import bearing_on, clear, hand_on, keep, key_name, lead_back, lead_on, names_of

Action = Step.Action


@dataclass(frozen=True)
class Ended:
    """The act that ended a merge, the claims that mean the row again, and what was linked anew."""

    step: Step
    claims: tuple[int, ...]
    linked: Relinked


def merge(
    register: Register,
    number: int,
    into_number: int,
    user: User,
    *,
    topics: bool,
    why: str = "",
    action: str = Action.MERGE,
    renamed: bool = False,
) -> tuple[Merge, Relinked]:
    """Let the row go into the other one; what was linked anew comes with it. Raises `Refused`, `Stale`.

    topics: whether what is told about the row follows; action: of the step; renamed: whether the other row was made
    for this.
    """
    with _alone(user) as context:
        row, into = _find(register, number), _find(register, into_number)
        _check(row, into)
        step = Step(action=action, user=user, why=why[:300], context=context, fields=[register.column])
        step.save()
        made = Merge(step=step, what=row.name, into=into.name, aliases=row.aliases.count(), renamed=renamed)
        setattr(made, register.word, row)
        setattr(made, f"into_{register.word}", into)
        made.into_name = key_name(into)
        # A row's other name may be that of the one it goes into, where a place is renamed: it leads nowhere else.
        made.names = [name for name in names_of(row) if name != made.into_name] if topics else []
        made.save()

        def go(articles: set[int]) -> None:
            register.model.objects.filter(pk=row.pk).update(merged_into=into)
            keep(made, articles)
            lead_on(made)

        moved, done = _carry_out(made, set(register.claims(row).values_list("pk", flat=True)), go)
        give_back(_all_vanished(made), done)
        made.vanished = _vanished(done)
        made.series, made.topics = len(done.rebuilt.series), len(made.led)
        made.save()
        _note(step, moved, done)
    return made, done


def end(number: int, user: User) -> Ended:
    """End the merge. Raises `Merge.DoesNotExist`, `Stale` where somebody did so before, `Refused`."""
    with _alone(user) as context:
        made = Merge.objects.select_related("step", "actor", "place").get(pk=number)
        if made.ended_at:
            raise Stale(gettext("This merge was undone already."))
        row = made.actor or made.place
        assert row is not None  # the database sees to it
        register = register_of(row)
        step = Step.objects.create(action=Action.UNDO, user=user, context=context, fields=[register.column])

        def go(_: set[int]) -> None:
            register.model.objects.filter(pk=row.pk).update(merged_into=None)
            hand_on(made, made.vanished)
            Merge.objects.filter(pk=made.pk).update(ended_at=timezone.now())
            lead_back(made)

        back = set(register.meaning(standing_for(register, row.pk)).values_list("pk", flat=True))
        moved, done = _carry_out(made, back, go)
        give_back(_all_vanished(made), done)
        hand_on(made, _vanished(done))  # what comes back only with the end of another merge
        clear(made)
        take_away(made)
        _note(step, moved, done)
        Step.objects.filter(pk=made.step_id).update(undone=step)
    return Ended(step, tuple(sorted(moved)), done)


def standing_for(register: Register, number: int) -> set[int]:
    """The row and all that were merged into it, directly or not: claims that mean one of them go with it."""
    pairs = register.model.objects.filter(merged_into__isnull=False).order_by().values_list("pk", "merged_into")
    into = dict(pairs)
    found = {number}
    while further := {pk for pk, target in into.items() if target in found} - found:
        found |= further
    return found


def _carry_out(made: Merge, claims: set[int], go: Callable[[set[int]], None]) -> tuple[set[int], Relinked]:
    """Do it, and bring claims, series and changes in step; returns the claims as well."""
    told = Claim.objects.filter(pk__in=claims)
    articles = articles_of(told) | articles_of(bearing_on(made))
    series = {pk for pk in told.order_by().values_list("series", flat=True).distinct() if pk}
    go(articles)
    if made.actor_id:
        # The database finds the end of the merges for whom each claim means (migration 0015).
        told.update(source_id=Coalesce(F("merged_source_id"), F("source_id")), merged_source=None)
    else:
        follow_merges(claims)
    check_merges()
    return claims, relink_articles(articles, series)


def _vanished(done: Relinked) -> list[list[Any]]:
    return [[c.claim_id, c.previous_id, c.what, c.added_at.isoformat()] for c in done.rebuilt.removed]


def _all_vanished(made: Merge) -> Merge:
    """What vanished with this merge and all that are in force, as of one; told twice, it is as old as the older."""
    others = Merge.objects.filter(ended_at=None).exclude(pk=made.pk).values_list("vanished", flat=True)
    told = [*made.vanished, *(row for rows in others for row in rows)]
    return Merge(vanished=sorted(told, key=lambda row: str(row[3]), reverse=True))


@contextmanager
def _alone(user: User) -> Iterator[UUID]:
    with transaction.atomic(), pghistory.context(user=user.pk, action="merge") as context:
        lock_arrangements()
        yield context.id


def _note(step: Step, claims: set[int], done: Relinked) -> None:
    step.claims, step.came, step.went = len(claims), len(done.rebuilt.added), len(done.rebuilt.removed)
    step.save(update_fields=["claims", "came", "went"])


def _find(register: Register, number: int) -> Named:
    row: Named | None = register.model.objects.select_related("merged_into").filter(pk=number).first()
    if row is None:
        missing = gettext("This actor does not exist any more.")
        raise Stale(missing if register is ACTORS else gettext("This place does not exist any more."))
    return row


def _check(row: Named, into: Named) -> None:
    if row == into:
        raise Refused(gettext("Nothing is merged into itself."))
    if row.merged_into:
        words = gettext("“%(one)s” was merged into “%(other)s” already.")
        raise Stale(words % {"one": row, "other": row.merged_into})
    if into.merged_into:
        words = gettext("“%(one)s” was merged into “%(other)s”; choose that one.")
        raise Stale(words % {"one": into, "other": into.merged_into})
