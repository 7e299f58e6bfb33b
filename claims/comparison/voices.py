"""What each source has said so far of one episode of figures.

In: points, as they are said. Out: `Voice`s, and the figures of points in the forms in which they are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from claims.comparison.points import ChangeRecord, Point, Value, What, left_on
from claims.comparison.times import Days, window
from claims.comparison.values import difference, stretched
from claims.records import Stance

DOUBTS = frozenset({Stance.DENIES, Stance.CANNOT_CONFIRM})
Step = tuple[What, Point, Point | None]  # what the first point does to the second; a row once it is asked for
Held = tuple[date, date, Decimal, Decimal]
Spoken = tuple[Decimal | None, Decimal | None]


@dataclass(slots=True)
class Voice:
    """What one source has said so far: its standing figure, all figures by range, its last doubt.

    reach: the figures that the standing one allows; days: those that it is about; held: when it was said, the first day
    that it is about and its reach, where a named institution or person said it on a known day. They are kept, since
    every later claim of another source asks for them. overtaken: whether others are known to have left the standing
    figure behind; withdrawn: whether no text has it any more (`withdrawn`), so that it is set off against none of
    theirs.
    """

    standing: Point | None = None
    reach: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    days: Days | None = None
    held: Held | None = None
    spoken: dict[Spoken, Point] = field(default_factory=dict)
    doubt: Point | None = None
    overtaken: bool = False
    withdrawn: bool = False

    def stand_by(self, point: Point) -> None:
        """Make the point's figure the standing one."""
        self.standing, self.reach, self.days = point, stretched(value_of(point)), window(point)
        dated = point.said is not None and self.days is not None and point.independent
        self.held = (point.said, self.days[0], *self.reach) if dated else None  # type: ignore[index,assignment]
        self.overtaken = self.withdrawn = False

    def gave(self, figure: Decimal) -> Point | None:
        """The last point with this figure as one of its bounds, the standing one before others."""
        if self.standing is not None and holds(self.standing, figure):
            return self.standing
        return next((point for point in reversed(self.spoken.values()) if holds(point, figure)), None)


def value_of(point: Point) -> Value:
    """The point's figure; ValueError where it has none."""
    if point.value is None:
        raise ValueError(f"claim {point.id} stands in a series of figures and has none")
    return point.value


def holds(point: Point, figure: Decimal) -> bool:
    """Whether the figure is a bound of what the point says."""
    value = value_of(point)
    return figure in (value.low, value.high)


def row(what: What, point: Point, previous: Point | None = None) -> ChangeRecord:
    """What the point does to the previous one; doubts set off no figures."""
    if previous is None:
        return ChangeRecord(what, point.id, None, point.said)
    if {point.stance, previous.stance} & DOUBTS:
        return ChangeRecord(what, point.id, previous.id, point.said)
    absolute, percent = difference(value_of(previous), value_of(point))
    # What the place in the text tells was so from the day on which the text was changed.
    by_text = what is What.CORRECTED and point.overwrites is previous
    day = left_on(previous, point) if by_text else point.said
    return ChangeRecord(what, point.id, previous.id, day, absolute, percent)
