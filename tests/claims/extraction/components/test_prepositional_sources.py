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
