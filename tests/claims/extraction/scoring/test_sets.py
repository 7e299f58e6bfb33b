"""Gold sets found by path; what is absent is absent, not an error."""

from __future__ import annotations

import json

import pytest

from claims.extraction.scoring import measures, sets
from claims.extraction.scoring.readings import Readings, kept
from claims.extraction.scoring.sets import Article, GoldSet


@pytest.fixture
def shared(tmp_path):
    dev = tmp_path / "eval" / "claims" / "dev"
    dev.mkdir(parents=True)
    documents = [
        {"doc": f"d{n}", "text": f"In Oslo starben {n}0 Menschen.", "published": "2025-03-12"} for n in (1, 2, 3)
    ]
    gold = [{"doc": "d2", "start": 0, "end": 30, "kind": "count"}]
    for name, rows in (("docs", documents), ("gold", gold)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (dev / f"a_{name}.jsonl").write_text(lines + "\n", encoding="utf-8")
    return tmp_path


def test_a_set_is_read_with_its_gold(shared):
    found = sets.claim_set(shared, "dev a")
    assert found
    assert [article.doc for article in found.articles] == ["d1", "d2", "d3"]
    assert found.articles[0].published == "2025-03-12"
    assert len(found.gold) == 1


def test_halves_go_by_turns_and_take_their_gold_along(shared):
    found = sets.claim_set(shared, "dev a")
    assert found
    odd, even = found.halves()
    assert [article.doc for article in odd.articles] == ["d1", "d3"]
    assert (odd.name, odd.gold) == ("dev a, odd", ())
    assert (even.name, len(even.gold)) == ("dev a, even", 1)


def test_a_seed_has_its_text_in_a_file(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "007.txt").write_text("Text.", encoding="utf-8")
    [article] = sets.articles(tmp_path, [{"doc": "007", "published": None, "title": "T"}])
    assert article == Article("007", "Text.", None, "T")


def test_what_is_absent_is_none(tmp_path):
    assert sets.claim_set(tmp_path, "dev b") is None
    assert sets.claim_set(tmp_path, "seeds") is None
    assert sets.scorer(tmp_path, "claims") is None


def test_tables_of_absent_sets_say_so(tmp_path):
    found = list(measures.tables(tmp_path, Readings()))
    assert [bool(table.missing) for table in found] == [True, True, True]
    assert not any(table.results for table in found)


def test_the_demo_gold_holds_counts_alone():
    found = sets.demo()
    assert found
    assert {row["kind"] for row in found.gold} == {"count"}
    assert {row["doc"] for row in found.gold} <= {article.doc for article in found.articles}


def test_what_a_scorer_prints_is_read():
    figures = measures.printed(
        lambda: print("value      P 0.800  R 0.700  F1 0.747   (1 of 2)\nspeaker    accuracy 0.842   (x)")
    )
    assert figures == {"value": 0.747, "speaker": 0.842}


def test_readings_are_made_once_and_kept_for_the_same_model(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_MODEL", "rules")
    file = tmp_path / "readings"
    article = Article("a", "In Oslo starben 30 Menschen.", "2025-03-12", None)
    first = Readings(file)
    assert first.doc(article) is first.doc(article)
    [row] = first.claims(article)
    first.save()
    again = Readings(file)
    assert list(again.by_model) == [article.text]
    assert again.claims(article) == [row]
    file.write_bytes(b"another model\n" + file.read_bytes().partition(b"\n")[2])
    assert dict(kept(file)) == {}


def test_readings_with_and_without_a_file_are_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_MODEL", "rules")
    article = Article("a", "Laut Polizei starben am Montag in Oslo 30 Menschen.", "2025-03-12", "Oslo")
    assert Readings(tmp_path / "x").claims(article) == Readings().claims(article) != []


def test_a_part_keeps_only_its_gold():
    gold = GoldSet("x", (Article("a", "", None, None), Article("b", "", None, None)), ({"doc": "a"}, {"doc": "b"}))
    assert gold.part("half", gold.articles[:1]).gold == ({"doc": "a"},)
