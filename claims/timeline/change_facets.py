"""The choices beside the list of changes, each with what it would show beside the other filters. One query."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.db import connection
from django.db.models import Count, DateField, F, Q, QuerySet, Sum, Value
from django.utils.translation import get_language, gettext

from claims.models import Actor, Change, ChangeTally, Topic
from claims.timeline.changes import ChangeFilters
from claims.timeline.evening import TODAY, Evening
from claims.timeline.records import Facet, Option
from claimtrack.sorting import german_sort_key

MOST = 100  # choices of topics and sources, those with most changes; chosen ones are always among them
_VALUES = {"what": "what", "source": "claim__source", "topic": "series__topic"}
# How the rows of a part are named: an expression, and the join that it asks for.
_NAMES = {
    "what": ("''", ""),
    "source": ("t.name", f"JOIN {Actor._meta.db_table} t ON t.id = g.value"),
    "topic": (
        "coalesce(nullif(t.title, ''), concat_ws(' · ', nullif(t.actor, ''), nullif(t.subject_class, '')))",
        f"JOIN {Topic._meta.db_table} t ON t.id = g.value",
    ),
    "day": ("''", ""),
}


@dataclass(frozen=True, slots=True)
class Sums:
    """How many changes pass; how many of them came since the reader's last visit."""

    shown: int
    new: int


@dataclass
class ChangeCounts:
    """Sums of the list, the choices of each facet as (value, label) with their number, stored changes by day."""

    shown: int = 0
    new: int = 0
    choices: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    days: dict[date, int] = field(default_factory=dict)
    visited: bool = False  # whether the reader was here before: else nothing is new, and "new" leaves nothing out

    def sums(self, filters: ChangeFilters) -> Sums:
        """What the page says of the list; `new` is told beside every choice, whether it is set or not."""
        return Sums(self.new if filters.new and self.visited else self.shown, self.new)


def count_changes(filters: ChangeFilters, before: datetime | None = None, evening: Evening = TODAY) -> ChangeCounts:
    """Count what the list and each choice of its filters would show. before: the last visit."""
    counts = ChangeCounts(visited=before is not None)
    with connection.cursor() as cursor:
        cursor.execute(*_sql(filters, before, evening))
        for facet, value, label, n, new in cursor.fetchall():
            if facet == "day":
                _add_day(counts, value, n, new, filters)
            else:
                counts.choices[facet][value, label] += n
    _add_extra(counts, filters, before, evening)
    counts.new = counts.new if before else 0
    return counts


def change_facets(counts: ChangeCounts, filters: ChangeFilters) -> list[Facet]:
    """Return kinds, sources and topics to choose from."""
    kinds = {value: n for (value, _), n in counts.choices["what"].items()}
    labels = Change.What.choices
    options = [Option(code, str(label), kinds[code], code in filters.kinds) for code, label in labels if code in kinds]
    return [
        Facet("what", gettext("Change"), tuple(options)),
        Facet("source", gettext("Source"), _rows(counts.choices["source"].items(), filters.sources)),
        Facet("topic", gettext("Topic"), _rows(counts.choices["topic"].items(), filters.topics)),
    ]


def _sql(filters: ChangeFilters, before: datetime | None, evening: Evening) -> tuple[str, tuple[Any, ...]]:
    """One part per facet: counted by number first, named then."""
    parts: list[str] = []
    params: list[Any] = []
    choices = [(facet, _choices_of(facet, filters, before, evening)) for facet in _VALUES]
    for facet, rows in [*choices, *(("day", rows) for rows in _sums(filters, before, evening))]:
        sql, values = rows.query.sql_with_params()
        label, join = _NAMES[facet]
        if facet == "topic" and (get_language() or "").startswith("en"):
            label = f"coalesce(nullif(t.title_en, ''), {label})"
        parts.append(f"SELECT '{facet}', g.value::text, {label}, g.n, g.new FROM ({sql}) AS g(value, n, new) {join}")
        params += values
    # Wrapped, since what does not begin with SELECT is taken for a write by the history's middleware.
    return f"SELECT * FROM ({' UNION ALL '.join(parts)}) AS counts", tuple(params)


def _choices_of(facet: str, filters: ChangeFilters, before: datetime | None, evening: Evening) -> QuerySet[Any, Any]:
    """Changes by choice that pass the other filters, and those of the choices that are set, with `n` of the former."""
    asked = {"what": filters.kinds, "source": filters.sources, "topic": filters.topics}[facet]
    if _is_tallied(filters):
        passing = _tallied(filters, but=facet)
        rows = ChangeTally.objects.filter(passing | Q(**{f"{facet}__in": asked}), n__gt=0)
        summed = rows.filter(**{f"{facet}__isnull": False}).order_by().values(value=F(facet))
        counted = summed.annotate(sum=Sum("n", filter=passing, default=0), new=Value(0))
        return cast("QuerySet[Any, Any]", counted.values_list("value", "sum", "new"))
    passing = filters.conditions(before, but=facet, evening=evening)
    column = _VALUES[facet]
    # Nothing asked is everything, and everything or a choice is everything: an empty Q would be left out of the OR.
    changes = Change.objects.filter(passing | Q(**{f"{column}__in": asked}) if passing else Q())
    grouped = changes.filter(**{f"{column}__isnull": False}).order_by().values(value=F(column))
    numbered = grouped.annotate(n=Count("pk", filter=passing) if passing else Count("pk"), new=Value(0))
    return cast("QuerySet[Any, Any]", numbered.values_list("value", "n", "new"))


def _is_tallied(filters: ChangeFilters) -> bool:
    """Whether the sums that the database keeps tell all: they know topics, kinds and sources, but no days."""
    return not (filters.since or filters.until or filters.asof or filters.new)


def _tallied(filters: ChangeFilters, but: str = "") -> Q:
    """The condition on sums, leaving out one of `topic`, `what`, `source`."""
    asked = {"topic": filters.topics, "what": filters.kinds, "source": filters.sources}
    passing = Q(n__gt=0)
    for facet, values in asked.items():
        if values and facet != but:
            passing &= Q(**{f"{facet}__in": values})
    return passing


def _sums(filters: ChangeFilters, before: datetime | None, evening: Evening) -> list[QuerySet[Any, Any]]:
    """What passes all but `new`, and what of it is new; by day where changes find their place among others."""
    rows = Change.objects.filter(filters.conditions(before, but="new", evening=evening)).order_by()
    if _is_tallied(filters):
        sums = ChangeTally.objects.filter(_tallied(filters)).order_by().annotate(value=Value(None, DateField()))
        all_of_them = sums.values("value").annotate(sum=Sum("n", default=0), new=Value(0))
        found: list[QuerySet[Any, Any]] = [all_of_them.values_list("value", "sum", "new")]
        if before:
            fresh = rows.filter(added_at__gt=before).annotate(value=Value(None, DateField())).values("value")
            found.append(fresh.annotate(n=Value(0), new=Count("pk")).values_list("value", "n", "new"))
        return found
    day = F("day") if evening.extra else Value(None, DateField())
    since = Count("pk", filter=Q(added_at__gt=before)) if before else Value(0)
    counted = rows.annotate(value=day).values("value").annotate(n=Count("pk"), new=since)
    return [cast("QuerySet[Any, Any]", counted.values_list("value", "n", "new"))]


def _add_day(counts: ChangeCounts, value: str | None, n: int, new: int, filters: ChangeFilters) -> None:
    counts.shown, counts.new = counts.shown + n, counts.new + new
    if value:
        counts.days[date.fromisoformat(value)] = new if filters.new else n


def _add_extra(counts: ChangeCounts, filters: ChangeFilters, before: datetime | None, evening: Evening) -> None:
    """Count the changes that are not stored, by the same rules."""
    for change in evening.extra:
        for facet, value, label in _choices(change):
            counts.choices[facet][value, label] += filters.passes(change, before, but=facet)
        if filters.passes(change, before, but="new"):
            counts.shown += 1
            counts.new += bool(before and change.added_at > before)


def _choices(change: Change) -> Iterator[tuple[str, str, str]]:
    yield "what", change.what, ""
    yield "topic", str(change.series.topic_id), str(change.series.topic)
    if change.claim.source is not None:
        yield "source", str(change.claim.source_id), change.claim.source.name


def _rows(choices: Iterable[tuple[tuple[str, str], int]], chosen: frozenset[int]) -> tuple[Option, ...]:
    options = [Option(value, name, n, int(value) in chosen) for (value, name), n in choices]
    options.sort(key=lambda option: (-option.count, german_sort_key(option.label), option.value))
    return tuple(option for place, option in enumerate(options) if place < MOST or option.chosen)
