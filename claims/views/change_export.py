"""The changes that the page lists, as a file: old and new, the difference, and the sentence in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from claims.exports import AT_ONCE, csv_rows, number
from claims.forms.filters import read_change_filters
from claims.models import Change, Claim
from claims.templatetags.change_words import change_sentence, source_of
from claims.timeline.changes import listed_changes
from claims.timeline.evening import changes_by
from claims.timeline.merging import ChangeList
from claims.views.export import TYPES, in_chunks

LANGUAGES = [code for code, _ in settings.LANGUAGES]
SIDES = ("claim", "low", "high", "approx", "stance", "source", "outlet")
COLUMNS = (
    "what", "day", "topic", "series", "metric", "unit", *(f"old_{name}" for name in SIDES),
    *(f"new_{name}" for name in SIDES), "difference", "percent", *(f"explanation_{code}" for code in LANGUAGES),
)  # fmt: skip


@require_safe
def change_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send the changes that the page with this query lists, `new` apart; `excel=1` as in exports of topics."""
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=TYPES[form])
    else:
        filters = read_change_filters(request.GET)[0]
        evening = changes_by(filters.asof, filters.topics or None)
        rows = map(_columns, _all(listed_changes(filters, evening=evening)))
        lines = csv_rows(COLUMNS, rows, excel=request.GET.get("excel") == "1") if form == "csv" else _json(rows)
        response = StreamingHttpResponse(in_chunks(lines), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="changes.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _all(changes: ChangeList) -> Iterator[Change]:
    """All of the list in its order, never all in memory: of one day the stored ones first."""
    extra = list(changes.extra)
    for change in changes.stored.iterator(chunk_size=AT_ONCE):
        while extra and (change.day is None or (extra[0].day or date.min) > change.day):
            yield extra.pop(0)
        yield change
    yield from extra


def _columns(change: Change) -> list[Any]:
    claim, series = change.claim, change.series
    sentences = []
    for code in LANGUAGES:
        with override(code):
            sentences.append(change_sentence(change))
    return [
        change.what, change.day, str(series.topic), series.scope, claim.metric, claim.unit, *_side(change.previous),
        *_side(None if change.claim_id == change.previous_id else claim), change.difference, change.percent, *sentences,
    ]  # fmt: skip


def _side(claim: Claim | None) -> list[Any]:
    if claim is None:
        return [None] * len(SIDES)
    outlet = claim.article.outlet
    values = (claim.value_low, claim.value_high, claim.approx, claim.stance)
    return [claim.pk, *values, source_of(claim), outlet.name if outlet else ""]


def _json(rows: Iterable[list[Any]]) -> Iterator[str]:
    for row in rows:
        yield (
            json.dumps({name: _plain(value) for name, value in zip(COLUMNS, row, strict=True)}, ensure_ascii=False)
            + "\n"
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    return value.isoformat() if isinstance(value, date) else value if value != "" else None
