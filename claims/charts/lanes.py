"""Lanes on the page's time axis: one per source with its stances, or one per place with who puts whom there.

In: points and the time scale. Out: places of signs per lane, lanes in the order of their first sign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.charts.crowding import LANES, Bundle, bundle, gather, room_for
from claims.charts.marks import colour_of, shape_of, shape_path, spread, stance_path
from claims.charts.scale import LEFT, RIGHT, WIDTH, TimeScale
from claims.charts.spans import span_path, x_of
from claims.charts.spots import FURTHEST, NEAR, Stack, stack, with_reach
from claims.timeline.records import OWN_VOICE, Point

LANE = 28.0
TOP = 6.0
# Strips of a lane in which signs are joined: a stroke over a longer time would hide what lies between, so the wider
# ones are for panels of more than so many signs.
WIDEST = (96.0, 192.0, 640.0)
SIGNS = 100
STACKED = 17.0  # from the middle of a stack to the next sign: its disc is larger


@dataclass(frozen=True, slots=True)
class Sign:
    """One point in a lane."""

    point: Point
    x: float
    y: float
    css: str
    path: str
    span: str = ""  # path of the days that it tells of
    reach: float = FURTHEST  # how far around it clicks are its own


@dataclass(frozen=True, slots=True)
class Joined:
    """Several points in a lane: a sign over a stroke along their days; `stance` is theirs, empty for places."""

    bundle: Bundle
    x: float
    y: float
    css: str
    path: str
    extent: str
    stance: str
    reach: float = FURTHEST


@dataclass(frozen=True, slots=True)
class Lane:
    """One source or place; undated points are listed at its name."""

    name: str
    key: int
    y: float
    signs: tuple[Sign | Joined | Stack, ...]


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


def stance_panel(points: Iterable[Point], time: TimeScale, *, share: float = 1.0) -> LanePanel:
    """One lane per source: what it does with the allegation, day by day.

    share: how many signs each point may have; below 1, signs of one stance that would cover each other are joined,
    and only the sources with most points have lanes; `hidden` counts the others, which the table shows.
    """
    lanes: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        if point.at is not None:
            lanes[str(point.source.pk)].append(point)
    names = {key: own[0].source.name for key, own in lanes.items()}
    narrow = {key: (("source", key),) for key in lanes}
    return _panel(lanes, names, narrow, time, share, most=LANES if share < 1 else len(lanes), by_stance=True)


def place_panel(
    points: Iterable[Point],
    time: TimeScale,
    *,
    most: int = 12,
    share: float = 1.0,
    numbers: Iterable[tuple[str, str]] = (),
) -> LanePanel:
    """One lane per place, the `most` named ones; `hidden` says how many places the table shows beyond them.

    share: as for stances; numbers: name and number of places, for the addresses of joined signs.
    """
    lanes: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        for place in point.places if point.at is not None else ():
            lanes[place].append(point)
    narrow: dict[str, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for name, number in numbers:
        narrow[name] += (("place", number),)
    return _panel(lanes, {name: name for name in lanes}, narrow, time, share, most=most, by_stance=False)


def _panel(
    lanes: Mapping[str, list[Point]],
    names: Mapping[str, str],
    narrow: Mapping[str, tuple[tuple[str, str], ...]],
    time: TimeScale,
    share: float,
    *,
    most: int,
    by_stance: bool,
) -> LanePanel:
    chosen = set(sorted(lanes, key=lambda name: -len(lanes[name]))[:most])
    ordered = [name for name in lanes if name in chosen]
    rows: list[Lane] = []
    for widest in WIDEST:
        rows = []
        for number, name in enumerate(ordered):
            y, own = lane_middle(number), lanes[name]
            room = room_for(len(own), share)
            signs = _signs(own, time, y, room, narrow.get(name, ()), widest, by_stance=by_stance)
            rows.append(Lane(names[name], int(name) if by_stance else 0, y, signs))
        if share >= 1 or sum(len(row.signs) for row in rows) <= SIGNS:
            break
    return LanePanel(tuple(rows), time, hidden=len(lanes) - len(ordered))


def lane_middle(number: int) -> float:
    """Return the height of the middle of a lane."""
    return TOP + LANE * (number + 0.5)


def _signs(
    points: list[Point],
    time: TimeScale,
    y: float,
    room: int,
    narrow: tuple[tuple[str, str], ...],
    widest: float,
    *,
    by_stance: bool,
) -> tuple[Sign | Joined | Stack, ...]:
    def x(point: Point) -> float:
        return x_of(point, time)

    def middle(group: list[Point]) -> float:
        return (x(group[0]) + x(group[-1])) / 2

    def drawn(spot: list[list[Point]], at: float) -> Sign | Joined | Stack:
        if len(spot) > 1:
            return stack([point for group in spot for point in group], at, y, narrow)
        [group] = spot
        if len(group) > 1:
            return _joined(group, at, x(group[-1]) - x(group[0]), y, narrow, by_stance=by_stance)
        return _sign(group[0], time, at, y, by_stance=by_stance)

    found = gather(points, lambda p: p.stance if by_stance else "", x, room, points[-1:], widest=widest)
    groups = sorted(found, key=middle)
    places = spread([middle(group) for group in groups], 14.0, 42.0)
    return tuple(with_reach([drawn(spot, at) for at, spot in _on_one_spot(groups, places)]))


def _on_one_spot(groups: list[list[Point]], places: list[float]) -> list[tuple[float, list[list[Point]]]]:
    """Gather what had no room to move further: it lies where the one before does. Places stand in order."""
    found: list[tuple[float, list[list[Point]]]] = []
    for group, place in zip(groups, places, strict=True):
        if found and place - found[-1][0] < (STACKED if len(found[-1][1]) > 1 else NEAR):
            found[-1][1].append(group)
        else:
            found.append((place, [group]))
    return found


def _sign(point: Point, time: TimeScale, x: float, y: float, *, by_stance: bool) -> Sign:
    css, path = _look(point, x, y, by_stance=by_stance)
    return Sign(point, x, y, css, path, span_path(point, time, y))


def _joined(
    points: list[Point], x: float, span: float, y: float, narrow: tuple[tuple[str, str], ...], *, by_stance: bool
) -> Joined:
    """One sign for all, over a stroke as long as their days; grey where several sources are meant."""
    whole = bundle(points, narrow)
    css, path = _look(points[0], x, y, by_stance=by_stance)
    if not by_stance and whole.source is None:
        css, path = f"source {colour_of(OWN_VOICE)}", shape_path("square", x, y)
    half = max(8.0, span / 2)
    left, right = max(LEFT, x - half), min(WIDTH - RIGHT + 42.0, x + half)
    return Joined(whole, x, y, css, path, f"M{left:.1f} {y:.1f}H{right:.1f}", points[0].stance if by_stance else "")


def _look(point: Point, x: float, y: float, *, by_stance: bool) -> tuple[str, str]:
    if by_stance:
        return f"stance-{point.stance}", stance_path(point.stance, x, y)
    source = point.source.pk
    return f"source {colour_of(source)}", shape_path(shape_of(source), x, y)
