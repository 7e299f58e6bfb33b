"""Two sources of a topic, or two evenings, side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.forms.comparing import Sides, read_sides
from claims.forms.filters import read_day, read_filters
from claims.models import Topic
from claims.templatetags.links import Links
from claims.timeline.chips import chips_of
from claims.timeline.choices import facets_of
from claims.timeline.comparing import Line, compare_days, compare_sources, grouped
from claims.timeline.facets import count_choices
from claims.timeline.filters import Filters
from claims.timeline.loading import load_points
from claims.timeline.records import Facet
from claims.timeline.selection import selected_claims
from claims.views.leading import lead_on
from claimtrack.http import render_page

Places = dict[int, str]


@require_safe
def compare(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show what the two sides of the address agree on, where they differ, and what only one of them says."""
    topic = get_object_or_404(Topic, pk=pk)
    if topic.merged_into_id:
        return lead_on(request, topic)
    address = reverse("claims:compare", args=[topic.pk, topic.slug])
    if slug != topic.slug:
        return redirect(f"{address}?{request.GET.urlencode()}".rstrip("?"), permanent=True)
    filters, problems = read_filters(request.GET)
    known = _last_evening(request.GET) if request.GET.get("of") == "days" else filters.asof
    counts = count_choices(topic, replace(filters, chosen=_without_sources(filters), asof=known))
    facets = facets_of(counts, filters)
    sources = facets["source"]
    sides, unknown = read_sides(request.GET, sources, counts)
    lines = (_of_days if sides.days else _of_sources)(topic, filters, sides, counts.places)
    rest = _rest(filters, sides)
    context = {
        "topic": topic,
        "filters": filters,
        "rest": rest.query(),
        "kept": parse_qsl(rest.query()),
        "chips": chips_of(rest.query(), facets.values(), parse_qsl(sides.query())),
        "sides": sides,
        "names": _names(sources, sides),
        "sources": sources.options,
        "problems": problems + unknown,
        "groups": grouped(lines),
        "lines": lines,
        "address": address,
        "links_a": Links(asof=sides.day_a if sides.days else filters.asof),
        "links_b": Links(asof=sides.day_b if sides.days else filters.asof),
    }
    response = render_page(request, "claims/compare.html", context, fragments={"comparison": "claims/_compare.html"})
    response["HX-Push-Url"] = f"{address}?{'&'.join(filter(None, [sides.query(), rest.query()]))}"
    return response


def _of_sources(topic: Topic, filters: Filters, sides: Sides, places: Places) -> list[Line]:
    both = (_only(filters, source) for source in (sides.source_a, sides.source_b))
    return compare_sources(*(load_points(selected_claims(topic, one), places) if one else [] for one in both))


def _of_days(topic: Topic, filters: Filters, sides: Sides, places: Places) -> list[Line]:
    both = (replace(filters, asof=day) for day in (sides.day_a, sides.day_b))
    return compare_days(*(load_points(selected_claims(topic, one), places) for one in both))


def _last_evening(data: QueryDict) -> date | None:
    """The later of the two days, so that nothing of afterwards is offered; None where one of them is left open."""
    days = [day for day in (read_day(data, "day_a"), read_day(data, "day_b")) if day]
    return max(days) if len(days) == 2 else None


def _only(filters: Filters, source: str) -> Filters | None:
    """The filters for one source's claims; None where there is no such source."""
    return replace(filters, chosen={**filters.chosen, "source": frozenset([source])}) if source else None


def _without_sources(filters: Filters) -> dict[str, frozenset[str]]:
    return {facet: values for facet, values in filters.chosen.items() if facet != "source"}


def _rest(filters: Filters, sides: Sides) -> Filters:
    """The filters that stay beside the sides: what a side sets is left out."""
    if sides.days:
        return replace(filters, asof=None, log=False)
    return replace(filters, chosen=_without_sources(filters), log=False)


def _names(sources: Facet, sides: Sides) -> tuple[str, str]:
    """Name the two sources; days are written by the template."""
    labels = {option.value: option.label for option in sources.options}
    return labels.get(sides.source_a, ""), labels.get(sides.source_b, "")
