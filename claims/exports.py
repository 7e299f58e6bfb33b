"""Claims as files: exactly the rows of a queryset, one line at a time, never all in memory, never capped.

In: a filtered queryset of claims. Out: lines of CSV or of JSON Lines. The evidence is cut to a short quotation, since
the text belongs to its publisher; article and offsets lead to the rest.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from claims.models import Claim
from claims.querysets import ClaimQuerySet

AT_ONCE = 2000  # rows fetched per round trip
QUOTATION = 300  # characters
COLUMNS = (
    "claim", "article", "title", "outlet", "published", "url", "start", "end", "evidence", "kind", "topic", "series",
    "subject", "metric", "value_low", "value_high", "approx", "unit", "places", "event_from", "event_to",
    "reported_on", "source", "source_type", "source_as_written", "speaker", "via", "stance", "confidence", "review",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(claims: ClaimQuerySet, *, excel: bool = False) -> Iterator[str]:
    """A header and one line per claim. excel: semicolons, decimal commas and a byte order mark, as German Excel reads.

    The evidence is one cell without line breaks.
    """
    return csv_rows(COLUMNS, map(_columns, _rows(claims)), excel=excel)


def csv_rows(columns: Sequence[str], rows: Iterable[Iterable[Any]], *, excel: bool = False) -> Iterator[str]:
    """A header and one line per row of plain values; what a spreadsheet would run as a formula is made text."""
    writer = csv.writer(_Echo(), delimiter=";" if excel else ",")
    yield ("\ufeff" if excel else "") + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_cell(value, excel) for value in row])


def json_lines(claims: ClaimQuerySet) -> Iterator[str]:
    """One object per claim, with the fields of the annotation guideline; `doc` is the article's number."""
    for claim in _rows(claims):
        yield json.dumps(_guideline(claim), ensure_ascii=False) + "\n"


class _Echo:
    """A file that hands back what is written: so `csv.writer` returns each line."""

    def write(self, line: str) -> str:
        return line


def _rows(claims: ClaimQuerySet) -> Iterator[Claim]:
    return claims.for_export().iterator(chunk_size=AT_ONCE)


def _columns(claim: Claim) -> list[Any]:
    article, source, series = claim.article, claim.source, claim.series
    return [
        claim.pk, article.pk, article.title, article.outlet and article.outlet.name, article.published_on, article.url,
        claim.start, claim.end, quotation(claim), claim.kind,
        series and str(series.topic), series and (series.title or series.scope), claim.subject,
        claim.metric, claim.value_low, claim.value_high, claim.approx, claim.unit,
        ", ".join(f"{row.role} {row.place.name}" for row in claim.places.all()), claim.event_from, claim.event_to,
        claim.reported_on, source and source.name, source and source.type, claim.source_name, claim.speaker, claim.via,
        claim.stance, claim.confidence, claim.review,
    ]  # fmt: skip


def _cell(value: Any, excel: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        number = _plain(value)
        return number.replace(".", ",") if excel else number
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _guideline(claim: Claim) -> dict[str, Any]:
    return {
        "doc": str(claim.article_id),
        "start": claim.start,
        "end": claim.end,
        "evidence": quotation(claim),
        "kind": claim.kind,
        "subject": claim.subject,
        "metric": claim.metric or None,
        "value_low": number(claim.value_low),
        "value_high": number(claim.value_high),
        "approx": claim.approx or None,
        "unit": claim.unit or None,
        "places": [{"name": row.place.name, "role": row.role} for row in claim.places.all()],
        "event_from": _day(claim.event_from),
        "event_to": _day(claim.event_to),
        "reported_on": _day(claim.reported_on),
        "source": _source(claim),
        "stance": claim.stance,
    }


def _source(claim: Claim) -> dict[str, str | None] | None:
    if claim.source is None:
        return None
    return {
        "name": claim.source_name or claim.source.name,
        "canonical": claim.source.name,
        "type": claim.source.type,
        "speaker": claim.speaker or None,
        "via": claim.via or None,
    }


def quotation(claim: Claim) -> str:
    """The evidence on one line, cut at a word with an ellipsis where it is long."""
    text = " ".join(claim.quote.split())
    return text if len(text) <= QUOTATION else text[: QUOTATION - 1].rsplit(" ", 1)[0] + "…"


def _plain(value: int | float | Decimal) -> str:
    """A number without an exponent and without zeros at its end."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON knows it; None stays."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
