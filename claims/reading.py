"""What the machine read of an article → the rows to keep, to change, to add and to drop.

In: the article's stored claims and fresh `NormalisedClaim`s. Out: a `Plan`; nothing is written here.

The promise to editors: only claims that nobody touched (review `machine`) are changed or dropped, and nothing is added
over what an editor decided. A claim read again unchanged keeps its row, so links to it stay good.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from claims.models import Claim
from claims.records import Kind, Metric, NormalisedClaim

# The column holds 16 digits before the point; nothing that news counts is larger.
LARGEST = Decimal(10) ** 16
# These are marked within a line: the sentence behind them is news, though its evidence may begin with the mark.
OPENINGS = {("dateline",), ("stamp",)}


@dataclass
class Plan:
    """keep: pairs of row and record, the row may need new values; add: records; drop: rows.

    told: pairs of a row that an editor decided on and what was read over the same words; nothing of it is written.
    """

    keep: list[tuple[Claim, NormalisedClaim]] = field(default_factory=list)
    add: list[NormalisedClaim] = field(default_factory=list)
    told: list[tuple[Claim, NormalisedClaim]] = field(default_factory=list)
    drop: list[Claim] = field(default_factory=list)


def plan(stored: Sequence[Claim], fresh: Iterable[NormalisedClaim]) -> Plan:
    """Pair what is stored with what was read: first by everything that identifies a claim, then without its source."""
    decided = [claim for claim in stored if claim.review != Claim.Review.MACHINE]
    free = [claim for claim in stored if claim.review == Claim.Review.MACHINE]
    left = list(dict.fromkeys(fresh))
    found = Plan()
    for with_source in (True, False):
        free, left = _pair(found, free, left, with_source)
    for record in left:
        over = [claim for claim in decided if _covers(claim, record)]
        if over:
            found.told.append((over[0], record))
        else:
            found.add.append(record)
    found.drop = free
    return found


def storable(records: Iterable[NormalisedClaim], noise: Iterable[Sequence[Any]]) -> list[NormalisedClaim]:
    """The records outside of the marked passages ([start, end, reason]) whose figures the database can hold."""
    spans = [(int(start), int(end)) for start, end, *why in noise if tuple(why) not in OPENINGS]
    return [r for r in records if _fits(r) and not any(r.start < end and start < r.end for start, end in spans)]


def fields_of(record: NormalisedClaim) -> dict[str, Any]:
    """The columns of `Claim` that come from the record, but for its source and places."""
    is_count = record.kind is Kind.COUNT
    source = record.source
    return {
        "start": record.start,
        "end": record.end,
        "quote": record.quote,
        "figure_start": record.figure_start,
        "figure_end": record.figure_end,
        "kind": record.kind.value,
        "subject": record.subject[:300],
        "subject_actor": (record.subject_actor or "")[:200],
        "subject_class": (record.subject_class or "")[:200],
        "metric": (record.metric or Metric.OTHER).value if is_count else "",
        "value_low": record.value_low if is_count else None,
        "value_high": record.value_high if is_count else None,
        "approx": record.approx.value if is_count and record.approx else "",
        "unit": (record.unit or "")[:100],
        "former": record.former if is_count else None,
        "takes_back": record.takes_back and is_count,
        "event_from": record.event_from,
        "event_to": record.event_to,
        "event_precision": record.event_precision.value,
        "reported_on": record.reported_on,
        "source_name": source.name[:300] if source else "",
        "speaker": (source.speaker or "")[:200] if source else "",
        "via": (source.via or "")[:200] if source else "",
        "stance": record.stance.value,
        "rule": record.rule[:200],
        "confidence": record.confidence,
    }


def _fits(record: NormalisedClaim) -> bool:
    if record.kind is not Kind.COUNT:
        return True
    known = [value for value in (record.value_low, record.value_high) if value is not None]
    told = [*known, record.former or Decimal(0)]
    return bool(known) and record.approx is not None and all(abs(value) < LARGEST for value in told)


def _pair(
    found: Plan, free: list[Claim], left: list[NormalisedClaim], with_source: bool
) -> tuple[list[Claim], list[NormalisedClaim]]:
    """Move matching pairs into the plan; returns the rows and records that found none."""
    rows: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in free:
        rows.setdefault(_row_key(claim, with_source), []).append(claim)
    unpaired = []
    for record in left:
        matches = rows.get(_record_key(record, with_source))
        if matches:
            found.keep.append((matches.pop(0), record))
        else:
            unpaired.append(record)
    return [claim for claims in rows.values() for claim in claims], unpaired


def _row_key(claim: Claim, with_source: bool) -> tuple[Any, ...]:
    meant = claim.merged_source or claim.source
    source = meant.name if with_source and meant else ""
    return (claim.kind, claim.start, claim.end, claim.figure_start, claim.value_low, claim.value_high, source)


def _record_key(record: NormalisedClaim, with_source: bool) -> tuple[Any, ...]:
    source = record.source.canonical if with_source and record.source else ""
    span = (record.kind.value, record.start, record.end, record.figure_start)
    return (*span, record.value_low, record.value_high, source)


def _covers(claim: Claim, record: NormalisedClaim) -> bool:
    """Whether an editor's claim is about the same words; of two figures in one sentence each stands for itself."""
    if claim.kind != record.kind:
        return False
    if claim.figure_start is not None and claim.figure_end is not None and record.figure_start is not None:
        return claim.figure_start < (record.figure_end or record.end) and record.figure_start < claim.figure_end
    return claim.start < record.end and record.start < claim.end
