"""The choices of every filter in words. In: counts by value. Out: facets as the page offers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from claims.models import Change, Metric, SourceType, Stance
from claims.timeline.facets import Choice, Counts
from claims.timeline.filters import FACETS, NOBODY, NUMBERED, OWN_TYPE, REVIEWED, UNREVIEWED, Filters
from claims.timeline.records import Facet, Option
from claimtrack.sorting import german_sort_key

Words = str | Promise
LEGENDS: dict[str, Words] = {
    "source": gettext_lazy("Source"),
    "type": gettext_lazy("Kind of source"),
    "outlet": gettext_lazy("Outlet"),
    "metric": gettext_lazy("Figure"),
    "stance": gettext_lazy("Stance"),
    "place": gettext_lazy("Place"),
    "what": gettext_lazy("Change"),
    "reviewed": gettext_lazy("Reviewed"),
    "confidence": gettext_lazy("Confidence"),
}
# Facets whose values are words of the house, in the order in which they are offered.
LABELS: dict[str, dict[str, Words]] = {
    "type": {**dict(SourceType.choices), OWN_TYPE: gettext_lazy("the article itself")},
    "metric": dict(Metric.choices),
    "stance": dict(Stance.choices),
    "what": dict(Change.What.choices),
    "reviewed": {REVIEWED: gettext_lazy("by an editor"), UNREVIEWED: gettext_lazy("not yet")},
    "confidence": {
        "likely": pgettext_lazy("confidence", "likely right"),
        "uncertain": pgettext_lazy("confidence", "uncertain"),
        "doubtful": pgettext_lazy("confidence", "doubtful"),
    },
}


def facets_of(counts: Counts, filters: Filters) -> dict[str, Facet]:
    """Return every facet by name; those of rows sorted by how many claims they would show."""
    return {
        name: Facet(name, str(LEGENDS[name]), _options(name, counts.choices.get(name, []), filters)) for name in FACETS
    }


def strangers(facets: Mapping[str, Facet], filters: Filters) -> list[tuple[str, str]]:
    """Return facet and value of what the address chooses and no claim has."""
    offered = {name: {option.value for option in facet.options} for name, facet in facets.items()}
    return [(name, value) for name in FACETS for value in sorted(filters.of(name) - offered[name])]


def _options(name: str, choices: Iterable[Choice], filters: Filters) -> tuple[Option, ...]:
    chosen = filters.of(name)
    if name in NUMBERED:
        rows = [Option(c.value, c.name or _nobody(name, c.value), c.count, c.value in chosen) for c in choices]
        return tuple(sorted(rows, key=lambda o: (-o.count, german_sort_key(o.label), o.value)))
    counts = {choice.value: choice.count for choice in choices}
    return tuple(
        Option(value, str(label), counts[value], value in chosen)
        for value, label in LABELS[name].items()
        if value in counts
    )


def _nobody(facet: str, value: str) -> str:
    """Name the choice of claims that have none."""
    if value != NOBODY:
        return value
    return gettext("the article itself") if facet == "source" else gettext("outlet unknown")
