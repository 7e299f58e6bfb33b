"""When claims hold: whether two speak of the same time, and which belong to one event.

In: points. Out: a yes or no, or the points split into episodes. Days are calendar days, both ends inclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from claims.comparison.points import Point

# Who says in June what another said in November says it of another time.
RECENT_DAYS = 31

Days = tuple[date, date]  # first and last


def window(point: Point) -> Days | None:
    """The days that the claim is about: the event's, else the day it was said; None where neither is known.

    An open beginning or end reaches to the day it was said: `seit August` is about August until today.
    """
    known = [day for day in (point.event_from, point.event_to) if day is not None]
    if not known:
        return (point.said, point.said) if point.said else None
    if len(known) == 1 and point.said:
        known.append(point.said)
    return min(known), max(known)


def meet(one: Days | None, other: Days | None) -> bool:
    """Whether both are about overlapping days; unknown times overlap with nothing.

    No day of grace: tolls grow from day to day, and yesterday's is no contradiction.
    """
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def recently(point: Point, other: Point) -> bool:
    """Whether the other one was said within a month of this one; unknown days are near to nothing."""
    return point.said is not None and other.said is not None and abs((point.said - other.said).days) <= RECENT_DAYS


def episodes(points: Iterable[Point], gap: int | None) -> list[list[Point]]:
    """Split the points of a series into events: a silence of more than `gap` days ends one. None: all is one event.

    Points without any day form the last episode. Within each, points stand in their order.
    """
    ordered = sorted(points, key=lambda point: point.order)
    if gap is None:
        return [ordered] if ordered else []
    dated = sorted(((window(p), p) for p in ordered if window(p)), key=lambda pair: (pair[0], pair[1].order))
    found: list[list[Point]] = []
    reach: date | None = None
    for days, point in dated:
        assert days is not None
        if reach is None or days[0] > reach + timedelta(days=gap):
            found.append([])
        found[-1].append(point)
        reach = days[1] if reach is None else max(reach, days[1])
    undated = [p for p in ordered if window(p) is None]
    return [sorted(episode, key=lambda point: point.order) for episode in [*found, undated] if episode]
