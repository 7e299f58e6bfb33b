"""One decision about many claims at once: accepted, rejected, another source, another topic.

In: claims that an editor chose and saw counted, and what to set. Out: one step, so that one undo takes all of it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.bulk import write_columns
from claims.corrections import columns_of, with_source
from claims.linking import relink_articles
from claims.locks import lock_arrangements
from claims.models import Change, Claim, Step

MOST = 900  # claims of one act: what an editor can have looked over, and what one form may send
SETTABLE = frozenset({"review", "rejected_for", "note", "source", "source_type", "subject_actor", "subject_class"})


@dataclass(frozen=True)
class Foreseen:
    """What an act would do: claims that it changes, and of them those that an editor decided on before."""

    claims: int
    unchanged: int
    decided: int


@dataclass(frozen=True)
class Done:
    """What an act did; step: None where every claim was so already."""

    step: Step | None
    claims: int
    came: tuple[Change, ...] = ()
    went: tuple[Change, ...] = ()


def foresee(claim_ids: Iterable[int], changes: Mapping[str, Any]) -> Foreseen:
    """Count what `set_many` would do. One query, and one for a source."""
    check(changes)
    claims = _claims(claim_ids)
    changing = [claim for claim in claims if _differs(claim, changes)]
    decided = sum(claim.review != Claim.Review.MACHINE for claim in changing)
    return Foreseen(len(changing), len(claims) - len(changing), decided)


def set_many(claim_ids: Iterable[int], changes: Mapping[str, Any], user: User) -> Done:
    """Set the same of all these claims, in one transaction and under one step: all or, with ValidationError, none.

    Raises ValueError for a field that cannot be set of many.
    """
    check(changes)
    with transaction.atomic(), pghistory.context(user=user.pk, action="bulk") as context:
        lock_arrangements()  # so no claim moves, and nobody corrects one of them, while they are written
        wanted = with_source(changes)
        claims = _claims(claim_ids)
        fields = {claim.pk: _set(claim, columns_of(claim, wanted)) for claim in claims}
        changed = [claim for claim in claims if fields[claim.pk]]
        if not changed:
            return Done(None, 0)
        names = {name for claim in changed for name in fields[claim.pk]}
        write_columns(changed, [name.removesuffix("_id") for name in names] + ["version"])
        series = {claim.series_id for claim in changed if claim.series_id}
        done = relink_articles({claim.article_id for claim in changed}, series).rebuilt
        step = Step.objects.create(
            action=Step.Action.BULK, user=user, context=context.id, claims=len(changed),
            why=str(changes.get("note", "")), fields=sorted(names),
            came=len(done.added), went=len(done.removed),
        )  # fmt: skip
        return Done(step, len(changed), tuple(done.added), tuple(done.removed))


def check(changes: Mapping[str, Any]) -> None:
    """Raise ValueError for what cannot be set of many, ValidationError where nothing is set."""
    unknown = set(changes) - SETTABLE
    if unknown:
        raise ValueError(f"cannot be set of many: {', '.join(sorted(unknown))}")
    if not changes:
        raise ValidationError(_("Say what is to be set."))


def _claims(claim_ids: Iterable[int]) -> list[Claim]:
    chosen = sorted(set(claim_ids))
    if len(chosen) > MOST:
        raise ValidationError(_("These are more claims than can be set at once."))
    return list(Claim.objects.select_related("source").defer("search").filter(pk__in=chosen).order_by("pk"))


def _set(claim: Claim, columns: Mapping[str, Any]) -> list[str]:
    """Set the columns on the row in memory, as its next version; returns those that differed. The database checks."""
    differing = [name for name, value in columns.items() if getattr(claim, name) != value]
    for name in differing:
        setattr(claim, name, columns[name])
    claim.version += bool(differing)
    return differing


def _differs(claim: Claim, changes: Mapping[str, Any]) -> bool:
    """Whether setting this changes the claim."""
    held = {"source": claim.source.name if claim.source else "", "source_type": changes.get("source_type")}
    return any(held.get(name, getattr(claim, name, None)) != value for name, value in changes.items())
