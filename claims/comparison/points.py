"""A claim as a point of its series, and the changes found between points.

In: nothing. Out: `Point` (made from stored claims by `claims.linking`) and `ChangeRecord`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from claims.records import Approximation, Kind, Stance


class What(StrEnum):
    """What became of a claim; within one source down to RETRACTED, across sources the last three."""

    FIRST = "first"
    RAISED = "raised"
    LOWERED = "lowered"
    REFINED = "refined"
    WIDENED = "widened"
    REPEATED = "repeated"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    ADMITTED = "admitted"
    RETRACTED = "retracted"
    CORROBORATED = "corroborated"
    CONTRADICTED = "contradicted"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Value:
    """The range that the words allow; None is open. Units are the series' own (people, hectares, euros)."""

    low: Decimal | None
    high: Decimal | None
    approx: Approximation


@dataclass(frozen=True, slots=True)
class Left:
    """That a later version of its article has a claim no more: by `day`, None where nobody knows when (`withdrawn`).

    instead: the claim that tells another figure in the same place, if any; grows: whether later figures of this kind
    count on from earlier ones.
    """

    day: date | None
    instead: int | None = None
    grows: bool = False


@dataclass(slots=True)  # nobody changes one; to freeze them would make the thousands of a series cost twice as much
class Point:
    """One claim in its series.

    origin: who answers for it; where nobody is named, the outlet itself. independent: whether the origin is a named
    institution or person, so that it can confirm or contradict another one.
    said: the day the source said it, else the article's; None where neither is known. published: the article's day.
    former: the figure that the text itself says was given before this one; takes_back: whether it takes that one back.
    quantity: what is counted, where class and metric do not tell it (`changes.COARSE`); '' elsewhere.
    copies: the group of near copies that the article is one of, if any.
    left: set where the article's text has it no more; overwrites: the claim in whose place this one stands (`former`).
    article, start: tie-breakers that do not depend on when something was uploaded (a hash of the text; the offset).
    """

    id: int
    origin: str
    independent: bool
    said: date | None
    published: date | None
    article: str
    start: int
    kind: Kind
    stance: Stance
    value: Value | None = None
    event_from: date | None = None
    event_to: date | None = None
    places: frozenset[str] = frozenset()
    quantity: str = ""
    former: Decimal | None = None
    takes_back: bool = False
    copies: int | None = None
    left: Left | None = None
    overwrites: Point | None = None

    @property
    def order(self) -> tuple[bool, date, date, str, int, Words]:
        """By the day it was said, then the article's, never by upload; unknown days last."""
        last = date.max
        return (self.said is None, self.said or last, self.published or last, self.article, self.start, Words(self))


def is_behind(point: Point, day: date | None) -> bool:
    """Whether the point was said on this day or later, or nobody knows when; without a day all are."""
    return day is None or point.said is None or point.said >= day


def left_on(point: Point, instead: Point) -> date | None:
    """The day by which `instead` stood where `point` had; None where that, or when either was said, is unknown."""
    if point.left is None or point.left.day is None or point.said is None or instead.said is None:
        return None
    return max(point.left.day, point.said, instead.said)


class Words:
    """What tells two points of one spot of an article apart; put together only where such a pair is compared."""

    __slots__ = ("point",)

    def __init__(self, point: Point) -> None:
        self.point = point

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self._told() == other._told()

    def __lt__(self, other: Words) -> bool:
        return self._told() < other._told()

    __hash__ = None  # type: ignore[assignment]  # an order, never a key

    def _told(self) -> tuple[str, ...]:
        point = self.point
        return (
            point.origin, point.stance, str(point.value), *sorted(point.places), f"{point.former} {point.takes_back}",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """What `claim` does to `previous` (ids), on the day that `claim` was said.

    difference: new minus old, percent: of the old; None for positions and places, percent also where the old is 0.
    """

    what: What
    claim: int
    previous: int | None
    day: date | None
    difference: Decimal | None = None
    percent: Decimal | None = None
