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
        ("Kosten", "NN", "nsubj", 4, "Kosten", "Case=Nom|Number=Plur"),
        ("des", "ART", "det", 3),
        ("Umbaus", "NN", "nmod", 1, "Umbau", "Case=Gen|Gender=Masc|Number=Sing"),
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
        ("Wald", "NN", "nmod", 1, "Wald", "Case=Nom|Gender=Masc|Number=Sing"),
        ("brannten", "VVFIN", "ROOT", 4, "brennen"),
    )
    assert measured.name(scene(made), amount(made, 0, 1), lookup("Hektar")) == "alter Wald"


def test_people_are_not_measured():
    made = doc(("Elf", "CARD", "nummod", 1), ("Gäste", "NN", "nsubj", 2), ("kamen", "VVFIN", "ROOT", 2, "kommen"))
    assert measured.name(scene(made), amount(made, 0, 1), lookup("Gäste")) is None


def test_money_is_that_of_the_noun_that_it_belongs_to():
    made = doc(
        ("Sie", "PPER", "nsubj", 1),
        ("erhielt", "VVFIN", "ROOT", 1, "erhalten"),
        ("Zuschüsse", "NN", "obj", 1, "Zuschuss", "Case=Acc|Gender=Masc|Number=Plur"),
        ("in", "APPR", "case", 4),
        ("Höhe", "NN", "nmod", 2, "Höhe", "Case=Dat|Gender=Fem|Number=Sing"),
        ("von", "APPR", "case", 7),
        ("5000", "CARD", "nummod", 7),
        ("Euro", "NN", "nmod", 4),
    )
    assert measured.name(scene(made), amount(made, 6, 7), lookup("Euro")) == "Zuschüsse"


def test_a_size_is_that_of_what_is_so_large():
    made = doc(
        ("das", "ART", "det", 4),
        ("5000", "CARD", "nummod", 2),
        ("Hektar", "NN", "obl", 3),
        ("große", "ADJA", "amod", 4, "groß"),
        ("Moor", "NN", "ROOT", 4, "Moor", "Case=Nom|Gender=Neut|Number=Sing"),
    )
    assert measured.name(scene(made), amount(made, 1, 2), lookup("Hektar")) == "Moor"


def test_people_said_to_be_others_are_those():
    made = doc(
        ("Elf", "CARD", "nummod", 1),
        ("Opfer", "NN", "nsubj", 3, "Opfer", "Case=Nom|Gender=Neut|Number=Plur"),
        ("waren", "VAFIN", "cop", 3, "sein"),
        ("Kinder", "NN", "ROOT", 3, "Kind", "Case=Nom|Gender=Neut|Number=Plur"),
    )
    assert measured.name(scene(made), amount(made, 0, 1), lookup("Opfer")) == "Kinder"


def test_a_price_is_no_amount():
    made = doc(
        ("Der", "ART", "det", 1),
        ("Silberpreis", "NN", "nsubj", 2, "Silberpreis", "Case=Nom|Gender=Masc|Number=Sing"),
        ("stieg", "VVFIN", "ROOT", 2, "steigen"),
        ("auf", "APPR", "case", 5),
        ("5000", "CARD", "nummod", 5),
        ("Euro", "NN", "obl", 2),
    )
    assert measured.is_price(scene(made), amount(made, 4, 5), lookup("Euro"))


def test_how_heavy_something_is_counts_nothing():
    made = doc(
        ("ein", "ART", "det", 4),
        ("5", "CARD", "nummod", 2),
        ("Tonnen", "NN", "obl", 3),
        ("schwerer", "ADJA", "amod", 4, "schwer"),
        ("Anker", "NN", "ROOT", 4),
    )
    assert measured.is_dimension(scene(made), amount(made, 1, 2))
