"""Rows of the tables beside charts as markup: what a template would write, without two dozen look-ups for each row.

In: points, the kind of their table and the addresses of the page. Out: rows, escaped here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from claims.templatetags.formats import day, figure, period
from claims.templatetags.links import Links, mark_link
from claims.templatetags.wording import source_name, stance_label, stance_sign, swatch
from claims.timeline.records import Point

register = template.Library()


@register.simple_tag
def point_rows(
    points: Sequence[Point], kind: str, links: Links, event: bool, asked: Collection[int] | None = None
) -> SafeString:
    """Write one row for each point. kind: of the table, see `charts.tables`; event: with the days that it is about.

    asked: numbers of claims about which something waits for approval.
    """
    waiting = frozenset(asked or ())
    rows = ("".join(_cells(point, kind, links, waiting, event=bool(event))) for point in points)
    return mark_safe("\n".join(f"<tr>{cells}</tr>" for cells in rows))


def _cells(point: Point, kind: str, links: Links, asked: frozenset[int], *, event: bool) -> Iterator[str]:
    yield _cell(day(point.day), "nowrap")
    if event:
        yield _cell(period(point) or "–", "nowrap")
    yield f'<td class="nowrap who">{swatch(point.source.pk)} {conditional_escape(source_name(point))}</td>'
    if kind == "once":
        yield _cell(point.series.title)
    if kind == "places":
        yield _german(conditional_escape(", ".join(point.places)))
    said = conditional_escape(point.written or point.subject or gettext("claim"))
    yield _german(f"<a {mark_link(point, links)}>{said}</a>{_waits(point, asked)}")
    if kind != "positions":
        yield _cell(figure(point), "num")
    stance = conditional_escape(stance_label(point.stance))
    yield f'<td class="nowrap">{stance_sign(point.stance)} {stance}</td>'
    yield _cell(", ".join(point.outlets))


def _cell(words: str, css: str = "") -> str:
    look = f' class="{css}"' if css else ""
    return f"<td{look}>{conditional_escape(words)}</td>"


def _waits(point: Point, asked: frozenset[int]) -> str:
    """The badge of what waits for approval; its words stand on the card."""
    if asked.isdisjoint(point.claims):
        return ""
    words = conditional_escape(gettext("waits for approval"))
    return f' <span class="badge badge-asked" lang="{get_language() or "en"}">{words}</span>'


def _german(markup: str) -> str:
    """What an article says, or a place: German on every page."""
    return f'<td lang="de">{markup}</td>'
