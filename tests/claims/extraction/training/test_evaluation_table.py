"""Bars and how they are printed."""

import json

import pytest

from claims.extraction.training.evaluation.measures import MEASURES, Measure, both
from claims.extraction.training.evaluation.names import Names
from claims.extraction.training.evaluation.table import Table, as_json, markdown, plain

GOOD = {"gsd.las": 77.0, "gsd.uas": 90.0, "speed.words": 1_600.0, "cost.size": 60.0}


def test_a_bar_is_reached_at_its_very_figure():
    table = Table("accurate", "accurate", GOOD)
    assert table.missed() == []
    assert "77.0 ok" in plain([table])


@pytest.mark.parametrize(("key", "value"), [("gsd.las", 76.99), ("cost.size", 60.1), ("speed.words", 1_499.0)])
def test_a_bar_is_missed_below_or_above_it(key, value):
    assert len(Table("accurate", "accurate", {**GOOD, key: value}).missed()) == 1


def test_the_fast_model_has_its_own_bars():
    table = Table("fast", "fast", {"gsd.las": 70.0, "speed.words": 4_000.0})
    assert table.missed() == ["Words per CPU second"]
    las = next(m for m in MEASURES if m.key == "gsd.las")
    assert table.cell(las) == "70.0"


def test_what_was_not_measured_is_not_missed():
    table = Table("accurate", "accurate", {})
    assert table.missed() == []
    assert plain([table]).count("\n") == 0


def test_models_stand_side_by_side():
    tables = [Table("accurate", "accurate", GOOD), Table("fast", "fast", {"gsd.las": 70.0})]
    line = next(line for line in markdown(tables).split("\n") if "UAS" in line)
    assert line == "| UAS, GSD test | 79.7 / 84.0 | ≥ 83.0 | 90 | 90.0 ok | – |"


def test_json_names_the_missed_bars():
    [row] = json.loads(as_json([Table("accurate", "accurate", {"gsd.las": 70.0})]))
    assert row == {"model": "accurate", "kind": "accurate", "values": {"gsd.las": 70.0}, "missed": ["LAS, GSD test"]}


def test_keys_and_titles_are_there_once():
    assert len({m.key for m in MEASURES}) == len({m.title for m in MEASURES}) == len(MEASURES)


def test_bars_are_written_with_their_sign():
    assert Measure("a", "A", bars=both(60), least=True).bar == "≤ 60.0"
    assert Measure("a", "A", bars={"accurate": 1_500, "fast": 5_000}, digits=0).bar == "≥ 1,500 / fast 5,000"


def test_names_are_counted_over_kinds_together():
    gold = frozenset({(0, 0, 3, "ORG"), (0, 5, 9, "LOC"), (1, 0, 4, "PER"), (1, 6, 9, "DERIV")})
    read = frozenset({(0, 0, 3, "ORG"), (0, 5, 9, "ORG"), (2, 0, 4, "PER")})
    names = Names(gold, read)
    assert names.scores(["ORG"]) == {"p": 50, "r": 100, "f": pytest.approx(200 / 3)}
    assert names.scores(["PER", "ORG", "LOC", "MISC"])["f"] == pytest.approx(100 / 3)
    assert names.scores(["MISC"]) == {"p": 0, "r": 0, "f": 0}
