"""Days of an office as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from claims.forms.days import BoundField


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("12/2021", date(2021, 12, 1), date(2021, 12, 31)),
        ("8. Dezember 2021", date(2021, 12, 8), date(2021, 12, 8)),
        ("2021-12-08", date(2021, 12, 8), date(2021, 12, 8)),
        ("", None, None),
    ],
)
def test_a_year_or_month_stands_for_its_first_or_last_day(typed: str, first: date | None, last: date | None) -> None:
    assert BoundField().clean(typed) == first
    assert BoundField(last=True).clean(typed) == last


@pytest.mark.parametrize("typed", ["zwölfzig", "31.2.2021", "seit 2021", "2020–2021"])
def test_what_is_no_single_day_month_or_year_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        BoundField().clean(typed)
