"""Sources named by a preposition or postposition."""

import pytest

from claims.extraction.pipeline import analyse


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
        ("Nach Artikel 12 der Nato fehlen Schiffe.", []),
    ],
)
def test_who_is_named(text, who):
    assert sources(text) == who


def test_hearsay_of_nobody_ends_what_was_reported():
    text = "Die Nato sagte, dass Schiffe fehlen. Dem Vernehmen nach sollen auch Boote fehlen."
    assert sources(text) == ["NATO"]
