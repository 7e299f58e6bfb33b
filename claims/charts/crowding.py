"""Where marks would cover each other: which points are drawn by themselves, and which together as one band.

In: how many marks a page would have, and points with their places. Out: groups of points, those of one are marks.
Small pages are drawn mark by mark. On crowded ones every panel gets its share of a fixed number of marks: points of
one source in one narrow strip of the time axis are joined, and strips grow until the panel keeps to its share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from claims.charts.scale import LEFT
from claims.timeline.records import Point, Source, Timeline

T = TypeVar("T")
MOST = 300  # marks of a page, each with a link and words of about half a kilobyte
LEAST = 8  # marks that every panel may have
PANELS = 16  # panels of figures of a crowded page; those with most points come first
LANES = 12  # lanes of a crowded page
SINGLE = 3  # points in a strip of the first width that still stand by themselves
STRIPS = (6.0, 12.0, 24.0, 48.0, 96.0, 192.0, 640.0)  # widths of strips, in units of the paper


@dataclass(frozen=True, slots=True)
class Bundle:
    """What several points have in common: the ends of their figures, their days, who said them and how many they are.

    low and high are the extremes; open_low: one of them has no lower end ("up to"); open_high: one has no upper end.
    source: None where several are meant. narrow: the address's choices, besides the days, that show them alone.
    """

    claims: int
    source: Source | None
    sources: int
    first: date
    last: date
    low: Decimal | None
    high: Decimal | None
    open_low: bool
    open_high: bool
    narrow: tuple[tuple[str, str], ...]


def page_share(timeline: Timeline) -> float:
    """Return the marks that each point of the page may have: 1, or less on crowded pages."""
    figures = sum(len(series.points) for series in timeline.figures)
    marks = figures + len(timeline.positions) + sum(len(point.places) for point in timeline.places)
    return 1.0 if marks <= MOST else MOST / marks


def room_for(points: int, share: float) -> int:
    """Return how many marks a panel of so many points may have."""
    return points if share >= 1 else max(LEAST, int(points * share))


def gather(
    items: Sequence[T],
    key: Callable[[T], Hashable],
    x: Callable[[T], float],
    room: int,
    alone: Iterable[T] = (),
    *,
    widest: float = STRIPS[-1],
) -> list[list[T]]:
    """Join items of one key in one strip; strips grow until there are no more than `room` groups, or they are `widest`.

    Groups come in the order of their first items. What `alone` names is never joined.
    """
    apart = {id(item) for item in alone}
    if len(items) <= room:
        return [[item] for item in items]
    keys: list[Hashable] = [("alone", n) if id(item) in apart else key(item) for n, item in enumerate(items)]
    places = [x(item) - LEFT for item in items]
    strips: list[Hashable] = list(range(len(items)))
    few = 1
    for step, width in enumerate(strip for strip in STRIPS if strip <= widest):
        strips, few = [(key, place // width) for key, place in zip(keys, places, strict=True)], max(1, SINGLE - step)
        if sum(1 if size > few else size for size in Counter(strips).values()) <= room:
            break
    return [[items[number] for number in group] for group in _joined(strips, few)]


def _joined(strips: Sequence[Hashable], few: int) -> list[list[int]]:
    """Join the numbers of items that lie in one strip; those of strips of a few items stand by themselves."""
    found: dict[Hashable, list[int]] = {}
    for number, strip in enumerate(strips):
        found.setdefault(strip, []).append(number)
    return sorted(part for group in found.values() for part in ([group] if len(group) > few else [[n] for n in group]))


def bundle(points: Sequence[Point], narrow: tuple[tuple[str, str], ...]) -> Bundle:
    """Sum up dated points; the ends are those of the most extreme among them."""
    days = [day for point in points for day in (point.first, point.last) if day is not None]
    ends = [end for point in points for end in (point.low, point.high) if end is not None]
    sources = {point.source.pk: point.source for point in points}
    figures = [point for point in points if point.low is not None or point.high is not None]
    return Bundle(
        claims=sum(len(point.claims) for point in points),
        source=points[0].source if len(sources) == 1 else None,
        sources=len(sources),
        first=min(days),
        last=max(days),
        low=min(ends, default=None),
        high=max(ends, default=None),
        open_low=any(point.low is None for point in figures),
        open_high=any(point.high is None for point in figures),
        narrow=narrow,
    )
