"""The timeline of a topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.charts.crowding import page_share
from claims.charts.keys import forms_of, key_of
from claims.charts.legend import legend_of
from claims.charts.panels import topic_panels
from claims.charts.tables import LAST_WORDS, SORTS, Table, Tables, topic_tables
from claims.forms.filters import no_words, nothing_has, read_day, read_filters, read_number, read_sort
from claims.forms.spots import read_spot
from claims.models import Topic
from claims.templatetags.links import Links
from claims.timeline.asked import Here, asked_here
from claims.timeline.card import claim_card
from claims.timeline.changes import latest_changes
from claims.timeline.chips import chips_of
from claims.timeline.choices import strangers
from claims.timeline.comparing import last_words
from claims.timeline.evening import Evening, changes_by
from claims.timeline.filters import Filters
from claims.timeline.loading import by_day
from claims.timeline.records import Timeline
from claims.timeline.spot import points_on_spot
from claims.timeline.topic import topic_timeline
from claims.timeline.views import topics_with_views, views_of
from claims.views.leading import lead_on
from claimtrack.http import render_page

CHANGES_SHOWN = 8
OPEN_FACETS = ("source", "metric", "stance")  # the others wait behind a heading
MORE_FACETS = ("type", "outlet", "place", "what", "reviewed", "confidence")


@require_safe
def topic(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show the timeline of a topic under the filters that the address holds."""
    topic = get_object_or_404(topics_with_views(request.user), pk=pk)  # type: ignore[arg-type]  # everybody is logged in
    if topic.merged_into_id:
        return lead_on(request, topic)
    if slug != topic.slug:
        return redirect(f"{topic.get_absolute_url()}?{request.GET.urlencode()}".rstrip("?"), permanent=True)
    filters, problems = read_filters(request.GET)
    if _asked_alone(request, "claim"):
        return _answer_spot(request, topic, filters)
    evening = changes_by(filters.asof, [topic.pk])
    timeline = topic_timeline(topic, filters, evening)
    problems += [nothing_has(facet, value) for facet, value in strangers(timeline.facets, filters)]
    problems += [] if timeline.searchable else [no_words(filters.text)]
    tables = _tables(request, timeline, filters.asof)
    if table := _asked_table(request, tables):
        return _answer_table(request, topic, filters, table)
    context = {"topic": topic, "filters": filters, "problems": problems, "tables": tables, **_drawn(timeline, filters)}
    context["asked"] = asked_here(topic.pk) if not filters.asof else Here()  # on evenings before nobody had asked
    shown = _shown_before(request)
    _add_side(shown, topic, filters, evening, context)
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        context["views"] = views_of(topic)
    response = render_page(
        request, "claims/topic.html", context, fragments={"timeline": "claims/_timeline_answer.html"}
    )
    response["HX-Push-Url"] = f"{topic.get_absolute_url()}?{_address(context, filters)}".rstrip("?")
    return response


def _asked_alone(request: HttpRequest, target: str) -> bool:
    """Tell whether HTMX asks for this element alone."""
    htmx = request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware
    return bool(htmx and not htmx.history_restore_request and htmx.target == target)


def _answer_spot(request: HttpRequest, topic: Topic, filters: Filters) -> HttpResponse:
    """Answer with the list of what lies on one spot of a chart."""
    spot = points_on_spot(topic, read_spot(request.GET), filters.asof)
    context = {"spot": spot, "query": filters.query(), "links": Links(filters.query(), filters.asof)}
    return render_page(request, "claims/_spot.html", context)


def _tables(request: HttpRequest, timeline: Timeline, asof: date | None) -> Tables:
    """Return the tables of the page, one of them open at the page that the address names."""
    asked, number = request.GET.get("table", "")[:40], read_number(request.GET, "rows") or 1
    sort = read_sort(request.GET, SORTS, "", name="by")
    last = last_words(by_day(timeline.points)) if asof else ()
    return Tables(topic_tables(timeline, last), asked, number, crowded=page_share(timeline) < 1, sort=sort)


def _asked_table(request: HttpRequest, tables: Tables) -> Table | None:
    """Return the table that HTMX asks for alone."""
    return tables.of(tables.asked) if _asked_alone(request, f"table-{tables.asked}") else None


def _answer_table(request: HttpRequest, topic: Topic, filters: Filters, table: Table) -> HttpResponse:
    links = Links(filters.query(), filters.asof)
    asked = asked_here(topic.pk) if not filters.asof else Here()
    context = {"table": table, "links": links, "filters": filters, "asked": asked}
    template = "claims/_last_words.html" if table.key == LAST_WORDS else "claims/_point_table.html"
    response = render_page(request, template, context)
    response["HX-Push-Url"] = f"{topic.get_absolute_url()}{links.table(table.key, table.number, table.sort)}"
    return response


def _shown_before(request: HttpRequest) -> QueryDict:
    """Return the query of the page as the reader sees it: of a changed filter, the page on which it was changed."""
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return request.GET
    return QueryDict(urlsplit(request.htmx.current_url or "").query)  # type: ignore[attr-defined]


def _address(context: dict[str, Any], filters: Filters) -> str:
    """Return the tidy query of a changed filter; a card that stays open beside the timeline stays in the address."""
    return "&".join(filter(None, [filters.query(), context["open"]]))


def _drawn(timeline: Timeline, filters: Filters) -> dict[str, Any]:
    """Lay out all panels on one time axis."""
    query = filters.query()
    panels = topic_panels(timeline, filters)
    more = [timeline.facets[name] for name in MORE_FACETS]
    return {
        "timeline": timeline,
        "open_facets": [timeline.facets[name] for name in OPEN_FACETS],
        "more_facets": more,
        "more_facets_open": any(facet.chosen for facet in more),
        "query": query,
        "chips": chips_of(query, timeline.facets.values()),
        "today": f"?{replace(filters, asof=None).query()}",
        "links": Links(query, filters.asof),
        "figures": panels.figures,
        "stances": panels.stances,
        "places": panels.places,
        "stacked": panels.stacked,
        "undated_positions": [p for p in timeline.positions if p.at is None],
        "undated_places": [p for p in timeline.places if p.at is None],
        "legend": legend_of(timeline.facets["source"], filters),
        "keys": [key_of(form, 11, 11) for form in forms_of(event=filters.event, crowded=page_share(timeline) < 1)],
        "whole_time": f"?{replace(filters, since=None, until=None).query()}",
    }


def _add_side(shown: QueryDict, topic: Topic, filters: Filters, evening: Evening, context: dict[str, Any]) -> None:
    """Add what stands beside the charts: the latest changes, and the chosen claim's card.

    A card that is open stays as it is, maybe half corrected, unless the day is another one.
    """
    chosen = read_number(shown, "claim")
    card = claim_card(chosen, filters.asof, evening, filters.text) if chosen else None
    if chosen and card is None:
        unknown = gettext("The claim that the address names does not exist.")
        later = gettext("The claim that the address names does not exist, or was not known yet on that day.")
        context["problems"].append(later if filters.asof else unknown)
    numbers = [] if chosen else read_spot(shown)
    context["card"], context["open"] = card, f"claim={card.claim.pk}" if card else ""
    if numbers:
        context["spot"] = points_on_spot(topic, numbers, filters.asof)
        context["open"] = f"claims={'.'.join(map(str, numbers))}"
    context["another_day"] = read_day(shown, "asof") != filters.asof
    context["changes"] = latest_changes(topic, evening=evening)[:CHANGES_SHOWN]
