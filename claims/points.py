"""Claims of series as points, to be set off against each other. In: series. Out: `Point`s by series. One query.

A series of tens of thousands of claims is read whole, so what its points share is made once; of its beginning only what
later changes lean on becomes points, where they alone are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, OuterRef, Q, TextField, When
from django.db.models import Value as Constant

from claims.beginnings import FORMER, GONE, PUBLISHED, SAID, STANCE, Row, without_repetitions
from claims.comparison.changes import COARSE
from claims.comparison.copies import once
from claims.comparison.matching import TOLL
from claims.comparison.points import Left, Point, Value
from claims.comparison.settled import Heard, Whole
from claims.models import Claim, ClaimPlace, Series
from claims.records import Approximation, Kind, Metric, SourceType, Stance

# What a point is made of, as `_point` and `beginnings` take it apart.
FIELDS = (
    "series_id", "series__topic_id", "pk", "kind", "metric", "unit", "stance", "start",
    "value_low", "value_high", "approx", "former", "takes_back",
    "event_from", "event_to", "reported_on", "source__name", "source__type",
    "article__published_on", "article__content_hash", "article__outlet__name", "article__copies_id",
    "gone__revision_id", "gone__day", "gone__instead_id",
)  # fmt: skip
# Figures that are counted on from day to day: a higher one takes no lower one back.
GROWING = TOLL | {Metric.PARTICIPANTS}
_FROM_THE_FIRST: Mapping[int, date] = MappingProxyType({})
_KINDS = {kind.value: kind for kind in Kind}
_NOWHERE: frozenset[str] = frozenset()
_DENIES = Stance.DENIES.value
_STANCES = {stance.value: stance for stance in Stance}


def points_of(
    rows: Sequence[Series], known: Q, begins: Mapping[int, date] = _FROM_THE_FIRST, heard: Heard | None = None
) -> dict[int, list[Point]]:
    """The points of each series; places bear on the topic's positions, so they stand in both.

    begins: for series of figures the day before which only what later changes lean on is asked for. heard: what is read
    of them, which have to be all then; raises `Whole` where that is not enough.
    """
    positions = {series.topic_id: series.pk for series in rows if series.kind == Kind.STATEMENT}
    asked = {series.pk for series in rows}
    # One set of series, not two conditions on claims: else the database looks through all claims that there are.
    read = Series.objects.filter(Q(pk__in=asked) | Q(kind=Kind.LOCATION, topic__in=positions)).order_by().values("pk")
    names = ClaimPlace.objects.filter(claim=OuterRef("pk")).order_by().values("place__name")
    # Only claims about places are compared by place; the others are not asked for theirs.
    placed = Case(When(kind=Kind.LOCATION, then=ArraySubquery(names)), default=Constant([], ArrayField(TextField())))
    nowhere = all(series.kind == Kind.COUNT for series in rows)
    claims = Claim.objects.standing().filter(known, series__in=read).order_by()
    claims = claims.filter(_is_heard(heard)) if heard else claims
    told = claims.values_list(*FIELDS) if nowhere else claims.annotate(placed=placed).values_list(*FIELDS, "placed")
    found: dict[int, list[Point]] = defaultdict(list)
    begun: dict[int, list[Row]] = {number: [] for number in begins}
    for series_id, topic_id, *row in told:
        if heard and _demands_all(heard, row):
            raise Whole
        if series_id in begun:
            begun[series_id].append(row)
            continue
        point = _point(*row)
        if series_id in asked:
            found[series_id].append(point)
        if point.kind is Kind.LOCATION and topic_id in positions:
            found[positions[topic_id]].append(point)
    for number, told_of in begun.items():
        found[number] = [_point(*row) for row in without_repetitions(told_of, begins[number])]
    return {number: once(found[number]) for number in asked}  # one without points has none, and loses its changes


def _demands_all(heard: Heard, row: Row) -> bool:
    """Whether the claim leans on figures of any age and source, or something long after it leans on it."""
    if row[GONE] is not None:
        return True
    return (row[FORMER] is not None or row[STANCE] == _DENIES) and heard.is_late(row[SAID] or row[PUBLISHED])


def _is_heard(heard: Heard) -> Q:
    """What is read, and what demands that all is."""
    day = heard.until
    early = Q(reported_on__lte=day) | Q(reported_on__isnull=True, article__published_on__lte=day)
    by_them = Q(source__in=heard.sources - {0}) | (Q(source__isnull=True) if 0 in heard.sources else Q())
    return early | by_them | Q(stance=_DENIES) | Q(former__isnull=False) | Q(gone__isnull=False)


def _point(
    pk: int, kind: str, metric: str, unit: str, stance: str, start: int, low: Decimal | None, high: Decimal | None,
    approx: str, former: Decimal | None, takes_back: bool, event_from: date | None, event_to: date | None,
    said: date | None, source: str | None, source_type: str | None, published: date | None, article: str,
    outlet: str | None, copies: int | None, gone: int | None, left_on: date | None, instead: int | None,
    places: Iterable[str] = (),
) -> Point:  # fmt: skip
    """A row of `FIELDS` behind the numbers of its series and topic, and the names of its places where it has any."""
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
        kind=_KINDS[kind],
        stance=_STANCES[stance],
        value=_value(low, high, approx) if approx else None,
        event_from=event_from,
        event_to=event_to,
        places=frozenset(places) if places else _NOWHERE,
        quantity=unit if metric in COARSE else "",
        former=former,
        takes_back=takes_back,
        copies=copies,
        left=Left(left_on, instead, metric in GROWING) if gone else None,
    )


@lru_cache(maxsize=10_000)
def _value(low: Decimal | None, high: Decimal | None, approx: str) -> Value:
    return Value(low, high, Approximation(approx))


def _origin(source: str | None, source_type: str | None, outlet: str) -> tuple[str, bool]:
    """Who answers for the claim. An article's own voice and unnamed sources are nobody that others could confirm;
    they are told apart by outlet, since `Berichte` in two papers need not be the same reports."""
    if source is None:
        return f"\0{outlet}", False
    if source_type == SourceType.UNNAMED:
        return f"{source}\0{outlet}", False
    return source, True
