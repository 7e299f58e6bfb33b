"""What stays as it is stored, and what is made anew from a day on, are together what all claims make."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparison.changes import changes
from claims.comparison.points import ChangeRecord, Left, Point, Value, What
from claims.comparison.settled import FOLLOWED_WITHIN, LASTS, Heard, Settled, Whole
from claims.records import Approximation, Kind, Stance
from tests.effort import examples

FIRST = date(2022, 1, 1)
DOUBTS = (Stance.DENIES, Stance.CANNOT_CONFIRM)
Rows = dict[tuple[int, int | None, What], ChangeRecord]


class Told:
    """A series of figures, and what becomes of it: `points` now, `noted` as the database notes it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.names = "ABCDEF"[: self.chance.choice([3, 6])]
        self.values = self.chance.choice([[100, 104], [100, 104, 150, 300, 900], [100, 150, 200, 300, 400, 500]])
        self.days = self.chance.choice([200, 700, 1500])
        self.doubts, self.former, self.gone = (self.chance.choice([0, 0, 0.05]) for _ in range(3))
        self.points = {number: self.point(number) for number in range(self.chance.choice([10, 40, 90]))}
        self.noted: list[tuple[date, date]] = []
        self.sources: set[str] = set()
        self.unheard = 0  # points that nobody had to look at

    def point(self, number: int) -> Point:
        chance, name = self.chance, self.chance.choice([*self.names, "Bote"])
        day = None if chance.random() < 0.03 else FIRST + timedelta(days=chance.randrange(self.days))
        value, spread = Decimal(chance.choice(self.values)), chance.choice([0, 0, 0, 50])
        former = Decimal(chance.choice(self.values)) if chance.random() < self.former else None
        doubtful = chance.random() < self.doubts
        return Point(
            id=number, origin=name, independent=name != "Bote", said=day, published=day, start=number,
            article=f"{day} {chance.randrange(2)}", kind=Kind.COUNT, event_from=day if chance.random() < 0.5 else None,
            stance=chance.choice([*DOUBTS, Stance.CONFIRMS] if doubtful else [Stance.ASSERTS, Stance.CONFIRMS]),
            value=Value(value, value + spread, chance.choice([Approximation.EXACT, Approximation.ABOUT])),
            former=former, takes_back=former is not None and chance.random() < 0.5,
            left=Left(day) if chance.random() < self.gone else None,
        )  # fmt: skip

    def is_told_otherwise(self) -> None:
        """A claim comes, goes, or says something else: another figure, source, day, stance."""
        other = self.point(1000 + len(self.noted))
        known = self.points.get(self.chance.choice([*self.points, other.id]))
        if known is None:
            self.points[other.id] = other
        elif self.chance.random() < 0.2:
            del self.points[known.id]
        else:
            names = self.chance.choice([["value"], ["origin", "independent"], ["said", "published"], ["stance"]])
            other = replace(known, **{name: getattr(other, name) for name in names})
            self.points[known.id] = other
        for each in (known or other, other):
            lasts = each.stance in DOUBTS or each.left is not None
            self.noted.append((each.said or date.max, date.max if lasts or not each.said else each.said))
            self.sources.add(each.origin)


def keyed(records: list[ChangeRecord]) -> Rows:
    return {(row.claim, row.previous, row.what): row for row in records}


def made_anew(told: Told, stored: Rows) -> tuple[Rows, int]:
    """The rows after linking has looked only at what may differ, and of how many claims it left them as they were."""
    since, last = min(day for day, _ in told.noted), max(day for _, day in told.noted)
    heard = Heard.of(last, frozenset())
    points = list(told.points.values())
    asked = {key: row for key, row in stored.items() if row.day is None or row.day >= since}
    try:
        points = heard_of(told, heard) if last < date.max else points  # as `claims.rebuilding` does
        late = {point.id for point in points if heard.is_late(point.said)}
        early = {key for key, row in asked.items() if row.day is not None and row.day <= heard.until}
        if last < date.max:
            asked = {key: row for key, row in asked.items() if key in early or key[0] in late}
        settled = Settled([(*_key(row), _numbers(row)) for row in asked.values()], since, last, heard.until)
        fresh, kept = changes(Kind.COUNT, points, None, since, settled), settled.kept
    except Whole:
        asked = {key: row for key, row in stored.items() if row.day is None or row.day >= since}
        points, kept = list(told.points.values()), set()
        fresh = changes(Kind.COUNT, points, None, since)
    told.unheard = len(told.points) - len(points)
    stay = {key: row for key, row in stored.items() if key not in asked or key[0] in kept}
    return stay | keyed(fresh), len(kept)


def _key(row: ChangeRecord) -> tuple[int, int | None, str]:
    return row.claim, row.previous, row.what.value


def _numbers(row: ChangeRecord) -> tuple[Decimal | None, Decimal | None]:
    return row.difference, row.percent


def heard_of(told: Told, heard: Heard) -> list[Point]:
    """The points that the database is asked for (`claims.points`), or `Whole` where that is not enough."""
    for point in told.points.values():
        leans = point.former is not None or point.stance is Stance.DENIES
        if point.left is not None or (leans and heard.is_late(point.said)):
            raise Whole
    return [p for p in told.points.values() if p.origin in told.sources or not heard.is_late(p.said)]


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 4))
def test_what_stays_and_what_is_made_anew_is_what_all_claims_make(seed, steps):
    told = Told(seed)
    stored = keyed(changes(Kind.COUNT, told.points.values()))
    for _ in range(steps):
        told.is_told_otherwise()
    there = {None, *told.points}  # the database lets go of the changes of claims that are gone
    stored = {key: row for key, row in stored.items() if {key[0], key[1]} <= there}
    assert made_anew(told, stored)[0] == keyed(changes(Kind.COUNT, told.points.values()))


@pytest.fixture
def long():
    """Two sources that speak in turns for three years, with a figure of its own each time, none ever repeated."""
    told = Told(0)
    point = replace(told.point(0), former=None, takes_back=False, left=None, stance=Stance.ASSERTS, independent=True)
    days = [FIRST + timedelta(days=10 * number) for number in range(110)]
    told.points = {
        number: replace(point, id=number, origin="AB"[number % 2], said=day, published=day, article=f"{day}",
                        event_from=None, value=Value(Decimal(9 * number + 9), None, Approximation.MORE_THAN))
        for number, day in enumerate(days)
    }  # fmt: skip
    return told


def corrected(told: Told, number: int, **columns: Any) -> int:
    stored = keyed(changes(Kind.COUNT, told.points.values()))
    point = told.points[number]
    told.points[number] = replace(point, **columns)
    lasts = DOUBTS.count(told.points[number].stance) > 0
    assert point.said
    told.noted = [(point.said, date.max if lasts else point.said)]
    told.sources = {point.origin, told.points[number].origin}
    rows, kept = made_anew(told, stored)
    assert rows == keyed(changes(Kind.COUNT, told.points.values()))
    return kept


def test_a_figure_bears_on_some_months_only(long):
    day = long.points[20].said
    later = [p for p in long.points.values() if p.said > day + LASTS + timedelta(days=20)]
    unheard = [p for p in later if p.origin == "B" and p.said > day + LASTS + FOLLOWED_WITHIN]
    assert corrected(long, 20, value=Value(Decimal(5), Decimal(5), Approximation.EXACT)) == len(later) - len(unheard)
    assert long.unheard == len(unheard) > 20


def test_a_doubt_bears_on_all_later_days(long):
    assert corrected(long, 20, stance=Stance.CANNOT_CONFIRM) == 0
    assert long.unheard == 0


def test_a_figure_that_is_given_again_years_later_is_seen(long):
    long.points[100] = replace(long.points[100], value=long.points[20].value)
    assert corrected(long, 20, value=Value(Decimal(5), Decimal(5), Approximation.EXACT)) == 0
