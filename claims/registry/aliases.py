"""Other names of actors and places: set and withdrawn by admins, proposed by corrections, used by what is read next.

In: a row and a name; or a proposal and a decision. Out: alias rows. What is read already stays where it is: only a
merge moves claims.
"""

from __future__ import annotations

from typing import Any

import pghistory
from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.arranging import Refused, Stale
from claims.models import AliasProposal
from claims.models.actors import Alias
from claims.registry.kinds import ACTORS, PLACES, Named, Register, register_of

State = AliasProposal.State
LONGEST = 300


def add_alias(row: Named, name: str, user: User, origin: str = Alias.Origin.EDITOR) -> Any:
    """Let the name lead to the row from now on. Raises `Refused` where it leads to another one."""
    register, name = register_of(row), clean(name)
    if name == row.name:
        raise Refused(gettext("It is called so already."))
    if origin == Alias.Origin.EDITOR and register.model.objects.filter(name=name, merged_into=None).exists():
        raise Refused(gettext("“%(name)s” stands there by itself: merge it instead.") % {"name": name})
    try:
        with transaction.atomic(), pghistory.context(user=user.pk, action="alias"):
            alias = register.alias_of(row, name=name, origin=origin)
            alias.save()
    except IntegrityError as error:
        held = getattr(register.alias.objects.select_related(register.word).get(name=name), register.word)
        words = gettext("“%(name)s” stands for “%(other)s” already.")
        raise Refused(words % {"name": name, "other": held}) from error
    return alias


def withdraw_alias(register: Register, number: int, user: User) -> Any:
    """Take the name away; what was read under it stays. Raises `Stale` where it is gone."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="alias"):
        alias = register.alias.objects.select_for_update(of=["self"]).filter(pk=number).first()
        if alias is None:
            raise Stale(gettext("This name was withdrawn already."))
        alias.delete()
    return alias


def propose_alias(row: Named, name: str, user: User | None, claim: int | None = None) -> AliasProposal | None:
    """Propose the name; asked again it is counted, also where it was refused. None where it leads there already."""
    register, name = register_of(row), clean(name)
    if name == row.name or register.alias.objects.filter(name=name, **{register.word: row}).exists():
        return None
    with transaction.atomic():
        made, fresh = AliasProposal.objects.select_for_update(of=["self"]).get_or_create(
            name=name, **{register.word: row}, defaults={"user": user, "claim_id": claim}
        )
        if not fresh:
            made.times += 1
            made.save(update_fields=["times"])
    return made


def approve(number: int, user: User) -> AliasProposal:
    """Let the proposed name lead to its row. Raises `AliasProposal.DoesNotExist`, `Refused`, `Stale`.

    Where a second pair of eyes is asked for, nobody approves his or her own proposal, by a correction or by hand.
    """
    with transaction.atomic():
        made = _open(number)
        if settings.FOUR_EYES and made.user_id == user.pk:
            raise Refused(gettext("Another admin has to look at it: you proposed it yourself."))
        add_alias(row_of(made), made.name, user, Alias.Origin.PROPOSED)
        return _decide(made, State.APPROVED, user)


def refuse(number: int, user: User) -> AliasProposal:
    """Leave the name as it is; it is not asked again. Raises `AliasProposal.DoesNotExist`, `Stale`."""
    with transaction.atomic():
        return _decide(_open(number), State.REFUSED, user)


def row_of(made: AliasProposal) -> Named:
    """The row that the name was put to."""
    row = made.actor or made.place
    assert row is not None  # the database sees to it
    return row


def register_of_proposal(made: AliasProposal) -> Register:
    """The register that the proposal is about."""
    return ACTORS if made.actor_id else PLACES


def clean(name: str) -> str:
    """The name on one line. Raises `Refused` for none, and for one that is too long."""
    name = " ".join(name.replace("\0", " ").split())
    if not name or len(name) > LONGEST:
        raise Refused(gettext("A name has one to %(n)d characters.") % {"n": LONGEST})
    return name


def _open(number: int) -> AliasProposal:
    made = AliasProposal.objects.select_for_update(of=["self"]).select_related("actor", "place").get(pk=number)
    if made.state != State.OPEN:
        raise Stale(gettext("This was decided on already."))
    return made


def _decide(made: AliasProposal, state: str, user: User) -> AliasProposal:
    made.state, made.decided_by, made.decided_at = state, user, timezone.now()
    made.save(update_fields=["state", "decided_by", "decided_at"])
    return made
