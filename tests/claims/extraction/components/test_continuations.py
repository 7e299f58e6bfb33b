"""Sentences without a source that go on with the one before."""

import pytest

from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import Segment, Unit
from claims.extraction.components.continuations import continued
from claims.extraction.extensions import ActorMention, register
from claims.extraction.pipeline import analyse
from claims.records import SourceType
from tests.claims.extraction.components.trees import doc

SAID = "Die Nato sagte, dass Schiffe fehlen. "


def sources(text):
    return [s.source and s.source.canonical for s in analyse(text)._.statements]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Es seien vier.", ["NATO"]),
        ("Demnach fehlen auch Boote.", ["NATO"]),
        ("Es regnete. Ein Boot soll gesunken sein.", ["NATO"]),
        ("Es regnete. Ein Hafen soll entstehen.", []),
        ("Dem Vernehmen nach sollen auch Boote fehlen.", []),
        ("Zuletzt wurde betont, dass es regnet. Es seien vier.", [None, None]),
        ("Es gebe auch Boote.", ["NATO"]),
    ],
)
def test_who_goes_on(text, who):
    assert sources(SAID + text) == ["NATO", *who]


def mention(made, at):
    name = made[at].text
    return ActorMention(made[at].idx, made[at].idx + len(name), name, name, SourceType.PERSON, None, name, "test")


def test_who_acts_in_the_sentence_before_says_what_stands_in_the_subjunctive():
    register()
    made = doc(
        ("Kern", "NE", "nsubj", 1), ("lobte", "VVFIN", "ROOT", 1), ("Pläne", "NN", "obj", 1), (".", "$.", "punct", 1),
        ("Sie", "PPER", "nsubj", 6), ("seien", "VAFIN", "cop", 6), ("gut", "ADJD", "ROOT", 6),
    )  # fmt: skip
    before = Unit(0, 4, (Segment(0, 3, "", quoted=False),))
    unit = Unit(4, 7, (Segment(4, 7, "", quoted=False),))
    found = continued(made, unit, before, None, 1, 1, Actors(made, [mention(made, 0)]))
    assert [voice.source.name for frame in found for voice in frame.voices] == ["Kern"]
    assert continued(made, unit, None, None, 1, 1, Actors(made, []))[0].voices == ()


def test_a_clause_in_the_subjunctive_is_what_the_subject_above_it_says():
    register()
    made = doc(
        ("Kern", "NE", "nsubj", 1), ("beharrt", "VVFIN", "ROOT", 1), ("darauf", "PROAV", "obl", 1),
        (",", "$,", "punct", 6), ("dass", "KOUS", "mark", 6), ("es", "PPER", "expl", 6), ("spät", "ADJD", "ccomp", 1),
        ("sei", "VAFIN", "cop", 6, "sein", "Mood=Sub|VerbForm=Fin"),
    )  # fmt: skip
    unit = Unit(0, 8, (Segment(0, 3, "", quoted=False), Segment(4, 8, ",", quoted=False)))
    found = continued(made, unit, None, None, 1, 1, Actors(made, [mention(made, 0)]))
    assert [(made[slice(*f.content)].text, f.voices[0].source.name) for f in found] == [("dass es spät sei", "Kern")]


def test_sollen_in_a_relative_clause_is_no_hearsay():
    register()
    made = doc(
        ("Kern", "NE", "nsubj", 1), ("baut", "VVFIN", "ROOT", 1), ("Boote", "NN", "obj", 1), (",", "$,", "punct", 6),
        ("die", "PRELS", "nsubj", 6), ("hier", "ADV", "advmod", 6), ("ankern", "VVINF", "acl", 2),
        ("sollen", "VMFIN", "aux", 6), ("sein", "VAINF", "aux", 6),
    )  # fmt: skip
    unit = Unit(0, 9, (Segment(0, 3, "", quoted=False), Segment(4, 9, ",", quoted=False)))
    assert continued(made, unit, None, None, 1, 1, Actors(made, [])) == []


def test_who_acts_beside_a_clause_in_the_subjunctive_speaks():
    text = "Die Nato sagte, dass Schiffe fehlen. Die Bundesregierung zeigte sich froh, dass Hilfe komme."
    assert [s.source.canonical for s in analyse(text)._.statements if s.source] == ["NATO", "Regierung Deutschland"]
