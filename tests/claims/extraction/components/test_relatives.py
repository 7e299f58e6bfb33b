"""Relatives and helpers, told by whose they are."""

from spacy.tokens import Span

from claims.extraction.components.relatives import apart
from claims.extraction.extensions import ActorMention, register
from claims.records import SourceType
from tests.claims.extraction.components.trees import doc


def person(made, start, end, name, speaker):
    span = made[start:end]
    return ActorMention(
        span.start_char, span.end_char, name, speaker, SourceType.PERSON, None, speaker, "actors.entity"
    )


def told(made, *mentions):
    register()
    return [(m.name, m.canonical, m.speaker) for m in apart(made, list(mentions))]


def test_a_relative_speaks_and_not_the_one_whose_he_is():
    made = doc(
        ("Ole", "NE", "nsubj", 2), ("Lunden", "NE", "flat", 0), ("schwieg", "VVFIN", "ROOT", 2),
        (".", "$.", "punct", 2),
        ("Lundens", "NE", "nmod", 5), ("Schwester", "NN", "nsubj", 6), ("sprach", "VVFIN", "ROOT", 6),
    )  # fmt: skip
    found = told(made, person(made, 0, 2, "Ole Lunden", "Ole Lunden"), person(made, 4, 5, "Lunden", "Ole Lunden"))
    assert found == [("Ole Lunden", "Ole Lunden", "Ole Lunden"), ("Lundens Schwester", "Lundens Schwester", None)]


def test_the_noun_may_go_before_and_be_part_of_the_mention():
    made = doc(
        ("Lunden", "NE", "ROOT", 0), ("die", "ART", "det", 2), ("Anwältin", "NN", "conj", 0),
        ("Lundens", "NE", "nmod", 2),
        ("Leibarzt", "NN", "conj", 0), ("Lundens", "NE", "nmod", 4),
    )  # fmt: skip
    found = told(
        made,
        person(made, 0, 1, "Lunden", "Lunden"),
        person(made, 3, 4, "Lunden", "Lunden"),
        person(made, 4, 6, "Leibarzt Lundens", "Lundens"),
    )
    assert [canonical for _, canonical, _ in found] == ["Lunden", "Anwältin Lundens", "Leibarzt Lundens"]


def test_where_the_name_of_the_relative_follows_that_name_is_left():
    made = doc(
        ("Lunden", "NE", "ROOT", 0), ("Weggefährte", "NN", "conj", 0), ("Lundens", "NE", "nmod", 1),
        (",", "$,", "punct", 4),
        ("Kai", "NE", "appos", 1), ("Brix", "NE", "flat", 4),
    )  # fmt: skip
    made.ents = [Span(made, 4, 6, "PER")]
    found = told(
        made,
        person(made, 0, 1, "Lunden", "Lunden"),
        person(made, 2, 3, "Lunden", "Lunden"),
        person(made, 4, 6, "Kai Brix", "Kai Brix"),
    )
    assert [canonical for _, canonical, _ in found] == ["Lunden", "Kai Brix"]


def test_a_surname_in_s_and_other_nouns_change_nothing():
    made = doc(
        ("Trainer", "NN", "ROOT", 0), ("Ahrens", "NE", "appos", 0), ("Haus", "NN", "conj", 0),
        ("Lundens", "NE", "nmod", 2),
        ("Lunden", "NE", "conj", 0),
    )  # fmt: skip
    found = told(
        made,
        person(made, 0, 2, "Trainer Ahrens", "Ahrens"),
        person(made, 3, 4, "Lunden", "Lunden"),
        person(made, 4, 5, "Lunden", "Lunden"),
    )
    assert [canonical for _, canonical, _ in found] == ["Ahrens", "Lunden", "Lunden"]
