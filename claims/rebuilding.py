"""The changes of some series, made anew from their claims; rows that stay true keep their number.

In: numbers of series. Out: `Change` rows written, and which came and went. Runs under `locks.lock_topics`. Only what
was said from the first day on that is out of date is looked at, which `claims.stale` knows; and of figures only what
does not stay as it is stored (`comparison.settled`). What the changes would be of some of the claims only, those known
on an evening, is asked here too, and not written.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import Q

from claims.bulk import write_columns
from claims.comparison.changes import can_begin, changes, event_gap
from claims.comparison.points import ChangeRecord, Point
from claims.comparison.settled import Heard, Settled, Whole
from claims.models import Change, Series
from claims.points import points_of
from claims.records import Kind, Metric
from claims.stale import Span, take_stale

Key = tuple[int, int | None, str]  # claim, claim before, kind of change: once in the database
Content = tuple[Any, ...]  # series, day, difference, percent
Since = dict[int, date]  # from which day on a series is looked at
_ALL_ANEW: Mapping[int, Settled] = MappingProxyType({})


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
    done = _made_anew([row for row in rows if row.pk in since], since, {} if whole else stale) if since else Rebuilt()
    return replace(done, series={row.pk for row in rows})


def _beginnings(rows: Iterable[Series], stale: dict[int, Span]) -> Since:
    """From which day on to look at each series that is out of date; some can only be looked at whole."""
    return {row.pk: stale[row.pk].since if can_begin(_gap(row)) else date.min for row in rows if row.pk in stale}


def _made_anew(rows: Sequence[Series], since: Since, stale: dict[int, Span]) -> Rebuilt:
    """Make and store what changed; some of it at first, and all where that is not enough to tell (`Whole`)."""
    spans = {
        row.pk: span
        for row in rows
        if row.kind == Kind.COUNT and (span := stale.get(row.pk)) and span.until < date.max and since[row.pk] > date.min
    }
    try:
        return _some_anew(rows, since, spans)
    except Whole:
        return _some_anew(rows, since, {})


def _some_anew(rows: Sequence[Series], since: Since, spans: Mapping[int, Span]) -> Rebuilt:
    """spans: of series of figures of which some changes may stay as they are stored. Raises `Whole`."""
    heard = _heard(spans) if len(spans) == len(rows) else None
    points = points_of(rows, Q(), _begins(rows, since), heard)
    known = _stored(since, heard, points)
    settled = _settled(spans, known, heard)
    wanted = _wanted(rows, points, since, settled)
    kept = {claim for each in settled.values() for claim in each.kept}
    return _store(since, wanted, known, kept)


def _heard(spans: Mapping[int, Span]) -> Heard | None:
    """What has to be read of series that all are such; None for all, as where nobody noted whose figures differ."""
    sources = [span.sources for span in spans.values() if span.sources is not None]
    if len(sources) < len(spans):
        return None
    return Heard.of(max(span.until for span in spans.values()), frozenset().union(*sources))


def _settled(
    spans: Mapping[int, Span], known: dict[Key, tuple[int, Content]], heard: Heard | None
) -> dict[int, Settled]:
    """What is stored of those series of which some may stay: figures, told otherwise on days that are known."""
    stored: dict[int, list[tuple[int, int | None, str, Any]]] = {pk: [] for pk in spans}
    for (claim, before, what), (_, (series, _, *numbers)) in known.items() if spans else ():
        if series in stored:
            stored[series].append((claim, before, what, tuple(numbers)))
    until = heard.until if heard else date.max
    return {pk: Settled(stored[pk], span.since, span.until, until) for pk, span in spans.items()}


def wanted_changes(
    rows: Sequence[Series], known: Q | None = None, since: Since | None = None
) -> dict[Key, tuple[int, ChangeRecord]]:
    """The changes that these series should have, each with its series' number; nothing is written. One query.

    rows: with their topics, and with the positions that their places bear on (`SeriesQuerySet.with_positions`);
    known: a condition on claims, where only some of them are to be set off against each other; since: the day from
    which on changes are asked for, those of unknown day among them.
    """
    points = points_of(rows, known or Q(), _begins(rows, since) if since else {})
    return _wanted(rows, points, since)


def _wanted(
    rows: Sequence[Series],
    points: Mapping[int, Sequence[Point]],
    since: Since | None,
    settled: Mapping[int, Settled] = _ALL_ANEW,
) -> dict[Key, tuple[int, ChangeRecord]]:
    """settled: what may stay as it is stored and is not among the changes then. Raises `Whole`."""
    wanted: dict[Key, tuple[int, ChangeRecord]] = {}
    for series in rows:
        first = None if since is None or since[series.pk] == date.min else since[series.pk]
        told = points.get(series.pk, ())
        for record in changes(Kind(series.kind), told, _gap(series), first, settled.get(series.pk)):
            wanted[record.claim, record.previous, record.what.value] = (series.pk, record)
    return wanted


def _begins(rows: Iterable[Series], since: Since) -> Since:
    """The day from which on all claims are heard, of series of figures that are looked at from a day on."""
    return {row.pk: since[row.pk] for row in rows if row.kind == Kind.COUNT and since[row.pk] > date.min}


def _gap(series: Series) -> int | None:
    return event_gap(Metric(series.metric) if series.metric else None, series.topic.subject_class)


def _store(
    since: Since, wanted: dict[Key, tuple[int, ChangeRecord]], known: dict[Key, tuple[int, Content]], kept: set[int]
) -> Rebuilt:
    """Write what differs. known: the rows that there are; kept: claims whose rows stay."""
    gone = [
        pk
        for key, (pk, content) in known.items()
        if key not in wanted and key[0] not in kept and _is_asked(content, since)
    ]
    known = known | _elsewhere(wanted, known)
    # First what went: a claim that moved may leave a row that the new series needs as its own.
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


def _stored(since: Since, heard: Heard | None, points: Mapping[int, Sequence[Point]]) -> dict[Key, tuple[int, Content]]:
    """Number and content of the rows there are, as plain values: most of thousands stay as they are. One query.

    Behind what is heard of all only the rows of those claims of the series that were.
    """
    first = min(since.values())
    if heard is None:
        return _rows(Q(series__in=since) & (Q(day__gte=first) | Q(day__isnull=True)))
    late = [point.id for told in points.values() for point in told if heard.is_late(point.said)]
    return _rows(Q(series__in=since) & (Q(day__gte=first, day__lte=heard.until) | Q(claim__in=late)))


def _elsewhere(wanted: Iterable[Key], known: Container[Key]) -> dict[Key, tuple[int, Content]]:
    """The rows of claims that moved from series that are not asked about; only of missing keys. One query."""
    missing = {key[0] for key in wanted if key not in known}
    return _rows(Q(claim__in=missing)) if missing else {}


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
