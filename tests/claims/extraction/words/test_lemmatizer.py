"""The component on hand-made Docs, and what it reaches on gold."""

import random
import time

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.words import lemmatizer  # noqa: F401 - registers the component


@pytest.fixture(scope="module")
def component():
    nlp = spacy.blank("de")
    nlp.add_pipe("claimtrack_lemmatizer")
    return nlp.get_pipe("claimtrack_lemmatizer")


def made(words, pos, tags, morphs=None):
    return Doc(spacy.blank("de").vocab, words=words, pos=pos, tags=tags, morphs=morphs)


def test_lemmas_of_a_sentence(component):
    doc = made(
        ["Putins", "Soldaten", "griffen", "zum", "Morgen", "an", ",", "sagte", "er", "."],
        ["PROPN", "NOUN", "VERB", "ADP", "NOUN", "ADP", "PUNCT", "VERB", "PRON", "PUNCT"],
        ["NE", "NN", "VVFIN", "APPRART", "NN", "PTKVZ", "$,", "VVFIN", "PPER", "$."],
        ["Case=Gen", "", "", "", "", "", "", "", "", ""],
    )
    assert [token.lemma_ for token in component(doc)] == [
        "Putin",
        "Soldat",
        "greifen",
        "zu",
        "Morgen",
        "an",
        ",",
        "sagen",
        "er",
        ".",
    ]


def test_sie_after_a_colon_may_be_anyone(component):
    doc = made(
        ["Er", ":", "Sie", "haben", "Sie", "."],
        ["PRON", "PUNCT", "PRON", "VERB", "PRON", "PUNCT"],
        ["PPER", "$.", "PPER", "VAFIN", "PPER", "$."],
    )
    assert [token.lemma_ for token in component(doc) if token.text == "Sie"] == ["sie", "Sie"]


def test_it_says_what_it_needs_and_gives():
    found = Language.get_factory_meta("claimtrack_lemmatizer")
    assert found.requires == ["token.pos", "token.tag"]
    assert found.assigns == ["token.lemma"]


def test_a_saved_pipeline_has_it_again(tmp_path):
    nlp = spacy.blank("de")
    nlp.add_pipe("claimtrack_lemmatizer")
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path).pipe_names == ["claimtrack_lemmatizer"]


def test_a_hundred_thousand_words_a_second(component):
    vocabulary = [
        ("Häusern", "NOUN", "NN"),
        ("dem", "DET", "ART"),
        ("gab", "VERB", "VVFIN"),
        ("Kiews", "PROPN", "NE"),
        ("großen", "ADJ", "ADJA"),
    ]
    doc = made(*map(list, zip(*random.Random(0).choices(vocabulary, k=20_000), strict=True)))
    component(doc)
    start = time.process_time()
    component(doc)
    assert len(doc) / (time.process_time() - start) > 100_000
