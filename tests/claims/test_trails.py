"""The line that tells how a claim was read: written, read again, and never longer than its column."""

from __future__ import annotations

import pytest

from claims import trails
from claims.models import Claim


def test_what_was_written_is_read_in_the_order_of_parts():
    line = trails.write("count", {"source": "laut", "figure": "range", "event": "date.weekday"})
    assert line == "count figure=range source=laut event=date.weekday"
    assert trails.kind_of(line) == "count"
    assert trails.parts_of(line) == {"figure": "range", "source": "laut", "event": "date.weekday"}


def test_parts_without_a_rule_are_left_out():
    assert (
        trails.write("location", {"source": "own", "figure": "", "place": "city"}) == "location source=own place=city"
    )


def test_a_line_fits_its_column_and_is_cut_between_parts():
    column = Claim._meta.get_field("rule").max_length
    parts = dict.fromkeys(trails.PARTS, "x" * 40)
    line = trails.write("statement", parts)
    assert column is not None
    assert len(line) <= trails.LONGEST <= column
    assert set(trails.parts_of(line).values()) == {"x" * 40}


@pytest.mark.parametrize("rule", ["", "an editor", "elsewhere source=own", "count.number.attribution.clause"])
def test_what_is_no_such_line_has_no_parts(rule):
    assert trails.parts_of(rule) == {}
    assert trails.kind_of(rule) == ""


def test_values_side_by_side_are_told_apart_and_named_once():
    assert trails.joined(["city", "headed", "city"]) == "city+headed"
    assert trails.values_of("city+headed") == ["city", "headed"]
    assert trails.values_of("") == []
