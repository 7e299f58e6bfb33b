"""What one figure does to another, as readers understand the words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparison.points import Value, What
from claims.comparison.values import bounds, compare, difference, overlap, same
from claims.records import Approximation as A


def value(words: str) -> Value:
    """A value in shorthand: `~3000` about, `>10000` more than, `<500` less than, `^500` up to, `8-10` range,
    `2000?` vaguely, else exact."""
    if words.endswith("?"):
        return Value(Decimal(words[:-1]), None, A.VAGUE)
    if "-" in words:
        low, high = words.split("-")
        return Value(Decimal(low), Decimal(high), A.RANGE)
    number = Decimal(words.lstrip("~><^"))
    return {
        "~": Value(number, number, A.ABOUT),
        ">": Value(number, None, A.MORE_THAN),
        "<": Value(None, number, A.LESS_THAN),
        "^": Value(None, number, A.UP_TO),
    }.get(words[0], Value(number, number, A.EXACT))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("1500", "3000", What.RAISED),
        ("3000", "1500", What.LOWERED),
        ("1500", "1500", What.REPEATED),
        ("3000", "3001", What.RAISED),
        ("~3000", "3100", What.REPEATED),
        ("~3000", "~2900", What.REPEATED),
        ("~10000", "11000", What.RAISED),
        (">10000", "11000", What.REFINED),
        (">10000", "10000", What.REFINED),
        (">10000", "50000", What.RAISED),
        (">144", ">150", What.RAISED),
        (">144", ">1002", What.RAISED),
        ("2000?", "~10000", What.REFINED),
        ("200?", "2000?", What.RAISED),
        ("^12000", "10000", What.REFINED),
        ("^12000", "^10000", What.LOWERED),
        ("<500", "490", What.REFINED),
        ("<500", "100", What.LOWERED),
        ("8000-10000", "9000", What.REFINED),
        ("8000-10000", "~10000", What.REFINED),
        ("9000", "8000-10000", What.WIDENED),
        ("8000-10000", "9000-12000", What.RAISED),
        ("8000-10000", "5000-9000", What.LOWERED),
        ("8000-10000", "7000-12000", What.WIDENED),
    ],
)
def test_what_a_new_figure_does(old, new, what):
    assert compare(value(old), value(new)) is what


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("~10000", "10400", True),
        ("10000", "10400", False),
        (">10000", "11000", True),
        (">10000", "3000", False),
        ("2000?", "10000", True),
        ("8000-10000", "10000-12000", True),
    ],
)
def test_whether_two_figures_can_both_be_true(one, other, agree):
    assert overlap(value(one), value(other)) is agree
    assert overlap(value(other), value(one)) is agree


def test_the_tolerance_ends_at_five_percent():
    assert same(value("~10000"), value("9500"))
    assert not same(value("~10000"), value("9499"))


def test_difference_and_percent():
    assert difference(value("1500"), value("3000")) == (1500, 100)
    assert difference(value("8000-10000"), value(">10000")) == (1000, Decimal("11.11"))
    assert difference(value("0"), value("5")) == (5, None)


def test_a_value_without_bounds_is_refused():
    with pytest.raises(ValueError, match="without any bound"):
        bounds(Value(None, None, A.EXACT))


numbers = st.integers(0, 10**9).map(Decimal)
values = st.one_of(
    numbers.map(lambda n: Value(n, n, A.EXACT)),
    numbers.map(lambda n: Value(n, n, A.ABOUT)),
    numbers.map(lambda n: Value(n, None, A.MORE_THAN)),
    numbers.map(lambda n: Value(n, None, A.VAGUE)),
    numbers.map(lambda n: Value(None, n, A.UP_TO)),
    numbers.map(lambda n: Value(None, n, A.LESS_THAN)),
    st.tuples(numbers, numbers).map(lambda pair: Value(min(pair), max(pair), A.RANGE)),
)
OPPOSITE = {
    What.RAISED: What.LOWERED,
    What.LOWERED: What.RAISED,
    What.REFINED: What.WIDENED,
    What.WIDENED: What.REFINED,
    What.REPEATED: What.REPEATED,
}


@given(values, values)
def test_what_goes_up_comes_down_the_way_back(one, other):
    assert compare(other, one) is OPPOSITE[compare(one, other)]


@given(values)
def test_every_value_agrees_with_itself(one):
    assert overlap(one, one)
    assert same(one, one)
