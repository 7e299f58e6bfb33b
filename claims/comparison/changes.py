"""The points of one series → its changes, whatever the order in which the articles came in.

In: a series' kind, its points in any order, and the silence in days that ends an event (`event_gap`). Out: change
records in the order of the points. The rules stand in `figures`, `presence` and `stances`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from claims.comparison.figures import figure_changes
from claims.comparison.matching import LOCAL, TOLL, TOLL_CLASS
from claims.comparison.points import ChangeRecord, Point
from claims.comparison.presence import presence_changes
from claims.comparison.settled import Settled
from claims.comparison.stances import stance_changes
from claims.comparison.times import episodes
from claims.records import Kind, Metric

DEMONSTRATION_GAP = 3
DISASTER_GAP = 30
# Metrics that hold unlike things: shells and ships, euros and dollars, brigades and battalions. Only figures of one
# unit are compared there; people are people, whether counted as Soldaten, Mann or Angehörige.
COARSE = frozenset({Metric.EQUIPMENT, Metric.MONEY, Metric.UNITS, Metric.AREA, Metric.OTHER})


def event_gap(metric: Metric | None, cls: str) -> int | None:
    """How many silent days end an event of this sort, in days; None where the series follows one lasting matter.

    A place has many demonstrations and disasters: last year's toll is not raised by this year's.
    """
    if metric is Metric.PARTICIPANTS:
        return DEMONSTRATION_GAP
    if metric in LOCAL or (metric in TOLL and cls == TOLL_CLASS):
        return DISASTER_GAP
    return None


def changes(
    kind: Kind,
    points: Iterable[Point],
    gap: int | None = None,
    since: date | None = None,
    settled: Settled | None = None,
) -> list[ChangeRecord]:
    """All changes of one series. For positions, `points` also holds the topic's claims about places.

    since: only the changes of this day and later, and those of unknown day. No change leans on what was said on later
    days, so they are the same as among all; a series of events is not asked so (`can_begin`).
    settled: of figures, what is stored and may stay (`settled.Settled`, which raises `Whole`); it goes with `since`.
    """
    if kind is Kind.COUNT:
        alike = _by_quantity(points)
        told = [each for group in alike for each in episodes(group, gap)]
        return [row for each in told for row in figure_changes(each, since, settled)]
    ordered = sorted(points, key=lambda point: point.order)
    return presence_changes(ordered, since) if kind is Kind.LOCATION else stance_changes(ordered, since)


def can_begin(gap: int | None) -> bool:
    """Whether the changes of a series can be asked for from a day on: an event of today may join two of former days."""
    return gap is None


def _by_quantity(points: Iterable[Point]) -> list[list[Point]]:
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(point.quantity, []).append(point)
    return [groups[quantity] for quantity in sorted(groups)]
