"""Marks of charts as markup: what a template would write, without one template per mark; and joined marks in words.

In: marks with their places, and the addresses of the page. Out: links that take focus and say in words what they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_interval
from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from claims.charts.bands import Band
from claims.charts.crowding import Bundle
from claims.charts.lanes import Joined, Sign
from claims.charts.spots import Stack
from claims.charts.value_panel import Mark
from claims.templatetags.formats import locale_of_page, number
from claims.templatetags.links import Links, mark_link
from claims.templatetags.wording import point_words, source_name, stance_label
from claims.timeline.records import OWN_VOICE, Point

register = template.Library()
TOLD = 5  # points on one spot that its mark tells in words; the list has all
_LETTER = 6.5  # width of a digit of a count


@register.simple_tag
def value_marks(marks: tuple[Mark | Band | Stack, ...], links: Links) -> SafeString:
    """Draw the figures of a panel, one to a line; a count stands at a band where no other does."""
    written: list[tuple[float, float]] = []
    lines = []
    for mark in marks:
        if isinstance(mark, Stack):
            lines.append(_stack(mark, links))
        else:
            lines.append(_band(mark, links, written) if isinstance(mark, Band) else _mark(mark, links))
    return mark_safe("\n".join(lines))  # each line is escaped where it is made


@register.simple_tag
def lane_signs(signs: tuple[Sign | Joined | Stack, ...], kind: str, links: Links) -> SafeString:
    """Draw the signs of a lane; `kind` is stance or place."""
    drawn = []
    for sign in signs:
        if isinstance(sign, Stack):
            drawn.append(_stack(sign, links))
        else:
            drawn.append(_joined(sign, kind, links) if isinstance(sign, Joined) else _sign(sign, kind, links))
    return mark_safe("".join(drawn))  # each sign is escaped where it is made


def _mark(mark: Mark, links: Links) -> str:
    css = f"{mark.form} {mark.colour}{' planned' if mark.planned else ''}"
    extent = format_html('<path class="extent" d="{}"/>', mark.extent) if mark.extent else ""
    extent = _span(mark.span) + extent
    return _link(css, mark_link(mark.point, links), point_words(mark.point), _hit(mark), extent, _shape(mark.shape))


def _sign(sign: Sign, kind: str, links: Links) -> str:
    css, link, words = f"{kind} {sign.css}", mark_link(sign.point, links), point_words(sign.point)
    return _link(css, link, words, _hit(sign), _span(sign.span), _shape(sign.path))


def _band(band: Band, links: Links, written: list[tuple[float, float]]) -> str:
    css = f"band {band.colour}{' planned' if band.planned else ''}"
    hit = format_html('<path class="hit" d="{}"/>', band.hit)
    extent = format_html('<path class="extent" d="{}"/>', band.extent)
    count, y = str(band.bundle.claims), max(band.y - (18 if band.bundle.open_high else 5), 10.0)
    free = all(abs(band.x - x) >= _LETTER * len(count) + 4 or abs(y - other) >= 11 for x, other in written)
    if free:
        written.append((band.x, y))
    words = bundle_words(band.bundle)
    return _link(css, links.days(band.bundle), words, hit, extent, _count(count, band.x, y) if free else "")


def _joined(sign: Joined, kind: str, links: Links) -> str:
    what = stance_label(sign.stance) if sign.stance else ""
    extent = format_html('<path class="extent" d="{}"/>', sign.extent)
    shape = _shape(sign.path) + _count(str(sign.bundle.claims), sign.x, sign.y - 7)
    words = bundle_words(sign.bundle, what)
    return _link(f"{kind} joined {sign.css}", links.days(sign.bundle), words, _hit(sign), extent, shape)


def _stack(spot: Stack, links: Links) -> str:
    """A disc with the number of what lies there; it opens the list, or the days of what is too much for one."""
    link = links.spot(spot.points) if spot.listed else links.days(spot.bundle)
    words = spot_words(spot.points) if spot.listed else bundle_words(spot.bundle)
    sign = format_html('<circle class="sign" cx="{}" cy="{}" r="8.5"/>', spot.x, spot.y)
    number_of = format_html('<text class="number" x="{}" y="{}">{}</text>', spot.x, spot.y + 3.5, len(spot.points))
    extent = format_html('<path class="extent" d="{}"/>', spot.extent) if spot.extent else ""
    return _link(f"stack {spot.colour}", link, words, _hit(spot), extent, sign + number_of)


def _link(css: str, link: str, words: str, hit: str, extent: str, shape: str) -> str:
    said = conditional_escape(words)
    return f'<a class="mark {css}" {link} aria-label="{said}"><title>{said}</title>{hit}{extent}{shape}</a>'


def _hit(mark: Any) -> str:
    return f'<circle class="hit" cx="{mark.x}" cy="{mark.y}" r="{mark.reach}"/>'


def _span(path: str) -> str:
    return f'<path class="span" d="{path}"/>' if path else ""


def _shape(path: str) -> str:
    return f'<path class="sign" d="{path}"/>'


def _count(count: str, x: float, y: float) -> str:
    return f'<text class="count" x="{x:.1f}" y="{y:.1f}">{count}</text>'


def spot_words(points: Sequence[Point]) -> str:
    """Tell what lies on one spot: how many, and each of the first ones in words."""
    told = [point_words(point) for point in points[:TOLD]]
    more = len(points) - len(told)
    told += [ngettext("%(n)s more", "%(n)s more", more) % {"n": number(more)}] if more else []
    return gettext("%(n)s on one spot: %(what)s") % {"n": number(len(points)), "what": "; ".join(told)}


@register.filter
def bundle_words(bundle: Bundle, what: str = "") -> str:
    """Tell what several points say together: who, how many claims, from what to what, when."""
    claims = ngettext("%(n)s claim", "%(n)s claims", bundle.claims) % {"n": number(bundle.claims)}
    return ", ".join(filter(None, [f"{_who(bundle)}: {claims}", what, _ends(bundle), _days(bundle)]))


def _who(bundle: Bundle) -> str:
    if bundle.source is not None:
        return gettext("the articles themselves") if bundle.source.pk == OWN_VOICE else source_name(bundle.source)
    return ngettext("%(n)s source", "%(n)s sources", bundle.sources) % {"n": number(bundle.sources)}


def _ends(bundle: Bundle) -> str:
    """Write the extremes; a band without figures has none."""
    if bundle.low is None or bundle.high is None:
        return ""
    known = {"low": number(bundle.low), "high": number(bundle.high), "n": number(bundle.high)}
    if bundle.open_low:
        return (gettext("more than %(n)s and less") if bundle.open_high else gettext("up to %(n)s")) % known
    if bundle.open_high:
        return gettext("%(low)s to more than %(high)s") % known
    return gettext("%(low)s to %(high)s") % known if bundle.low != bundle.high else known["n"]


def _days(bundle: Bundle) -> str:
    return _interval(bundle.first, bundle.last, locale_of_page())


@lru_cache(maxsize=8192)  # panels of a page have the same strips of the time axis
def _interval(first: date, last: date, locale: Locale) -> str:
    return str(format_interval(first, last, "yMMMd", locale=locale))
