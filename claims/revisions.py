"""The former versions of a claim: who changed what, and the way back to any of them.

In: a claim's number. Out: its revisions, oldest first, made of the rows that database triggers wrote; or the claim as
it was then, as a new version. Nothing is ever taken out of the history.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.carrying import evidence_again
from claims.corrections import Correction, locked, save, with_step
from claims.models import Actor, Claim, PlaceRole, Series, Step
from claims.placing import Where, places_after

# What a reader of the history wants to know; `version`, `rule` and the like only say that something happened.
SHOWN = (
    "kind", "value_low", "value_high", "approx", "metric", "unit", "stance", "source", "source_name", "speaker", "via",
    "reported_on", "event_from", "event_to", "event_precision", "review", "rejected_for", "note", "series", "subject",
    "subject_actor", "subject_class", "quote", "places",
)  # fmt: skip
# Not the series: what is arranged is undone by itself (`claims.arranging`). Places are kept in rows of their own.
RESTORED = (
    "kind", "start", "end", "quote", "figure_start", "figure_end", "subject", "subject_actor", "subject_class", "unit",
    "value_low", "value_high", "approx", "former", "takes_back", "metric", "stance", "source_id", "source_name",
    "speaker", "via", "reported_on", "event_from", "event_to", "event_precision", "review", "rejected_for", "note",
)  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    """One field of a revision; old and new as people read them, '' for nothing."""

    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Revision:
    """event: its number, for `restore`. user: None where the machine did it. fields: what changed; all at the first.

    approved_by: the second editor, where one had to look.
    """

    event: int
    version: int
    at: datetime
    user: User | None
    created: bool
    fields: tuple[FieldChange, ...]
    approved_by: User | None = None


def history(claim_id: int) -> list[Revision]:
    """All revisions of a claim, oldest first. At most six queries. Linking belongs to the revision it follows from."""
    events = list(_events(claim_id).select_related("pgh_context").order_by("pgh_id"))
    names = _Names(events)
    found: list[Revision] = []
    shown: Any = None
    groups = _by_version(events)
    placed = places_after(claim_id, [group[-1].pgh_context_id for group in groups])
    for group, places in zip(groups, placed, strict=True):
        last = group[-1]
        last.places = places
        fields = tuple(names.differences(shown, last))
        if fields or shown is None:
            user, second = names.first(group), names.first(group, "approved_by")
            at, first = group[0].pgh_created_at, shown is None
            found.append(Revision(last.pgh_id, last.version, at, user, first, fields, second))
        shown = last
    return found


def restore(claim_id: int, version: int, event: int, user: User) -> Correction:
    """Make the claim what it was at this event, as its next version; raises what `corrections.correct` raises."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="restore") as context:
        claim = locked(claim_id, version)
        columns, places = as_it_was(claim, event)
        return with_step(save(claim, columns, places), Step.Action.RESTORE, user, context.id)


def as_it_was(claim: Claim, event: int) -> tuple[dict[str, Any], tuple[Where, ...]]:
    """What to write so that the claim says what it said at an event, with evidence from its text as it is now.

    Who goes back to what the machine read last gives the claim back to it; an older reading is an editor's choice,
    which no later one overwrites. Raises what `state_at` raises.
    """
    columns, places = state_at(claim.pk, event)
    columns |= evidence_again(claim, columns)
    if columns["review"] == Claim.Review.MACHINE:
        last = _events(claim.pk).filter(review=Claim.Review.MACHINE).order_by("pgh_id").last()
        read, where = state_at(claim.pk, last.pgh_id)
        if (read | evidence_again(claim, read), sorted(where)) != (columns, sorted(places)):
            columns["review"] = Claim.Review.CORRECTED
    return columns, places


def state_at(claim_id: int, event: int) -> tuple[dict[str, Any], tuple[Where, ...]]:
    """Columns and places of the claim as they were at an event; ValidationError where they cannot be had again."""
    events = list(_events(claim_id).filter(pgh_id__lte=event).order_by("pgh_id"))
    if not events or events[-1].pgh_id != event:
        raise ValidationError(_("There is no such version of this claim."))
    then = events[-1]
    columns = {name: getattr(then, name) for name in RESTORED} | {"source_id": meant_source(then)}
    if columns["source_id"] and not Actor.objects.filter(pk=columns["source_id"]).exists():
        raise ValidationError({"source": _("The source of that version does not exist any more.")})
    return columns, places_after(claim_id, [each.pgh_context_id for each in events])[-1]


def meant_source(event: Any) -> int | None:
    """Whom the claim named at an event, whatever that one was merged into then."""
    number: int | None = event.merged_source_id or event.source_id
    return number


def at_version(claim_id: int, version: int) -> tuple[Any, tuple[Where, ...]] | None:
    """The claim's last event of a version, with `source` as a row, and its places then; None where there is none."""
    events = list(_events(claim_id).filter(version__lte=version).order_by("pgh_id"))
    if not events or events[-1].version != version:
        return None
    then = events[-1]
    then.source = Actor.objects.filter(pk=then.source_id).first()
    return then, places_after(claim_id, [each.pgh_context_id for each in events])[-1]


def event_of(claim: Claim, version: int) -> Any:
    """The claim's last event of a version, with `source` as a row; None where there is none."""
    then = _events(claim.pk).filter(version=version).order_by("-pgh_id").first()
    if then is not None:
        same = then.source_id == claim.source_id
        then.source = claim.source if same else Actor.objects.filter(pk=then.source_id).first()
    return then


def _events(claim_id: int) -> Any:
    return Claim.pgh_event_model.objects.filter(pgh_obj_id=claim_id)


def _by_version(events: Iterable[Any]) -> list[list[Any]]:
    """Events of one version in one context belong together: a correction and the relinking that follows from it."""
    groups: list[list[Any]] = []
    for event in events:
        same = groups and (groups[-1][-1].version, groups[-1][-1].pgh_context_id) == (
            event.version,
            event.pgh_context_id,
        )
        if same:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


class _Names:
    """The readable values of events: names of sources, series and users, one query each."""

    def __init__(self, events: list[Any]) -> None:
        self.actors = Actor.objects.in_bulk({e.source_id for e in events if e.source_id})
        series = Series.objects.select_related("topic").in_bulk({e.series_id for e in events if e.series_id})
        self.series = {pk: str(row) for pk, row in series.items()}
        roles = ("user", "approved_by")
        self.users = User.objects.in_bulk({pk for e in events for role in roles if (pk := self._user_id(e, role))})

    def first(self, events: Iterable[Any], role: str = "user") -> User | None:
        """Who did it, or approved of it; None for the machine and for users that are gone."""
        users = (self.users.get(self._user_id(event, role) or 0) for event in events)
        return next((user for user in users if user), None)

    def differences(self, old: Any, new: Any) -> Iterable[FieldChange]:
        """The fields that differ; where there is no old one, those that say something."""
        for name in SHOWN:
            before = self._readable(old, name) if old is not None else ""
            after = self._readable(new, name)
            if before != after:
                label = label_of(name)
                yield FieldChange(name, label, before, after)

    def _readable(self, event: Any, name: str) -> str:
        if name == "source":
            return str(self.actors.get(event.source_id, "")) if event.source_id else ""
        if name == "series":
            return self.series.get(event.series_id, "") if event.series_id else ""
        return readable_value(name, getattr(event, name))

    @staticmethod
    def _user_id(event: Any, role: str) -> int | None:
        metadata = event.pgh_context.metadata if event.pgh_context else {}
        number = metadata.get(role)
        return number if isinstance(number, int) else None


def readable_value(name: str, value: Any) -> str:
    """The value of a field of a claim as people read it, '' for nothing."""
    if name == "places":
        return "; ".join(f"{where} ({PlaceRole(role).label})" for where, role in value)
    if name == "source":
        return str(value or "")
    if value is None or value == "":
        return ""
    if isinstance(value, Decimal):
        return number_format(int(value) if value == int(value) else value.normalize(), force_grouping=True)
    if isinstance(value, date):
        return date_format(value)
    choices = dict(Claim._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # all others are columns
    return str(choices.get(value, value))


def label_of(name: str) -> str:
    """The name of a field of a claim."""
    if name == "places":
        return gettext("Places")
    return str(Claim._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # all others are columns
