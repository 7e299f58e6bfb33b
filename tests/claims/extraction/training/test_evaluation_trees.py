"""Scores of trees and tags, on Docs made by hand."""

from typing import Any

import pytest
import spacy
from spacy.training import Example

from claims.extraction.training.conllu import Sentence, empty
from claims.extraction.training.docs import doc_of
from claims.extraction.training.evaluation.trees import by_relation, scores

VOCAB = spacy.blank("de").vocab


def sentence(**changed):
    columns: dict[str, Any] = {
        "words": ["Er", "fuhr", "nach", "Kursk", "."],
        "spaces": [True, True, True, False, False],
        "upos": ["PRON", "VERB", "ADP", "PROPN", "PUNCT"],
        "xpos": ["PPER", "VVFIN", "APPR", "NE", "$."],
        "feats": ["Case=Nom", "_", "_", "Case=Dat", "_"],
        "lemmas": ["er", "fahren", "nach", "Kursk", "."],
        "heads": [1, 1, 3, 1, 1],
        "deps": ["nsubj", "ROOT", "case", "obl", "punct"],
        "names": ["O", "O", "O", "B-LOC", "O"],
    }
    return Sentence(**columns | changed)


def measured(*read, gold=None):
    true = gold or [sentence()] * len(read)
    return scores([Example(doc_of(read, VOCAB), doc_of(true, VOCAB))])


def test_all_right_is_100_everywhere():
    found = measured(sentence(), sentence())
    assert set(found) == {
        *("tokens", "upos", "stts", "lemma", "morph", "sentences", "las", "uas", "las_punct", "uas_punct")
    }
    assert set(found.values()) == {100}


def test_punctuation_counts_in_its_own_figure_only():
    found = measured(sentence(heads=[1, 1, 3, 1, 3]))
    assert (found["uas"], found["las"]) == (100, 100)
    assert (found["uas_punct"], found["las_punct"]) == pytest.approx((80, 80))


def test_a_wrong_relation_costs_the_labelled_figure_alone():
    found = measured(sentence(deps=["nsubj", "ROOT", "case", "nmod", "punct"]))
    assert (found["uas"], found["las"]) == pytest.approx((100, 75))


@pytest.mark.parametrize(
    ("column", "values", "name"),
    [
        ("upos", ["PRON", "VERB", "ADP", "NOUN", "PUNCT"], "upos"),
        ("xpos", ["PPER", "VVFIN", "APPR", "NN", "$."], "stts"),
        ("lemmas", ["er", "fahren", "nach", "kursk", "."], "lemma"),
        ("feats", ["Case=Nom", "_", "_", "_", "_"], "morph"),
    ],
)
def test_one_of_five_wrong_is_80(column, values, name):
    assert measured(sentence(**{column: values}))[name] == pytest.approx(80)


def test_features_that_no_component_set_are_wrong():
    assert measured(sentence(feats=[None] * 5))["morph"] == 0


def test_what_gold_does_not_say_is_not_measured():
    partly = sentence(lemmas=["er", None, "nach", None, "."], xpos=[None] * 5)
    found = measured(sentence(lemmas=["er", "x", "nach", "y", ","]), gold=[partly])
    assert found["lemma"] == pytest.approx(100 * 2 / 3)
    assert "stts" not in found


def test_a_token_cut_otherwise_is_an_error():
    joined = Sentence(
        words=["Er", "fuhr", "nach", "Kursk."],
        spaces=[True, True, True, False],
        upos=["PRON", "VERB", "ADP", "PROPN"],
        xpos=["PPER", "VVFIN", "APPR", "NE"],
        feats=["Case=Nom", "_", "_", "Case=Dat"],
        lemmas=["er", "fahren", "nach", "Kursk"],
        heads=[1, 1, 3, 1],
        deps=["nsubj", "ROOT", "case", "obl"],
        names=["O"] * 4,
    )
    found = measured(joined)
    assert found["upos"] == pytest.approx(200 * 3 / 8)  # three of five words in gold, three of the three aligned ones
    assert found["las"] < 100


def test_sentences_count_whole():
    merged = doc_of([empty(sentence().words, sentence().spaces)] * 3, VOCAB)
    merged[5].is_sent_start = False
    found = scores([Example(merged, doc_of([sentence()] * 3, VOCAB))])
    assert found["sentences"] == pytest.approx(200 * 1 / 5)


def test_each_relation_has_its_own_figure():
    read = doc_of([sentence(deps=["nsubj", "ROOT", "case", "nmod", "punct"])], VOCAB)
    found = by_relation([Example(read, doc_of([sentence()], VOCAB))])
    assert found == {"ROOT": 100, "case": 100, "nmod": 0, "nsubj": 100, "obl": 0}
