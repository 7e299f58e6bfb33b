"""No figure of `manage.py score_gold` falls below its floor (`floors.toml`); skips where the gold sets are not at hand.

Every document is read once, by the model that ships: about a minute.
"""

from __future__ import annotations

import pytest

from claims.extraction import model
from claims.extraction.scoring import floors
from claims.extraction.scoring.measures import Result, Table, tables
from claims.extraction.scoring.readings import Readings
from claims.extraction.scoring.sets import SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "eval").is_dir(), reason="the gold sets in ../shared/eval beside the project are not here"
)


@pytest.fixture(scope="module")
def measured() -> list[Table]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLAIMTRACK_MODEL", model.DEFAULT)
        return list(tables(SHARED, Readings()))


@pytest.fixture(scope="module")
def results(measured: list[Table]) -> list[Result]:
    return [result for table in measured for result in table.results]


def test_no_figure_is_below_its_floor(results: list[Result]) -> None:
    assert list(floors.fallen(results, floors.read(floors.FILE))) == []


def test_every_set_with_floors_is_measured(results: list[Result]) -> None:
    assert set(floors.read(floors.FILE)) == {result.name for result in results}


def test_nothing_is_missing(measured: list[Table]) -> None:
    assert [table.missing for table in measured if table.missing] == []
