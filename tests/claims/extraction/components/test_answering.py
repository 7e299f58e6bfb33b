"""Which institution answers for a speaker: his town or district, the one in his title, the one he works for."""

import pytest

from claims.extraction import extract
from claims.extraction.components.communities import speaking
from claims.extraction.components.own_names import end_of_purpose
from tests.claims.extraction.components.trees import doc

FLOODED = "seien 500 Häuser überflutet."


def canonical(text: str) -> str | None:
    source = extract(text)[-1].source
    return source.canonical if source else None


@pytest.mark.parametrize(
    ("who", "answers"),
    [
        ("Eine Sprecherin der Stadt Passau", "Stadtverwaltung Passau"),
        ("Ein Sprecher des Landkreises Celle", "Landkreis Celle"),
        ("Der Präsident der autonomen Region Tibet", "Regierung Tibet"),
        ("Jan Holm, Umweltdezernent der Stadt Passau,", "Stadtverwaltung Passau"),
        ("Der Landrat von Celle, Jan Holm,", "Landkreis Celle"),
    ],
)
def test_towns_districts_and_regions_speak(who, answers):
    assert canonical(f"{who} teilte mit, es {FLOODED}") == answers


def test_a_town_without_name_is_the_one_of_the_text():
    assert canonical(f"In Passau steigt die Donau. Ein Sprecher der Stadt sagte, es {FLOODED}") == (
        "Stadtverwaltung Passau"
    )


def test_a_town_is_a_place_where_nobody_speaks():
    assert canonical("In der Stadt Passau sind 500 Häuser überflutet.") is None


@pytest.mark.parametrize(
    ("who", "answers"),
    [
        ("verdi-Verhandlungsführer Jan Holm", "Ver.di"),
        ("der GVK-Landesvorsitzende Jan Holm", "GVK"),
        ("US-Delegationsleiterin Anna Holm", "Regierung USA"),
        ("der IT-Experte Jan Holm", "Jan Holm"),
        ("Anna Holm, eine Klimaexpertin vom WWF,", "WWF"),
        ("Anna Holm, CEO von Nordasia,", "Nordasia"),
    ],
)
def test_the_institution_of_a_title_answers(who, answers):
    assert canonical(f"Am Montag erklärte {who}, es {FLOODED}") == answers


def test_a_town_speaks_as_subject_and_not_as_place():
    made = doc(
        ("Die", "ART", "det", 1), ("Stadt", "NN", "nsubj", 3), ("Passau", "NE", "appos", 1),
        ("warnt", "VVFIN", "ROOT", 3), ("in", "APPR", "case", 6), ("der", "ART", "det", 6), ("Stadt", "NN", "obl", 3),
    )  # fmt: skip
    assert speaking(made, 1) is not None
    assert speaking(made, 6) is None


def test_the_purpose_is_part_of_a_name():
    made = doc(
        ("Institut", "NN", "nsubj", 3), ("für", "APPR", "case", 2), ("Wasserbau", "NN", "nmod", 0),
        ("warnt", "VVFIN", "ROOT", 3), ("für", "APPR", "case", 5), ("Passau", "NE", "obl", 3),
    )  # fmt: skip
    assert end_of_purpose(made[0]) == 3
    assert end_of_purpose(made[2]) == 0
