"""What the syntactic tree says of a place: whose it is, an event's or a noun's, and who is there.

In: a scene whose sentence the trained model has parsed, and a place mention. Out: the predicate that the place belongs
to, the nouns of which it is an attribute, the subject's word; None each where there is no tree.
Labels: Universal Dependencies as in UD German-GSD (`obl` of a verb, `nmod` of a noun).
"""

from __future__ import annotations

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


SITES = ("ort", "schauplatz", "stätte", "hochburg", "hochburgen", "epizentrum", "hauptquartier", "stützpunkt", "ziel")


def is_site(scene: Scene, place: PlaceMention) -> bool:
    """Whether the place is said to be the site of something: "Einsatzort ist das Gebiet X"."""
    token = anchor(scene, place)
    if token is None or not any(child.dep_ == "cop" for child in token.children):
        return False
    subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
    return subject is not None and subject.text.lower().endswith(SITES)


def is_between(scene: Scene, place: PlaceMention) -> bool:
    """Whether something lies or happens between this place and another: "zwischen X und Y vermutet"."""
    token = anchor(scene, place)
    led = token is not None and any(child.dep_ == "case" and child.lower_ == "zwischen" for child in token.children)
    return led and token is not None and token.dep_ == "obl"


def object_verb(scene: Scene, place: PlaceMention) -> Token | None:
    """The verb whose object the place is, or whose subject in the passive; None without a tree."""
    token = anchor(scene, place)
    if token is not None and _is_bare_attribute(token):
        token = token.head  # "erschütterte ein Beben Peru": no genitive, so no attribute
        return token.head if token.head.pos_ in VERBS else None
    if token is None or token.dep_ not in {"obj", "nsubj:pass", "nsubj"}:
        return None
    state = token.head.text in load("placing")["events"]["struck"]
    verb = token.head.pos_ in VERBS and token.dep_ != "nsubj"
    return token.head if verb or state else None


def _is_bare_attribute(token: Token) -> bool:
    """Whether a name hangs on a subject with neither a preposition nor a genitive."""
    led = any(child.dep_ in {"case", "det"} for child in token.children)
    return (
        token.dep_ in {"nmod", "appos"}
        and token.pos_ == "PROPN"
        and not led
        and token.head.dep_ == "nsubj"
        and (token.i > token.head.i + 0 and not token.text.endswith(("s", "’", "'")))
    )


def lemma(verb: Token) -> str:
    """The infinitive, a separated prefix in front: "teilte … mit" → mitteilen."""
    prefix = next((child.text.lower() for child in verb.children if child.dep_ == "compound:prt"), "")
    base = verb.lemma_.lower()
    return base if base.startswith(prefix) and prefix else prefix + base


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
