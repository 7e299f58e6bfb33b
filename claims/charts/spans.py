"""Where points stand on the time axis, and how far they reach along it where they tell of several days.

In: points and the time scale. Out: places, and paths of bars: closed ends have a stroke, open ones an arrowhead, and
what goes on beyond the frame has neither. A month is a bar of a month: no day is shown that nobody told.
"""

from __future__ import annotations

from claims.charts.scale import LEFT, RIGHT, WIDTH, TimeScale
from claims.timeline.records import Point

OPEN = 34.0  # how far an open end is drawn
CAP = 4.0  # half the height of the stroke at a closed end
HEAD = 5.0  # of the arrow
_FRAME = (LEFT, WIDTH - RIGHT)


def x_of(point: Point, time: TimeScale) -> float:
    """Return the place of a point: of several days, the middle of those in sight."""
    first, last = point.first, point.last
    if first is None or last is None:
        return time.x(point.at or time.first)
    if first == last:
        return time.x(first)
    return round((time.x(first) + time.x(last)) / 2, 1)


def span_path(point: Point, time: TimeScale, y: float) -> str:
    """Return the bar of an event at the height y; empty for what stands at one day, and on the axis of reports."""
    if not point.by_event or point.at is None or point.event_from == point.event_to:
        return ""
    left, start = _left(point, time, y)
    right, end = _right(point, time, y)
    return f"M{left:.1f} {y:.1f}H{right:.1f}{start}{end}"


def reach(point: Point, time: TimeScale) -> tuple[float, float]:
    """Return how far a point and its bar reach to the left and to the right."""
    if not span_path(point, time, 0):
        return x_of(point, time), x_of(point, time)
    return _left(point, time, 0)[0], _right(point, time, 0)[0]


def _left(point: Point, time: TimeScale, y: float) -> tuple[float, str]:
    """Return where the bar begins, and the sign of that end."""
    if point.event_from is None:
        x = max(_FRAME[0], x_of(point, time) - OPEN)
        return x, f"M{x + HEAD:.1f} {y - CAP:.1f}L{x:.1f} {y:.1f}L{x + HEAD:.1f} {y + CAP:.1f}"
    x = time.x(point.event_from)
    return x, _cap(x, y) if point.event_from >= time.first else ""


def _right(point: Point, time: TimeScale, y: float) -> tuple[float, str]:
    """Return where the bar ends, and the sign of that end."""
    if point.event_to is None:
        x = min(_FRAME[1], x_of(point, time) + OPEN)
        return x, f"M{x - HEAD:.1f} {y - CAP:.1f}L{x:.1f} {y:.1f}L{x - HEAD:.1f} {y + CAP:.1f}"
    x = time.x(point.event_to)
    return x, _cap(x, y) if point.event_to <= time.last else ""


def _cap(x: float, y: float) -> str:
    return f"M{x:.1f} {y - CAP:.1f}v{2 * CAP:.0f}"
