"""The timeline of one topic: filters in, all that the page draws out. Two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from claims.models import Topic
from claims.records import Kind
from claims.records import Metric as MetricCode
from claims.records import Stance as StanceCode
from claims.timeline.choices import facets_of
from claims.timeline.evening import Evening, changes_by
from claims.timeline.facets import count_choices
from claims.timeline.filters import Filters
from claims.timeline.loading import load_points
from claims.timeline.records import OWN_VOICE, Point, SeriesName, SeriesPoints, Source, Timeline
from claims.timeline.selection import selected_claims
from claimtrack.sorting import german_sort_key

# A place claim with one of these is a position on whether somebody is there at all.
_POSITIONS = frozenset({StanceCode.DENIES, StanceCode.CANNOT_CONFIRM, StanceCode.CONFIRMS})
_METRIC_ORDER: dict[str, int] = {metric.value: number for number, metric in enumerate(MetricCode)}


def topic_timeline(topic: Topic, filters: Filters, evening: Evening | None = None) -> Timeline:
    """Return what the page of `topic` shows under `filters`; rejected claims are left out.

    evening: the topic's changes as known on the filters' `asof`, where they were looked up already.
    """
    if evening is None:
        evening = changes_by(filters.asof, [topic.pk])
    counts = count_choices(topic, filters, evening)
    points = load_points(selected_claims(topic, filters, evening), counts.places, by_event=filters.event)
    days = [day for point in points for day in (point.first, point.last) if day is not None]
    return Timeline(
        points=tuple(points),
        figures=_figures(points),
        positions=tuple(p for p in points if _is_position(p)),
        places=tuple(p for p in points if p.places and p.kind is not Kind.STATEMENT),
        sources=_sources(points),
        facets=facets_of(counts, filters),
        shown=counts.shown,
        total=counts.total,
        undated=counts.undated,
        first_day=filters.since or min(days, default=None),
        last_day=filters.until or max(days, default=None),
        whole=counts.whole,
        lifetime=counts.lifetime,
        searchable=not filters.text or counts.words,
    )


def _is_position(point: Point) -> bool:
    return point.kind is Kind.STATEMENT or (point.kind is Kind.LOCATION and point.stance in _POSITIONS)


def _figures(points: Iterable[Point]) -> tuple[SeriesPoints, ...]:
    """Group counts by series, the series with most points first, what nobody could name last.

    Ties fall to the metric, then the place: never to the title, which differs by language.
    """
    by_series: dict[SeriesName, list[Point]] = defaultdict(list)
    for point in points:
        if point.kind is Kind.COUNT:
            by_series[point.series].append(point)
    ordered = sorted(by_series.items(), key=lambda row: _rank(row[0], row[1]))
    return tuple(SeriesPoints(name.pk, name.title, own[0].metric, tuple(own)) for name, own in ordered)


def _rank(name: SeriesName, own: list[Point]) -> tuple[bool, int, int, str, int]:
    metric = own[0].metric
    place = german_sort_key(name.scope)
    return metric == MetricCode.OTHER, -len(own), _METRIC_ORDER.get(metric, len(_METRIC_ORDER)), place, name.pk


def _sources(points: Iterable[Point]) -> tuple[Source, ...]:
    """Every source that is shown, once, in German order of names; the articles themselves last."""
    found = {point.source.pk: point.source for point in points}
    return tuple(sorted(found.values(), key=lambda s: (s.pk == OWN_VOICE, german_sort_key(s.name))))
