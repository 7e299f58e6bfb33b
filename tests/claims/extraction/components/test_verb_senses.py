"""Verbs of speech in senses that report nothing, on trees made by hand."""

from claims.extraction.components.speech_verbs import verb_in
from claims.extraction.components.tree_verbs import reporting
from claims.extraction.components.verb_senses import is_ahead
from tests.claims.extraction.components.trees import doc


def lemma(*rows):
    """The verb of speech of a clause, by words."""
    made = doc(*rows)
    found = verb_in(made, list(range(len(made))))
    return found and found.lemma


def test_a_preposition_is_no_particle():
    took = (
        ("Sie", "PPER", "nsubj", 1), ("nahm", "VVFIN", "ROOT", 1), ("an", "APPR", "case", 4), ("dem", "ART", "det", 4),
        ("Lauf", "NN", "obl", 1), ("teil", "PTKVZ", "compound:prt", 1),
    )  # fmt: skip
    assumed = (
        ("Sie", "PPER", "nsubj", 1), ("nahm", "VVFIN", "ROOT", 1), ("Betrug", "NN", "obj", 1),
        ("an", "PTKVZ", "compound:prt", 1),
    )  # fmt: skip
    assert lemma(*took) is None
    assert lemma(*assumed) == "annehmen"


def test_another_particle_makes_another_verb():
    rows = (
        ("Er", "PPER", "nsubj", 1), ("sprach", "VVFIN", "ROOT", 1), ("sich", "PRF", "obj", 1),
        ("für", "APPR", "case", 4), ("Frieden", "NN", "obl", 1), ("aus", "PTKVZ", "compound:prt", 1),
    )  # fmt: skip
    assert lemma(*rows) is None
    assert reporting(doc(*rows)[1]) is None


def test_a_remark_with_wie_is_no_report():
    rows = (
        ("Der", "ART", "det", 1), ("Fluss", "NN", "nsubj", 5), ("ist", "VAFIN", "aux", 5), ("wie", "KOKOM", "mark", 4),
        ("erwartet", "VVPP", "advcl", 5), ("gestiegen", "VVPP", "ROOT", 5),
    )  # fmt: skip
    assert lemma(*rows) is None
    assert lemma(("Wie", "KOKOM", "mark", 1), ("berichtet", "VVPP", "ROOT", 1), ("wurde", "VAFIN", "aux:pass", 1))


def test_a_suspicion_that_confirms_itself_says_nothing():
    rows = (
        ("Der", "ART", "det", 1), ("Verdacht", "NN", "nsubj", 2), ("bestätigte", "VVFIN", "ROOT", 2),
        ("sich", "PRF", "obj", 2),
    )  # fmt: skip
    assert lemma(*rows) is None


def test_who_grants_something_to_somebody_admits_nothing():
    rows = (
        ("Die", "ART", "det", 1), ("Bank", "NN", "nsubj", 2), ("räumte", "VVFIN", "ROOT", 2),
        ("Kunden", "NN", "iobj", 2, "Kunde", "Case=Dat"), ("Rabatt", "NN", "obj", 2, "Rabatt", "Case=Acc"),
        ("ein", "PTKVZ", "compound:prt", 2),
    )  # fmt: skip
    assert lemma(*rows) is None
    assert lemma(*rows[:3], *(("Fehler", "NN", "obj", 2, "Fehler", "Case=Acc"), ("ein", "PTKVZ", "compound:prt", 2)))


def test_a_flood_that_demands_lives_speaks_not():
    rows = (
        ("Die", "ART", "det", 1), ("Flut", "NN", "nsubj", 4), ("hat", "VAFIN", "aux", 4), ("Opfer", "NN", "obj", 4),
        ("gefordert", "VVPP", "ROOT", 4),
    )  # fmt: skip
    assert lemma(*rows) is None


def test_a_report_that_lies_ahead_is_none():
    made = doc(
        ("Radios", "NN", "nsubj", 4), ("werden", "VAFIN", "aux", 4), ("vom", "APPRART", "case", 3),
        ("Start", "NN", "obl", 4), ("berichten", "VVINF", "ROOT", 4),
    )  # fmt: skip
    found = verb_in(made, list(range(5)))
    assert found is not None
    assert is_ahead(made, found)
