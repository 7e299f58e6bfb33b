"""Lanes on the page's time axis: one per source with its stances, or one per place with who puts whom there.

In: points and the time scale. Out: places of signs per lane, lanes in the order of their first sign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.charts.marks import colour_of, shape_of, shape_path, spread, stance_path
from claims.charts.scale import LEFT, RIGHT, WIDTH, TimeScale
from claims.timeline.records import Point

LANE = 28.0
TOP = 6.0


@dataclass(frozen=True, slots=True)
class Sign:
    """One point in a lane."""

    point: Point
    x: float
    y: float
    css: str
    path: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One source or place; undated points are listed at its name."""

    name: str
    key: int
    y: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class LanePanel:
    """All lanes of one panel."""

    lanes: tuple[Lane, ...]
    time: TimeScale
    hidden: int = 0
    width: float = WIDTH
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP

    @property
    def bottom(self) -> float:
        """Where the lanes end."""
        return TOP + LANE * len(self.lanes)

    @property
    def height(self) -> float:
        """With the time axis below."""
        return self.bottom + 28.0


def stance_panel(points: Iterable[Point], time: TimeScale) -> LanePanel:
    """One lane per source: what it does with the allegation, day by day."""
    lanes: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        if point.day is not None:
            lanes[point.source.pk].append(point)
    return LanePanel(
        tuple(
            Lane(own[0].source.name, pk, lane_middle(i), _signs(own, time, lane_middle(i), by_stance=True))
            for i, (pk, own) in enumerate(lanes.items())
        ),
        time,
    )


def place_panel(points: Iterable[Point], time: TimeScale, *, most: int = 12) -> LanePanel:
    """One lane per place, the `most` named ones; `hidden` says how many places the table shows beyond them."""
    lanes: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        for place in point.places if point.day is not None else ():
            lanes[place].append(point)
    chosen = sorted(lanes, key=lambda name: -len(lanes[name]))[:most]
    ordered = [name for name in lanes if name in chosen]
    return LanePanel(
        tuple(
            Lane(name, 0, lane_middle(i), _signs(lanes[name], time, lane_middle(i), by_stance=False))
            for i, name in enumerate(ordered)
        ),
        time,
        hidden=len(lanes) - len(ordered),
    )


def lane_middle(number: int) -> float:
    """Return the height of the middle of a lane."""
    return TOP + LANE * (number + 0.5)


def _signs(points: list[Point], time: TimeScale, y: float, *, by_stance: bool) -> tuple[Sign, ...]:
    places = spread([time.x(p.day) for p in points if p.day is not None], 14.0, 42.0)
    return tuple(_sign(p, x, y, by_stance=by_stance) for p, x in zip(points, places, strict=True))


def _sign(point: Point, x: float, y: float, *, by_stance: bool) -> Sign:
    if by_stance:
        return Sign(point, x, y, f"stance-{point.stance}", stance_path(point.stance, x, y))
    source = point.source.pk
    return Sign(point, x, y, f"source {colour_of(source)}", shape_path(shape_of(source), x, y))
