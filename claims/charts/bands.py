"""Many points as one mark: a band from the lowest figure to the highest, or a sign with a stroke along its days.

In: points that would cover each other, and the scales. Out: places and paths. Each knows what it joins (`Bundle`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.charts.crowding import Bundle, bundle, gather
from claims.charts.marks import colour_of
from claims.charts.scale import TimeScale, ValueScale
from claims.charts.spans import x_of
from claims.timeline.records import OWN_VOICE, Point

LEADING = 8  # sources of a crowded panel that keep a line; those with most points come first
ALWAYS = 3  # of them keep theirs however little they say
OFTEN = 0.03  # share of the points that the others of them need
OTHERS = -1  # stands for all others together
THIN = 2.5  # half of the least breadth and height of a band
ARROW = 14.0  # how far an open end is drawn


@dataclass(frozen=True, slots=True)
class Band:
    """Several figures: drawn from the lowest to the highest; lines arrive at the first of them, leave at the last."""

    bundle: Bundle
    x: float
    y: float  # upper end
    low_y: float
    enter: float
    leave: float
    colour: str
    planned: bool
    hit: str  # path of the area that takes clicks
    extent: str
    size: float  # of that area


def leading(points: Sequence[Point], room: int) -> frozenset[int]:
    """Return the sources that keep lines of their own where only `room` marks are drawn."""
    counts = Counter(point.source.pk for point in points).most_common(max(1, min(LEADING, room // 4)))
    return frozenset(pk for rank, (pk, own) in enumerate(counts) if rank < ALWAYS or own >= len(points) * OFTEN)


def joined(
    points: Sequence[Point], time: TimeScale, scale: ValueScale, room: int, leading: frozenset[int]
) -> list[Point | Band]:
    """Return bands, and the points that stand by themselves: among them the latest of all and of each leading source.

    points: with day and value, in order of days.
    """

    def key(point: Point) -> tuple[int, bool]:
        return (point.source.pk if point.source.pk in leading else OTHERS, point.planned)

    latest = {key(point)[0]: point for point in points if key(point)[0] not in (OTHERS, OWN_VOICE)}
    groups = gather(points, key, lambda p: x_of(p, time), room, [*latest.values(), points[-1]])
    return [group[0] if len(group) == 1 else _band(group, time, scale) for group in groups]


def _y(point: Point, scale: ValueScale) -> float:
    return scale.y(float(point.value or 0))


def _band(points: list[Point], time: TimeScale, scale: ValueScale) -> Band:
    sources = {point.source.pk for point in points}
    narrow = (("source", str(points[0].source.pk)),) if len(sources) == 1 else ()
    whole = bundle(points, narrow)
    first, last = x_of(points[0], time), x_of(points[-1], time)
    x = round((first + last) / 2, 1)
    half = max(THIN, (last - first) / 2)
    top = scale.y(float(whole.high or 0))
    low = scale.y_bottom if whole.open_low else scale.y(float(whole.low or 0))
    thick = max(0.0, THIN - (low - top) / 2)
    extent = _box(x - half, top - thick, x + half, low + thick) + (_arrow(x, top) if whole.open_high else "")
    return Band(
        bundle=whole,
        x=x,
        y=top,
        low_y=low,
        enter=_y(points[0], scale),
        leave=_y(points[-1], scale),
        colour=colour_of(points[0].source.pk if len(sources) == 1 else OWN_VOICE),
        planned=points[0].planned,
        hit=_box(x - half - 5, top - 5, x + half + 5, low + 5),
        extent=extent,
        size=(2 * half + 10) * (low - top + 10),
    )


def _box(left: float, top: float, right: float, bottom: float) -> str:
    return f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}z"


def _arrow(x: float, y: float) -> str:
    tip = max(y - ARROW, 1.0)
    return f"M{x:.1f} {y:.1f}V{tip:.1f}M{x - 4:.1f} {tip + 5:.1f}L{x:.1f} {tip:.1f}L{x + 4:.1f} {tip + 5:.1f}"
