"""The choices beside the list of changes, each with what it would show beside the other filters. A query for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from claims.models import Change
from claims.timeline.changes import ChangeFilters
from claims.timeline.records import Facet, Option
from claimtrack.sorting import german_sort_key

MOST = 100  # choices of topics and sources, those with most changes; chosen ones are always among them


@dataclass(frozen=True, slots=True)
class Sums:
    """How many changes pass; how many of them came since the reader's last visit."""

    shown: int
    new: int


def change_sums(filters: ChangeFilters, before: datetime | None) -> Sums:
    """Count all and new changes. One query."""
    since = Q(added_at__gt=before) if before else Q()
    passing = Change.objects.filter(filters.conditions(before, but="new")).order_by()
    sums = passing.aggregate(all=Count("pk"), new=Count("pk", filter=since))
    return Sums(sums["new"] if filters.new else sums["all"], sums["new"] if before else 0)


def change_facets(filters: ChangeFilters, before: datetime | None = None) -> list[Facet]:
    """Return topics, kinds and sources to choose from. Three queries."""
    return [_kinds(filters, before), _sources(filters, before), _topics(filters, before)]


def _kinds(filters: ChangeFilters, before: datetime | None) -> Facet:
    rows = _counted(filters, before, "what", Q(what__in=filters.kinds))
    counts = dict(rows.values_list("what", "n"))
    options = [
        Option(code, str(label), counts[code], code in filters.kinds)
        for code, label in Change.What.choices
        if code in counts
    ]
    return Facet("what", gettext("Change"), tuple(options))


def _sources(filters: ChangeFilters, before: datetime | None) -> Facet:
    rows = _counted(filters, before, "source", Q(claim__source__in=filters.sources))
    named = rows.filter(claim__source__isnull=False).values_list("claim__source", "claim__source__name", "n")
    return Facet("source", gettext("Source"), _rows(named, filters.sources))


def _topics(filters: ChangeFilters, before: datetime | None) -> Facet:
    rows = _counted(filters, before, "topic", Q(series__topic__in=filters.topics))
    columns = rows.values_list(
        "series__topic", "series__topic__title", "series__topic__actor", "series__topic__subject_class", "n"
    )
    named = ((pk, title or " · ".join(filter(None, [actor, cls])), n) for pk, title, actor, cls, n in columns)
    return Facet("topic", gettext("Topic"), _rows(named, filters.topics))


def _counted(filters: ChangeFilters, before: datetime | None, but: str, chosen: Q) -> QuerySet[Any, Any]:
    """Changes that pass the other filters, and those of the choices that are set, with `n` of the former."""
    passing = filters.conditions(before, but=but)
    column = {"what": "what", "source": "claim__source", "topic": "series__topic"}[but]
    # Nothing asked is everything, and everything or a choice is everything: an empty Q would be left out of the OR.
    grouped = Change.objects.filter(passing | chosen if passing else Q()).order_by().values(column)
    counted = grouped.annotate(n=Count("pk", filter=passing) if passing else Count("pk"))
    return cast("QuerySet[Any, Any]", counted)


def _rows(rows: Iterable[tuple[int, str, int]], chosen: frozenset[int]) -> tuple[Option, ...]:
    options = [Option(str(pk), name, n, pk in chosen) for pk, name, n in rows]
    options.sort(key=lambda option: (-option.count, german_sort_key(option.label), option.value))
    return tuple(option for place, option in enumerate(options) if place < MOST or option.chosen)
