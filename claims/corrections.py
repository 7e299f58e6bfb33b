"""An editor puts a claim right: one version more, the series made anew, and every former version kept.

In: a claim's number, the version that the editor saw, and new values. Out: what changed in claim and timeline; or
`Conflict`, where somebody else was faster, and Django's `ValidationError` with the field named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from claims.actors import actors_by_name
from claims.evidence import find_quote
from claims.linking import link_article, retell
from claims.locks import lock_article
from claims.models import Actor, Change, Claim, Kind, Precision, SourceType, Step, text_with
from claims.placing import Where, differ, set_places

# What an editor may set. `source` is an institution's name, '' for the article's own voice; `source_type` counts only
# for a name not yet known. `quote` is evidence, which has to stand in the article; of several
# places the one nearest to the character `quote_from` is meant. `places` are (name, role) pairs.
# In which series a claim stands follows from its subject, or is arranged (`claims.arranging`), not corrected.
EDITABLE = frozenset(
    {
        "kind", "subject_actor", "subject_class", "unit", "value_low", "value_high", "approx", "metric", "stance",
        "reported_on", "event_from", "event_to", "event_precision", "source", "source_type", "speaker", "via",
        "places", "quote", "quote_from", "review", "rejected_for", "note",
    }
)  # fmt: skip
# What has no part in where a claim belongs (`membership.seats`): neither by the rules nor by the words of a pin.
UNSEATED = frozenset(
    {
        "unit", "value_low", "value_high", "approx", "stance", "reported_on", "event_from", "event_to",
        "event_precision", "speaker", "via", "review", "note",
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
    """number: of the claim. fields: names of the columns that changed. came, went: rows of change in the timeline.

    step: the act to undo, None where nothing was written.
    """

    number: int
    fields: tuple[str, ...]
    came: tuple[Change, ...] = ()
    went: tuple[Change, ...] = ()
    step: Step | None = None

    @cached_property
    def claim(self) -> Claim:
        """The claim as it is when it is first asked for. One query."""
        return Claim.objects.with_chain().get(pk=self.number)


def correct(claim_id: int, version: int, changes: Mapping[str, Any], user: User) -> Correction:
    """Set the fields named in `changes` (see EDITABLE), under the version that the editor saw.

    Content that changes makes the review `corrected`, unless `changes` accepts or rejects. Nothing changed: nothing is
    written. Raises `Claim.DoesNotExist`, `Conflict`, `ValidationError`, and ValueError for a field that is none.
    """
    unknown = set(changes) - EDITABLE
    if unknown:
        raise ValueError(f"no such field to correct: {', '.join(sorted(unknown))}")
    with transaction.atomic(), pghistory.context(user=user.pk, action="correction") as context:
        claim = locked(claim_id, version)
        done = save(claim, columns_of(claim, changes), changes.get("places"))
        return with_step(done, act_of(changes), user, context.id, why=str(changes.get("note", "")))


def locked(claim_id: int, version: int) -> Claim:
    """The claim, with its article's lock held and its version compared."""
    lock_article(Claim.objects.values_list("article_id", flat=True).get(pk=claim_id))
    claim = Claim.objects.select_related("source", "series__topic", "article").defer("article__raw").get(pk=claim_id)
    if claim.version != version:
        raise Conflict(claim)
    return claim


def save(claim: Claim, columns: Mapping[str, Any], places: Iterable[Where] | None = None) -> Correction:
    """Write the columns that differ, and the places where given and different, as the next version; link it anew."""
    series, before = claim.series, claim.review
    fields = write(claim, columns, places)
    if not fields:
        return Correction(claim.pk, ())
    # Mostly a figure or a day is put right; to look for the seats of all claims of the article takes ten statements.
    stays = UNSEATED.issuperset(fields) and Claim.Review.REJECTED not in (before, claim.review)
    done = retell(series) if series and stays else link_article(claim.article_id, {series.pk} if series else ())
    return Correction(claim.pk, fields, tuple(done.added), tuple(done.removed))


def write(claim: Claim, columns: Mapping[str, Any], places: Iterable[Where] | None = None) -> tuple[str, ...]:
    """Write what differs as the claim's next version, without linking; return the names of what differed."""
    moved = places is not None and differ(claim.pk, places)
    if moved and "review" not in columns:
        columns = {**columns, "review": Claim.Review.CORRECTED, "rejected_for": ""}
    differing = {name: value for name, value in columns.items() if _held(claim, name) != value}
    if not differing and not moved:
        return ()
    for name, value in differing.items():
        setattr(claim, name, value)
    validate(claim, differing)
    # Who names a source means that one, not the one that a merge leads on from (`Claim.merged_source`).
    meant = {"merged_source": None} if "source_id" in differing else {}
    rows = Claim.objects.filter(pk=claim.pk, version=claim.version)
    with refusals():
        written = rows.update(**differing, **meant, version=F("version") + 1)
    if not written:
        raise Conflict(Claim.objects.get(pk=claim.pk))
    if moved and places is not None:
        set_places(claim.pk, places)
    return tuple(sorted([*differing, *(["places"] if moved else [])]))


def _held(claim: Claim, name: str) -> Any:
    """What the claim says; of its source whom it names, whatever that one was merged into."""
    return (claim.merged_source_id or claim.source_id) if name == "source_id" else getattr(claim, name)


def with_step(done: Correction, action: str, user: User, context: UUID, why: str = "") -> Correction:
    """Note the act, so that it can be undone; nothing is noted where nothing was written."""
    if not done.fields:
        return done
    step = Step.objects.create(
        action=action, user=user, why=why[:300], context=context, claim_id=done.number, fields=list(done.fields),
        came=len(done.came), went=len(done.went),
    )  # fmt: skip
    return replace(done, step=step)


def validate(claim: Claim, differing: Iterable[str] | None = None) -> None:
    """Raise ValidationError, with the field named, for what fits no column, and for what contradicts itself.

    differing: the columns that are not as the database has them already; None where all may be. What remains is for
    the database to refuse (`refusals`).
    """
    low, high = claim.value_low, claim.value_high
    if claim.kind == "count" and low is None and high is None:
        raise ValidationError({"value_low": _("A figure needs at least one bound.")})
    if low is not None and high is not None and low > high:
        raise ValidationError({"value_low": _("The lower bound is above the upper one.")})
    if claim.event_from and claim.event_to and claim.event_from > claim.event_to:
        raise ValidationError({"event_from": _("The event ends before it begins.")})
    fields = {field.attname: field.name for field in Claim._meta.concrete_fields}
    asked = {fields.get(name, name) for name in (fields if differing is None else differing)}
    claim.clean_fields(exclude=set(fields.values()) - asked)


@contextmanager
def refusals() -> Iterator[None]:
    """Write within it: what a condition on claims refuses is undone and raises ValidationError.

    To ask the database for each condition beforehand takes three statements each.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refused = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        for condition in Claim._meta.constraints:
            if condition.name == refused:
                raise ValidationError({NON_FIELD_ERRORS: condition.get_violation_error_message()}) from error
        raise


def with_source(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The same changes with the source as its row's number, looked up once for however many claims."""
    if "source" not in changes:
        return dict(changes)
    number = _source(changes["source"], changes.get("source_type") or SourceType.ORGANISATION)
    kept = {name: value for name, value in changes.items() if name not in ("source", "source_type")}
    return kept | {"source_id": number}


def columns_of(claim: Claim, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to write for what the editor set."""
    apart = {"review", "places", "quote", "quote_from"}
    columns = {name: value for name, value in with_source(changes).items() if name not in apart}
    if "quote" in changes:
        columns |= _evidence(claim, changes["quote"], changes.get("quote_from"))
    if {"event_from", "event_to"} & set(changes) and "event_precision" not in changes:
        columns["event_precision"] = _precision(
            columns.get("event_from", claim.event_from), columns.get("event_to", claim.event_to)
        )
    return _of_kind(columns) | _review(claim, columns, changes.get("review"))


def _of_kind(columns: dict[str, Any]) -> dict[str, Any]:
    """What has no figure any more has no quantity either."""
    if columns.get("kind") in (Kind.LOCATION, Kind.STATEMENT):
        return columns | {"metric": "", "approx": "", "value_low": None, "value_high": None, "former": None,
                          "takes_back": False}  # fmt: skip
    return columns


def _evidence(claim: Claim, quote: str, near: int | None = None) -> dict[str, Any]:
    """Evidence as characters of the article, nearest to `near`; the figure's place stays where it lies within.

    What is gone from the text stands in the last version that has it.
    """
    text = text_with(claim)
    try:
        start, end = find_quote(text, quote, claim.start if near is None else near)
    except ValueError as error:
        raise ValidationError({"quote": _("These words do not stand in the article like this.")}) from error
    inside = claim.figure_start is not None and start <= claim.figure_start and (claim.figure_end or 0) <= end
    figure = {} if inside else {"figure_start": None, "figure_end": None}
    return {"start": start, "end": end, "quote": text[start:end], **figure}


def act_of(changes: Mapping[str, Any]) -> str:
    """What the editor did, by what was set."""
    if set(changes) - {"review", "rejected_for", "note"}:
        return Step.Action.CORRECT
    return Step.Action.REJECT if changes.get("review") == Claim.Review.REJECTED else Step.Action.ACCEPT


def _review(claim: Claim, columns: Mapping[str, Any], decision: str | None) -> dict[str, str]:
    """The review that follows: a decision, else `corrected` where content changed; rejected ones keep a reason."""
    if decision:
        if decision not in DECISIONS:
            raise ValidationError({"review": _("A claim can be accepted or rejected.")})
        return {"review": decision} | ({} if decision == Claim.Review.REJECTED else {"rejected_for": ""})
    content = {name: value for name, value in columns.items() if name not in ("note", "rejected_for")}
    changed = any(_held(claim, name) != value for name, value in content.items())
    return {"review": Claim.Review.CORRECTED, "rejected_for": ""} if changed else {}


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
