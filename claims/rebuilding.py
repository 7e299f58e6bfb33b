"""The changes of some series, made anew from their claims; rows that stay true keep their number.

In: numbers of series. Out: `Change` rows written, and which came and went. Runs under `locks.lock_topics`. Only what
was said from the first day on that is out of date is looked at, which `claims.stale` knows. What the changes would be
of some of the claims only, those known on an evening, is asked here too, and not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q

from claims.bulk import write_columns
from claims.comparison.changes import can_begin, changes, event_gap
from claims.comparison.points import ChangeRecord
from claims.models import Change, Series
from claims.points import points_of
from claims.records import Kind, Metric
from claims.stale import take_stale

Key = tuple[int, int | None, str]  # claim, claim before, kind of change: once in the database
Content = tuple[Any, ...]  # series, day, difference, percent
Since = dict[int, date]  # from which day on a series is looked at


@dataclass
class Rebuilt:
    """What a rebuild did: the series looked at, the rows that came, and those that went."""

    series: set[int] = field(default_factory=set)
    added: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)


def rebuild(series_ids: Iterable[int], *, whole: bool = False) -> Rebuilt:
    """Make the changes of these series, and of the positions that their places bear on. Nine queries at most.

    whole: whatever is noted as out of date or not, as after the rules have changed.
    """
    rows = list(Series.objects.with_positions(series_ids))
    stale = take_stale(rows)
    since = {row.pk: date.min for row in rows} if whole else _beginnings(rows, stale)
    done = _store(since, wanted_changes([row for row in rows if row.pk in since], since=since)) if since else Rebuilt()
    return replace(done, series={row.pk for row in rows})


def _beginnings(rows: Iterable[Series], stale: Since) -> Since:
    """From which day on to look at each series that is out of date; some can only be looked at whole."""
    return {row.pk: stale[row.pk] if can_begin(_gap(row)) else date.min for row in rows if row.pk in stale}


def wanted_changes(
    rows: Sequence[Series], known: Q | None = None, since: Since | None = None
) -> dict[Key, tuple[int, ChangeRecord]]:
    """The changes that these series should have, each with its series' number; nothing is written. One query.

    rows: with their topics, and with the positions that their places bear on (`SeriesQuerySet.with_positions`);
    known: a condition on claims, where only some of them are to be set off against each other; since: the day from
    which on changes are asked for, those of unknown day among them.
    """
    points = points_of(rows, known or Q())
    wanted: dict[Key, tuple[int, ChangeRecord]] = {}
    for series in rows:
        first = None if since is None or since[series.pk] == date.min else since[series.pk]
        for record in changes(Kind(series.kind), points.get(series.pk, ()), _gap(series), first):
            wanted[record.claim, record.previous, record.what.value] = (series.pk, record)
    return wanted


def _gap(series: Series) -> int | None:
    return event_gap(Metric(series.metric) if series.metric else None, series.topic.subject_class)


def _store(since: Since, wanted: dict[Key, tuple[int, ChangeRecord]]) -> Rebuilt:
    known = _stored(since, wanted)
    # First what went: a claim that moved may leave a row that the new series needs as its own.
    gone = [pk for key, (pk, content) in known.items() if key not in wanted and _is_asked(content, since)]
    removed = list(Change.objects.filter(pk__in=gone))
    Change.objects.filter(pk__in=gone).delete()
    added = [Change(**_columns(*found)) for key, found in wanted.items() if key not in known]
    Change.objects.bulk_create(added, batch_size=1000)
    moved = [
        Change(pk=pk, **_columns(*wanted[key]))
        for key, (pk, content) in known.items()
        if key in wanted and content != _content(*wanted[key])
    ]
    write_columns(moved, ["series", "day", "difference", "percent"])
    return Rebuilt(set(since), added, removed)


def _is_asked(content: Content, since: Since) -> bool:
    """Whether the row is one of those that were made anew."""
    series, day, *_ = content
    return series in since and (day is None or day >= since[series])


def _stored(since: Since, wanted: dict[Key, tuple[int, ChangeRecord]]) -> dict[Key, tuple[int, Content]]:
    """Number and content of the rows there are, as plain values: most of thousands stay as they are. Two queries.

    A claim that moved may have its rows in a series that is not asked about; only keys that are missing are looked for.
    """
    first = min(since.values())
    known = _rows(Q(series__in=since) & (Q(day__gte=first) | Q(day__isnull=True)))
    missing = {key[0] for key in wanted if key not in known}
    return known | (_rows(Q(claim__in=missing)) if missing else {})


def _rows(condition: Q) -> dict[Key, tuple[int, Content]]:
    rows = Change.objects.filter(condition).order_by()
    columns = rows.values_list("claim_id", "previous_id", "what", "pk", "series_id", "day", "difference", "percent")
    return {(claim, before, what): (pk, tuple(content)) for claim, before, what, pk, *content in columns}


def _content(series_id: int, record: ChangeRecord) -> Content:
    return series_id, record.day, record.difference, record.percent


def _columns(series_id: int, record: ChangeRecord) -> dict[str, Any]:
    return {
        "series_id": series_id,
        "what": record.what.value,
        "day": record.day,
        "claim_id": record.claim,
        "previous_id": record.previous,
        "difference": record.difference,
        "percent": record.percent,
    }
