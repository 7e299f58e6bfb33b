"""Senses in which a verb of speech says nothing: "nahm am Lauf teil", "forderte vier Opfer", "befindet sich".

In: a `SpeechVerb` found by its form, in a `Doc`. Out: whether it reports. Source of the lists: Duden (valency).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from claims.extraction.components import trees
from claims.extraction.lexicon import load

if TYPE_CHECKING:
    from claims.extraction.components.speech_verbs import SpeechVerb

FUTURE = {"wird", "werden", "würde", "würden"}
REFLEXIVE = {"sich", "mich", "uns"}
OBJECTS = {"obj", "nsubj:pass"}
REFERENCE = 5  # tokens between brackets that refer to an earlier text: "(der Bote berichtete bereits)"


def reports(doc: Doc, verb: SpeechVerb) -> bool:
    """Whether the verb can report, as far as its neighbours and its tree tell."""
    token = doc[verb.at]
    if _is_remark(doc, verb) or _is_reference(doc, verb):
        return False
    return not trees.parsed(doc) or (_is_whole(verb, token) and not _is_other(token, verb))


def _is_remark(doc: Doc, verb: SpeechVerb) -> bool:
    """ "wie erwartet", but not "wie berichtet wurde"."""
    before, after = doc[max(0, verb.at - 1)], doc[min(verb.at + 1, len(doc) - 1)]
    participle = verb.finite != verb.at or doc[verb.at].tag_ == "VVPP"
    return before.lower_ == "wie" and participle and not verb.infinitive and after.i != verb.finite


def _is_reference(doc: Doc, verb: SpeechVerb) -> bool:
    """ "(Wikinews berichtete)": who and the verb alone between brackets refer to another text, and report nothing."""
    opening = next((i for i in range(verb.at, max(verb.at - REFERENCE, -1), -1) if doc[i].text == "("), None)
    if opening is None or verb.finite != verb.at:
        return False
    behind = doc[verb.at + 1 : verb.at + 3]
    return len(behind) == 2 and (behind[0].text == ")" or (behind[0].pos_ == "ADV" and behind[1].text == ")"))


def _is_whole(verb: SpeechVerb, token: Token) -> bool:
    """Whether no other particle makes another verb of it: "sprach sich dafür aus"."""
    particles = [c for c in token.children if c.dep_ == "compound:prt"]
    if verb.finite != verb.at:
        return True
    return all(verb.lemma.startswith(c.lower_) for c in particles)


def _is_other(token: Token, verb: SpeechVerb) -> bool:
    senses = load("speech")["senses"]
    if verb.lemma in senses["reflexive"] and any(c.lower_ in REFLEXIVE for c in token.children):
        return True
    if verb.lemma in senses["granting"] and any(_is_dative(c) for c in token.children):
        return True
    wrong = senses["objects"].get(verb.lemma, ())
    return any(c.dep_ in OBJECTS and c.text in wrong for c in token.children)


def _is_dative(token: Token) -> bool:
    return (
        token.pos_ in {"NOUN", "PROPN", "PRON"}
        and "Dat" in token.morph.get("Case", [])
        and token.dep_ in {"obj", "iobj", "obl", "obl:arg"}
        and not trees.preposition(token)
    )


def is_ahead(doc: Doc, verb: SpeechVerb) -> bool:
    """Whether the report itself lies ahead: "werden live vom Start berichten"."""
    return verb.infinitive and doc[verb.finite].lower_ in FUTURE
