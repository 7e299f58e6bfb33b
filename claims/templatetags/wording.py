"""Changes, sources and shapes in words and signs, for templates."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from claims.charts.lettering import fitted
from claims.charts.marks import colour_of, shape_of, shape_path, stance_path
from claims.models import Stance
from claims.templatetags.formats import day, figure, period
from claims.timeline.records import OWN_VOICE, Point, Source

register = template.Library()
# Why a passage of an article was kept and not read, by the code that cleaning or extraction marked it with.
UNREAD = {
    "advertisement": gettext_lazy("not read: advertisement"),
    "byline": gettext_lazy("not read: who wrote it"),
    "caption": gettext_lazy("not read: caption of a picture"),
    "credit": gettext_lazy("not read: where the report comes from"),
    "dateline": gettext_lazy("not read: place and agency of the report"),
    "foreign": gettext_lazy("not read: not in German, or a post from a social network"),
    "headline": gettext_lazy("not read: headline"),
    "label": gettext_lazy("not read: label of the page"),
    "related": gettext_lazy("not read: list of other articles"),
    "separator": gettext_lazy("not read: separator"),
    "share": gettext_lazy("not read: share buttons"),
    "stamp": gettext_lazy("not read: time of an entry"),
    "table": gettext_lazy("not read: table"),
}

# Sections of a page, by the names of articles.cleaning.left_out.
SECTIONS = {
    "aside": gettext_lazy("beside the article"),
    "dialog": gettext_lazy("window"),
    "figure": gettext_lazy("picture"),
    "footer": gettext_lazy("foot of the page"),
    "form": gettext_lazy("form"),
    "header": gettext_lazy("head of the page"),
    "nav": gettext_lazy("navigation"),
    "table": gettext_lazy("table"),
}


@register.filter
def source_name(claim: Any) -> str:
    """Name who answers for a claim, point or source; where nobody does, the outlet of the article speaks for itself."""
    source = claim if isinstance(claim, Source) else claim.source
    if source is not None and source.name:
        return str(source.name)
    outlet = _outlet(claim)
    if not outlet:
        return gettext("the article itself")
    return gettext("%(outlet)s, in its own voice") % {"outlet": outlet}


def _outlet(claim: Any) -> str:
    """Name the outlet of a stored claim or of a point; a mere source has none."""
    if isinstance(claim, Source):
        return ""
    if isinstance(claim, Point):
        return ", ".join(claim.outlets)
    outlet = claim.article.outlet
    return outlet.name if outlet is not None else ""


@register.filter
def colour(claim: Any) -> str:
    """Return the colour class of a claim's source."""
    source = claim if isinstance(claim, Source) else claim.source
    return colour_of(source.pk if source is not None else OWN_VOICE)


@register.simple_tag
def swatch(source: int | str) -> SafeString:
    """Draw a source's shape in its colour, beside its name."""
    return _swatch(int(source))


@lru_cache(maxsize=4096)
def _swatch(pk: int) -> SafeString:
    return format_html(
        '<svg class="swatch source {}" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">'
        '<path d="{}"/></svg>',
        colour_of(pk),
        shape_path(shape_of(pk), 7, 7, 4.5),
    )


@register.simple_tag
@lru_cache(maxsize=16)
def stance_sign(stance: str) -> SafeString:
    """Draw a stance's sign."""
    return format_html(
        '<svg class="swatch stance stance-{0}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<path d="{1}"/></svg>',
        stance,
        stance_path(stance, 8, 8, 5.5),
    )


@register.filter
def words(text: str) -> list[str]:
    """Split codes written side by side, for a loop over fixed ones."""
    return text.split()


@register.filter
def stance_label(stance: str) -> str:
    """Name a stance in words."""
    return str(Stance(stance).label)


@register.filter
def form_label(form: str) -> str:
    """Name a way in which figures are drawn."""
    return {
        "point": pgettext("chart", "a figure"),
        "range": pgettext("chart", "from … to"),
        "more": pgettext("chart", "more than"),
        "less": pgettext("chart", "up to"),
        "vague": pgettext("chart", "vague"),
        "planned": pgettext("chart", "only planned"),
        "span": pgettext("chart", "time of the event"),
        "band": pgettext("chart", "several claims"),
        "stack": gettext("several on one spot"),
    }[form]


@register.filter
def noise_words(code: str) -> str:
    """Say why a passage was not read; an unknown code stands for itself."""
    return str(UNREAD.get(code, code))


@register.filter
def section_words(code: str) -> str:
    """Name the section of a page; an unknown code stands for itself."""
    return str(SECTIONS.get(code, code))


@register.filter
def point_words(point: Point) -> str:
    """Tell a point in one line, for those who cannot see the chart: who, what as written, when, in how many outlets."""
    return ", ".join(_parts(point, _days(point)))


@register.filter
def undated_words(point: Point) -> str:
    """Tell a point in one line below a heading that says for all of them that the day is unknown."""
    return ", ".join(_parts(point, _days(point) if point.by_event else []))


def _days(point: Point) -> list[str]:
    """Say when it was said; on the axis of events first when it happened."""
    if not point.by_event:
        return [day(point.day)]
    told = gettext("said %(day)s") if point.said else gettext("published %(day)s")
    return [*filter(None, [period(point)]), told % {"day": day(point.day)} if point.day else day(None)]


def _parts(point: Point, days: list[str]) -> list[str]:
    parts = [f"{source_name(point)}: {_point_says(point)}"]
    if point.written and point.planned:
        parts.append(gettext("planned"))
    if not point.written:
        parts += filter(None, [point.subject, ", ".join(point.places)])
    parts += days
    if (n := len(point.outlets)) > 1:
        parts.append(ngettext("in %(n)d outlet", "in %(n)d outlets", n) % {"n": n})
    return parts


@register.filter
def fit(text: str, room: int) -> str:
    """Cut a name to the room that it has in a chart."""
    return fitted(str(text), room)


def _point_says(point: Point) -> str:
    if point.written:
        return f"„{point.written}“"
    return figure(point) or stance_label(point.stance)
