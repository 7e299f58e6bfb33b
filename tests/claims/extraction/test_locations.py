"""Location claims: who or what is, goes, fights or happens where."""

import pytest

from claims.extraction import extract
from claims.records import Kind


def located(text):
    return [
        (claim.subject, {place.name: str(place.role) for place in claim.places})
        for claim in extract(text)
        if claim.kind is Kind.LOCATION
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Nairobi kam es am Abend zu heftigen Krawallen.", {"Nairobi": "at"}),
        ("Die Flut überschwemmte Nairobi.", {"Nairobi": "at"}),
        ("Rebellen hatten am Morgen die Stadt Nairobi erobert.", {"Nairobi": "at"}),
        ("Die Bewohner verließen Nairobi.", {"Nairobi": "from"}),
        ("Das Flugzeug ist in Nairobi gelandet.", {"Nairobi": "to"}),
        ("Die Armee flog Luftangriffe gegen Nairobi.", {"Nairobi": "at"}),
        ("Nairobi ist die letzte Hochburg der Aufständischen.", {"Nairobi": "at"}),
        ("Der Minister will nach Nairobi reisen.", {"Nairobi": "to"}),
    ],
)
def test_what_happens_somewhere_is_a_location(text, places):
    assert [found for _, found in located(text)] == [places]


def test_an_event_that_comes_to_pass_is_the_subject():
    assert located("In Nairobi kam es am Abend zu heftigen Krawallen.")[0][0].endswith("Krawalle")


def test_a_clause_with_two_verbs_places_twice():
    text = "Die Soldaten sind in Nairobi stationiert und werden nach Quito verlegt."
    assert [places for _, places in located(text)] == [{"Nairobi": "at"}, {"Quito": "to"}]


@pytest.mark.parametrize(
    "text",
    [
        "Die Lage in Peru ist schwierig.",
        "In Peru werden Feste üblicherweise im Freien abgehalten.",
        "Der Minister forderte den Abzug der Truppen aus Peru.",
        "Bei einem Treffen in Nairobi kündigte der Minister Reformen an.",
    ],
)
def test_background_habits_and_demands_are_none(text):
    assert located(text) == []
