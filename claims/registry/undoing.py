"""The way back from a merge of names or a rename, and from that way back.

In: a step. Out: what was moved, under a step of its own; `Refused` where names stand in the way.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext

from claims.arranging import Refused
from claims.linking import Relinked
from claims.models import Merge, Step
from claims.registry.kinds import Named, register_of
from claims.registry.merging import Ended, end, merge
from claims.registry.renaming import rename


def parted_by(step: Step) -> Merge | None:
    """The merge of names that undoing this act ends, or puts in force again; None for other acts. One query."""
    if step.action not in (Step.Action.MERGE, Step.Action.RENAME, Step.Action.UNDO):
        return None
    return Merge.objects.filter(Q(step=step) | Q(step__undone=step)).select_related("actor", "place").first()


def take_back(step: Step, user: User) -> Ended | None:
    """Undo a merge, or the undoing of one; None where the step is neither. Raises `Refused`."""
    made = parted_by(step)
    if made is None:
        return None
    row = made.actor or made.place
    assert row is not None  # the database sees to it
    register = register_of(row)
    if not user.has_perm(register.right):
        raise Refused(gettext("Only an admin merges names and parts them."))
    if made.step_id == step.pk:
        return end(made.pk, user)
    again, done = _again(made, row, user)
    Step.objects.filter(pk=step.pk).update(undone=again.step)
    return Ended(again.step, tuple(register.claims(row).order_by("pk").values_list("pk", flat=True)), done)


def _again(made: Merge, row: Named, user: User) -> tuple[Merge, Relinked]:
    into, action = made.into_actor_id or made.into_place_id, Step.Action.UNDO
    if into is None:  # the row that the rename had made went with it
        return rename(row.pk, made.into, user, action=action)
    register, topics = register_of(row), bool(made.names)
    return merge(register, row.pk, into, user, topics=topics, action=action, renamed=made.renamed)
