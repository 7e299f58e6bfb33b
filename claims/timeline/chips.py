"""The filters that are set, each with the page without it. In: a page's query and facets. Out: chips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from claims.timeline.choices import LABELS, LEGENDS
from claims.timeline.records import Facet

# Parts of a query that leave nothing out.
FORMS = frozenset({"scale", "axis", "sort", "facets"})
DAYS = frozenset({"from", "to", "asof"})
NAMES: dict[str, str | Promise] = {
    **LEGENDS,
    "topic": gettext_lazy("Topic"),
    "without": gettext_lazy("Without"),
    "q": gettext_lazy("Words"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "asof": gettext_lazy("Known on the evening of"),
    "new": gettext_lazy("New"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice in words. name, value: what it is; day: the value where it is one; query: the page without it."""

    name: str
    value: str
    day: date | None
    query: str


def chips_of(query: str, facets: Iterable[Facet] = (), kept: Iterable[tuple[str, str]] = ()) -> list[Chip]:
    """Return a chip for each choice of the query. kept: pairs that every address holds besides, as an order."""
    pairs = parse_qsl(query)
    labels = {(facet.name, option.value): option.label for facet in facets for option in facet.options}
    found = []
    for place, (name, value) in enumerate(pairs):
        if name in FORMS:
            continue
        rest = urlencode([*pairs[:place], *pairs[place + 1 :], *kept])
        label = labels.get(("source" if name == "without" else name, value))
        words = label or str(LABELS.get(name, {}).get(value, value))
        day = date.fromisoformat(value) if name in DAYS else None
        shown = str(gettext_lazy("since my last visit")) if name == "new" else words
        found.append(Chip(str(NAMES.get(name, name)), shown, day, rest))
    return found
