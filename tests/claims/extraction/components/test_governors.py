"""Predicates, their words and tenses, on hand-made trees."""

import pytest

from claims.extraction.components import governors
from claims.extraction.components.governors import Tense
from tests.claims.extraction.components.trees import doc, scene

PAST = "Mood=Ind|Tense=Past"


def killed_and_wounded():
    return doc(
        ("Neun", "CARD", "nummod", 1),
        ("Bergleute", "NN", "nsubj:pass", 3),
        ("wurden", "VAFIN", "aux:pass", 3, "werden"),
        ("getötet", "VVPP", "ROOT", 3, "töten"),
        ("und", "KON", "cc", 6),
        ("elf", "CARD", "nsubj:pass", 6),
        ("verletzt", "VVPP", "conj", 3, "verletzen"),
    )


def test_the_predicate_is_the_verb_of_the_own_clause():
    made = killed_and_wounded()
    here = scene(made)
    assert governors.predicate(here, made[0].idx).text == "getötet"
    assert governors.predicate(here, made[5].idx).text == "verletzt"


def test_governing_words_leave_out_the_joined_clause():
    made = killed_and_wounded()
    words = governors.governing_words(scene(made), made[1].idx)
    assert "getötet" in words
    assert "verletzt" not in words


def test_a_joined_participle_shares_the_helping_verb():
    made = killed_and_wounded()
    assert governors.tense(made[6]) is Tense.PRETERITE


def test_a_particle_makes_one_verb():
    made = doc(
        ("Zwölf", "CARD", "nummod", 1),
        ("Staaten", "NN", "nsubj", 2),
        ("nahmen", "VVFIN", "ROOT", 2, "nehmen", PAST),
        ("teil", "PTKVZ", "compound:prt", 2),
    )
    assert governors.governing_words(scene(made), made[1].idx).endswith("teilnehmen")


@pytest.mark.parametrize(
    ("rows", "tense"),
    [
        ([("sank", "VVFIN", "ROOT", 0, "sinken", PAST)], Tense.PRETERITE),
        ([("ist", "VAFIN", "aux", 1, "sein"), ("gesunken", "VVPP", "ROOT", 1)], Tense.PERFECT),
        ([("war", "VAFIN", "aux", 1, "sein"), ("gesunken", "VVPP", "ROOT", 1)], Tense.PLUPERFECT),
        ([("wird", "VAFIN", "aux", 1, "werden"), ("sinken", "VVINF", "ROOT", 1)], Tense.FUTURE),
        ([("wird", "VAFIN", "aux:pass", 1, "werden"), ("geräumt", "VVPP", "ROOT", 1)], Tense.PRESENT),
        ([("sollte", "VMFIN", "aux", 1, "sollen"), ("sinken", "VVINF", "ROOT", 1)], Tense.PRETERITE),
        (
            [
                ("soll", "VMFIN", "aux", 1, "sollen"),
                ("gesunken", "VVPP", "ROOT", 1),
                ("sein", "VAINF", "aux", 1, "sein"),
            ],
            Tense.PERFECT,
        ),
        # Whatever features the model gives: a subjunctive reports, it is no pluperfect.
        ([("gesunken", "VVPP", "ROOT", 0), ("sei", "VAFIN", "aux", 0, "sein", PAST)], Tense.PERFECT),
        ([("seien", "VAFIN", "aux", 1, "sein"), ("gewesen", "VAFIN", "ROOT", 1, "sein")], Tense.PERFECT),
    ],
)
def test_the_tense_of_a_predicate(rows, tense):
    made = doc(*rows)
    root = next(token for token in made if token.dep_ == "ROOT")
    assert governors.tense(root) is tense


def test_framing_words_reach_up_to_the_clause_that_is_completed():
    made = doc(
        ("Möglich", "ADJD", "ROOT", 0),
        ("ist", "VAFIN", "cop", 0, "sein"),
        ("dass", "KOUS", "mark", 5),
        ("acht", "CARD", "nummod", 4),
        ("Boote", "NN", "nsubj", 5),
        ("kommen", "VVFIN", "csubj", 0, "kommen"),
    )
    assert "Möglich" in governors.framing_words(scene(made), made[3].idx)


def test_without_a_tree_nothing_governs():
    made = killed_and_wounded()
    here = scene(made)
    bare = type(here)(here.text, 0, here.end, (), (), (), (), ())
    assert governors.predicate(bare, 0) is None
    assert governors.governing_words(bare, 0) == governors.framing_words(bare, 0) == ""
