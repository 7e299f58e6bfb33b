"""The sources of a page, each to be switched off and on.

In: the choices of the filter for sources, and the filters. Out: entries with the address that switches each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.timeline.filters import Filters
from claims.timeline.records import Facet

MOST = 16  # sources with an entry, those with most claims first; beyond, the filters serve


@dataclass(frozen=True, slots=True)
class Entry:
    """One source. query: the page's choices with this source switched."""

    source: int
    name: str
    hidden: bool
    query: str


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries; `more` sources have none. everything: the page's choices with no source switched off."""

    entries: tuple[Entry, ...]
    more: int
    everything: str


def legend_of(sources: Facet, filters: Filters) -> Legend:
    """List what the page shows, and what the legend switched off; what a filter leaves out is not there."""
    chosen = filters.of("source")
    listed = [
        option
        for option in sources.options
        if option.value in filters.hidden or (option.count and (option.value in chosen or not chosen))
    ]
    entries = tuple(
        Entry(int(option.value), option.label, option.value in filters.hidden, _switched(option.value, filters))
        for option in listed[:MOST]
    )
    return Legend(entries, len(listed) - len(entries), replace(filters, hidden=frozenset()).query())


def _switched(source: str, filters: Filters) -> str:
    return replace(filters, hidden=filters.hidden ^ {source}).query()
