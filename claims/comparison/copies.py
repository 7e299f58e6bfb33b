"""What several outlets print of one text counts once.

In: the points of a series, in any order. Out: those of each group of near copies that differ, the earliest of each.

A copy that says the same neither repeats nor corroborates it: nobody has said anything again. What a copy says
otherwise, such as a figure that its editors brought up to date, stays a point of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from claims.comparison.points import Point


def once(points: Iterable[Point]) -> list[Point]:
    """Return the points without those that a near copy has said before, in their order."""
    found: list[Point] = []
    first: dict[Hashable, Point] = {}
    for point in points:
        if point.copies is None:
            found.append(point)
            continue
        known = first.setdefault(_said(point), point)
        if point.order < known.order:
            first[_said(point)] = point
    return [*found, *first.values()]


def _said(point: Point) -> Hashable:
    """What tells two points of one group apart: neither the day of printing nor the place in the text."""
    return (
        point.copies, point.origin, point.kind, point.stance, point.value, point.quantity, point.places,
        point.former, point.takes_back,
    )  # fmt: skip
