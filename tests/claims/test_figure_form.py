"""Figures as editors type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.figure import Figure, parse_figure
from claims.records import Approximation as A


@pytest.mark.parametrize(
    ("typed", "low", "high", "approx"),
    [
        ("1.500", 1500, 1500, A.EXACT),
        ("1,500", 1500, 1500, A.EXACT),
        ("1'500", 1500, 1500, A.EXACT),
        ("10 000", 10000, 10000, A.EXACT),
        ("0", 0, 0, A.EXACT),
        ("rund 3.000", 3000, 3000, A.ABOUT),
        ("about 3,000", 3000, 3000, A.ABOUT),
        ("über 10.000", 10000, None, A.MORE_THAN),
        ("mehr als 10.000", 10000, None, A.MORE_THAN),
        ("bis zu 500", None, 500, A.UP_TO),
        ("weniger als 500", None, 500, A.LESS_THAN),
        ("8.000 bis 10.000", 8000, 10000, A.RANGE),
        ("8.000–10.000", 8000, 10000, A.RANGE),
        ("zwischen 1 und 2 Mio.", 1_000_000, 2_000_000, A.RANGE),
        ("1,2 Millionen", 1_200_000, 1_200_000, A.EXACT),
        ("1.2 million", 1_200_000, 1_200_000, A.EXACT),
        ("3 Tsd.", 3000, 3000, A.EXACT),
        ("zwei Dutzend", 24, 24, A.EXACT),
        ("rund drei Millionen", 3_000_000, 3_000_000, A.ABOUT),
        ("zwölftausend", 12_000, 12_000, A.EXACT),
        ("1.500,5", Decimal("1500.5"), Decimal("1500.5"), A.EXACT),
        ("1,234,567.89", Decimal("1234567.89"), Decimal("1234567.89"), A.EXACT),
        ("um die 400", 400, 400, A.ABOUT),
        ("≥ 400", 400, None, A.MORE_THAN),
        ("nahezu 400", None, 400, A.LESS_THAN),
        ("maximal 400", None, 400, A.UP_TO),
        ("rund 3.000 bis 5.000", 3000, 5000, A.RANGE),
        ("12,5", Decimal("12.5"), Decimal("12.5"), A.EXACT),
    ],
)
def test_it_reads_what_people_type(typed, low, high, approx):
    assert parse_figure(typed) == Figure(
        None if low is None else Decimal(low), None if high is None else Decimal(high), approx
    )


@pytest.mark.parametrize(
    "typed",
    ["", "viele", "10.000 bis 8.000", "1.2.3", "1.23.456", "-5", "9" * 20, "1,23456", "zwölfzig", "10^9", "1.500,5.3"],
)
def test_it_refuses_what_is_no_figure(typed):
    with pytest.raises(ValueError):  # noqa: PT011  (the message is the text itself)
        parse_figure(typed)


@given(st.text(max_size=60))
def test_it_reads_or_refuses_any_text_but_never_breaks(typed):
    try:
        figure = parse_figure(typed)
    except ValueError:
        return
    assert figure.low is not None or figure.high is not None


@given(st.integers(min_value=0, max_value=10**14), st.sampled_from([".", ",", "'", " "]))
def test_grouped_thousands_mean_the_same_in_every_country(number, mark):
    assert parse_figure(f"{number:,}".replace(",", mark)).low == number
