"""Cells of the list of topics as markup: what a template would write, without a dozen look-ups for each number.

In: what `timeline.topic_rows` tells of one topic. Out: markup, escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from claims.charts.sparkline import Sparkline
from claims.templatetags.formats import figure, number
from claims.templatetags.wording import source_name, swatch
from claims.timeline.records import Point
from claims.timeline.topic_rows import TopicRow

register = template.Library()


@register.simple_tag
def course(row: TopicRow, spark: Sparkline | None) -> SafeString:
    """Draw the course of the main series, where there are several days, and write its least and largest figure."""
    if spark is None:
        return SafeString()
    drawn = _drawn(spark) if len(row.days) > 1 else ""
    least, largest = row.least, row.largest
    if largest is None:
        return mark_safe(drawn)  # numbers alone, see `_drawn`
    ends = number(largest) if least == largest else f"{number(least)} – {number(largest)}"
    return format_html('{}<span class="range muted">{}</span>', mark_safe(drawn), ends)


def _drawn(spark: Sparkline) -> str:
    """The line in its band; paths and places are made of numbers, there is nothing to escape."""
    return (
        f'<svg class="spark" viewBox="0 0 {spark.width} {spark.height}" width="120" height="28" aria-hidden="true">'
        f'<path class="spark-band" d="{spark.band}"/><path class="spark-line" d="{spark.line}"/>'
        f'<circle cx="{spark.last_x}" cy="{spark.last_y}" r="2.5"/></svg>'
    )


@register.simple_tag
def latest_figures(points: Sequence[Point]) -> SafeString:
    """List the last figure of each leading source, then the series that they are of."""
    if not points:
        return mark_safe('<span class="muted">–</span>')
    told = ((swatch(point.source.pk), source_name(point), figure(point)) for point in points)
    lines = format_html_join("", "<li>{} {} <b>{}</b></li>", told)
    title = conditional_escape(points[0].series.title)
    return format_html('<ul class="plain">{}</ul><span class="muted small">{}</span>', lines, title)
