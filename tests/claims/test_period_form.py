"""Days as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.period import UNKNOWN, Period, parse_period, written_period
from claims.records import Precision

P = Precision


@pytest.mark.parametrize(("typed", "first", "last", "precision"), [
    ("25.10.2024", "2024-10-25", "2024-10-25", P.DAY),
    ("5. 1. 2024", "2024-01-05", "2024-01-05", P.DAY),
    ("25. Oktober 2024", "2024-10-25", "2024-10-25", P.DAY),
    ("3. Jänner 2024", "2024-01-03", "2024-01-03", P.DAY),
    ("Oct 25, 2024", "2024-10-25", "2024-10-25", P.DAY),
    ("2024-10-25", "2024-10-25", "2024-10-25", P.DAY),
    ("Oktober 2024", "2024-10-01", "2024-10-31", P.MONTH),
    ("2024-02", "2024-02-01", "2024-02-29", P.MONTH),
    ("10/2024", "2024-10-01", "2024-10-31", P.MONTH),
    ("KW 43/2024", "2024-10-21", "2024-10-27", P.WEEK),
    ("2024-W43", "2024-10-21", "2024-10-27", P.WEEK),
    ("2024", "2024-01-01", "2024-12-31", P.YEAR),
    ("8.–13.10.2024", "2024-10-08", "2024-10-13", P.RANGE),
    ("30.9. bis 13.10.2024", "2024-09-30", "2024-10-13", P.RANGE),
    ("8.10.2024 - 13.10.2024", "2024-10-08", "2024-10-13", P.RANGE),
    ("2024-10-08/2024-10-13", "2024-10-08", "2024-10-13", P.RANGE),
    ("Oktober 2024 bis Januar 2025", "2024-10-01", "2025-01-31", P.RANGE),
    ("seit 8.10.2024", "2024-10-08", None, P.OPEN),
    ("2024-10-08/..", "2024-10-08", None, P.OPEN),
    ("am 8. Oktober 2024", "2024-10-08", "2024-10-08", P.DAY),
    ("im Oktober 2024", "2024-10-01", "2024-10-31", P.MONTH),
    ("8.–13. Oktober 2024", "2024-10-08", "2024-10-13", P.RANGE),
    ("vom 8. bis 13. Oktober 2024", "2024-10-08", "2024-10-13", P.RANGE),
    ("30. September bis 13. Oktober 2024", "2024-09-30", "2024-10-13", P.RANGE),
    ("Oktober bis Dezember 2024", "2024-10-01", "2024-12-31", P.RANGE),
    ("from 8 to 13 October 2024", "2024-10-08", "2024-10-13", P.RANGE),
    ("zwischen dem 8.10.2024 und dem 13.10.2024", "2024-10-08", "2024-10-13", P.RANGE),
    ("Ende Oktober 2024", "2024-10-21", "2024-10-31", P.RANGE),
    ("Mitte 2024", "2024-05-01", "2024-08-31", P.RANGE),
    ("Anfang 2/2024", "2024-02-01", "2024-02-10", P.RANGE),
    ("bis Ende 2024", None, "2024-12-31", P.OPEN),
    ("bis 2024", None, "2024-12-31", P.OPEN),
    ("../2024-10", None, "2024-10-31", P.OPEN),
    ("  ", None, None, P.UNKNOWN),
])  # fmt: skip
def test_a_period_is_read_as_people_type_it(typed, first, last, precision):
    read = parse_period(typed)
    assert [day and day.isoformat() for day in (read.start, read.end)] == [first, last]
    assert read.precision is precision


@pytest.mark.parametrize("typed", [
    "gestern", "31.4.2024", "13/2024", "2024-13", "KW 54/2024", "13.10.2024 – 8.10.2024", "25.10.", "0", "0000",
    "8.–13.", "Ende Oktober", "Mitte 8.10.2024", "8. bis Oktober 2024", "8.10.2024 und 13.10.2024",
    "30. Oktober bis 13. Oktober 2024", "seit gestern", "mitte " * 2000 + "2024",
    "x" * 10_000, "1.1.2024 bis 2.1.2024 bis 3.1.2024", "99999-01-01", "–",
])  # fmt: skip
def test_what_is_no_period_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        parse_period(typed)


DAYS = st.dates(date(1000, 1, 10), date(9000, 1, 1))
PERIODS = st.one_of(
    st.just(UNKNOWN),
    DAYS.map(lambda day: Period(day, day, P.DAY)),
    DAYS.map(lambda day: Period(day, None, P.OPEN)),
    DAYS.map(lambda day: Period(None, day, P.OPEN)),
    st.tuples(DAYS, st.integers(1, 4000)).map(lambda pair: Period(pair[0], pair[0] + timedelta(days=pair[1]), P.RANGE)),
    DAYS.map(lambda day: parse_period(f"{day.year:04d}")),
    DAYS.map(lambda day: parse_period(f"{day.year:04d}-{day.month:02d}")),
    DAYS.map(lambda day: parse_period("{}-W{:02d}".format(*day.isocalendar()[:2]))),
)


@given(PERIODS, st.sampled_from(["de", "en"]))
def test_what_the_form_shows_it_reads_as_the_same(period, language):
    assert parse_period(written_period(period, language)) == period


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed):
    try:
        read = parse_period(typed)
    except ValueError:
        return
    assert read.precision in Precision
