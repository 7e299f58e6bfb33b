"""Candidates → normalised claims: checked, without duplicates, in order; and the JSON rows that the scorers read.

In: a `Doc` with `doc._.claims`. Out: `NormalisedClaim`s; dictionaries with the fields of the annotation guideline.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from spacy.tokens import Doc

from claims.extraction.components.columns import text_of
from claims.records import Kind, NormalisedClaim

Row = dict[str, Any]


def normalise(doc: Doc) -> list[NormalisedClaim]:
    """The claims of a `Doc`, ordered by evidence, each once, quoted as the article writes them."""
    seen: dict[tuple[Any, ...], NormalisedClaim] = {}
    text = text_of(doc)
    written = doc._.written or text
    for claim in doc._.claims:
        if is_sound(claim, text):
            quote = written[claim.start : claim.end]
            claim = claim if claim.quote == quote else replace(claim, quote=quote)
            seen.setdefault(identity(claim), claim)
    return sorted(
        seen.values(), key=lambda claim: (claim.start, claim.figure_start or claim.start, claim.end, claim.kind)
    )


def is_sound(claim: NormalisedClaim, text: str) -> bool:
    """What storing relies on: evidence inside the text, a count with a value, ranges and dates the right way round."""
    if not 0 <= claim.start < claim.end <= len(text) or claim.quote != text[claim.start : claim.end]:
        return False
    if claim.kind is Kind.COUNT and (claim.metric is None or (claim.value_low is None and claim.value_high is None)):
        return False
    return in_order(claim.value_low, claim.value_high) and in_order(claim.event_from, claim.event_to)


def in_order(low: Decimal | date | None, high: Decimal | date | None) -> bool:
    return low is None or high is None or low <= high  # type: ignore[operator]


def identity(claim: NormalisedClaim) -> tuple[Any, ...]:
    """Two claims with the same key are one: same evidence, figure, source and kind."""
    source = claim.source.canonical if claim.source else None
    figure = claim.figure_start if claim.kind is Kind.COUNT else None
    return claim.kind, claim.start, claim.end, figure, claim.metric, source


def row(claim: NormalisedClaim) -> Row:
    """The JSON row of a claim, without its document id."""
    source = claim.source
    return {
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind.value,
        "subject": claim.subject,
        "metric": claim.metric.value if claim.metric else None,
        "value_low": number(claim.value_low),
        "value_high": number(claim.value_high),
        "approx": claim.approx.value if claim.approx else None,
        "unit": claim.unit,
        "places": [{"name": place.name, "role": place.role.value} for place in claim.places],
        "event_from": iso(claim.event_from),
        "event_to": iso(claim.event_to),
        "reported_on": iso(claim.reported_on),
        "source": source
        and {
            "name": source.name,
            "canonical": source.canonical,
            "type": source.type.value,
            "speaker": source.speaker,
            "via": source.via,
        },
        "stance": claim.stance.value,
        "subject_actor": claim.subject_actor,
        "subject_class": claim.subject_class,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def date_rows(doc: Doc) -> list[Row]:
    """The units of the calendar that date expressions name, as in TimeML: a range names two, `derzeit` none."""
    return [
        {"start": unit.start, "end": unit.end, "from": iso(unit.low), "to": iso(unit.high), "rule": item.rule}
        for item in doc._.dates
        for unit in item.named
    ]


def statement_rows(doc: Doc) -> list[Row]:
    """Reported statements with the span of their speaker."""
    return [
        {"start": item.start, "end": item.end, "speaker_start": item.speaker_start, "speaker_end": item.speaker_end}
        for item in doc._.statements
    ]


def number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
