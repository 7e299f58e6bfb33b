"""Names that lists know, on words made by hand."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from claims.extraction.lexicon import load
from claims.extraction.network.ruler import CERTAIN, names_in, phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Truppen aus Nordkorea kämpfen", [(2, 3, "LOC", CERTAIN)]),
        ("die Armee Nordkoreas kämpft", [(2, 3, "LOC", 0.8)]),
        ("in Nordkoreas größter Stadt", [(1, 2, "LOC", CERTAIN)]),
        ("laut nordkoreanischen Medien", [(1, 2, "DERIV", CERTAIN)]),
        ("viele Russen starben", [(1, 2, "DERIV", CERTAIN)]),
        ("wie der NIS meldet", [(2, 3, "ORG", CERTAIN)]),
        ("in den Vereinigten Staaten lebt", [(2, 4, "LOC", CERTAIN)]),
    ],
)
def test_known_names(text, expected):
    assert names_in(text.split()) == expected


@pytest.mark.parametrize("word", ["Bild", "Welt", "Spiegel", "Zeit", "Essen", "Union", "Linke", "Franken", "Standards"])
def test_words_that_mean_other_things_are_no_names(word):
    assert names_in(["von", word, "zu"]) == []


def test_a_longer_name_is_not_cut():
    assert names_in(["die", "Deutsche", "Bank", "meldet"]) == []
    assert all(certainty < CERTAIN for *_, certainty in names_in(["von", "Air", "France", "gekauft"]))


def test_the_tag_of_a_verb_says_that_it_is_no_name():
    assert names_in(["NIS"], ["VVFIN"]) == []
    assert names_in(["NIS"], ["NE"]) == [(0, 1, "ORG", CERTAIN)]


def test_names_do_not_overlap_and_lie_in_the_text():
    words = [
        "Russland",
        ",",
        "die",
        "USA",
        "und",
        "das",
        "Internationale",
        "Komitee",
        "vom",
        "Roten",
        "Kreuz",
        "sowie",
        "die",
        "NATO",
    ]
    found = names_in(words)
    assert all(end <= after for (_, end, _, _), (after, *_) in zip(found, found[1:], strict=False))
    assert [words[start:end] for start, end, *_ in found][-2:] == [
        ["Internationale", "Komitee", "vom", "Roten", "Kreuz"],
        ["NATO"],
    ]


def test_no_name_is_both_certain_and_never():
    names = load("names_orgs")
    assert not set(names["certain"]) & set(names["never"])
    assert len(names["certain"]) == len(set(names["certain"])) > 50
    assert len(phrases()) > 1000


def test_the_component_sets_certain_names_and_keeps_what_was_there():
    nlp = spacy.blank("de")
    nlp.add_pipe("claimtrack_names")
    doc = Doc(nlp.vocab, words=["Putin", "sagte", "in", "Russland", "dem", "NIS", "nichts"])
    doc.ents = [Span(doc, 0, 1, "PER")]
    doc = nlp.get_pipe("claimtrack_names")(doc)
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Putin", "PER"),
        ("Russland", "LOC"),
        ("NIS", "ORG"),
    ]
