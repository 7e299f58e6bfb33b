"""Filters out of an address. In: any query string at all. Out: filters, and words about what was left out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.utils.translation import gettext

from claims.models import Change
from claims.models.claims import SEARCH_CONFIG
from claims.timeline.changes import ChangeFilters
from claims.timeline.choices import LABELS
from claims.timeline.filters import FACETS, NUMBERED, Filters

MOST = 50  # values per facet that are read; more than anybody clicks
LONGEST = 100  # characters of one value that are looked at
LONGEST_TEXT = 200  # characters of a search


def read_filters(data: QueryDict) -> tuple[Filters, list[str]]:
    """Return the filters that the address asks for; what cannot be understood is left out and named."""
    problems: list[str] = []
    since, until = _span(data, problems)
    chosen = {facet: _facet(data, facet, problems) for facet in FACETS}
    filters = Filters(
        chosen={facet: values for facet, values in chosen.items() if values},
        hidden=_numbers(data, "without", problems),
        text=read_text(data, "q"),
        since=since,
        until=until,
        asof=_day(data, "asof", problems),
        log=data.get("scale") == "log",
        event=data.get("axis") == "event",
    )
    return filters, problems


def read_change_filters(data: QueryDict) -> tuple[ChangeFilters, list[str]]:
    """Return what the list of changes is asked for."""
    problems: list[str] = []
    since, until = _span(data, problems)
    filters = ChangeFilters(
        topics=frozenset(int(value) for value in _numbers(data, "topic", problems)),
        kinds=_known(data, "what", Change.What.values, problems),
        sources=frozenset(int(value) for value in _numbers(data, "source", problems)),
        since=since,
        until=until,
        asof=_day(data, "asof", problems),
        new=data.get("new") == "1",
    )
    return filters, problems


def read_day(data: QueryDict, name: str) -> date | None:
    """Return a day of the address; what is none counts as not given."""
    return _day(data, name, [])


def read_number(data: QueryDict, name: str) -> int | None:
    """Return a number of the address that can be a row's, else None."""
    value = data.get(name, "")[:LONGEST]
    return int(value) if is_number(value) else None


def read_text(data: QueryDict, name: str) -> str:
    """Return words to search for, as long as a search may be."""
    return " ".join(data.get(name, "")[: 4 * LONGEST_TEXT].replace("\0", " ").split())[:LONGEST_TEXT].strip()


def read_sort(data: QueryDict, known: Collection[str], default: str, *, name: str = "sort") -> str:
    """Return the order that the address asks for, "-" before it where it is turned round; else the default."""
    value = data.get(name, "")[:LONGEST]
    return value if value.removeprefix("-") in known else default


def search_problems(text: str) -> list[str]:
    """Say so where a search has no word to look for. One query where anything is searched for."""
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery(%s::regconfig, %s))", [SEARCH_CONFIG, text])
        if cursor.fetchone()[0]:
            return []
    return [no_words(text)]


def no_words(text: str) -> str:
    """Say that a search has no word to look for."""
    words = gettext("“%(text)s” holds no word that can be searched for: words that stand in every text are left out.")
    return words % {"text": text}


def not_understood(name: str, value: str) -> str:
    """Say that a value of the address was left out; long ones are shown in part."""
    shown = value if len(value) <= 30 else f"{value[:30]}…"
    return gettext("“%(value)s” was left out: no such %(name)s.") % {
        "value": shown,
        "name": _names().get(name, gettext("day")),
    }


def nothing_has(name: str, value: str) -> str:
    """Say that a choice of the address is one that nothing here has; so nothing is shown for it."""
    words = LABELS.get(name, {}).get(value, value)
    return gettext("Nothing here has “%(value)s” as its %(name)s.") % {"value": words, "name": _names()[name]}


def _span(data: QueryDict, problems: list[str]) -> tuple[date | None, date | None]:
    since, until = _day(data, "from", problems), _day(data, "to", problems)
    if since and until and since > until:
        problems.append(gettext("The first day is later than the last; both were swapped."))
        return until, since
    return since, until


def _facet(data: QueryDict, name: str, problems: list[str]) -> frozenset[str]:
    return _numbers(data, name, problems) if name in NUMBERED else _known(data, name, LABELS[name], problems)


def _values(data: QueryDict, name: str) -> list[str]:
    return [value[:LONGEST] for value in data.getlist(name)[:MOST] if value]


def is_number(value: str) -> bool:
    """Say whether a value of the address can be a row's number."""
    return value.isascii() and value.isdigit() and len(value) <= 18


def _numbers(data: QueryDict, name: str, problems: list[str]) -> frozenset[str]:
    """Return numbers as the house writes them: 007 is 7."""
    found = set()
    for value in _values(data, name):
        if is_number(value):
            found.add(str(int(value)))
        else:
            problems.append(not_understood(name, value))
    return frozenset(found)


def _known(data: QueryDict, name: str, choices: Collection[str], problems: list[str]) -> frozenset[str]:
    found = set()
    for value in _values(data, name):
        if value in choices:
            found.add(value)
        else:
            problems.append(not_understood(name, value))
    return frozenset(found)


def _day(data: QueryDict, name: str, problems: list[str]) -> date | None:
    """Read a day as the browser sends it, or as people write it in the page's language."""
    value = data.get(name, "").strip()[:LONGEST]
    if not value:
        return None
    try:
        return forms.DateField().clean(value) or None
    except ValidationError:
        problems.append(not_understood(name, value))
        return None


def _names() -> dict[str, str]:
    return {
        "source": gettext("source"),
        "without": gettext("source"),
        "type": gettext("kind of source"),
        "outlet": gettext("outlet"),
        "metric": gettext("figure"),
        "stance": gettext("stance"),
        "place": gettext("place"),
        "what": gettext("change"),
        "reviewed": gettext("state of review"),
        "confidence": gettext("confidence"),
        "from": gettext("first day"),
        "to": gettext("last day"),
        "asof": gettext("day"),
        "topic": gettext("topic"),
    }
