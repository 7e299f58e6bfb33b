"""What trees say of figures, on hand-made trees."""

import pytest

from claims.extraction.components.quantities import by_tree, find
from claims.records import Approximation
from tests.claims.extraction.components.trees import doc


def figures(made):
    return by_tree(made, list(find(made.text)))


def test_the_noun_stands_behind_adverbs_and_participles():
    made = doc(
        ("Elf", "CARD", "nummod", 5),
        ("mehr", "ADV", "advmod", 4),
        ("oder", "KON", "cc", 3),
        ("minder", "ADV", "conj", 1),
        ("zerlesene", "ADJA", "amod", 5),
        ("Bücher", "NN", "nsubj", 6),
        ("fehlen", "VVFIN", "ROOT", 6, "fehlen"),
    )
    [found] = figures(made)
    assert (found.noun, found.modifiers, found.unit) == ("Bücher", ("zerlesene",), "Buch")


def test_a_participle_with_a_phrase_of_its_own_is_no_modifier():
    made = doc(
        ("Sechs", "CARD", "nummod", 4),
        ("in", "APPR", "case", 2),
        ("Graz", "NE", "obl", 3),
        ("gebaute", "ADJA", "amod", 4),
        ("Boote", "NN", "nsubj", 5),
        ("sanken", "VVFIN", "ROOT", 5, "sinken"),
    )
    [found] = figures(made)
    assert (found.noun, found.modifiers) == ("Boote", ())


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("einer", "ART", "det", 1),
            ("X", "NE", "ROOT", 1),
            ("220", "CARD", "nummod", 1),
            ("harte", "ADJA", "amod", 4),
            ("Kritik", "NN", "obj", 1),
        ),
        (
            ("Saal", "NN", "ROOT", 0),
            ("acht", "CARD", "nummod", 0),
            ("der", "ART", "det", 3),
            ("Messe", "NN", "nmod", 0),
        ),
        (("§", "XY", "ROOT", 0), ("7", "CARD", "nummod", 0), ("Passgesetz", "NN", "appos", 0)),
    ],
)
def test_a_number_that_names_what_stands_before_it_counts_nothing(rows):
    assert figures(doc(*rows)) == []


def test_a_full_stop_ends_what_is_counted():
    made = doc(
        ("Der", "ART", "det", 1),
        ("Umsatz", "NN", "nsubj", 2),
        ("erreichte", "VVFIN", "ROOT", 2, "erreichen"),
        ("5", "CARD", "nummod", 4),
        ("Milliarden", "NN", "obj", 2),
        (".", "$.", "punct", 2),
        ("Die", "ART", "det", 7),
        ("Aktie", "NN", "nsubj", 8),
        ("stieg", "VVFIN", "ROOT", 8, "steigen"),
    )
    [found] = figures(made)
    assert (found.low, found.noun) == (5_000_000_000, None)


def test_unter_hedges_a_level_but_not_a_group():
    among = doc(
        ("Unter", "APPR", "case", 2),
        ("40", "CARD", "nummod", 2),
        ("Bewerbern", "NN", "obl", 3),
        ("siegte", "VVFIN", "ROOT", 3, "siegen"),
    )
    level = doc(
        ("Sie", "PPER", "nsubj", 1),
        ("lag", "VVFIN", "ROOT", 1, "liegen"),
        ("unter", "APPR", "case", 4),
        ("40", "CARD", "nummod", 4),
        ("Euro", "NN", "obl", 1),
    )
    assert [item.approx for item in [*figures(among), *figures(level)]] == [
        Approximation.EXACT,
        Approximation.LESS_THAN,
    ]


def test_an_ordinal_counts_nothing():
    made = doc(
        ("der", "ART", "det", 3),
        ("140", "ADJA", "amod", 3),
        (".", "$.", "punct", 1),
        ("Jubeltag", "NN", "ROOT", 3),
    )
    assert [item.noun for item in figures(made)] in ([], [None])


def test_adjectives_behind_the_next_figure_are_of_that():
    made = doc(
        ("43", "CARD", "nummod", 5),
        ("alte", "ADJA", "amod", 5),
        ("und", "KON", "cc", 3),
        ("90", "CARD", "conj", 0),
        ("neue", "ADJA", "amod", 5),
        ("Boote", "NN", "nsubj", 6),
        ("sanken", "VVFIN", "ROOT", 6, "sinken"),
    )
    assert figures(made)[0].modifiers == ("alte",)
