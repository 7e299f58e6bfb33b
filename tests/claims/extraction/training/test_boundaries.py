"""Scores of sentence boundaries: a sentence counts where both its ends are right."""

import json

import pytest

from claims.extraction.training.boundaries import Article, body, differences, read, report, sentence_scores


def test_a_missed_boundary_costs_both_neighbours():
    scores = sentence_scores([[0, 10, 20, 30]], [[0, 10, 30]])
    assert (scores.right, scores.gold, scores.predicted) == (2, 4, 3)
    assert scores.precision == pytest.approx(2 / 3)
    assert scores.recall == 0.5
    assert scores.f == pytest.approx(4 / 7)


def test_sentences_of_all_articles_count_together():
    scores = sentence_scores([[0, 5], [0]], [[0, 5], [0, 3]])
    assert (scores.right, scores.gold, scores.predicted) == (2, 3, 4)


def test_nothing_right_is_zero():
    assert sentence_scores([[0]], [[]]).f == 0.0
    assert sentence_scores([], []).precision == sentence_scores([], []).recall == 0.0


def test_both_sides_have_the_same_articles():
    with pytest.raises(ValueError, match="argument 2"):
        sentence_scores([[0], [0]], [[0]])


def test_differences_name_the_side_and_the_text():
    article = Article("a/kurz.txt", "Eins. Zwei. Drei.", (0, 6))
    assert list(differences(article, [0, 12])) == [
        "missed   kurz: Eins. ¦Zwei. Drei.",
        "invented kurz: Eins. Zwei. ¦Drei.",
    ]


def test_gold_is_read_with_its_text(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n\nEins. Zwei.\n", encoding="utf-8")
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"file": "a.md", "starts": [[0, "Eins."], [6, "Zwei."]]}), encoding="utf-8")
    [article] = read(gold, tmp_path)
    assert article == Article("a.md", "Eins. Zwei.\n", (0, 6))
    assert list(report([article], lambda text: [0, 6]))[-1].endswith("2 sentences: P 100.0%  R 100.0%  F 100.0%")


def test_a_changed_article_is_noticed(tmp_path):
    (tmp_path / "a.txt").write_text("Neu. Eins.", encoding="utf-8")
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"file": "a.txt", "starts": [[0, "Eins."]]}), encoding="utf-8")
    with pytest.raises(ValueError, match="'Eins.' is not at 0"):
        list(read(gold, tmp_path))


def test_only_front_matter_is_taken_off():
    assert body("---\na: b\n---\nText --- mehr") == "Text --- mehr"
    assert body("Text") == "Text"
