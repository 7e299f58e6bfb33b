"""Places: names, roles, borders, unnamed places and what is no place."""

import pytest

from claims.extraction.components.countries import countries
from claims.extraction.components.inflection import declined, genitives, people, strong
from claims.extraction.components.place_names import city_rows
from claims.extraction.lexicon import LexiconError, load
from claims.extraction.pipeline import analyse


def roles(text):
    return {place.name: place.role for place in analyse(text)._.places if not place.adjectival}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Zug fuhr nach Polen.", {"Polen": "to"}),
        ("Sie zogen in die Slowakei.", {"Slowakei": "to"}),
        ("Sie leben in der Slowakei.", {"Slowakei": "at"}),
        ("Er flog in den Libanon.", {"Libanon": "to"}),
        ("Er arbeitet in den Niederlanden.", {"Niederlande": "at"}),
        (
            "Die Ware kam aus Portugal über Marseille nach Zürich.",
            {"Portugal": "from", "Marseille": "via", "Zürich": "to"},
        ),
        ("Im Osten der Türkei bebte die Erde.", {"Türkei": "at"}),
        ("Die Fähre legte in der norwegischen Hafenstadt Bergen an.", {"Bergen": "at"}),
        (
            "Sie üben in Kassel und anderen deutschen Städten wie Göttingen und Erfurt.",
            {"Kassel": "at", "Göttingen": "at", "Erfurt": "at"},
        ),
        ("Helfer in Kassel, Göttingen und Erfurt packten an.", {"Kassel": "at", "Göttingen": "at", "Erfurt": "at"}),
        ("Das Getreide ging an Ägypten.", {"Ägypten": None}),
    ],
)
def test_preposition_and_case_tell_the_role(text, expected):
    assert {name: role and str(role) for name, role in roles(text).items()} == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nahe der estnischen Grenze brannte ein Wald.", "estnische Grenze"),
        ("An der Grenze zu Finnland stauten sich Wagen.", "finnische Grenze"),
        ("Posten an der Peru-Grenze wurden verstärkt.", "peruanische Grenze"),
    ],
)
def test_borders_are_named_by_the_adjective_of_the_country(text, name):
    border = next(place for place in analyse(text)._.places if place.kind == "border")
    assert (border.name, str(border.role)) == (name, "at")


def test_an_unnamed_place_counts_with_a_verb_of_moving_only():
    assert "entlegene Lager" not in roles("Sie sprachen über entlegene Kasernen.")
    assert {k: str(v) for k, v in roles("Man verlegte die Rekruten in entlegene Kasernen.").items()} == {
        "entlegene Kasernen": "to"
    }


def test_an_unknown_name_is_a_place_behind_its_noun_and_from_then_on():
    text = "Ein Brand traf die Ortschaft Quellmoor. In Quellmoor leben nur Bauern."
    assert [(p.name, p.role and str(p.role)) for p in analyse(text)._.places] == [
        ("Quellmoor", None),
        ("Quellmoor", "at"),
    ]


@pytest.mark.parametrize("text", ["Das Essen war kalt.", "Florian Hagen lachte laut.", "Der Hof liegt still."])
def test_common_nouns_and_surnames_are_no_places(text):
    assert roles(text) == {}


def test_a_doubtful_name_counts_behind_a_preposition_of_place():
    assert roles("Die Bahn hielt in Essen.") == {"Essen": "at"}


def test_adjectives_say_whose_and_are_no_place():
    (place,) = analyse("Zwei dänische Schiffe sanken.")._.places
    assert (place.name, place.adjectival, place.role) == ("Dänemark", True, None)


def test_offsets_point_at_the_text():
    text = "Von Oslo aus, so hieß es, fuhren sie\nnach Trondheim."
    assert [text[p.start : p.end] for p in analyse(text)._.places] == ["Oslo", "Trondheim"]


def test_endings():
    assert "portugiesischem" in declined("portugiesisch")
    assert genitives("Paris") == ["Paris'", "Paris’"]
    assert {"Tschechin", "Tschechen"} <= set(people("Tscheche"))
    assert strong("belgischen", "n") == "belgisches"


def test_every_country_is_listed_once_and_cities_have_coordinates_or_none():
    codes = [country.code for country in countries()]
    assert len(codes) == len(set(codes)) > 240
    rows = city_rows()
    assert len(rows) > 6000
    assert all(len(row) == 6 for row in rows)
    assert all(not row[3] or -90 <= float(row[3]) <= 90 for row in rows)


def test_a_missing_word_list_is_named():
    with pytest.raises(LexiconError, match=r"nowhere\.toml"):
        load("nowhere")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Zug kam aus dem 40 Kilometer entfernten Erfurt.", {"Erfurt": "from"}),
        ("Man brachte sie aus der Kaserne in Celle fort.", {"Celle": "from"}),
        ("Die Schiffe fuhren ins Rote Meer.", {"Rotes Meer": "to"}),
        ("In der Nähe des Dorfes Quellmoor brannte es.", {"Quellmoor": "at"}),
    ],
)
def test_what_stands_between_preposition_and_name_hides_no_role(text, expected):
    assert {name: role and str(role) for name, role in roles(text).items()} == expected


def test_the_capital_is_the_one_named_last():
    text = "Betroffen ist Riga. In Polen blieb es ruhig, in Polen half man. In der Hauptstadt fiel der Strom aus."
    assert [place.name for place in analyse(text)._.places if place.rule == "places.anaphor"] == ["Riga"]
