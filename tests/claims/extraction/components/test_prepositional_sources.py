"""Sources named by a preposition or postposition."""

import pytest

from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import units
from claims.extraction.components.frames import frames
from claims.extraction.extensions import register
from claims.extraction.pipeline import analyse
from tests.claims.extraction.components.trees import doc


def sources(text):
    return [s.source and s.source.canonical for s in analyse(text)._.statements]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nach Ansicht Norwegens fehlen Schiffe.", ["Regierung Norwegen"]),
        ("Nach dem Willen der Nato sollen Schiffe kommen.", ["NATO"]),
        ("Die Polizei tagt. Ihren Angaben zufolge fehlt Geld.", ["Polizei"]),
        ("Die Polizei tagt. Nach ihren Berechnungen fehlt Geld.", ["Polizei"]),
        ("Nach Recherchen der Nato fehlen Schiffe.", ["NATO"]),
        ("Nach der Auswertung der Nato fehlen Schiffe.", []),
        ("Nach Auswertung des Fahrtenschreibers fehlen Stunden.", []),
        ("Nach eingehenden Untersuchungen der Nato fehlen Schiffe.", []),
        ("Nach Reuters fehlen Schiffe.", ["Reuters"]),
        ("Es fehlen Schiffe, so viele wie nie seit der Gründung der Nato.", []),
        ("Es fehlen Schiffe, so zum Beispiel für die Nato.", []),
        ("Nach Artikel 12 der Nato fehlen Schiffe.", []),
        ("Die Polizei tagt. Ihr zufolge fehlt Geld.", ["Polizei"]),
        ("Ihnen zufolge fehlt Geld.", []),
        ("Seit Mai fehlen Schiffe (Reuters berichtete).", []),
        ("Seit Mai fehlen Schiffe (Reuters berichtete am Montag davon).", ["Reuters"]),
    ],
)
def test_who_is_named(text, who):
    assert sources(text) == who


def test_hearsay_of_nobody_ends_what_was_reported():
    text = "Die Nato sagte, dass Schiffe fehlen. Dem Vernehmen nach sollen auch Boote fehlen."
    assert sources(text) == ["NATO"]


def test_within_a_noun_phrase_a_source_vouches_for_its_noun():
    register()
    made = doc(
        ("40", "CARD", "ROOT", 0), ("der", "ART", "det", 5), ("laut", "APPR", "case", 3), ("Reederei", "NN", "nmod", 5),
        ("90", "CARD", "nummod", 5), ("Gäste", "NN", "nmod", 0), ("flohen", "VVFIN", "ROOT", 6),
    )  # fmt: skip
    found = frames(made, units(made, [], set())[0], Actors(made, []))
    assert [made[slice(*frame.content)].text for frame in found] == ["90 Gäste"]


def only_voice(made):
    register()
    (frame,) = frames(made, units(made, [], set())[0], Actors(made, []))
    (voice,) = frame.voices
    return voice.source.canonical


def test_a_genitive_right_behind_the_noun_of_saying_is_who_says_it():
    made = doc(
        ("Nach", "APPR", "case", 1), ("Angaben", "NN", "obl", 4), ("eingeweihter", "ADJA", "amod", 3),
        ("Seeleute", "NN", "nmod", 1, "Seemann", "Case=Gen|Number=Plur"), ("sank", "VVFIN", "ROOT", 4),
        ("das", "ART", "det", 6), ("Schiff", "NN", "nsubj", 4),
    )  # fmt: skip
    assert only_voice(made) == "eingeweihte Seeleute"


def test_before_a_postposition_the_phrase_stands_in_the_nominative():
    made = doc(
        ("Anderen", "PIAT", "det", 1), ("Quellen", "NN", "obl", 3, "Quelle", "Number=Plur"),
        ("zufolge", "APPO", "case", 1), ("sank", "VVFIN", "ROOT", 3), ("das", "ART", "det", 5),
        ("Schiff", "NN", "nsubj", 3),
    )  # fmt: skip
    assert only_voice(made) == "andere Quellen"
