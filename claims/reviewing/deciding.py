"""Proposals decided on: what a later run would say, and what an editor set where a second one has to look.

In: a proposal's number and an editor. Out: a correction like any other, or the claim as it was. Nobody decides on a
proposal of one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.corrections import Conflict, Correction, act_of, columns_of, locked, save, with_step
from claims.models import Claim, Proposal, Step
from claims.proposing import decoded, encoded

State = Proposal.State


class NotDecided(Exception):  # noqa: N818  (a refusal, told to the editor)
    """Why the proposal cannot be decided on: the first argument, in words."""


def propose(claim: Claim, version: int, changes: Mapping[str, Any], user: User) -> Proposal:
    """Keep an editor's changes until another editor has seen them; raises what the correction itself would."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="proposal"):
        now = locked(claim.pk, version)
        sid = transaction.savepoint()
        save(now, columns_of(now, changes), changes.get("places"))  # says at once what cannot be
        transaction.savepoint_rollback(sid)
        why = str(changes.get("note", ""))
        return Proposal.objects.create(claim=claim, user=user, version=version, values=encoded(changes), why=why)


def take(proposal_id: int, user: User) -> Correction:
    """Make the proposal the claim's values; raises `Proposal.DoesNotExist`, `NotDecided`, ValidationError."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="proposal") as context:
        row = _open(proposal_id, user)
        try:
            claim = locked(row.claim_id, row.version)
        except Conflict as conflict:
            raise NotDecided(_("The claim was changed since; look at it again.")) from conflict
        values = decoded(row.values)
        done = save(claim, columns_of(claim, values), values.get("places"))
        _decide(row, State.TAKEN, user)
        action = Step.Action.PROPOSAL if row.user_id is None else act_of(values)
        return with_step(done, action, user, context.id, why=row.why)


def refuse(proposal_id: int, user: User) -> Proposal:
    """Leave the claim as it is; the same is not proposed again."""
    with transaction.atomic():
        row = _open(proposal_id, user)
        _decide(row, State.REFUSED, user)
        return row


def _open(proposal_id: int, user: User) -> Proposal:
    row = Proposal.objects.select_for_update(of=["self"]).get(pk=proposal_id)
    if row.state != State.OPEN:
        raise NotDecided(_("This was decided on already."))
    if row.user_id == user.pk:
        raise NotDecided(_("Another editor has to look at it: it is your own."))
    return row


def _decide(row: Proposal, state: str, user: User) -> None:
    row.state = state
    Proposal.objects.filter(pk=row.pk).update(state=state, decided_at=timezone.now(), decided_by=user)
