"""Verbs of speech, what they report and who speaks, on trees made by hand."""

from claims.extraction.components import tree_checks, trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import units
from claims.extraction.components.speech_verbs import verb_in
from claims.extraction.components.tree_frames import frames
from claims.extraction.components.tree_verbs import reporting
from claims.extraction.extensions import register
from tests.claims.extraction.components.trees import doc

DENIED = (
    ("Der", "ART", "det", 1), ("Sprecher", "NN", "nsubj", 2), ("erklärte", "VVFIN", "ROOT", 2), (",", "$,", "punct", 7),
    ("den", "ART", "det", 5), ("Fall", "NN", "obj", 7), ("nicht", "PTKNEG", "advmod", 7),
    ("bestätigen", "VVINF", "xcomp", 2), ("zu", "PTKZU", "mark", 7), ("können", "VMINF", "aux", 7),
)  # fmt: skip
SPOKE = (
    ("Gestern", "ADV", "advmod", 1), ("sprach", "VVFIN", "ROOT", 1), ("der", "ART", "det", 3),
    ("Sprecher", "NN", "nsubj", 1), ("von", "APPR", "case", 6), ("neun", "CARD", "nummod", 6),
    ("Toten", "NN", "obl", 1),
)  # fmt: skip


def found(*rows):
    """(what is reported, who says it) of all frames by the tree."""
    register()
    made = doc(*rows)
    unit = units(made, [], set())[0]
    return [
        (made[slice(*f.content)].text, f.voices and f.voices[0].source.name)
        for f in frames(made, unit, Actors(made, []))
    ]


def test_an_infinitive_that_hangs_on_the_verb_is_reported():
    said = found(*DENIED)
    assert ("den Fall nicht bestätigen zu können", "Sprecher") in said


def test_the_subject_speaks_though_an_adverb_opens_the_sentence():
    assert found(*SPOKE) == [("Gestern sprach der Sprecher von neun Toten", "Sprecher")]


def test_a_clause_with_wie_reports_the_clause_it_hangs_on():
    rows = (
        ("Wie", "KOKOM", "mark", 3), ("der", "ART", "det", 2), ("Sprecher", "NN", "nsubj", 3),
        ("sagte", "VVFIN", "advcl", 5), (",", "$,", "punct", 3), ("sinkt", "VVFIN", "ROOT", 5),
        ("das", "ART", "det", 7), ("Boot", "NN", "nsubj", 5),
    )  # fmt: skip
    assert found(*rows) == [("sinkt das Boot", "Sprecher")]


def test_in_the_passive_the_agent_speaks():
    rows = (
        ("Das", "PDS", "nsubj:pass", 5), ("wurde", "VAFIN", "aux:pass", 5), ("vom", "APPRART", "case", 3),
        ("Sprecher", "NN", "obl", 5), ("gestern", "ADV", "advmod", 5), ("bestätigt", "VVPP", "ROOT", 5),
    )  # fmt: skip
    made = doc(*rows)
    assert reporting(made[5]).passive
    assert trees.agent(made[5]).text == "Sprecher"
    assert found(*rows)[0][1] == "Sprecher"


def test_a_verb_joined_to_another_has_its_subject():
    made = doc(
        ("Sprecher", "NN", "nsubj", 1),
        ("kamen", "VVFIN", "ROOT", 1),
        ("und", "KON", "cc", 3),
        ("sagten", "VVFIN", "conj", 1),
    )
    assert trees.subject(made[3]).text == "Sprecher"


def test_a_noun_written_like_a_verb_is_none():
    made = doc(("Ihr", "PPOSAT", "det", 1), ("Meinen", "NN", "ROOT", 1))
    assert reporting(made[1]) is None


def test_a_clause_put_in_reports_only_what_it_hangs_on():
    made = doc(
        ("Boote", "NN", "nsubj", 1), ("sinken", "VVFIN", "ROOT", 1), (",", "$,", "punct", 3),
        ("sagte", "VVFIN", "parataxis", 1), ("der", "ART", "det", 5), ("Sprecher", "NN", "nsubj", 3),
    )  # fmt: skip
    verb = verb_in(made, [3, 4, 5])
    assert verb is not None
    assert tree_checks.reports(made, [3, 4, 5], verb, (0, 2))
    assert not tree_checks.reports(made, [3, 4, 5], verb, (0, 1))
