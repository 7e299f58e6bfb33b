"""Tables as text: every figure beside its bar, those below marked, those that are not measured left open."""

from __future__ import annotations

from claims.extraction.scoring.layout import MISSED, cell, lines
from claims.extraction.scoring.measures import Result, Table

BARS = {"stance": 0.9, "event": 0.88}


def test_a_figure_below_its_bar_is_marked():
    assert cell(0.899, 0.9).endswith(MISSED)
    assert not cell(0.9, 0.9).rstrip().endswith(MISSED)
    assert not cell(0.1, None).rstrip().endswith(MISSED)


def test_a_figure_is_rounded_before_it_is_held_against_its_bar():
    assert MISSED not in cell(0.8996, 0.9)


def test_a_table_has_its_bars_once_and_halves_below_their_set():
    whole = Result("dev a", {"stance": 0.91, "event": 0.8}, BARS)
    odd = Result("dev a, odd", {"stance": 0.95}, BARS)
    head, bar, first, second = lines(Table("claims", (whole, odd)))
    assert head.split() == ["claims", "stance", "event"]
    assert bar.split() == ["bar", "0.900", "0.880"]
    assert first.split() == ["dev", "a", "0.910", "0.800", MISSED]
    assert second.startswith("  odd")
    assert second.split() == ["odd", "0.950", "–"]


def test_bars_that_differ_stand_below_their_sets():
    one, two = (Result(name, {"value F1": 0.8}, {"value F1": bar}) for name, bar in (("x", 0.75), ("y", 0.85)))
    table = list(lines(Table("dates", (one, two))))
    assert [line.split()[0] for line in table] == ["dates", "x", "bar", "y", "bar"]


def test_what_is_missing_is_said_in_a_line():
    assert list(lines(Table("dates", (), "x/krauts is not here"))) == ["dates: skipped, x/krauts is not here"]
