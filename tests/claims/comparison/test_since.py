"""Changes asked for from a day on are those of that day and later among all, whatever was said."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparison.changes import changes
from claims.comparison.points import Left, Point, Value
from claims.records import Approximation, Kind, Stance

FIRST = date(2024, 1, 1)
days = st.integers(0, 260).map(lambda n: FIRST + timedelta(days=n))
amounts = st.sampled_from([100, 104, 150, 300, 900]).map(Decimal)
names = st.sampled_from(["NIS", "Pentagon", "Kreml", "NATO", "Bote"])


@st.composite
def point(draw, number, kind):
    """A claim; `Bote` speaks for itself, which confirms and contradicts nobody."""
    name, value, said = draw(names), draw(amounts), draw(st.none() | days)
    former = draw(st.none() | amounts) if kind is Kind.COUNT else None
    return Point(
        id=number, origin=name, independent=name != "Bote", said=said, published=said,
        article=draw(st.sampled_from("abc")),
        start=number, kind=kind, stance=draw(st.sampled_from(list(Stance))),
        value=Value(value, value, draw(st.sampled_from([Approximation.EXACT, Approximation.ABOUT]))),
        event_from=draw(st.none() | st.just(said)), places=draw(st.frozensets(st.sampled_from(["Kursk", "Ussurijsk"]))),
        former=former, takes_back=former is not None and draw(st.booleans()),
        left=draw(st.none() | st.builds(Left, st.none() | days, st.none() | st.integers(0, 24), st.booleans())),
    )  # fmt: skip


@st.composite
def series(draw):
    """A kind and its points; positions come with places, which bear on them."""
    kind = draw(st.sampled_from(list(Kind)))
    kinds = {Kind.STATEMENT: [Kind.STATEMENT, Kind.LOCATION]}.get(kind, [kind])
    number = draw(st.integers(1, 25))
    return kind, [draw(point(n, draw(st.sampled_from(kinds)))) for n in range(number)]


@settings(max_examples=30, deadline=None)
@given(series(), days)
def test_from_a_day_on_is_the_end_of_all(told, since):
    kind, points = told
    wanted = [row for row in changes(kind, points) if row.day is None or row.day >= since]
    assert changes(kind, points, since=since) == wanted


@settings(max_examples=10, deadline=None)
@given(series())
def test_from_the_last_day_on_are_those_of_unknown_day(told):
    kind, points = told
    assert changes(kind, points, since=date.max) == [row for row in changes(kind, points) if row.day is None]
    assert changes(kind, points, since=date.min) == changes(kind, points)
