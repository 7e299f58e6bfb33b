"""Whom pronouns and possessives stand for."""

import pytest

from claims.extraction.components.actor_index import Actors
from claims.extraction.components.sources import subject
from claims.extraction.components.speech_verbs import verb_in
from claims.extraction.extensions import ActorMention, register
from claims.extraction.lexicon import load
from claims.records import SourceType
from tests.claims.extraction.components.trees import doc


def person(made, first, last):
    start, end = made[first].idx, made[last].idx + len(made[last])
    name = made.text[start:end]
    return ActorMention(start, end, name, name, SourceType.PERSON, None, name, "test")


def spoken(made, *actors, start=0):
    register()
    tokens = list(range(start, len(made)))
    verb = verb_in(made, tokens)
    assert verb is not None
    return [(v.source.name, v.source.via) for v in subject(made, tokens, verb, Actors(made, actors))]


@pytest.mark.parametrize(("pronoun", "who"), [("er", "Peter Brandt"), ("sie", "Anna Kern")])
def test_the_first_name_tells_a_woman_from_a_man(pronoun, who):
    made = doc(
        ("Peter", "NE", "nsubj", 2), ("Brandt", "NE", "flat", 0), ("traf", "VVFIN", "ROOT", 2),
        ("Anna", "NE", "obj", 2), ("Kern", "NE", "flat", 3), (".", "$.", "punct", 2),
        ("Das", "PDS", "obj", 7), ("erklärte", "VVFIN", "ROOT", 7), (pronoun, "PPER", "nsubj", 7),
    )  # fmt: skip
    assert spoken(made, person(made, 0, 1), person(made, 3, 4), start=6) == [(who, None)]


def test_to_whom_something_was_sent_comes_after_who_sent_it():
    made = doc(
        ("Brandt", "NE", "nsubj", 1), ("schrieb", "VVFIN", "ROOT", 1), ("an", "APPR", "case", 3),
        ("Lehmann", "NE", "obl", 1), (".", "$.", "punct", 1),
        ("Das", "PDS", "obj", 6), ("erklärte", "VVFIN", "ROOT", 6), ("er", "PPER", "nsubj", 6),
    )  # fmt: skip
    assert spoken(made, person(made, 0, 0), person(made, 3, 3), start=5) == [("Brandt", None)]


def test_who_is_cited_speaks_and_the_medium_relays():
    made = doc(
        ("Brandt", "NE", "nsubj:pass", 4), ("wird", "VAFIN", "aux:pass", 4), ("von", "APPR", "case", 3),
        ("Nordwelle", "NE", "obl", 4), ("zitiert", "VVPP", "ROOT", 4),
    )  # fmt: skip
    start = made[3].idx
    medium = ActorMention(start, start + 9, "Nordwelle", "Nordwelle", SourceType.MEDIA, None, None, "test")
    assert spoken(made, person(made, 0, 0), medium) == [("Brandt", "Nordwelle")]


def test_a_relative_pronoun_agrees_with_its_noun():
    made = doc(
        ("Firmen", "NN", "nsubj", 1, "Firma", "Gender=Fem|Number=Plur"), ("prüfen", "VVFIN", "ROOT", 1),
        ("Worte", "NN", "obj", 1, "Wort", "Gender=Neut|Number=Plur"), ("eines", "ART", "det", 4),
        ("Experten", "NN", "nmod", 2, "Experte", "Gender=Masc|Number=Sing"), (",", "$,", "punct", 7),
        ("der", "PRELS", "nsubj", 7, "der", "Gender=Masc|Number=Sing|PronType=Rel"),
        ("behauptet", "VVFIN", "acl", 0), (",", "$,", "punct", 9), ("recht", "ADJD", "ccomp", 7),
        ("zu", "PTKZU", "mark", 11), ("haben", "VAINF", "aux", 9),
    )  # fmt: skip
    assert [name for name, _ in spoken(made, start=6)] == ["Experten"]


def test_first_names_are_told_once():
    names = load("first_names")
    women, men = names["women"]["names"], names["men"]["names"]
    assert women
    assert men
    assert len({*women, *men}) == len(women) + len(men)
