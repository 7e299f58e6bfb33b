"""What an editor does where a second one has to look (setting FOUR_EYES): kept as a proposal, and nothing counts yet.

In: an act as it would be done at once. Out: one `Proposal`, however many claims it is about. What could never be done
is refused at once, by the errors of the act itself: it is tried, and taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.arranging import Refused
from claims.corrections import EDITABLE, columns_of, locked, save
from claims.locks import lock_arrangements
from claims.models import Actor, Claim, Proposal, Step
from claims.placing import Where, places_of
from claims.proposing import encoded, valued
from claims.registry.undoing import parted_by
from claims.reviewing.adding import add_claim
from claims.reviewing.choosing import Selection
from claims.reviewing.deeds import Deed
from claims.reviewing.many import check
from claims.reviewing.requests import columns_of as columns_of_deed
from claims.reviewing.requests import do, is_asked, register_of_merge
from claims.reviewing.undoing import NotUndone, claims_of
from claims.revisions import as_it_was

Act = Proposal.Act


def propose(claim: Claim, version: int, changes: Mapping[str, Any], user: User) -> Proposal:
    """A correction or decision; raises what `corrections.correct` would."""
    with _tried(user):
        now = locked(claim.pk, version)
        save(now, columns_of(now, changes), changes.get("places"))
    return _kept(Act.CORRECT, user, changes, claim=claim, version=version)


def propose_many(selection: Selection, changes: Mapping[str, Any], user: User) -> Proposal:
    """The same of many claims; raises what `many.set_many` would."""
    check(changes)
    chosen = sorted(selection.versions)
    versions = [selection.versions[pk] for pk in chosen]
    return _kept(Act.MANY, user, changes, members=chosen, versions=versions)


def propose_adding(article_id: int, values: Mapping[str, Any], places: Iterable[Where], user: User) -> Proposal:
    """A claim that the machine missed; no row of it before somebody agrees. Raises what `adding.add_claim` would."""
    wanted = {**values, "places": list(places)}
    with _tried(user):
        add_claim(article_id, values, wanted["places"], user)
    told = {name: value for name, value in wanted.items() if value not in ("", None, [])}
    return _kept(Act.ADD, user, told, article_id=article_id)


def propose_restoring(claim_id: int, version: int, event: int, user: User) -> Proposal:
    """The way back to a former version; raises what `revisions.restore` would."""
    with _tried(user):
        claim = locked(claim_id, version)
        columns, places = as_it_was(claim, event)
        source = Actor.objects.filter(pk=columns["source_id"]).values_list("name", flat=True).first() or ""
        wanted = {name: value for name, value in columns.items() if name in EDITABLE} | {"source": source}
        values = valued(claim, wanted)
        if sorted(places) != sorted(places_of(claim_id)):
            values |= encoded({"places": places})
        save(claim, columns, places)
    row = _kept(Act.RESTORE, user, {}, claim_id=claim_id, version=version, event=event)
    Proposal.objects.filter(pk=row.pk).update(values=values)
    return row


def propose_deed(deed: Deed, user: User) -> Proposal:
    """An act upon topics, series or names; raises what doing it would, and `Refused` where it is asked for already."""
    with transaction.atomic():
        lock_arrangements()  # two who ask for the same at once are told so
        if is_asked(deed):
            raise Refused(gettext("Somebody has asked for that already; it waits for approval."))
        with _tried(user):
            columns = columns_of_deed(deed, do(deed, user))
        return Proposal.objects.create(user=user, **columns)


def propose_undoing(step_id: int, user: User) -> Proposal:
    """The way back from an act; raises `Step.DoesNotExist`, and `NotUndone` where it waits or is undone already.

    Names are merged and parted by admins: so it is they who ask for it, and they who agree.
    """
    with transaction.atomic():
        step = Step.objects.select_for_update(of=["self"]).get(pk=step_id)
        if step.undone_id:
            raise NotUndone(_("This was undone already."))
        if Proposal.objects.filter(step=step, state=Proposal.State.OPEN).exists():
            raise NotUndone(_("Somebody has asked for that already; another editor has to look at it."))
        made = parted_by(step)
        if made is None:
            return _kept(Act.UNDO, user, {}, step=step, members=claims_of(step))
        register = register_of_merge(made)
        if not user.has_perm(register.right):
            raise NotUndone(_("Only an admin merges names and parts them."))
        ends = (getattr(made, f"{name}_id") for name in (register.word, f"into_{register.word}"))
        about = [f"{register.word}:{number}" for number in ends if number]  # a row that a rename made may be gone
        return _kept(Act.UNDO, user, {}, step=step, about=about)


def _kept(act: str, user: User, values: Mapping[str, Any], **about: Any) -> Proposal:
    why = str(values.get("note", ""))[:300]
    return Proposal.objects.create(act=act, user=user, values=encoded(values), why=why, **about)


@contextmanager
def _tried(user: User) -> Iterator[None]:
    """Do what follows and take it back."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="proposal"):
        sid = transaction.savepoint()
        yield
        transaction.savepoint_rollback(sid)
