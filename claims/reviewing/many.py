"""One decision about many claims at once: accepted, rejected, another source, another topic.

In: claims that an editor chose and saw counted, and what to set. Out: one step, so that one undo takes all of it back.
What is set is the same of every claim, so one statement writes it, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.actors import known_actors
from claims.corrections import DECISIONS, act_of, with_source
from claims.linking import relink_articles
from claims.locks import lock_arrangements
from claims.models import Change, Claim, Step

SETTABLE = frozenset({"review", "rejected_for", "note", "source", "source_type", "subject_actor", "subject_class"})
# Whether a claim was looked at, and what was noted then, moves nothing; whether it is rejected does.
STILL = frozenset({"review", "rejected_for", "note"})


@dataclass(frozen=True)
class Foreseen:
    """What an act would do: claims that it changes, and of them those that an editor decided on before."""

    claims: int
    unchanged: int
    decided: int


@dataclass(frozen=True)
class Done:
    """What an act did; step: None where every claim was so already. left: claims that somebody changed since."""

    step: Step | None
    claims: int
    came: tuple[Change, ...] = ()
    went: tuple[Change, ...] = ()
    left: int = 0


def foresee(claim_ids: Iterable[int], changes: Mapping[str, Any]) -> Foreseen:
    """Count what `set_many` would do. Three queries at most."""
    check(changes)
    chosen = Claim.objects.filter(pk__in=set(claim_ids))
    differing = chosen.filter(_differs(_foreseen_columns(changes)))
    reviews = list(differing.values_list("review", flat=True))
    decided = sum(review != Claim.Review.MACHINE for review in reviews)
    return Foreseen(len(reviews), chosen.count() - len(reviews), decided)


def set_many(
    claim_ids: Iterable[int],
    changes: Mapping[str, Any],
    user: User,
    versions: Mapping[int, int] | None = None,
) -> Done:
    """Set the same of all these claims, in one transaction and under one step: all or, with ValidationError, none.

    versions: what the editor saw of each; a claim that has another one by now is left alone. Raises ValueError for a
    field that cannot be set of many.
    """
    check(changes)
    with transaction.atomic(), pghistory.context(user=user.pk, action="bulk") as context:
        lock_arrangements()  # so no claim moves, and nobody corrects one of them, while they are written
        columns = _columns(changes)
        chosen, left = _unchanged_since(set(claim_ids), versions)
        rows = list(Claim.objects.filter(_differs(columns), pk__in=chosen).order_by("pk").values(*_READ, *columns))
        if not rows:
            return Done(None, 0, left=left)
        # Who names a source means that one, not the one that a merge leads on from (`Claim.merged_source`).
        meant = {"merged_source": None} if "source_id" in columns else {}
        Claim.objects.filter(pk__in=[row["pk"] for row in rows]).update(**columns, **meant, version=F("version") + 1)
        names = [name for name, value in columns.items() if any(row[name] != value for row in rows)]
        came, went = _relinked(rows, columns)
        step = Step.objects.create(
            action=_act_of(columns), user=user, context=context.id, claims=len(rows),
            claim_id=rows[0]["pk"] if len(rows) == 1 else None,
            why=str(changes.get("note", "")), fields=sorted(names), came=len(came), went=len(went),
        )  # fmt: skip
        return Done(step, len(rows), came, went, left)


def _act_of(columns: Mapping[str, Any]) -> str:
    """Deciding on many is called as deciding on one; setting anything else of many has a name of its own."""
    act = act_of(columns)
    return Step.Action.BULK if act == Step.Action.CORRECT else act


def check(changes: Mapping[str, Any]) -> None:
    """Raise ValueError for what cannot be set of many, ValidationError where nothing is set or nothing can be."""
    unknown = set(changes) - SETTABLE
    if unknown:
        raise ValueError(f"cannot be set of many: {', '.join(sorted(unknown))}")
    if not set(changes) - {"note", "rejected_for", "source_type"}:
        raise ValidationError(_("Say what is to be set."))
    if changes.get("review", Claim.Review.ACCEPTED) not in DECISIONS:
        raise ValidationError({"review": _("A claim can be accepted or rejected.")})
    for name in {"note", "subject_actor", "subject_class"} & set(changes):
        Claim._meta.get_field(name).clean(changes[name], None)  # type: ignore[union-attr]  # columns all


_READ = ("pk", "article", "series", "review")


def _columns(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that every claim gets: who says nothing of the review has corrected."""
    columns = with_source(changes)
    columns.setdefault("review", Claim.Review.CORRECTED)
    if columns["review"] != Claim.Review.REJECTED:
        columns["rejected_for"] = ""
    return columns


def _foreseen_columns(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The same without making a source that is not known yet: no claim can have it."""
    if "source" not in changes:
        return _columns(changes)
    told = {name: value for name, value in changes.items() if name not in ("source", "source_type")}
    actors = known_actors([" ".join(changes["source"].split())])
    return _columns(told) | {"source_id": next((actor.pk for actor in actors.values()), -1)}


def _differs(columns: Mapping[str, Any]) -> Q:
    """The condition on claims that writing the columns changes; a note alone, or being looked at, is no content."""
    asked = set(columns)
    if columns["review"] == Claim.Review.CORRECTED:
        asked -= STILL
    condition = Q()
    for name in asked:
        value = columns[name]
        if name == "source_id":
            condition |= _means_another(value)
        else:
            condition |= ~Q(**{name: value})
    return condition


def _means_another(source: int | None) -> Q:
    """Claims that name another source, whatever that one was merged into."""
    if source is None:
        return Q(source__isnull=False)
    named = Q(merged_source=source) | Q(merged_source__isnull=True, source=source)
    return ~named


def _unchanged_since(chosen: set[int], versions: Mapping[int, int] | None) -> tuple[list[int], int]:
    """Those that are still as they were seen, and how many are not."""
    if versions is None:
        return sorted(chosen), 0
    now = dict(Claim.objects.filter(pk__in=chosen).values_list("pk", "version"))
    still = sorted(pk for pk in chosen if now.get(pk) == versions.get(pk))
    return still, len(chosen) - len(still)


def _relinked(rows: list[dict[str, Any]], columns: Mapping[str, Any]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The changes that came and went; accepting what was never rejected moves nothing, and nothing is looked at."""
    moved = columns["review"] == Claim.Review.REJECTED or any(row["review"] == Claim.Review.REJECTED for row in rows)
    if not moved and set(columns) <= STILL:
        return (), ()
    series = {row["series"] for row in rows if row["series"]}
    done = relink_articles({row["article"] for row in rows}, series).rebuilt
    return tuple(done.added), tuple(done.removed)
