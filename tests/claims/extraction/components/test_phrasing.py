"""Noun phrases in their base form, on hand-made trees."""

from claims.extraction.components import phrasing
from tests.claims.extraction.components.trees import doc


def test_case_and_article_go_and_a_genitive_stays():
    made = doc(
        ("den", "ART", "det", 2),
        ("neuen", "ADJA", "amod", 2),
        ("Hafen", "NN", "ROOT", 2, "Hafen", "Case=Acc|Gender=Masc|Number=Sing"),
        ("der", "ART", "det", 4),
        ("Stadt", "NN", "nmod", 2, "Stadt", "Case=Gen|Gender=Fem|Number=Sing"),
    )
    assert phrasing.base(made[2]) == "neuer Hafen der Stadt"


def test_a_plural_is_declined_without_article():
    made = doc(
        ("mit", "APPR", "case", 2),
        ("alten", "ADJA", "amod", 2),
        ("Schränken", "NN", "ROOT", 2, "Schrank", "Case=Dat|Gender=Masc|Number=Plur"),
    )
    assert phrasing.base(made[2]) == "alte Schränke"


def test_what_is_no_genitive_is_no_attribute():
    made = doc(
        ("Proteste", "NN", "ROOT", 0, "Protest", "Case=Nom|Gender=Masc|Number=Plur"),
        ("in", "APPR", "case", 2),
        ("Lima", "NE", "nmod", 0, "Lima", "Case=Dat|Number=Sing"),
    )
    assert phrasing.bare(made[0]) == "Proteste"


def test_one_is_named_in_the_singular():
    made = doc(
        ("ein", "ART", "det", 2),
        ("chilenischen", "ADJA", "amod", 2),
        ("Soldaten", "NN", "ROOT", 2, "Soldat", "Case=Acc|Gender=Masc|Number=Sing"),
    )
    assert phrasing.singular("chilenische Soldaten", made[2]) == "chilenischer Soldat"
