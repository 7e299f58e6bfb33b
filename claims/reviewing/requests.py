"""Requests for deeds upon topics, series and names: what is kept of one, and who may decide on it.

In: a deed and what it would do; or a proposal. Out: the proposal's columns, the deed again, a right.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import CharField, QuerySet, Value

from claims.models import Actor, Arrangement, Merge, Place, Proposal, Series, Topic
from claims.registry.kinds import ACTORS, PLACES, Register
from claims.reviewing.arranged import ARRANGED
from claims.reviewing.deeds import Deed, Does, Done
from claims.reviewing.named import NAMED, register_called

TABLE: dict[str, Does] = ARRANGED | NAMED
_MODELS: dict[str, Any] = {
    "topic": Topic, "series": Series, "actor": Actor, "place": Place, "arrangement": Arrangement,
}  # fmt: skip
EDITORS = "claims.change_claim"
Act = Proposal.Act


def do(deed: Deed, user: User) -> Done:
    """Do it now. Raises `Refused`, `Stale`, and DoesNotExist of an arrangement to undo."""
    return TABLE[deed.name](deed.terms, user, deed.why)


def foresee(deed: Deed, user: User) -> Done:
    """What it would do now: done and taken back. Raises what doing it would."""
    with transaction.atomic():
        done = do(deed, user)
        transaction.set_rollback(True)
    return done


def columns_of(deed: Deed, done: Done) -> dict[str, Any]:
    """A proposal's columns: the deed, and what it would have done when it was asked for."""
    about = {f"{name.removeprefix('into_')}:{number}" for name, number in done.rows.items()}
    if deed.name in ARRANGED and done.arrangement is not None and done.arrangement.undone_at:
        about.add(f"arrangement:{done.arrangement.pk}")
    return {
        "act": Act.ARRANGE if deed.name in ARRANGED else Act.NAMES,
        "why": deed.why[:300],
        "deed": told_of(deed, done),
        "about": sorted(about),
        "members": list(done.members),
    }


def told_of(deed: Deed, done: Done) -> dict[str, Any]:
    """The deed and what it does, as JSON: what `telling` puts in words."""
    told: dict[str, Any] = {"name": deed.name, "terms": dict(deed.terms), "what": done.what, "into": done.into}
    told |= {"rows": dict(done.rows), "figures": dict(done.figures), "fields": [list(one) for one in done.fields]}
    if done.arrangement is not None:
        told["action"] = str(done.arrangement.action)
    return told


def deed_of(row: Proposal) -> Deed:
    """What is asked for."""
    return Deed(row.deed["name"], row.deed["terms"], row.why)


def standing(about: Iterable[str]) -> set[str]:
    """Those of the rows, such as `topic:7`, that still exist. One query, none for none."""
    numbers: dict[str, set[int]] = {}
    for kind, number in (row.split(":") for row in about):
        numbers.setdefault(kind, set()).add(int(number))
    parts = [
        _MODELS[kind].objects.order_by().filter(pk__in=found).values_list(Value(kind, CharField()), "pk")
        for kind, found in sorted(numbers.items())
    ]
    if not parts:
        return set()
    rows: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True)
    return {f"{kind}:{number}" for kind, number in rows}


def is_asked(deed: Deed) -> bool:
    """Whether somebody asked for the same and nobody has decided yet."""
    asked = Proposal.objects.asked_for()
    return asked.filter(deed__name=deed.name, deed__terms=dict(deed.terms)).exists()


def right_of(row: Proposal) -> str:
    """The permission that it takes to decide on the proposal: that of doing at once what is proposed."""
    if row.act == Act.NAMES or (row.act == Act.UNDO and row.about):  # of merges, which alone are about names
        return register_called(row.about[0].partition(":")[0]).right
    return EDITORS


def register_of_merge(made: Merge) -> Register:
    """The register that the merge is about."""
    return ACTORS if made.actor_id else PLACES
