"""The charts of a topic as one file: SVG, or a PNG picture of the same sheet."""

from __future__ import annotations

import re
from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.charts.crowding import page_share
from claims.charts.ink import inks, inks_of
from claims.charts.keys import forms_of
from claims.charts.panels import topic_panels
from claims.charts.picture import picture
from claims.charts.sheet import Sheet, group_parts, sheet
from claims.forms.filters import read_filters
from claims.models import Topic
from claims.templatetags.descriptions import filter_notes
from claims.templatetags.formats import day
from claims.templatetags.links import Links
from claims.timeline.filters import Filters
from claims.timeline.records import Source, Timeline
from claims.timeline.topic import topic_timeline
from claims.views.leading import lead_on

TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}
# Letters that articles may hold and XML may not: one of them, and no program opens the file.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@require_safe
def chart_export(request: HttpRequest, pk: int, slug: str, form: str) -> HttpResponseBase:
    """Send what the page with this query draws, with its colours and addresses in it; `form` is svg or png."""
    topic = get_object_or_404(Topic, pk=pk)
    if topic.merged_into_id:
        return lead_on(request, topic)
    if slug != topic.slug:
        right = reverse("claims:chart_export", kwargs={"pk": pk, "slug": topic.slug, "form": form})
        return redirect(f"{right}?{request.GET.urlencode()}".rstrip("?"), permanent=True)
    name = f"{topic.slug}.{form}"
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=TYPES[form])
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        content = _content(request, topic, form)
        response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=TYPES[form])
    response["Cache-Control"] = "private, no-store"
    return response


def _content(request: HttpRequest, topic: Topic, form: str) -> bytes:
    filters = read_filters(request.GET)[0]
    timeline = topic_timeline(topic, filters)
    site = request.build_absolute_uri(topic.get_absolute_url())
    done = chart_sheet(topic, timeline, filters, site)
    ink = inks()
    context = {
        "sheet": done,
        "filters": filters,
        "links": Links(filters.query(), site=site),
        "inks": {"ink": ink["ink"], "note": ink["ink-2"], "rule": ink["rule"]},
        "sources": inks_of("src"),
        "stances": inks_of("stance"),
    }
    svg = _NOT_XML.sub("", render_to_string("claims/chart.svg", context))
    return picture(svg, done.width, done.height) if form == "png" else svg.encode()


def chart_sheet(topic: Topic, timeline: Timeline, filters: Filters, site: str) -> Sheet:
    """Lay out all panels in the order of the page; what is folded there stands open at the end."""
    panels = topic_panels(timeline, filters)
    figures, stances, places = panels.figures, panels.stances, panels.places
    parts = group_parts(figures.main, gettext("Named once"))
    parts += [("stance", gettext("Who confirms, who denies"), stances)] if stances.lanes else []
    parts += [("place", gettext("Who places them where"), places)] if places.lanes else []
    parts += group_parts(figures.other, gettext("Other figures, named once"))
    forms = forms_of(event=filters.event, crowded=page_share(timeline) < 1, stacked=panels.stacked)
    if all(chart not in ("value", "once") for chart, _, _ in parts):  # no figures, but maybe stacks of positions
        forms = ("stack",) if panels.stacked else ()
    query = filters.query()
    exported = gettext("Exported on %(day)s from %(address)s") % {
        "day": day(localdate()),
        "address": f"{site}?{query}" if query else site,
    }
    return sheet(
        parts,
        title=str(topic),
        notes=filter_notes(timeline, filters),
        sources=_sources(timeline),
        forms=forms,
        foot=[exported],
    )


def _sources(timeline: Timeline) -> list[Source]:
    """Those that are drawn, the ones with most claims first."""
    drawn = {str(source.pk) for source in timeline.sources}
    options = timeline.facets["source"].options
    return [Source(int(option.value), option.label) for option in options if option.value in drawn]
