"""A series in the height of a text line. In: its points. Out: a band of what the words allow, and a line of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.timeline.records import Point

WIDTH, HEIGHT, EDGE = 120.0, 28.0, 3.0


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Paths in user units; `last_x`, `last_y` is the latest value."""

    band: str
    line: str
    last_x: float
    last_y: float
    width: float = WIDTH
    height: float = HEIGHT


def sparkline(points: Sequence[Point]) -> Sparkline | None:
    """Draw the range of the figures named on each day, over all sources; None without a dated figure."""
    days: dict[date, list[float]] = {}
    for point in points:
        if point.day is not None:
            bounds = [float(b) for b in (point.low, point.high) if b is not None]
            days.setdefault(point.day, []).extend(bounds)
    days = {day: bounds for day, bounds in days.items() if bounds}
    if not days:
        return None
    return _drawn([(day, min(bounds), max(bounds)) for day, bounds in sorted(days.items())])


def sparkline_of_days(days: Sequence[tuple[date, Decimal, Decimal]]) -> Sparkline | None:
    """Draw least and largest figure of each day, in order of days; None where there are none."""
    return _drawn([(day, float(low), float(high)) for day, low, high in days]) if days else None


def _drawn(rows: list[tuple[date, float, float]]) -> Sparkline:
    first, last = rows[0][0], rows[-1][0]
    span = max(1, (last - first).days)
    top = max(high for _, _, high in rows) or 1.0

    def x(day: date) -> float:
        return EDGE + (day - first).days / span * (WIDTH - 2 * EDGE)

    def y(value: float) -> float:
        return HEIGHT - EDGE - max(0.0, value) / top * (HEIGHT - 2 * EDGE)

    upper = [f"{x(day):.1f} {y(high):.1f}" for day, _, high in rows]
    lower = [f"{x(day):.1f} {y(low):.1f}" for day, low, _ in reversed(rows)]
    middle = [f"{x(day):.1f} {y((low + high) / 2):.1f}" for day, low, high in rows]
    _, low, high = rows[-1]
    return Sparkline(
        "M" + "L".join(upper + lower) + "z", "M" + "L".join(middle), round(x(last), 1), round(y((low + high) / 2), 1)
    )
