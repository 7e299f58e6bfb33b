"""What amounts are of, on hand-made trees."""

from decimal import Decimal

from claims.extraction.components import measured
from claims.extraction.components.nouns import lookup
from claims.extraction.extensions import Quantity
from claims.records import Approximation
from tests.claims.extraction.components.trees import doc, scene


def amount(made, figure, noun):
    first, last = made[figure], made[noun]
    end = last.idx + len(last)
    return Quantity(
        first.idx,
        first.idx + len(first),
        Decimal(5),
        Decimal(5),
        Approximation.EXACT,
        last.text,
        last.idx,
        end,
        (),
        last.text,
        "quantity.number",
    )


def test_money_is_that_of_the_subject_with_its_attribute():
    made = doc(
        ("Die", "ART", "det", 1),
        ("Kosten", "NN", "nsubj", 4),
        ("des", "ART", "det", 3),
        ("Umbaus", "NN", "nmod", 1),
        ("stiegen", "VVFIN", "ROOT", 4, "steigen"),
        ("auf", "APPR", "case", 7),
        ("5000", "CARD", "nummod", 7),
        ("Euro", "NN", "obl", 4),
    )
    assert measured.name(scene(made), amount(made, 6, 7), lookup("Euro")) == "Kosten des Umbaus"


def test_money_that_is_the_subject_itself_stays_money():
    made = doc(("5000", "CARD", "nummod", 1), ("Euro", "NN", "nsubj", 2), ("fehlen", "VVFIN", "ROOT", 2, "fehlen"))
    assert measured.name(scene(made), amount(made, 0, 1), lookup("Euro")) is None


def test_hectares_are_those_of_the_noun_behind_them():
    made = doc(
        ("5000", "CARD", "nummod", 1),
        ("Hektar", "NN", "nsubj", 4),
        ("alter", "ADJA", "amod", 3),
        ("Wald", "NN", "nmod", 1),
        ("brannten", "VVFIN", "ROOT", 4, "brennen"),
    )
    assert measured.name(scene(made), amount(made, 0, 1), lookup("Hektar")) == "alte Wald"


def test_people_are_not_measured():
    made = doc(("Elf", "CARD", "nummod", 1), ("Gäste", "NN", "nsubj", 2), ("kamen", "VVFIN", "ROOT", 2, "kommen"))
    assert measured.name(scene(made), amount(made, 0, 1), lookup("Gäste")) is None
