"""What several outlets print of one text counts once.

In: the points of a series, in any order. Out: those of each group of near copies that differ, the earliest of each.

A copy that says the same neither repeats nor corroborates it: nobody has said anything again. What a copy says
otherwise, such as a figure that its editors brought up to date, stays a point of its own. What one of them has no more
is still told by the others, and is gone with the last.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from claims.comparison.points import Point
from claims.comparison.withdrawn import Leaving


def once(points: Iterable[Point]) -> list[Point]:
    """Return the points without those that a near copy has said before, in their order."""
    found: list[Point] = []
    first: dict[Hashable, Point] = {}
    last: dict[Hashable, Point] = {}  # the one whose text had it for longest
    for point in points:
        if point.copies is None:
            found.append(point)
            continue
        said = _said(point)
        if point.order < first.setdefault(said, point).order:
            first[said] = point
        if _stays_longer(point, last.setdefault(said, point)):
            last[said] = point
    return [*found, *(_leaving_as(point, last[said]) for said, point in first.items())]


def _stays_longer(point: Point, other: Point) -> bool:
    if point.left is None or other.left is None:
        return other.left is not None
    return Leaving(point).turn > Leaving(other).turn


def _leaving_as(point: Point, other: Point) -> Point:
    return point if point.left is other.left else replace(point, left=other.left)


def _said(point: Point) -> Hashable:
    """What tells two points of one group apart: neither the day of printing nor the place in the text."""
    return (
        point.copies, point.origin, point.kind, point.stance, point.value, point.quantity, point.places,
        point.former, point.takes_back,
    )  # fmt: skip
