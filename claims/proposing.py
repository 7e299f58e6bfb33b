"""What a later run would say of a claim that an editor decided on: proposed, never written.

In: pairs of a decided claim and its new reading. Out: `Proposal` rows. Proposed is only what is news: not what the
machine said before somebody decided, nor what was refused already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from claims.actors import kept_with, shown_as
from claims.models import Claim, ExtractionRun, Proposal
from claims.reading import fields_of
from claims.records import NormalisedClaim

# What is compared of two readings, by names of `corrections.EDITABLE`.
COMPARED = (
    "value_low", "value_high", "approx", "metric", "stance", "source", "reported_on", "event_from", "event_to",
    "event_precision",
)  # fmt: skip
_NUMBERS = frozenset({"value_low", "value_high"})
_DAYS = frozenset({"reported_on", "event_from", "event_to"})
State = Proposal.State


def note(run: ExtractionRun, pairs: Iterable[tuple[Claim, NormalisedClaim]]) -> None:
    """Propose what this run reads otherwise than the editor decided and than the machine said before."""
    told = {claim.pk: (claim, reading_of(record)) for claim, record in pairs if claim.review != Claim.Review.REJECTED}
    if not told:
        return
    names = shown_as(reading["source"] for _, reading in told.values() if reading["source"])
    for _, reading in told.values():
        reading["source"] = names.get(reading["source"], "")
    before = _machines_last(told)
    refused = _refused(told)
    Proposal.objects.filter(claim__in=told, state=State.OPEN, act=Proposal.Act.READING).update(
        state=State.STALE, decided_at=timezone.now()
    )
    rows = []
    for pk, (claim, reading) in told.items():
        held = _held(claim)
        values = {name: value for name, value in reading.items() if value != held[name]}
        news = {name: value for name, value in values.items() if value != before.get(pk, held)[name]}
        if news and encoded(values) not in refused.get(pk, ()):
            rows.append(Proposal(claim=claim, run=run, version=claim.version, values=encoded(values)))
    Proposal.objects.bulk_create(rows)


def reading_of(record: NormalisedClaim) -> dict[str, Any]:
    """What the machine says, by the names that are compared, as it would be stored."""
    columns = {**fields_of(record), "source": record.source.canonical if record.source else ""}
    return {name: columns[name] for name in COMPARED}


def encoded(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON: numbers and days as text."""
    return {
        name: str(value) if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else value
        for name, value in sorted(values.items())
    }


def decoded(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values again."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if value is not None and name in _NUMBERS:
            found[name] = Decimal(value)
        elif value is not None and name in _DAYS:
            found[name] = date.fromisoformat(value)
        else:
            found[name] = [tuple(pair) for pair in value] if name == "places" else value
    return found


def _held(row: Any, source: str | None = None) -> dict[str, Any]:
    """What a claim, or an event of its history, says by the names that are compared."""
    name = source if source is not None else (row.source.name if row.source else "")
    return {field: name if field == "source" else getattr(row, field) for field in COMPARED}


def _machines_last(claims: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What the machine said last of each claim before an editor decided. Two queries."""
    model: Any = Claim.pgh_event_model
    events = list(model.objects.filter(pgh_obj_id__in=set(claims), review=Claim.Review.MACHINE).order_by("pgh_id"))
    names = kept_with({pk for event in events if (pk := event.merged_source_id or event.source_id)})
    return {e.pgh_obj_id: _held(e, names.get(e.merged_source_id or e.source_id, "")) for e in events}


def _refused(claims: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Proposal.objects.filter(claim__in=set(claims), state=State.REFUSED, act=Proposal.Act.READING)
    for claim, values in rows.values_list("claim", "values"):
        found.setdefault(claim, []).append(values)
    return found


def differing(claim: Claim, values: Mapping[str, Any]) -> Sequence[tuple[str, Any, Any]]:
    """(name, what the claim says, what is proposed) for each value."""
    held = _held(claim)
    read = decoded(values)
    return [
        (name, held.get(name, getattr(claim, name, "")), value) for name, value in read.items() if name != "quote_from"
    ]  # only says which of the same words are meant


def valued(claim: Claim, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Of the wanted values, source by name, those that the claim does not have, as JSON."""
    held = _held(claim)
    return encoded({k: value for k, value in wanted.items() if value != held.get(k, getattr(claim, k, ""))})
