"""Changes from a day on are the same, whether all is heard that was said before or only what they can lean on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.beginnings import without_repetitions
from claims.comparison.changes import changes
from claims.comparison.points import Point
from claims.points import FIELDS
from claims.records import Kind, Stance
from tests.claims.comparison.test_settled import FIRST, Told
from tests.effort import examples


def row(point: Point) -> list[Any]:
    """The point as the database tells it, behind the numbers of its series and topic."""
    assert point.value
    told = {
        "pk": point.id, "kind": point.kind.value, "unit": point.quantity, "stance": point.stance.value,
        "start": point.start, "value_low": point.value.low, "value_high": point.value.high,
        "former": point.former, "reported_on": point.said, "source__name": point.origin if point.independent else None,
        "article__published_on": point.published, "article__content_hash": point.article,
        "article__outlet__name": None if point.independent else point.origin,
        "gone__revision_id": 1 if point.left else None,
    }  # fmt: skip
    assert set(told) <= set(FIELDS)
    return [told.get(name) for name in FIELDS[2:]]


def heard(points: list[Point], day: date) -> list[Point]:
    numbers = {told[0] for told in without_repetitions([row(point) for point in points], day)}
    return [point for point in points if point.id in numbers]


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 1500), st.booleans())
def test_what_later_changes_lean_on_is_heard(seed, day, two_units):
    told = Told(seed)
    points = list(told.points.values())
    if two_units:
        points = [replace(point, quantity=told.chance.choice("ab")) for point in points]
    since = FIRST + timedelta(days=day)
    lean = heard(points, since)
    assert changes(Kind.COUNT, lean, since=since) == changes(Kind.COUNT, points, since=since)


def test_most_of_a_long_series_only_repeats():
    told = Told(1)
    told.doubts = told.former = told.gone = 0
    point = replace(told.point(0), origin="A", independent=True, left=None)
    days = [FIRST + timedelta(days=number) for number in range(100)]
    points = [replace(point, id=number, said=day, published=day) for number, day in enumerate(days)]
    assert [each.id for each in heard(points, days[90])] == [0, 89, *range(90, 100)]


def test_of_who_doubted_a_figure_and_named_a_former_one_all_is_heard():
    """The answer to the doubt may be a figure that the source had given before, and so looks like said again."""
    told = Told(1)
    point = replace(told.point(0), origin="A", independent=True, left=None, stance=Stance.ASSERTS, event_from=None)
    said = [point.value, replace(point.value, low=Decimal(7), high=Decimal(7))] if point.value else []
    days = [FIRST + timedelta(days=30 * number) for number in range(4)]
    points = [
        replace(point, id=number, said=day, published=day, article=f"{day}", value=said[number == 3], former=None)
        for number, day in enumerate(days)
    ]
    points[1] = replace(points[1], stance=Stance.CANNOT_CONFIRM, former=Decimal(5), takes_back=False)
    assert [each.id for each in heard(points, days[3] + timedelta(days=1))] == [0, 1, 2, 3]
