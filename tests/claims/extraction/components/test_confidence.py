"""How sure a reading is, and the line that tells how it came about, on sentences made up for it."""

from __future__ import annotations

from datetime import date

import pytest

from claims import trails
from claims.extraction import extract
from claims.extraction.components import confidence
from claims.extraction.components.confidence import Part, doubtful, logistic
from claims.records import Kind, NormalisedClaim

DAY = date(2025, 3, 12)


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_MODEL", "rules")


def counts(text: str) -> list[NormalisedClaim]:
    return [claim for claim in extract(text, DAY) if claim.kind is Kind.COUNT]


def parts(text: str) -> dict[str, str]:
    [count] = counts(text)
    return trails.parts_of(count.rule)


def test_the_line_names_the_rule_of_each_part():
    told = parts("Laut Pentagon wurden am Montag in Oslo 40 Soldaten verletzt.")
    assert told["figure"] == "number"
    assert told["noun"] == "listed"
    assert told["source"] == "laut"
    assert told["who"] == "registry"
    assert told["event"] == "date.weekday"
    assert told["metric"] == "words"
    assert told["place"] == "city"


def test_a_claim_in_the_articles_own_voice_names_no_speaker():
    told = parts("In Oslo kamen 40 Menschen ums Leben.")
    assert told["source"] == "own"
    assert "who" not in told


def test_a_source_carried_over_is_told_from_one_named_in_the_sentence():
    text = "Das Pentagon sprach am Dienstag von Verlusten. In Oslo seien 40 Soldaten getötet worden."
    assert parts(text)["source"] in trails.CARRIED


def test_a_noun_of_no_list_and_a_figure_without_noun_are_told():
    assert parts("Die Firma lieferte 300 Grumpelkisten nach Oslo.")["noun"] == "unlisted"
    first, second = counts("In Oslo wurden 30 Menschen getötet und 110 verletzt.")
    assert trails.parts_of(second.rule)["noun"] == "context"
    assert trails.parts_of(first.rule)["noun"] == "listed"


def test_a_day_told_before_is_no_date_of_the_sentence():
    text = "Am Montag stürzte in Oslo ein Haus ein. Dabei wurden 30 Menschen getötet."
    assert parts(text)["event"] in {"thread", "incident"}


def test_a_plain_sentence_is_surer_than_a_tangled_one():
    [plain] = counts("Laut Pentagon wurden am Montag in Oslo 400 Soldaten getötet.")
    tangled = counts(
        "Ein Mann, der nicht genannt werden wollte und sich auf Leute berief, die es von anderen gehört hatten, sagte "
        "irgendwo im Land einer Zeitung, es seien wohl zwölf Grumpelkisten im Hafen und noch mehr als vier auf See."
    )
    assert all(plain.confidence > claim.confidence for claim in tangled)


def test_confidence_is_a_probability_that_the_database_takes():
    for claim in extract(
        "Laut Pentagon seien 3.000 Soldaten in Oslo. Der Kreml bestreitet den Einsatz von Truppen.", DAY
    ):
        assert 0 < claim.confidence < 1


def test_signs_are_kept_for_every_claim():
    from claims.extraction.pipeline import analyse

    doc = analyse("In Oslo wurden 30 Menschen getötet und 110 verletzt.", DAY)
    assert len(doc._.signs) == len(doc._.claims) >= 2
    assert doc._.signs[0]["noun listed"] == "noun"


def test_a_sign_without_a_weight_weighs_nothing():
    part = Part({"count": 0.0}, {"known": 2.0})
    assert part.probability("count", ["unheard-of"]) == 0.5
    assert part.probability("count", ["known", "unheard-of"]) == pytest.approx(logistic(2))


def test_doubt_names_the_least_likely_part_first():
    assert doubtful({"found": 0.95, "source": 0.7, "event": 0.5, "stance": 0.8}) == ["event", "source"]


@pytest.mark.parametrize("score", [-1e9, -5, 0, 5, 1e9])
def test_no_score_is_certain(score):
    assert 0 < logistic(score) < 1


def test_every_kind_has_a_model_for_what_it_has():
    assert set(confidence.unseen()) == {kind.value for kind in Kind}
    for name in ("found", "source", "stance", "event"):
        assert set(confidence.models()[name].bias) == {kind.value for kind in Kind}
    assert set(confidence.models()["metric"].bias) == {"count"}
