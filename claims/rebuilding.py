"""The changes of some series, made anew from their claims; rows that stay true keep their number.

In: numbers of series. Out: `Change` rows written, and which came and went. Runs under `locks.lock_topics`. What the
changes would be of some of the claims only, those known on an evening, is asked here too, and not written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, OuterRef, Q, TextField, When
from django.db.models import Value as Constant

from claims.bulk import write_columns
from claims.comparison.changes import COARSE, changes, event_gap
from claims.comparison.copies import once
from claims.comparison.points import ChangeRecord, Point, Value
from claims.models import Change, Claim, ClaimPlace, Series
from claims.records import Approximation, Kind, Metric, SourceType, Stance

Key = tuple[int, int | None, str]  # claim, claim before, kind of change: once in the database
Content = tuple[Any, ...]  # series, day, difference, percent
# What a point is made of, as `_point` takes it apart: a series of thousands of claims is read whole.
_FIELDS = (
    "series_id", "series__topic_id", "pk", "kind", "metric", "unit", "stance", "start",
    "value_low", "value_high", "approx", "former", "takes_back",
    "event_from", "event_to", "reported_on", "source__name", "source__type",
    "article__published_on", "article__content_hash", "article__outlet__name", "article__copies_id",
)  # fmt: skip


@dataclass
class Rebuilt:
    """What a rebuild did: the series looked at, the rows that came, and those that went."""

    series: set[int] = field(default_factory=set)
    added: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)


def rebuild(series_ids: Iterable[int]) -> Rebuilt:
    """Make the changes of these series, and of the positions that their places bear on. Seven queries at most."""
    rows = list(Series.objects.with_positions(series_ids))
    return _store({series.pk for series in rows}, wanted_changes(rows))


def wanted_changes(rows: Sequence[Series], known: Q | None = None) -> dict[Key, tuple[int, ChangeRecord]]:
    """The changes that these series should have, each with its series' number; nothing is written. One query.

    rows: with their topics, and with the positions that their places bear on (`SeriesQuerySet.with_positions`);
    known: a condition on claims, where only some of them are to be set off against each other.
    """
    points = _points(rows, known or Q())
    wanted: dict[Key, tuple[int, ChangeRecord]] = {}
    for series in rows:
        gap = event_gap(Metric(series.metric) if series.metric else None, series.topic.subject_class)
        for record in changes(Kind(series.kind), points.get(series.pk, ()), gap):
            wanted[record.claim, record.previous, record.what.value] = (series.pk, record)
    return wanted


def _points(rows: Sequence[Series], known: Q) -> dict[int, list[Point]]:
    """The points of each series; places bear on the topic's positions, so they stand in both."""
    positions = {series.topic_id: series.pk for series in rows if series.kind == Kind.STATEMENT}
    asked = {series.pk for series in rows}
    # One set of series, not two conditions on claims: else the database looks through all claims that there are.
    read = Series.objects.filter(Q(pk__in=asked) | Q(kind=Kind.LOCATION, topic__in=positions)).order_by().values("pk")
    names = ClaimPlace.objects.filter(claim=OuterRef("pk")).order_by().values("place__name")
    # Only claims about places are compared by place; the others are not asked for theirs.
    placed = Case(When(kind=Kind.LOCATION, then=ArraySubquery(names)), default=Constant([], ArrayField(TextField())))
    nowhere = all(series.kind == Kind.COUNT for series in rows)
    claims = Claim.objects.standing().filter(known, series__in=read).order_by()
    told = claims.values_list(*_FIELDS) if nowhere else claims.annotate(placed=placed).values_list(*_FIELDS, "placed")
    found: dict[int, list[Point]] = defaultdict(list)
    for series_id, topic_id, *row in told:
        point = _point(*row)
        if series_id in asked:
            found[series_id].append(point)
        if point.kind is Kind.LOCATION and topic_id in positions:
            found[positions[topic_id]].append(point)
    return {number: once(found[number]) for number in asked}  # one without points has none, and loses its changes


def _point(
    pk: int, kind: str, metric: str, unit: str, stance: str, start: int, low: Decimal | None, high: Decimal | None,
    approx: str, former: Decimal | None, takes_back: bool, event_from: date | None, event_to: date | None,
    said: date | None, source: str | None, source_type: str | None, published: date | None, article: str,
    outlet: str | None, copies: int | None, places: Iterable[str] = (),
) -> Point:  # fmt: skip
    """A row of `_FIELDS` behind the numbers of its series and topic, and the names of its places where it has any."""
    # One text that many print has one voice of its own.
    origin, independent = _origin(source, source_type, f"\0{copies}" if copies else outlet or article)
    return Point(
        id=pk,
        origin=origin,
        independent=independent,
        said=said or published,
        published=published,
        article=article,
        start=start,
        kind=Kind(kind),
        stance=Stance(stance),
        value=Value(low, high, Approximation(approx)) if approx else None,
        event_from=event_from,
        event_to=event_to,
        places=frozenset(places),
        quantity=unit if metric in COARSE else "",
        former=former,
        takes_back=takes_back,
        copies=copies,
    )


def _origin(source: str | None, source_type: str | None, outlet: str) -> tuple[str, bool]:
    """Who answers for the claim. An article's own voice and unnamed sources are nobody that others could confirm;
    they are told apart by outlet, since `Berichte` in two papers need not be the same reports."""
    if source is None:
        return f"\0{outlet}", False
    if source_type == SourceType.UNNAMED:
        return f"{source}\0{outlet}", False
    return source, True


def _store(asked: set[int], wanted: dict[Key, tuple[int, ChangeRecord]]) -> Rebuilt:
    known = _stored(asked, wanted)
    # First what went: a claim that moved may leave a row that the new series needs as its own.
    gone = [pk for key, (pk, content) in known.items() if key not in wanted and content[0] in asked]
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
    return Rebuilt(asked, added, removed)


def _stored(asked: set[int], wanted: dict[Key, tuple[int, ChangeRecord]]) -> dict[Key, tuple[int, Content]]:
    """Number and content of the rows there are, as plain values: most of thousands stay as they are. Two queries.

    A claim that moved may have its rows in a series that is not asked about; only keys that are missing are looked for.
    """
    known = _rows(Q(series__in=asked))
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
