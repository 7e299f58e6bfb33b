"""The fit of the confidence, on made-up claims whose rates are known."""

from __future__ import annotations

import tomllib
from types import ModuleType, SimpleNamespace
from typing import cast

import numpy as np
import pytest

from claims.extraction.scoring.readings import Readings
from claims.extraction.scoring.sets import Article, GoldSet
from claims.extraction.training import confidence
from claims.extraction.training.__main__ import main
from claims.extraction.training.confidence_samples import Sample, samples
from claims.extraction.training.confidence_step import fitted
from claims.extraction.training.logistic import fit, loss, probabilities

SIGN = {"source laut": "source"}


def claims(right: int, wrong: int, signs: dict[str, str], doc: str = "a") -> list[Sample]:
    """Counts of which some have the wrong source."""
    known = {"found": True, "stance": True, "event": True, "metric": True}
    good = [Sample(doc, "count", signs, known | {"source": True}, 0.5)] * right
    return good + [Sample(doc, "count", signs, known | {"source": False}, 0.5)] * wrong


def test_a_constant_column_learns_the_rate():
    right = np.array([1.0] * 30 + [0.0] * 10)
    weight = fit(np.ones((40, 1)), right, np.array([0.0]))
    assert probabilities(weight)[0] == pytest.approx(0.75)


def test_the_ridge_holds_a_weight_back():
    signs, right = np.ones((10, 1)), np.ones(10)
    assert fit(signs, right, np.array([5.0]))[0] < fit(signs, right, np.array([0.5]))[0]


def test_the_loss_of_a_coin_is_the_logarithm_of_two():
    assert loss(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == pytest.approx(np.log(2))


def test_a_sign_that_goes_with_wrong_sources_weighs_against_the_source_alone():
    parts = confidence.models([*claims(5, 15, SIGN), *claims(30, 2, {})])
    assert parts["source"].weights["source laut"] < -0.5
    assert "source laut" not in parts["event"].weights


def test_a_sign_that_few_bear_gets_no_weight():
    assert confidence.models([*claims(2, 2, SIGN), *claims(30, 2, {})])["source"].weights == {}


def test_the_shift_makes_the_mean_that_of_new_articles():
    parts = confidence.models(claims(36, 4, {}))
    fresh = claims(20, 20, {})
    by = confidence.shifts(parts, fresh)
    assert by["count"] < -0.5
    assert confidence.shifted(parts, by, fresh[0]) == pytest.approx(0.5, abs=0.03)
    assert by["location"] == 0


def test_an_article_has_no_say_in_its_own_prediction():
    parts = confidence.models(claims(36, 4, {}))
    pairs = confidence.left_out(parts, [*claims(0, 30, {}, "bad"), *claims(30, 0, {}, "good")])
    assert {right: p > 0.5 for p, right in pairs} == {False: True, True: False}


def test_what_is_written_is_read_back(tmp_path):
    parts = confidence.models([*claims(5, 15, SIGN), *claims(30, 2, {})])
    file = tmp_path / "confidence.toml"
    confidence.write(parts, {"count": -0.1, "location": 0.0, "statement": 0.2}, file, ["made by a test"])
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    assert table["unseen"]["statement"] == 0.2
    assert table["part"]["source"]["weights"] == parts["source"].weights
    assert file.read_text(encoding="utf-8").startswith("# made by a test")


def test_without_gold_the_command_says_what_is_missing(tmp_path, capsys):
    assert main(["confidence", "--shared", str(tmp_path)]) == 2
    assert f"not in {tmp_path}" in capsys.readouterr().err


def test_the_report_has_the_baselines_beside_it_and_the_weights_are_written(tmp_path):
    file = tmp_path / "confidence.toml"
    learned = [*claims(5, 15, SIGN), *claims(30, 2, {})]
    told = fitted(file, learned, [*claims(3, 9, SIGN, "b"), *claims(9, 3, {}, "c")])
    assert "learned from the odd articles, 52 claims. Measured: 24 claims." in told
    assert told.count("constant by kind") == 2
    assert "| learned from both | 24 |" in told
    assert tomllib.loads(file.read_text(encoding="utf-8"))["part"]["source"]["weights"]["source laut"] < 0


def test_both_halves_teach_on_request(tmp_path):
    file = tmp_path / "confidence.toml"
    unseen = [*claims(1, 20, SIGN, "b"), *claims(20, 1, {}, "c")]
    told = fitted(file, claims(30, 2, {}), unseen, both=True)
    assert "learned from both, 74 claims" in told
    assert tomllib.loads(file.read_text(encoding="utf-8"))["part"]["source"]["weights"]["source laut"] < -1
    fitted(file, claims(30, 2, {}), unseen)
    assert "source laut" not in tomllib.loads(file.read_text(encoding="utf-8"))["part"]["source"]["weights"]


def test_no_article_is_predicted_by_a_model_that_learned_from_it():
    unseen = [one for n in range(30) for one in claims(0, 2, SIGN, f"d{n}")]
    assert len(confidence.crossed(claims(30, 2, {}), unseen)) == len(unseen)
    folds = {confidence.fold(one) for one in unseen}
    assert len(folds) > 5
    assert folds <= set(range(confidence.FOLDS))


def test_signs_are_learned_from_the_projects_own_gold(monkeypatch):
    """A gold row that the rules read becomes a sample with marks; the scorer is a stand-in that matches by order."""
    monkeypatch.setenv("CLAIMTRACK_MODEL", "rules")
    article = Article("a", "Laut Polizei starben am Montag in Oslo 30 Menschen.", "2025-03-12", None)
    gold = GoldSet("x", (article,), ({"doc": "a", "kind": "count"},))
    by_order = SimpleNamespace(
        match=lambda wanted, found: [(0, 0)], right=lambda one, other: {"source": True, "stance": True, "event": False}
    )
    [sample] = samples([gold], Readings(), cast("ModuleType", by_order))
    assert sample.signs["source laut"] == "source"
    assert sample.marks == {"found": True, "source": True, "stance": True, "event": False}
    assert not sample.right
