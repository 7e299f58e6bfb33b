"""Who speaks, where words and tree disagree: the subject that the tree shows rules out names elsewhere in the clause.

In: a verb of speech in a parsed `Doc` and whom the words suggest. Out: `Voice`s; none where the tree shows a speaker
that cannot speak ("Die Messwerte bestätigten …"). The words win where the tree says nothing, or knows no more.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claims.extraction.components import tree_sources, trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.pronouns import PRONOUNS
from claims.extraction.components.saying_nouns import is_utterance
from claims.extraction.components.speech_verbs import SpeechVerb
from claims.extraction.components.voices import Voice
from claims.records import SourceType

NOMINAL = {"NOUN", "PROPN"}
NOBODY = {"man", "niemand", "jemand"}
WITHIN = {"flat", "appos", "conj", "compound", "nmod"}
OF = {"", "von", "vom"}
CORE = {"nsubj", "obj", "nsubj:pass"}  # a parser may take the one for the other
UNSURE = {SourceType.UNNAMED, SourceType.PERSON}


def chosen(doc: Doc, verb: SpeechVerb, by_words: list[Voice], actors: Actors) -> list[Voice]:
    """The speakers of a verb, given those that the words suggest."""
    token = doc[verb.at]
    by_tree = tree_sources.speakers(doc, token, verb, actors)
    if not by_words:
        return by_tree
    speaker = tree_sources.speaking(token, verb)
    if speaker is None or _names(speaker, by_words[0]):
        return by_tree if by_tree and _is_unsure(by_words) and not _is_unsure(by_tree) else by_words
    if speaker.lower_ in NOBODY:
        return []
    if speaker.pos_ == "PRON":
        return by_tree if speaker.lower_ in PRONOUNS else by_words
    if by_tree and doc[by_words[0].start].tag_ == "PRELS":
        return by_tree  # the words know not what a relative pronoun stands for
    if by_tree:
        return by_tree if _is_unsure(by_words) or _is_apart(by_words[0], token, doc) else by_words
    return [] if speaker.pos_ in NOMINAL and _is_apart(by_words[0], token, doc) else by_words


def _is_unsure(voices: list[Voice]) -> bool:
    """Whether no institution answers for the source: there the tree may know better."""
    return voices[0].source.type in UNSURE


def _names(speaker: Token, voice: Voice) -> bool:
    """Whether the words name the speaker of the tree, or whose it is: "ein Bericht von Radio Nord"."""
    at = _root(speaker.doc, voice)
    owned = OF if is_utterance(speaker) else {""}
    while at.i != speaker.i and at.dep_ in WITHIN and trees.preposition(at) in owned:
        at = at.head
    return at.i == speaker.i or voice.start <= speaker.i < voice.end


def _is_apart(voice: Voice, verb: Token, doc: Doc) -> bool:
    """Whether the words stand where no subject can: not directly under the verb, or behind a preposition."""
    root = _root(doc, voice)
    while root.dep_ in {"flat", "appos", "conj"}:
        root = root.head
    return not (root.head.i == verb.i and root.dep_ in CORE) or bool(trees.preposition(root))


def _root(doc: Doc, voice: Voice) -> Token:
    inside = range(voice.start, voice.end)
    return next((doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head.i == i), doc[voice.start])
