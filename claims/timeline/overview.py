"""Rows of the list of topics: figures, sparkline and last change of each. Three queries for any number of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, DateField, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Change, Claim, Topic
from claims.records import Kind
from claims.timeline.changes import TELLING, listed_changes
from claims.timeline.loading import load_points
from claims.timeline.records import OWN_VOICE, Point

LEADING = 3  # sources whose latest figure a row shows
SORTS = {"changed": ("-last_day", "sort_key"), "name": ("sort_key",), "claims": ("-n_claims", "sort_key")}


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic in the list; `latest` holds the last figure of each leading source of its main series."""

    topic: Topic
    points: tuple[Point, ...]
    latest: tuple[Point, ...]
    change: Change | None


def topics_for_list(search: str = "", sort: str = "changed") -> QuerySet[Topic]:
    """Return topics with `n_claims`, `n_sources`, `n_outlets` and `last_day`, found by name or by what is counted.

    Without a search only those that tell a story (`TopicQuerySet.told`); who searches finds every one.
    """
    words = search.split()[:8]
    standing = ~Q(series__claims__review="rejected")
    day = Coalesce("series__claims__reported_on", "series__claims__article__published_on", output_field=DateField())
    topics = (
        (Topic.objects.all() if words else Topic.objects.told())
        .annotate(
            n_claims=Count("series__claims", filter=standing, distinct=True),
            n_sources=Count("series__claims__source", filter=standing, distinct=True),
            n_outlets=Count("series__claims__article__outlet", filter=standing, distinct=True),
            last_day=Max(day, filter=standing),
        )
        .filter(n_claims__gt=0)
    )
    for word in words:
        topics = topics.filter(Q(title__icontains=word) | Q(actor__icontains=word) | Q(subject_class__icontains=word))
    order = [F(name[1:]).desc(nulls_last=True) if name.startswith("-") else F(name).asc() for name in SORTS[sort]]
    return topics.order_by(*order, "pk")


def topic_rows(topics: Sequence[Topic]) -> list[TopicRow]:
    """Return the rows of one page of topics. Two queries."""
    by_topic = _points_by_topic(topics)
    changes = _last_changes(topics)
    return [_row(topic, by_topic[topic.pk], changes.get(topic.pk)) for topic in topics]


def _points_by_topic(topics: Sequence[Topic]) -> dict[int, list[Point]]:
    """Load the counts of all topics of the page at once."""
    claims = Claim.objects.standing().filter(series__topic__in=topics, kind=Kind.COUNT)
    found: dict[int, list[Point]] = defaultdict(list)
    for point in load_points(claims.order_by("pk")):
        found[point.series.topic].append(point)
    return found


def _last_changes(topics: Iterable[Topic]) -> dict[int, Change]:
    """Return the newest change of each topic by which something became different."""
    newest = (
        Change.objects.filter(series__topic=OuterRef("pk"), what__in=TELLING)
        .order_by(F("day").desc(nulls_last=True), "-pk")
        .values("pk")[:1]
    )
    pks = Topic.objects.filter(pk__in=[t.pk for t in topics]).annotate(newest=Subquery(newest)).values("newest")
    return {change.series.topic_id: change for change in listed_changes().filter(pk__in=pks)}


def _row(topic: Topic, points: list[Point], change: Change | None) -> TopicRow:
    main = _main_series(points)
    latest = _latest(main)
    leading = sorted(latest.values(), key=_newest_of_named_sources, reverse=True)[:LEADING]
    return TopicRow(topic, tuple(main), tuple(leading), change)


def _latest(points: Iterable[Point]) -> dict[object, Point]:
    """Return each source's last figure: the last dated one, of unknown day only where it named no other.

    Of articles that speak for themselves, each outlet is a source of its own.
    """
    latest: dict[object, Point] = {}
    for point in points:
        source = point.source.pk or point.outlets
        if point.day is not None or source not in latest:
            latest[source] = point
    return latest


def _newest_of_named_sources(point: Point) -> tuple[bool, bool, int, int]:
    """Sort articles' own voices behind whoever is named, and the latest first."""
    day = point.day.toordinal() if point.day else 0
    return (point.source.pk != OWN_VOICE, point.day is not None, day, point.pk)


def _main_series(points: list[Point]) -> list[Point]:
    """Return the points of the series with most of them."""
    by_series: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        by_series[point.series.pk].append(point)
    return max(by_series.values(), key=len, default=[])
