"""Where a figure is: under its own predicate, at the place that its relative clause tells of, not beside it."""

from dataclasses import replace
from decimal import Decimal

from claims.extraction.components.count_places import places
from claims.extraction.extensions import PlaceMention, Quantity
from claims.records import Approximation, PlaceRole
from tests.claims.extraction.components.trees import doc, scene


def found(made, figure, *mentions):
    known = []
    for name, role in mentions:
        at = made.text.index(name)
        known.append(PlaceMention(at, at + len(name), name, "city", None, role, False, "test"))
    at, value = made.text.index(figure), Decimal(figure)
    end = at + len(figure)
    quantity = Quantity(at, end, value, value, Approximation.EXACT, "Schiffe", end + 1, end + 8, (), "Schiff", "test")
    return {place.name: str(place.role) for place in places(replace(scene(made), places=tuple(known)), quantity)}


def test_a_place_of_what_stands_beside_the_counted_is_not_its_own():
    made = doc(
        ("In", "APPR", "case", 1),
        ("Tarvik", "NE", "obl", 2),
        ("liegen", "VVFIN", "ROOT", 2, "liegen"),
        ("8", "CARD", "nummod", 4),
        ("Schiffe", "NN", "nsubj", 2),
        ("und", "KON", "cc", 6),
        ("Boote", "NN", "conj", 4),
        ("aus", "APPR", "case", 8),
        ("Sölmar", "NE", "nmod", 6),
    )
    assert found(made, "8", ("Tarvik", PlaceRole.AT), ("Sölmar", PlaceRole.FROM)) == {"Tarvik": "at"}


def test_a_relative_clause_is_at_the_place_that_it_tells_of():
    made = doc(
        ("Die", "ART", "det", 1),
        ("Flut", "NN", "nsubj", 2),
        ("traf", "VVFIN", "ROOT", 2, "treffen"),
        ("Tarvik", "NE", "obj", 2),
        (",", "$,", "punct", 8),
        ("wo", "PWAV", "advmod", 8),
        ("12", "CARD", "nummod", 7),
        ("Schiffe", "NN", "nsubj", 8),
        ("sanken", "VVFIN", "acl", 3, "sinken"),
    )
    assert found(made, "12", ("Tarvik", None)) == {"Tarvik": "at"}


def test_a_landing_leads_to_its_place():
    made = doc(
        ("3", "CARD", "nummod", 1),
        ("Flugzeuge", "NN", "nsubj", 2),
        ("landeten", "VVFIN", "ROOT", 2, "landen"),
        ("in", "APPR", "case", 4),
        ("Tarvik", "NE", "obl", 2),
    )
    assert found(made, "3", ("Tarvik", PlaceRole.AT)) == {"Tarvik": "to"}


def test_whence_somebody_else_is_says_nothing_of_the_figure():
    made = doc(
        ("Firmen", "NN", "nsubj", 3),
        ("aus", "APPR", "case", 2),
        ("Tarvik", "NE", "nmod", 0),
        ("kauften", "VVFIN", "ROOT", 3, "kaufen"),
        ("8", "CARD", "nummod", 5),
        ("Schiffe", "NN", "obj", 3),
    )
    assert found(made, "8", ("Tarvik", PlaceRole.FROM)) == {}
