"""An editor puts a claim right: one version more, the series made anew, and every former version kept.

In: a claim's number, the version that the editor saw, and new values. Out: what changed in claim and timeline; or
`Conflict`, where somebody else was faster, and Django's `ValidationError` with the field named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from claims.actors import actors_by_name
from claims.linking import link_article
from claims.locks import lock_article
from claims.models import Actor, Change, Claim, Precision, SourceType

# What an editor may set. `source` is an institution's name, '' for the article's own voice; `source_type` counts only
# for a name not yet known. In which series a claim stands is arranged (`claims.arranging`), not corrected.
EDITABLE = frozenset(
    {
        "value_low", "value_high", "approx", "metric", "stance", "reported_on", "event_from", "event_to",
        "event_precision", "source", "source_type", "review",
    }
)  # fmt: skip
DECISIONS = frozenset({Claim.Review.ACCEPTED, Claim.Review.REJECTED})


class Conflict(Exception):  # noqa: N818  (no fault of the program: two editors, one claim)
    """The claim has another version by now; `current` is the claim as it is."""

    def __init__(self, current: Claim) -> None:
        super().__init__(f"claim {current.pk} has version {current.version}")
        self.current = current


@dataclass(frozen=True)
class Correction:
    """claim: as it is now. fields: names of the columns that changed. came, went: rows of change in the timeline."""

    claim: Claim
    fields: tuple[str, ...]
    came: tuple[Change, ...] = ()
    went: tuple[Change, ...] = ()


def correct(claim_id: int, version: int, changes: Mapping[str, Any], user: User) -> Correction:
    """Set the fields named in `changes` (see EDITABLE), under the version that the editor saw.

    Content that changes makes the review `corrected`, unless `changes` accepts or rejects. Nothing changed: nothing is
    written. Raises `Claim.DoesNotExist`, `Conflict`, `ValidationError`, and ValueError for a field that is none.
    """
    unknown = set(changes) - EDITABLE
    if unknown:
        raise ValueError(f"no such field to correct: {', '.join(sorted(unknown))}")
    with transaction.atomic(), pghistory.context(user=user.pk, action="correction"):
        claim = locked(claim_id, version)
        return save(claim, _columns(claim, changes))


def locked(claim_id: int, version: int) -> Claim:
    """The claim, with its article's lock held and its version compared."""
    lock_article(Claim.objects.values_list("article_id", flat=True).get(pk=claim_id))
    claim = Claim.objects.select_related("source", "series").get(pk=claim_id)
    if claim.version != version:
        raise Conflict(claim)
    return claim


def save(claim: Claim, columns: Mapping[str, Any]) -> Correction:
    """Write the columns that differ as the next version, and link the article anew."""
    differing = {name: value for name, value in columns.items() if getattr(claim, name) != value}
    if not differing:
        return Correction(claim, ())
    left = {claim.series_id} if claim.series_id else set()
    for name, value in differing.items():
        setattr(claim, name, value)
    validate(claim)
    written = Claim.objects.filter(pk=claim.pk, version=claim.version).update(**differing, version=F("version") + 1)
    if not written:
        raise Conflict(Claim.objects.get(pk=claim.pk))
    done = link_article(claim.article_id, left)
    fresh = Claim.objects.with_chain().get(pk=claim.pk)
    return Correction(fresh, tuple(sorted(differing)), tuple(done.added), tuple(done.removed))


def validate(claim: Claim) -> None:
    """Raise ValidationError, with the field named, for what the database would refuse."""
    low, high = claim.value_low, claim.value_high
    if claim.kind == "count" and low is None and high is None:
        raise ValidationError({"value_low": _("A figure needs at least one bound.")})
    if low is not None and high is not None and low > high:
        raise ValidationError({"value_low": _("The lower bound is above the upper one.")})
    if claim.event_from and claim.event_to and claim.event_from > claim.event_to:
        raise ValidationError({"event_from": _("The event ends before it begins.")})
    claim.clean_fields()
    claim.validate_constraints()


def _columns(claim: Claim, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to write for what the editor set."""
    plain = {"source", "source_type", "review"}
    columns = {name: value for name, value in changes.items() if name not in plain}
    if "source" in changes:
        columns["source_id"] = _source(changes["source"], changes.get("source_type") or SourceType.ORGANISATION)
    if {"event_from", "event_to"} & set(changes) and "event_precision" not in changes:
        columns["event_precision"] = _precision(
            columns.get("event_from", claim.event_from), columns.get("event_to", claim.event_to)
        )
    return columns | _review(claim, columns, changes.get("review"))


def _review(claim: Claim, columns: Mapping[str, Any], decision: str | None) -> dict[str, str]:
    if decision:
        if decision not in DECISIONS:
            raise ValidationError({"review": _("A claim can be accepted or rejected.")})
        return {"review": decision}
    changed = any(getattr(claim, name) != value for name, value in columns.items())
    return {"review": Claim.Review.CORRECTED} if changed else {}


def _source(name: str | None, kind: str) -> int | None:
    name = " ".join((name or "").split())
    if not name:
        return None
    if len(name) > 200:
        raise ValidationError({"source": _("This name is longer than 200 characters.")})
    return actors_by_name({name: kind}, Actor.Origin.EDITOR)[name].pk


def _precision(start: object, end: object) -> str:
    if start and end:
        return Precision.DAY if start == end else Precision.RANGE
    return Precision.OPEN if start or end else Precision.UNKNOWN
