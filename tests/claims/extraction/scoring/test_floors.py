"""Floors: what fell below, what is not measured any more, and floors made of figures."""

from __future__ import annotations

import tomllib

import pytest

from claims.extraction.scoring import floors
from claims.extraction.scoring.measures import Result, Table


def result(**figures: float) -> Result:
    return Result("dev a, odd", figures, {})


def test_a_figure_at_its_floor_stands():
    assert list(floors.fallen([result(stance=0.9)], {"dev a, odd": {"stance": 0.9}})) == []


def test_a_figure_below_its_floor_is_named_with_both():
    [line] = floors.fallen([result(stance=0.89)], {"dev a, odd": {"stance": 0.9}})
    assert line == "dev a, odd: stance 0.890 is below 0.900"


def test_a_figure_that_is_gone_is_named():
    [line] = floors.fallen([result(event=0.9)], {"dev a, odd": {"stance": 0.9}})
    assert "not measured any more" in line


def test_a_set_without_floors_passes():
    assert list(floors.fallen([result(stance=0.1)], {})) == []


@pytest.mark.parametrize(("figure", "floor"), [(1.0, 0.985), (0.9037, 0.885), (0.01, 0.0)])
def test_floors_stand_a_little_below(figure, floor):
    assert floors.below(figure, 0.015) == pytest.approx(floor)


def test_floors_that_were_written_hold_for_what_they_were_made_of(tmp_path):
    file = tmp_path / "floors.toml"
    measured = result(stance=0.934, event=0.5)
    floors.write([Table("claims", (measured,)), Table("dates", (), "not here")], file)
    found = floors.read(file)
    assert list(found) == ["dev a, odd"]
    assert list(floors.fallen([measured], found)) == []
    assert list(floors.fallen([result(stance=0.9, event=0.5)], found)) != []


def test_the_floors_of_the_project_are_shares_of_known_measures():
    found = tomllib.loads(floors.FILE.read_text(encoding="utf-8"))
    assert {"seeds", "dev a, odd", "dev b, even", "demo", "KRAUTS DieZeit", "quotations dev"} <= set(found)
    assert all(0 <= floor <= 1 for table in found.values() for floor in table.values())
