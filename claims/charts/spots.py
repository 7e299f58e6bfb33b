"""Marks on one spot: those that would cover each other are one mark with their number, which opens the list of them.

In: marks with their places. Out: the same marks, stacks for those that lie on each other, and for each how far its area
may reach without taking a neighbour's clicks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from claims.charts.crowding import Bundle, bundle
from claims.charts.marks import colour_of
from claims.timeline.records import OWN_VOICE, Point

NEAR = 10.0  # marks whose middles are nearer than that, across and upward, cover each other
FURTHEST = 12.0  # from its middle, an area that takes clicks reaches no further
LEAST = 5.0  # and no less: as far as the sign itself
LISTED = 40  # points of a stack that are listed; of more the days are shown instead

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Stack:
    """Several points on one spot; `bundle` sums up what is too much for a list, `extent` draws how they are open."""

    points: tuple[Point, ...]
    x: float
    y: float
    colour: str
    bundle: Bundle
    extent: str = ""
    reach: float = FURTHEST

    @property
    def listed(self) -> bool:
        """Whether the points are few enough to be listed one by one."""
        return len(self.points) <= LISTED


def stack(
    points: Sequence[Point],
    x: float,
    y: float,
    narrow: tuple[tuple[str, str], ...] = (),
    *,
    extents: Iterable[str] = (),
) -> Stack:
    """Put dated points on one spot, in the source's colour where there is only one.

    narrow: as of bundles; extents: paths of what is drawn of their uncertainty, alike ones once.
    """
    sources = {point.source.pk for point in points}
    colour = colour_of(sources.pop() if len(sources) == 1 else OWN_VOICE)
    return Stack(tuple(points), x, y, colour, bundle(points, narrow), "".join(dict.fromkeys(extents)))


def spots(marks: Sequence[M], place: Callable[[M], tuple[float, float]]) -> list[list[M]]:
    """Gather marks that cover the first one of a spot; spots come in the order of their first marks."""
    found: list[tuple[tuple[float, float], list[M]]] = []
    for mark in marks:
        here = place(mark)
        own = next((spot for there, spot in found if covers(there, here)), None)
        if own is None:
            found.append((here, [mark]))
        else:
            own.append(mark)
    return [spot for _, spot in found]


def covers(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Tell whether marks at these two places would cover each other."""
    return abs(one[0] - other[0]) < NEAR and abs(one[1] - other[1]) < NEAR


def with_reach(marks: Sequence[Any]) -> list[Any]:
    """Give each mark the area that is its own: half of the way to its nearest neighbour, within the two bounds.

    marks: anything with x, y and reach, in any order; the order is kept.
    """
    order = sorted(range(len(marks)), key=lambda n: marks[n].x)
    nearest = [2 * FURTHEST] * len(marks)
    for rank, n in enumerate(order):
        for m in order[rank + 1 :]:
            if marks[m].x - marks[n].x >= 2 * FURTHEST:
                break
            apart = math.hypot(marks[m].x - marks[n].x, marks[m].y - marks[n].y)
            nearest[n], nearest[m] = min(nearest[n], apart), min(nearest[m], apart)
    return [replace(mark, reach=round(max(LEAST, far / 2), 1)) for mark, far in zip(marks, nearest, strict=True)]
