"""What the syntactic tree says of a place: whose it is, an event's or a noun's, and who is there.

In: a scene whose sentence the trained model has parsed, and a place mention. Out: the predicate that the place belongs
to, the nouns of which it is an attribute, the subject's word; None each where there is no tree.
Labels: Universal Dependencies as in UD German-GSD (`obl` of a verb, `nmod` of a noun).
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from claims.extraction.components.facilities import is_facility
from claims.extraction.components.place_heads import is_head
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load

NAMES = {"flat", "appos", "conj", "compound", "list"}
NOUNS = {"NOUN", "PROPN"}
VERBS = {"VERB", "AUX"}
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
SHARED = {"conj", "xcomp"}  # a verb that takes its subject from the one above
PARTICIPLE = "VVPP"
LONGEST = 20


def anchor(scene: Scene, place: PlaceMention) -> Token | None:
    """The word by which the place hangs in the tree: the name's, or that of the nouns that only introduce it."""
    if scene.span is None:
        return None
    span = scene.span.doc.char_span(place.start, place.end, alignment_mode="expand")
    token = span.root if span is not None and len(span) else None
    for _ in range(LONGEST):
        if token is None or token.head.i == token.i:
            break
        introduces = token.head.pos_ in NOUNS and (_is_ground(token.head.text) or token.dep_ in NAMES)
        if not introduces:
            break
        token = token.head
    return token


def _is_ground(word: str) -> bool:
    return word == "Richtung" or is_head(word) or is_facility(word) or word in load("places")["described"]["compass"]


def nouns_above(scene: Scene, place: PlaceMention) -> list[str]:
    """The nouns of which the place is an attribute, the nearest first ("die Lage im Irak"); none for an adverbial."""
    token = anchor(scene, place)
    found: list[str] = []
    while token is not None and token.dep_ == "nmod" and token.head.pos_ in NOUNS and len(found) < LONGEST:
        token = token.head
        found.append(token.text)
    return found


def predicate(scene: Scene, place: PlaceMention) -> Token | None:
    """The verb whose adverbial the place is; None for an attribute, a copula's complement and without a tree."""
    token = anchor(scene, place)
    if token is None or not token.dep_.startswith(("obl", "advmod")):
        return None
    verb = token.head
    copular = any(child.dep_ == "cop" for child in verb.children)
    return None if copular or not (verb.pos_ in VERBS or verb.tag_ == PARTICIPLE) else verb


def is_there(scene: Scene, place: PlaceMention) -> bool:
    """Whether the place itself is the predicate: "die Schiffe sind in Kiel"."""
    token = anchor(scene, place)
    deps = {child.dep_ for child in token.children} if token is not None else set()
    return {"cop", "case"} <= deps and bool(deps & set(SUBJECTS))


def object_verb(scene: Scene, place: PlaceMention) -> Token | None:
    """The verb whose object the place is, or whose subject in the passive; None without a tree."""
    token = anchor(scene, place)
    if token is None or token.dep_ not in {"obj", "nsubj:pass"} or token.head.pos_ not in VERBS:
        return None
    return token.head


def lemma(verb: Token) -> str:
    """The infinitive, a separated prefix in front: "teilte … mit" → mitteilen."""
    prefix = next((child.text.lower() for child in verb.children if child.dep_ == "compound:prt"), "")
    base = verb.lemma_.lower()
    return base if base.startswith(prefix) and prefix else prefix + base


def places_somebody(verb: Token) -> bool:
    """Whether the verb tells of something that happens at a place: not of saying, thinking, owing or being."""
    word = lemma(verb)
    return word not in silent() and word.removeprefix("zu") not in silent()


@cache
def silent() -> frozenset[str]:
    return frozenset(load("movements")["silent"]["verbs"])


def subject_of(verb: Token) -> Token | None:
    """The noun that is the verb's subject, through shared subjects and relative pronouns."""
    for _ in range(LONGEST):
        found = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if found is not None and found.pos_ != "PRON":
            return found
        relative = found is not None and "Rel" in found.morph.get("PronType", [])
        if relative and verb.dep_ == "acl" and verb.head.pos_ in NOUNS:
            return verb.head
        if found is not None or verb.dep_ not in SHARED or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
