"""Filters out of an address. In: any query string at all. Out: filters, and words about what was left out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext

from claims.models import Change, Metric, Stance
from claims.timeline.filters import Filters

MOST = 50  # values per facet that are read; more than the page offers
LONGEST = 100  # characters of one value that are looked at


def read_filters(data: QueryDict) -> tuple[Filters, list[str]]:
    """Return the filters that the address asks for; what cannot be understood is left out and named."""
    problems: list[str] = []
    since = _day(data, "from", problems)
    until = _day(data, "to", problems)
    if since and until and since > until:
        problems.append(gettext("The first day is later than the last; both were swapped."))
        since, until = until, since
    filters = Filters(
        sources=_numbers(data, "source", problems),
        metrics=_known(data, "metric", Metric.values, problems),
        stances=_known(data, "stance", Stance.values, problems),
        since=since,
        until=until,
        log=data.get("scale") == "log",
    )
    return filters, problems


def read_change_filters(data: QueryDict) -> tuple[frozenset[str], frozenset[int], list[str]]:
    """Return the kinds of change and the sources that the list of changes is asked for."""
    problems: list[str] = []
    kinds = _known(data, "what", Change.What.values, problems)
    return kinds, _numbers(data, "source", problems), problems


def read_number(data: QueryDict, name: str) -> int | None:
    """Return a number of the address that can be a row's, else None."""
    value = data.get(name, "")[:LONGEST]
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None


def _values(data: QueryDict, name: str) -> list[str]:
    return [value[:LONGEST] for value in data.getlist(name)[:MOST] if value]


def _numbers(data: QueryDict, name: str, problems: list[str]) -> frozenset[int]:
    found = set()
    for value in _values(data, name):
        if value.isascii() and value.isdigit() and len(value) <= 18:
            found.add(int(value))
        else:
            problems.append(_not_understood(name, value))
    return frozenset(found)


def _known(data: QueryDict, name: str, choices: Collection[str], problems: list[str]) -> frozenset[str]:
    found = set()
    for value in _values(data, name):
        if value in choices:
            found.add(value)
        else:
            problems.append(_not_understood(name, value))
    return frozenset(found)


def _day(data: QueryDict, name: str, problems: list[str]) -> date | None:
    """Read a day as the browser sends it, or as people write it in the page's language."""
    value = data.get(name, "").strip()[:LONGEST]
    if not value:
        return None
    try:
        return forms.DateField().clean(value) or None
    except ValidationError:
        problems.append(_not_understood(name, value))
        return None


def _not_understood(name: str, value: str) -> str:
    names = {
        "source": gettext("source"),
        "metric": gettext("figure"),
        "stance": gettext("stance"),
        "what": gettext("change"),
        "from": gettext("first day"),
        "to": gettext("last day"),
    }
    shown = value if len(value) <= 30 else f"{value[:30]}…"
    return gettext("“%(value)s” was left out: no such %(name)s.") % {"value": shown, "name": names[name]}
