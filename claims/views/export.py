"""What the timeline of a topic shows, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.exports import csv_lines, json_lines
from claims.forms.filters import read_filters
from claims.linked_data import linked_data
from claims.models import Topic
from claims.querysets import ClaimQuerySet
from claims.timeline.selection import selected_claims
from claims.views.leading import lead_on

LINES_A_CHUNK = 200  # lines per packet: one each would be slow, all at once would fill the memory
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8", "jsonld": "application/ld+json"}


@require_safe
def topic_export(request: HttpRequest, pk: int, slug: str, form: str) -> HttpResponseBase:
    """Send the claims that the page with this query shows; `excel=1` writes CSV as German Excel reads it."""
    topic = get_object_or_404(Topic, pk=pk)
    if topic.merged_into_id:
        return lead_on(request, topic)
    if slug != topic.slug:
        right = reverse("claims:topic_export", kwargs={"pk": pk, "slug": topic.slug, "form": form})
        return redirect(f"{right}?{request.GET.urlencode()}".rstrip("?"), permanent=True)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=TYPES[form])
    else:
        claims = selected_claims(topic, read_filters(request.GET)[0])
        response = StreamingHttpResponse(in_chunks(_lines(request, claims, form)), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{topic.slug}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _lines(request: HttpRequest, claims: ClaimQuerySet, form: str) -> Iterator[str]:
    if form == "csv":
        return csv_lines(claims, excel=request.GET.get("excel") == "1")
    if form == "jsonld":
        return linked_data(claims, request.build_absolute_uri("/").rstrip("/"))
    return json_lines(claims)


def in_chunks(lines: Iterable[str]) -> Iterator[str]:
    """Many lines at once."""
    rest = iter(lines)
    while chunk := "".join(islice(rest, LINES_A_CHUNK)):
        yield chunk
