"""Proposals decided on: what a later run would say, and what an editor did where a second one has to look.

In: a proposal's number and an editor. Out: the act as if its author had done it now, with who approved; or everything
as it was. Nobody decides on a proposal of one's own; its author may withdraw it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pghistory
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.arranging import Refused
from claims.corrections import Conflict, act_of, columns_of, locked, save, with_step
from claims.locks import lock_article
from claims.models import Arrangement, Comment, Proposal, Step
from claims.proposing import decoded
from claims.reviewing.adding import add_claim
from claims.reviewing.many import set_many
from claims.reviewing.requests import EDITORS, deed_of, do, foresee, right_of, told_of
from claims.reviewing.telling import effects_of
from claims.reviewing.undoing import NotUndone, undo
from claims.revisions import restore

Act, State = Proposal.Act, Proposal.State


class NotDecided(Exception):  # noqa: N818  (a refusal, told to the editor)
    """Why the proposal cannot be decided on: the first argument, in words."""


@dataclass(frozen=True)
class Taken:
    """step: the act, None where everything said so already. waits: another editor has to look at it now.

    left: claims, of many, that somebody changed since. arrangement: what was arranged, or undone, if it was that;
    deed: whether it was an act upon topics, series or names.
    """

    step: Step | None = None
    waits: bool = False
    left: int = 0
    arrangement: Arrangement | None = None
    deed: bool = False

    @property
    def nothing(self) -> bool:
        """Whether everything said so already."""
        return self.step is None and not self.deed


@dataclass(frozen=True)
class Ahead:
    """What a request would do as things are now, in sentences; or why it cannot be done any more."""

    number: int
    effects: Sequence[str] = ()
    problem: str = ""


def look_ahead(proposal_id: int, user: User) -> Ahead:
    """Look at a request for an act upon topics, series or names; raises `Proposal.DoesNotExist`, `NotDecided`."""
    with transaction.atomic():
        row = _locked(proposal_id)
        if not row.deed:
            raise NotDecided(_("What it would do stands beside it."))
        deed = deed_of(row)
        try:
            done = foresee(deed, row.user or user)
        except (Refused, Arrangement.DoesNotExist) as refused:
            return Ahead(row.pk, problem=_not_any_more(refused))
    return Ahead(row.pk, effects_of(told_of(deed, done)) or [gettext("No claim moves.")])


def take(proposal_id: int, user: User) -> Taken:
    """Do what is proposed; raises `Proposal.DoesNotExist`, `NotDecided`, ValidationError.

    A machine's reading that an editor takes over is that editor's correction, and waits for a second one where set.
    """
    with transaction.atomic():
        _hold_claim(proposal_id)
        row = _open(proposal_id, user)
        if row.act == Act.READING and settings.FOUR_EYES:
            Proposal.objects.filter(pk=row.pk).update(act=Act.CORRECT, user=user)
            return Taken(waits=True)
        author = user if row.act == Act.READING or row.user is None else row.user
        approval = {} if author == user else {"approved_by": user.pk}
        try:
            with pghistory.context(**approval):
                done = _DOES[row.act](row, author)
        except Conflict as conflict:
            raise NotDecided(_("The claim was changed since; look at it again.")) from conflict
        except NotUndone as refused:
            raise NotDecided(refused.args[0]) from refused
        except (Refused, Arrangement.DoesNotExist) as refused:
            raise NotDecided(_not_any_more(refused)) from refused
        _decide(row, State.TAKEN, user)
        if approval:
            _approved(done, user)
        return done


def refuse(proposal_id: int, user: User) -> Proposal:
    """Leave everything as it is; the same reading is not proposed again."""
    with transaction.atomic():
        row = _open(proposal_id, user)
        _decide(row, State.REFUSED, user)
        return row


def withdraw(proposal_id: int, user: User) -> Proposal:
    """Take back one's own; raises `Proposal.DoesNotExist`, and `NotDecided` for another editor's."""
    with transaction.atomic():
        row = _locked(proposal_id)
        if row.user_id != user.pk:
            raise NotDecided(_("Only who proposed it can withdraw it."))
        _decide(row, State.DROPPED, user)
        return row


def _open(proposal_id: int, user: User) -> Proposal:
    row = _locked(proposal_id)
    if row.user_id == user.pk:
        raise NotDecided(_("Another editor has to look at it: it is your own."))
    right = right_of(row)
    if right != EDITORS and not user.has_perm(right):  # that it is an editor the view has checked
        raise NotDecided(_("An admin has to look at it: only admins set names."))
    return row


def _hold_claim(proposal_id: int) -> None:
    """Lock the article of a proposal about one claim before the row itself.

    So does a run, which then says of the article's former readings that they are overtaken: the other way round, each
    would wait for the other.
    """
    about = Proposal.objects.filter(pk=proposal_id, act__in=(Act.READING, Act.CORRECT, Act.RESTORE))
    article = about.values_list("claim__article", flat=True).first()
    if article is not None:
        lock_article(article)


def _locked(proposal_id: int) -> Proposal:
    row = Proposal.objects.select_for_update(of=["self"]).select_related("user").get(pk=proposal_id)
    if row.state != State.OPEN:
        raise NotDecided(_("This was decided on already."))
    return row


def _decide(row: Proposal, state: str, user: User) -> None:
    row.state = state
    Proposal.objects.filter(pk=row.pk).update(state=state, decided_at=timezone.now(), decided_by=user)


def _approved(done: Taken, user: User) -> None:
    """Note who agreed, beside who did it; of names the history has both, by the context of its rows."""
    if done.step:
        Step.objects.filter(pk=done.step.pk).update(approved_by=user)
    if done.arrangement:
        role = "undoing_approved_by" if done.arrangement.undone_at else "approved_by"
        Arrangement.objects.filter(pk=done.arrangement.pk).update(**{role: user})


def _not_any_more(refused: Exception) -> str:
    why = refused.args[0] if isinstance(refused, Refused) else gettext("It does not exist any more.")
    return gettext("As things are now it cannot be done. %(why)s") % {"why": why}


def _correct(row: Proposal, author: User) -> Taken:
    assert row.claim_id is not None  # a constraint of the database
    values = decoded(row.values)
    with pghistory.context(user=author.pk, action="proposal") as context:
        claim = locked(row.claim_id, row.version)
        if row.run_id:  # what a reading does not name it reads as the claim has it: a month stays one
            values.setdefault("event_precision", claim.event_precision)
        done = save(claim, columns_of(claim, values), values.get("places"))
        action = Step.Action.PROPOSAL if row.act == Act.READING else act_of(values)
        step = with_step(done, action, author, context.id, why=row.why).step
    said = Comment.objects.filter(claim=row.claim_id, settled_at__isnull=True, made_at__lte=row.made_at)
    said.update(settled_at=timezone.now(), settled_by=author)
    return Taken(step)


def _many(row: Proposal, author: User) -> Taken:
    seen = dict(zip(row.members, row.versions, strict=True))
    done = set_many(row.members, decoded(row.values), author, seen)
    return Taken(done.step, left=done.left)


def _add(row: Proposal, author: User) -> Taken:
    assert row.article_id is not None  # a claim is added to an article
    values = decoded(row.values)
    return Taken(add_claim(row.article_id, values, values.get("places", ()), author).step)


def _restore(row: Proposal, author: User) -> Taken:
    assert row.claim_id is not None  # a constraint of the database
    return Taken(restore(row.claim_id, row.version, row.event or 0, author).step)


def _undo(row: Proposal, author: User) -> Taken:
    assert row.step_id is not None  # there is something to undo
    done = undo(row.step_id, author)
    return Taken(done.step, left=len(done.left))


def _deed(row: Proposal, author: User) -> Taken:
    done = do(deed_of(row), author)
    return Taken(done.step, arrangement=done.arrangement, deed=True)


_DOES: Mapping[str, Callable[[Proposal, User], Taken]] = {
    Act.READING: _correct, Act.CORRECT: _correct, Act.MANY: _many, Act.ADD: _add, Act.RESTORE: _restore,
    Act.UNDO: _undo, Act.ARRANGE: _deed, Act.NAMES: _deed,
}  # fmt: skip
