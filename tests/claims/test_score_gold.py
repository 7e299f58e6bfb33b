"""`manage.py score_gold` prints what it can measure, names what is absent, and fails below a floor."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.extraction.scoring import measures
from claims.extraction.scoring.measures import Result, Table
from claims.extraction.scoring.readings import Readings


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("score_gold", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def one_table(monkeypatch):
    table = Table("claims", (Result("seeds", {"stance": 0.88}, {"stance": 0.9}),))
    monkeypatch.setattr("claims.management.commands.score_gold.tables", lambda shared, readings: iter([table]))


def test_what_is_absent_is_named(tmp_path):
    out = printed("--shared", str(tmp_path))
    assert out.count("skipped") == len(list(measures.tables(tmp_path, Readings())))


def test_a_figure_below_its_bar_is_marked(one_table):
    assert "0.880 <" in printed()


def test_a_figure_below_its_floor_fails(one_table, tmp_path):
    floors = tmp_path / "floors.toml"
    floors.write_text('[seeds]\n"stance" = 0.9\n', encoding="utf-8")
    with pytest.raises(CommandError, match="stance 0.880 is below 0.900"):
        printed("--check", "--floors", str(floors))


def test_floors_are_written_and_hold(one_table, tmp_path):
    floors = str(tmp_path / "floors.toml")
    printed("--write-floors", "--floors", floors)
    assert "No figure is below its floor." in printed("--check", "--floors", floors)
