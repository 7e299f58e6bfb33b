"""What a later version of an article says no more.

In: the points of a series in order, some of which are gone from their article's text (`Point.left`). Out: when each of
them left, and whether anybody still says it.

Whoever deletes a sentence is the outlet, not the institution that answers for the claim. So:
- A figure in whose place the new version tells another one is `corrected`, against the old claim (`former`), unless it
  counts on from it: a toll that is higher in a text of a later day is `raised`, and what is about a later event is new.
- A claim that is gone without that is `retracted`, by a row that names the claim twice, if by then nobody else printed
  it in its source's name: no other outlet, no other article, no other sentence of the same one. Else only one mention
  is gone, which is no change.
- What its source has moved on from before, by a newer figure or another position, is no withdrawal, either.

Both rows are of the day by which the text had changed; where nobody knows it they have none. Until then the claim
counts as any other, so an evening before is what it was. No row leans on what was said on later days. From then on it
neither confirms nor contradicts other sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims.comparison.points import ChangeRecord, Point, What, Words, left_on
from claims.comparison.times import window
from claims.comparison.values import figure, same
from claims.comparison.voices import DOUBTS
from claims.records import Stance

Moment = tuple[bool, date]  # unknown days last
Turn = tuple[bool, date, tuple[bool, date, date, str, int, Words]]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A point at the moment when the text has it no more."""

    point: Point

    @property
    def day(self) -> date | None:
        """The day by which it had left, but not before it was said; None where one of them is unknown."""
        return left_on(self.point, self.point)

    @property
    def turn(self) -> Turn:
        """By day, then in the order in which they were said: of several on one day the last one counts."""
        return (*_moment(self.day), self.point.order)


def with_leavings(points: Sequence[Point]) -> Iterator[Point | Leaving]:
    """The points in their order, and each leaving after all that was said on its day."""
    leavings = sorted((Leaving(p) for p in points if p.left), key=lambda leaving: leaving.turn)
    if not leavings:
        return iter(points)
    told: list[tuple[Moment, Point | Leaving]] = [(_moment(point.said), point) for point in points]
    told += [(_moment(leaving.day), leaving) for leaving in leavings]
    return (each for _, each in sorted(told, key=lambda pair: (pair[0], isinstance(pair[1], Leaving))))


def with_overwritten(points: Sequence[Point]) -> list[Point]:
    """The points; those that stand in the place of an older one carry it, if they correct it."""
    replaced = [point for point in points if point.left is not None and point.left.instead]
    if not replaced:
        return list(points)
    by_id = {point.id: point for point in points}
    found: dict[int, Point] = {}
    for point in replaced:
        new = by_id.get(point.left.instead or 0) if point.left else None
        if new is not None and new.id != point.id and _corrects(new, point):
            found[new.id] = point
    return [replace(point, overwrites=found[point.id]) if point.id in found else point for point in points]


def is_still_told(leaving: Leaving, points: Iterable[Point]) -> bool:
    """Whether another point says the same when this one leaves, in its source's name or elsewhere in its article."""
    gone, turn = leaving.point, leaving.turn
    return any(
        other.id != gone.id
        and is_before(other, leaving)
        and (other.origin == gone.origin or other.article == gone.article)
        and _says_the_same(other, gone)
        and (other.left is None or Leaving(other).turn > turn)
        for other in points
    )


def is_before(point: Point, leaving: Leaving) -> bool:
    """Whether the point was said before the other one left; what is said on that day still counts as before."""
    return _moment(point.said) <= leaving.turn[:2]


def retracted(leaving: Leaving) -> ChangeRecord:
    """The row of a claim that is gone without another one in its place."""
    point = leaving.point
    return ChangeRecord(What.RETRACTED, point.id, point.id, leaving.day)


def _corrects(new: Point, old: Point) -> bool:
    """Whether the figure in the place of the old one takes it back."""
    if new.value is None or old.value is None or old.left is None:
        return False
    if new.origin != old.origin:
        return new.independent and old.independent
    if same(old.value, new.value) or _is_about_later(new, old):
        return False
    later = old.said is not None and new.said is not None and new.said > old.said
    return not (old.left.grows and later and figure(new.value) > figure(old.value))


def _is_about_later(new: Point, old: Point) -> bool:
    """Whether both name the time of what happened, and the new one a later time."""
    if new.event_from is None or (old.event_from is None and old.event_to is None):
        return False
    days = window(old)
    return days is not None and new.event_from > days[1]


def _says_the_same(other: Point, point: Point) -> bool:
    if other.kind is not point.kind or not _agree(other.stance, point.stance):
        return False
    if point.value is not None:
        return other.value is not None and same(point.value, other.value)
    return not point.places or bool(point.places & other.places)


def _agree(one: Stance, other: Stance) -> bool:
    """Whether both doubt in the same way, or neither does."""
    return one is other or not {one, other} & DOUBTS


def _moment(day: date | None) -> Moment:
    return day is None, day or date.max
