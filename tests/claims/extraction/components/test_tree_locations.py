"""Which clauses of a parsed sentence place somebody, at which places, and whom."""

from dataclasses import replace

import pytest

from claims.extraction.components import placing, tree_locations
from claims.extraction.components.location_themes import theme
from claims.extraction.components.subjects import Memory
from claims.extraction.extensions import PlaceMention
from claims.records import PlaceRole
from tests.claims.extraction.components.trees import doc, scene

AT, TO, FROM = PlaceRole.AT, PlaceRole.TO, PlaceRole.FROM


def place(text, name, role):
    start = text.index(name)
    return PlaceMention(start, start + len(name), name, "city", None, role, False, "test")


def told(made, *places):
    """The subject and the places of each clause."""
    mentions = tuple(place(made.text, *found) for found in places)
    where = replace(scene(made), places=mentions)
    found = tree_locations.placed(where)
    subjects = [tree_locations.subject(where, item, Memory()) for item in found]
    return [
        (who and who.name, {mention.name: str(mention.role) for mention in item.where})
        for who, item in zip(subjects, found, strict=True)
    ]


def test_the_adverbial_of_a_verb_of_movement_is_told():
    made = doc(
        ("Die", "ART", "det", 1),
        ("Fähre", "NN", "nsubj", 2, "Fähre", "Number=Sing|Gender=Fem"),
        ("fuhr", "VVFIN", "ROOT", 2, "fahren"),
        ("nach", "APPR", "case", 4),
        ("Tarvik", "NE", "obl", 2),
    )
    assert told(made, ("Tarvik", TO)) == [("Fähre", {"Tarvik": "to"})]


def test_the_attribute_of_a_state_of_affairs_is_not():
    made = doc(
        ("Die", "ART", "det", 1),
        ("Lage", "NN", "nsubj", 4),
        ("in", "APPR", "case", 3),
        ("Tarvik", "NE", "nmod", 1),
        ("verschlechtert", "VVFIN", "ROOT", 4, "verschlechtern"),
        ("sich", "PRF", "obj", 4),
    )
    assert told(made, ("Tarvik", AT)) == []


def test_who_confirms_a_presence_is_not_the_one_present():
    made = doc(
        ("Holt", "NE", "nsubj", 1),
        ("bestätigt", "VVFIN", "ROOT", 1, "bestätigen"),
        ("die", "ART", "det", 3),
        ("Präsenz", "NN", "obj", 1),
        ("der", "ART", "det", 5),
        ("Soldaten", "NN", "nmod", 3, "Soldat", "Number=Plur"),
        ("in", "APPR", "case", 7),
        ("Tarvik", "NE", "obl", 1),
    )
    assert told(made, ("Tarvik", AT)) == [("Soldaten", {"Tarvik": "at"})]


@pytest.mark.parametrize(("noun", "expected"), [("Krawallen", [("Krawalle", {"Tarvik": "at"})]), ("Fragen", [])])
def test_what_comes_to_pass_must_be_an_event(noun, expected):
    made = doc(
        ("In", "APPR", "case", 1),
        ("Tarvik", "NE", "obl", 2),
        ("kam", "VVFIN", "ROOT", 2, "kommen"),
        ("es", "PPER", "expl", 2),
        ("zu", "APPR", "case", 5),
        (noun, "NN", "obl", 2, noun, "Number=Plur"),
    )
    assert told(made, ("Tarvik", AT)) == expected


def test_a_start_and_a_landing_are_one_way():
    made = doc(
        ("Die", "ART", "det", 1),
        ("Maschine", "NN", "nsubj", 2, "Maschine", "Number=Sing|Gender=Fem"),
        ("startete", "VVFIN", "ROOT", 2, "starten"),
        ("in", "APPR", "case", 4),
        ("Tarvik", "NE", "obl", 2),
        ("und", "KON", "cc", 9),
        ("sollte", "VMFIN", "aux", 9, "sollen"),
        ("in", "APPR", "case", 8),
        ("Sölmar", "NE", "obl", 9),
        ("landen", "VVINF", "conj", 2, "landen"),
    )
    assert told(made, ("Tarvik", AT), ("Sölmar", AT)) == [("Maschine", {"Tarvik": "from", "Sölmar": "to"})]


def test_what_is_struck_needs_no_preposition():
    made = doc(
        ("Tarvik", "NE", "nsubj:pass", 4),
        ("wurde", "VAFIN", "aux:pass", 4),
        ("von", "APPR", "case", 3),
        ("Fluten", "NN", "obl", 4, "Flut", "Number=Plur"),
        ("verwüstet", "VVPP", "ROOT", 4, "verwüsten"),
    )
    assert told(made, ("Tarvik", None)) == [("Fluten", {"Tarvik": "at"})]


def test_what_is_demanded_has_not_happened():
    made = doc(
        ("Er", "PPER", "nsubj", 1),
        ("forderte", "VVFIN", "ROOT", 1, "fordern"),
        ("nach", "APPR", "case", 3),
        ("Tarvik", "NE", "obl", 5),
        ("zu", "PTKZU", "mark", 5),
        ("fahren", "VVINF", "xcomp", 1, "fahren"),
    )
    assert told(made, ("Tarvik", TO)) == []


def test_a_pronoun_stands_for_the_last_subject_that_agrees():
    made = doc(
        ("Die", "ART", "det", 1),
        ("Ministerin", "NN", "nsubj", 2, "Ministerin", "Number=Sing|Gender=Fem"),
        ("schwieg", "VVFIN", "ROOT", 2, "schweigen"),
        (".", "$.", "punct", 2),
        ("Sie", "PPER", "nsubj", 5, "sie", "Number=Sing|Gender=Fem|PronType=Prs"),
        ("reiste", "VVFIN", "ROOT", 5, "reisen"),
        ("nach", "APPR", "case", 7),
        ("Tarvik", "NE", "obl", 5),
    )
    where = scene(made)
    assert theme(where, place(made.text, "Tarvik", TO), Memory()).name == "Ministerin"


@pytest.mark.parametrize(
    ("noun", "event"), [("Straßenkämpfen", True), ("Großbrandes", True), ("Formulierung", False), ("Nachfrage", False)]
)
def test_events_are_known_by_their_last_part(noun, event):
    assert placing.is_event(noun) is event


@pytest.mark.parametrize(("verb", "base"), [("zurücktransportieren", "transportieren"), ("ankommen", "ankommen")])
def test_prefixed_verbs_of_movement_are_those_of_their_base(verb, base):
    assert placing.plain(verb) == base


def test_who_visits_soldiers_is_where_they_are():
    made = doc(
        ("Der", "ART", "det", 1),
        ("General", "NN", "nsubj", 2, "General", "Number=Sing|Gender=Masc"),
        ("befindet", "VVFIN", "ROOT", 2, "befinden"),
        ("sich", "PRF", "obj", 2),
        ("zu", "APPR", "case", 6),
        ("einem", "ART", "det", 6),
        ("Besuch", "NN", "obl", 2),
        ("von", "APPR", "case", 8),
        ("Soldaten", "NN", "nmod", 6),
        ("in", "APPR", "case", 10),
        ("Tarvik", "NE", "nmod", 8),
    )
    assert [where for _, where in told(made, ("Tarvik", AT))] == [{"Tarvik": "at"}]


def test_a_firm_sits_somewhere():
    made = doc(
        ("Der", "ART", "det", 1),
        ("Anbieter", "NN", "nsubj", 2, "Anbieter", "Number=Sing|Gender=Masc"),
        ("sitzt", "VVFIN", "ROOT", 2, "sitzen"),
        ("in", "APPR", "case", 4),
        ("Tarvik", "NE", "obl", 2),
    )
    assert told(made, ("Tarvik", AT)) == [("Anbieter", {"Tarvik": "at"})]


def test_what_it_comes_to_may_hang_on_a_noun_before():
    made = doc(
        ("Es", "PPER", "expl", 1),
        ("kam", "VVFIN", "ROOT", 1, "kommen"),
        ("in", "APPR", "case", 3),
        ("Tarvik", "NE", "obl", 1),
        ("an", "APPR", "case", 5),
        ("Zäunen", "NN", "obl", 1),
        ("zu", "APPR", "case", 7),
        ("Krawallen", "NN", "nmod", 5, "Krawall"),
    )
    assert [where for _, where in told(made, ("Tarvik", AT))] == [{"Tarvik": "at"}]


@pytest.mark.parametrize("relation", ["obj", "nsubj"])  # no infinitive has a subject, whatever a parser says
def test_who_is_meant_for_what_happens_there_is_placed(relation):
    made = doc(
        ("Malta", "NE", "nsubj", 1),
        ("räumte", "VVFIN", "ROOT", 1, "einräumen"),
        ("ein", "PTKVZ", "compound:prt", 1),
        (",", "$,", "punct", 10),
        ("Soldaten", "NN", relation, 10, "Soldat", "Number=Plur"),
        ("für", "APPR", "case", 7),
        ("den", "ART", "det", 7),
        ("Einsatz", "NN", "obl", 10, "Einsatz", "Number=Sing|Gender=Masc"),
        ("in", "APPR", "case", 9),
        ("Tarvik", "NE", "nmod", 7),
        ("mobilisiert", "VVPP", "xcomp", 1, "mobilisieren"),
        ("zu", "PTKZU", "mark", 10),
        ("haben", "VAINF", "aux", 10, "haben"),
    )
    assert told(made, ("Tarvik", AT)) == [("Soldaten", {"Tarvik": "at"})]
