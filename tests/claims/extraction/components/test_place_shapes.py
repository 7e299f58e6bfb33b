"""Places that stand in no list, that a description names, and words that point back to one."""

import pytest
import spacy
from spacy.tokens import Span

from claims.extraction.components.model_places import nominative, without_surnames
from claims.extraction.components.place_heads import is_naming
from claims.extraction.components.unknown_places import is_unknown_name
from claims.extraction.pipeline import analyse


def roles(text):
    return {p.name: p.role and str(p.role) for p in analyse(text)._.places if not p.adjectival}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Bus fuhr nach Kelmoraz.", {"Kelmoraz": "to"}),
        ("In den Dörfern Tarvik und Sölmar fiel der Strom aus.", {"Tarvik": "at", "Sölmar": "at"}),
        ("Auf der Ferieninsel Brandö brannte ein Hotel.", {"Brandö": "at"}),
        ("In der kenianischen Hauptstadt streikten die Lehrer.", {"Nairobi": "at"}),
        ("In der Hauptstadt Norwegens streikten die Lehrer.", {"Oslo": "at"}),
        ("Im Süden Perus rutschte ein Hang ab.", {"Süden Perus": "at"}),
        ("In Nordperu rutschte ein Hang ab.", {"Nordperu": "at"}),
        ("Die Maschine stürzte auf kenianischem Gebiet ab.", {"Kenia": "at"}),
        ("Sie standen vor dem Bremer Hauptbahnhof.", {"Bremer Hauptbahnhof": "at"}),
        ("An der Grenze zwischen Peru und Chile stauten sich Wagen.", {"peruanisch-chilenische Grenze": "at"}),
        ("Im Hafen von Rotterdam lag ein Tanker.", {"Rotterdam": "at"}),
        ("Auf der Landesstraße 817 kippte ein Laster um.", {"Landesstraße 817": "at"}),
        ("Sie trafen sich am Südfriedhof.", {"Südfriedhof": "at"}),
        ("Im Bremer Hafen lag ein Tanker.", {"Bremer Hafen": "at"}),
        ("In Pécs streikten die Lehrer.", {"Pécs": "at"}),
    ],
)
def test_places_without_a_list(text, expected):
    assert roles(text) == expected


def test_the_mayor_of_a_city_comes_from_nowhere():
    assert roles("Das sagte der Bürgermeister von Rotterdam.") == {"Rotterdam": None}


def test_dort_is_the_place_and_not_where_it_lies():
    text = "Im Hafen von Rotterdam in den Niederlanden lag ein Tanker. Dort brannte ein Lager."
    assert [p.name for p in analyse(text)._.places if p.rule == "places.anaphor"] == ["Rotterdam"]


def test_a_surname_is_no_place():
    doc = spacy.blank("de")("Emil Kramberg starb . Auf Kramberg wurde geschossen .")
    doc.ents = [Span(doc, 0, 2, "PER"), Span(doc, 5, 6, "LOC")]
    assert [name.text for name in without_surnames(list(doc.ents))] == ["Emil Kramberg"]


def test_dort_and_the_noun_of_its_kind_point_back():
    text = "In Rotterdam brannte ein Lager. Dort arbeiten Menschen. Tausende verließen die Stadt."
    assert [(p.name, p.rule) for p in analyse(text)._.places if p.rule == "places.anaphor"] == [
        ("Rotterdam", "places.anaphor"),
        ("Rotterdam", "places.anaphor"),
    ]


@pytest.mark.parametrize("word", ["Polizeiangaben", "Haft", "Großoffensive", "NATO-Kreisen"])
def test_words_of_the_dictionary_are_no_unknown_names(word):
    assert not is_unknown_name(word)


def test_a_noun_of_places_is_known_by_its_end_but_a_town_is_none():
    assert is_naming("Wallfahrtsstadt")
    assert not is_naming("Düsseldorf")
    assert not is_naming("Antwort")


def test_a_datelines_capitals_are_no_name_of_their_own():
    made = spacy.blank("de")("NAIROBI meldet Regen.")
    made.ents = [Span(made, 0, 1, label="LOC")]
    assert nominative(made.ents[0]) == "Nairobi"
