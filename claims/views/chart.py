"""The charts of a topic as one SVG file."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.charts.crowding import page_share
from claims.charts.figures import figure_panels
from claims.charts.ink import inks, inks_of
from claims.charts.lanes import place_panel, stance_panel
from claims.charts.scale import TimeScale
from claims.charts.sheet import Sheet, group_parts, sheet
from claims.forms.filters import read_filters
from claims.models import Topic
from claims.templatetags.links import Links
from claims.timeline.filters import Filters
from claims.timeline.records import Timeline
from claims.timeline.topic import topic_timeline


@require_safe
def chart_export(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Send what the page with this query draws, with its colours and addresses in it."""
    topic = get_object_or_404(Topic, pk=pk)
    if slug != topic.slug:
        right = reverse("claims:chart_export", args=[pk, topic.slug])
        return redirect(f"{right}?{request.GET.urlencode()}".rstrip("?"), permanent=True)
    filters = read_filters(request.GET)[0]
    timeline = topic_timeline(topic, filters)
    ink = inks()
    context = {
        "topic": topic,
        "filters": filters,
        "query": filters.query(),
        "timeline": timeline,
        "sheet": chart_sheet(timeline, filters),
        "links": Links(filters.query(), site=request.build_absolute_uri(topic.get_absolute_url())),
        "inks": {"ink": ink["ink"], "note": ink["ink-2"], "rule": ink["rule"]},
        "sources": inks_of("src"),
        "stances": inks_of("stance"),
    }
    response = render(request, "claims/chart.svg", context, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{topic.slug}.svg"'
    response["Cache-Control"] = "private, no-store"
    return response


def chart_sheet(timeline: Timeline, filters: Filters) -> Sheet:
    """Lay out all panels in the order of the page; what is folded there stands open at the end."""
    first = timeline.first_day or timeline.last_day or date(2000, 1, 1)
    time = TimeScale.over(first, max(first, timeline.last_day or first))
    share = page_share(timeline)
    numbers = [(option.label, option.value) for option in timeline.facets["place"].options]
    figures = figure_panels(timeline.figures, time, log=filters.log, share=share)
    stances = stance_panel(timeline.positions, time, share=share)
    places = place_panel(timeline.places, time, share=share, numbers=numbers)
    parts = group_parts(figures.main, gettext("Named once"))
    parts += [("stance", gettext("Who confirms, who denies"), stances)] if stances.lanes else []
    parts += [("place", gettext("Who places them where"), places)] if places.lanes else []
    return sheet([*parts, *group_parts(figures.other, gettext("Other figures, named once"))])
