"""Figures, days and spans as people write them in the page's language: 3.000 and 1,2 Mio. in German."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from django import template
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, pgettext

register = template.Library()

MILLION = 1_000_000


def locale_of_page() -> Locale:
    """Return the locale in whose way the page writes."""
    return _locale(get_language() or "en")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


@register.filter
def number(value: Decimal | float | int | None) -> str:
    """Write a number: grouped by thousands, from a million on in words where nothing is lost by it.

    1,2 Mio. in German, 1.2 million in English, where the short form (1.2M) is for axes only.
    """
    if value is None:
        return ""
    return _number(str(value), get_language() or "en")


@lru_cache(maxsize=8192)  # a page of thousands of claims names the same figures again and again
def _number(written: str, language: str) -> str:
    value, locale = Decimal(written), _locale(language)
    if abs(value) >= MILLION and value % 10_000 == 0:
        form: Literal["short", "long"] = "short" if locale.language == "de" else "long"
        return str(format_compact_decimal(value, format_type=form, locale=locale, fraction_digits=2))
    return str(format_decimal(value.normalize() if value % 1 else int(value), locale=locale, format="#,##0.####"))


@register.filter
def axis_number(value: float) -> str:
    """Write a figure beside an axis, as short as it can be."""
    if abs(value) >= MILLION:
        return str(format_compact_decimal(value, format_type="short", locale=locale_of_page(), fraction_digits=2))
    return number(value)


@register.filter
def figure(claim: Any) -> str:
    """Write what a claim or point is understood to say: its range, with its hedge."""
    low, high = _bounds(claim)
    if low is None and high is None:
        return ""
    known = {"n": number(low if low is not None else high), "low": number(low), "high": number(high)}
    return _pattern(str(claim.approx), low, high) % known


def _bounds(claim: Any) -> tuple[Decimal | None, Decimal | None]:
    """Accept a stored claim as well as a point of a timeline."""
    if hasattr(claim, "value_low"):
        return claim.value_low, claim.value_high
    return claim.low, claim.high


def _pattern(approx: str, low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return gettext("less than %(n)s") if approx == "less_than" else gettext("up to %(n)s")
    if high is None:
        return gettext("%(n)s or more, vague") if approx == "vague" else gettext("more than %(n)s")
    if low != high:
        return gettext("%(low)s to %(high)s")
    return gettext("about %(n)s") if approx in ("about", "vague") else "%(n)s"


@register.filter
def day(value: date | None) -> str:
    """Write a day: 23.10.2024, Oct 23, 2024."""
    return _day(value, get_language() or "en") if value else gettext("day unknown")


@lru_cache(maxsize=8192)
def _day(value: date, language: str) -> str:
    return str(format_date(value, "medium", locale=_locale(language)))


@register.filter
def moment(value: datetime) -> str:
    """Write when something was done, in the site's time: 23.10.2024, 14:05."""
    local = localtime(value)
    return f"{day(local.date())}, {format_time(local.time(), 'short', locale=locale_of_page())}"


@register.filter
def axis_day(tick: Any) -> str:
    """Write the day of an axis line as exactly as its unit asks."""
    if tick.unit == "year":
        return str(tick.day.year)
    return _axis_day("MMMd" if tick.unit == "day" else "yMMM", tick.day, get_language() or "en")


@lru_cache(maxsize=1024)  # every panel of a page has the same axis
def _axis_day(skeleton: str, value: date, language: str) -> str:
    return str(format_skeleton(skeleton, value, locale=_locale(language)))


@register.filter
def iso(value: date | None) -> str:
    """Write a day for machines."""
    return value.isoformat() if value else ""


@register.filter
def period(claim: Any) -> str:
    """Write when something happened or holds: a day, a span, open at one end, or nothing."""
    start, end = claim.event_from, claim.event_to
    if start and end:
        return day(start) if start == end else f"{day(start)} – {day(end)}"
    if start:
        return gettext("from %(day)s on") % {"day": day(start)}
    return gettext("until %(day)s") % {"day": day(end)} if end else ""


@register.filter
def signed(value: Decimal | None) -> str:
    """Write a difference with its sign, the true minus included."""
    if value is None:
        return ""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{number(abs(value))}"


@register.filter
def signed_percent(value: Decimal | None) -> str:
    """Write a change in percent, rounded to whole percents from ten on."""
    if value is None:
        return ""
    rounded = value.quantize(Decimal(1) if abs(value) >= 10 else Decimal("0.1"))
    return pgettext("percentage", "%(n)s %%") % {"n": signed(rounded)}


@register.filter
def percent(share: float) -> str:
    """Write a share of one in percent."""
    return str(format_percent(share, locale=locale_of_page()))
