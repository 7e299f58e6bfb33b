"""Nouns with an adjective of place that point back, and whom a relative pronoun stands for."""

import pytest

from claims.extraction.components.actor_anaphora import echoed
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.speech_verbs import SpeechVerb
from claims.extraction.components.tree_sources import speakers
from claims.extraction.extensions import ActorMention, register
from claims.extraction.pipeline import analyse
from claims.records import SourceType, Stance
from tests.claims.extraction.components.trees import doc

BBC = ActorMention(0, 3, "BBC", "BBC", SourceType.MEDIA, "Großbritannien", None, "actors.registry")


@pytest.mark.parametrize(
    ("article", "adjective", "name", "who"),
    [
        ("der", "britische", "britischer Sender", "BBC"),
        ("der", "maltesische", "maltesischer Sender", "maltesischer Sender"),
        ("ein", "britische", "britischer Sender", "britischer Sender"),
        ("der", "neue", "neuer Sender", "neuer Sender"),
    ],
)
def test_the_british_broadcaster_is_the_one_named_before(article, adjective, name, who):
    register()
    made = doc(
        ("BBC", "NE", "ROOT", 0),
        (article, "ART", "det", 3),
        (adjective, "ADJA", "amod", 3),
        ("Sender", "NN", "conj", 0),
    )
    start = made[2].idx
    again = ActorMention(start, len(made.text), name, name, SourceType.MEDIA, None, None, "actors.head")
    assert [m.canonical for m in echoed(made, [BBC, again])] == ["BBC", who]


def test_the_verb_shows_of_whom_a_relative_pronoun_speaks():
    register()
    made = doc(
        ("Die", "ART", "det", 1), ("Lage", "NN", "nsubj", 4, "Lage", "Gender=Fem|Number=Sing"),
        ("ist", "VAFIN", "cop", 4),
        ("Umfragen", "NN", "obl", 4, "Umfrage", "Gender=Fem|Number=Plur"), ("bekannt", "ADJD", "ROOT", 4),
        (",", "$,", "punct", 8), ("die", "PRELS", "nsubj", 8, "die", "Number=Sing|PronType=Rel"),
        ("Verluste", "NN", "obj", 8), ("voraussagen", "VVFIN", "acl", 3, "voraussagen", "Number=Plur"),
    )  # fmt: skip
    span = made[3]
    polls = ActorMention(span.idx, span.idx + 8, "Umfragen", "Umfragen", SourceType.UNNAMED, None, None, "actors.head")
    verb = SpeechVerb("voraussagen", Stance.EXPECTS, 8, 8, 8, False, False)
    assert [v.source.canonical for v in speakers(made, made[8], verb, Actors(made, [polls]))] == ["Umfragen"]


def test_adjectives_before_a_person_of_the_list_are_no_part_of_the_name():
    (mention,) = (m for m in analyse("Die linke Hillary Clinton schwieg.")._.actors if m.speaker)
    assert mention.speaker == "Hillary Clinton"
