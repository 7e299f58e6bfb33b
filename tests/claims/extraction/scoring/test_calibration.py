"""Figures about probabilities, on cases that can be counted on fingers."""

from __future__ import annotations

import pytest

from claims.extraction.scoring import calibration

SURE = [(0.95, True), (0.95, True), (0.05, False), (0.05, False)]
BLIND = [(0.5, True), (0.5, False), (0.5, True), (0.5, False)]


def test_the_brier_score_is_small_for_the_sure_and_a_quarter_for_the_blind():
    assert calibration.brier(SURE) == pytest.approx(0.0025)
    assert calibration.brier(BLIND) == pytest.approx(0.25)


def test_what_comes_true_as_often_as_foretold_has_no_calibration_error():
    assert calibration.calibration_error(BLIND) == pytest.approx(0)
    assert calibration.calibration_error([(0.9, True), (0.9, False)]) == pytest.approx(0.4)


def test_few_claims_miss_their_rate_by_chance_and_many_do_not():
    assert calibration.by_chance(BLIND) == pytest.approx(0.2, abs=0.01)
    assert calibration.by_chance(BLIND * 100) < 0.03


def test_ranking_tells_whether_right_ones_stand_above():
    assert calibration.ranking(SURE) == 1
    assert calibration.ranking(BLIND) == 0.5
    assert calibration.ranking([(0.1, True), (0.9, False)]) == 0


def test_the_bins_hold_every_claim_once_even_the_certain():
    pairs = [(p / 10, True) for p in range(11)]
    assert sum(one.size for one in calibration.bins(pairs)) == 11


def test_the_table_has_predicted_beside_observed():
    assert "| 0.5 to 0.6 | 4 | 0.50 | 0.50 |" in calibration.table(BLIND)
