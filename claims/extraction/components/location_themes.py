"""Who or what the tree says is, goes or happens at a place: the subject, what is moved, the event that comes to pass.

In: a scene with a tree, a place mention, the article's memory. Out: a `Subject`, named as the guideline does: base form
without article, in the number of the text; None where the tree names nobody. Source: German valency grammar.
"""

from __future__ import annotations

from spacy.tokens import Token

from claims.extraction.components import location_trees as trees
from claims.extraction.components import placing, subjects
from claims.extraction.components.inflection import strong
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import PlaceMention

BACK = 80  # tokens before a pronoun in which its noun is looked for
GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
AGENTS = {"von", "vom", "durch"}
PURPOSE = {"für", "zu", "zum", "zur"}
UNSAID = {"viel", "mehrere", "einige", "weitere", "weiterer", "ander", "alle", "eigen", "erste", "zahlreich"}
NAMED = {"PER", "ORG", "MISC", "LOC"}


def theme(scene: Scene, place: PlaceMention, memory: Memory) -> Subject | None:
    """The subject of the clause that the place belongs to."""
    head = placing.placing(scene, place) or trees.object_verb(scene, place)
    word = _word(head, scene, place) if head is not None else None
    if word is not None and word.pos_ == "PRON":
        word = antecedent(word)
    return as_subject(scene, word, memory) if word is not None else None


def _word(head: Token, scene: Scene, place: PlaceMention) -> Token | None:
    """The token of who or what is placed."""
    if (destined := _destined(head)) is not None:
        return destined
    if placing.is_presence(head) and head.pos_ == "NOUN":
        return _of_presence(head)
    lemma = trees.lemma(head)
    if placing.has_event(head) and lemma in placing.verbs("light"):
        return placing.event_of(head)
    moved = _child(head, {"obj"})
    if moved is not None and moved.tag_ != "PRF" and lemma in placing.verbs("transfer") | placing.verbs("found"):
        return moved
    verb = head.head if head.pos_ == "NOUN" and head.dep_ == "obl" else head  # "war auf dem Weg nach X"
    subject = trees.subject_of(verb) or _child(verb, {"nsubj", "nsubj:pass"})
    if subject is not None and _covers(subject, scene, place):
        return _agent(verb)
    return subject or _shared(verb)


def _destined(noun: Token) -> Token | None:
    """Who is meant for what happens there: "Soldaten für den Einsatz an der Grenze mobilisiert" are the soldiers."""
    if noun.pos_ != "NOUN" or noun.dep_ != "obl" or not any(child.lower_ in PURPOSE for child in noun.children):
        return None
    infinitive = any(child.tag_ == "PTKZU" for child in noun.head.children)  # has no subject, whatever the tree says
    moved = _child(noun.head, {"obj", "nsubj:pass", *(("nsubj",) if infinitive else ())})
    return moved if moved is not None and placing.is_force(moved) else None


def _of_presence(noun: Token) -> Token:
    """Soldaten in X → Soldaten; die Stationierung von Soldaten in X → Soldaten."""
    if placing.is_force(noun):
        return noun
    whose = (child for child in noun.children if child.dep_ == "nmod" and child.ent_type_ != "LOC")
    return next((child for child in whose if _is_of(child)), noun)


def _is_of(token: Token) -> bool:
    cases = [child.lower_ for child in token.children if child.dep_ == "case"]
    return not cases or cases == ["von"]


def _covers(word: Token, scene: Scene, place: PlaceMention) -> bool:
    """Whether the subject is the place itself: "X wurde überflutet"."""
    anchor = trees.anchor(scene, place)
    return anchor is not None and anchor.i == word.i


def _agent(verb: Token) -> Token | None:
    """Who or what strikes: "von den Fluten betroffen", "durch Raketen getroffen"."""
    for child in verb.children:
        if child.dep_ in {"obl", "obl:agent"} and any(c.dep_ == "case" and c.lower_ in AGENTS for c in child.children):
            return child
    return None


def _shared(verb: Token) -> Token | None:
    """The subject of the clause above an infinitive: "versucht, nach X zu gelangen"."""
    for _ in range(trees.LONGEST):
        if verb.dep_ not in {"xcomp", "ccomp", "acl", "conj", "advcl"} or verb.head.i == verb.i:
            return None
        verb = verb.head
        if (found := _child(verb, {"nsubj", "nsubj:pass"})) is not None:
            return found
    return None


def antecedent(pronoun: Token) -> Token | None:
    """The last subject before a personal pronoun that agrees with it; None for `es`, `man` and the like."""
    if "Prs" not in pronoun.morph.get("PronType", []) or pronoun.lower_ == "es":
        return None
    for index in range(pronoun.i - 1, max(-1, pronoun.i - BACK), -1):
        token = pronoun.doc[index]
        if token.dep_ in {"nsubj", "nsubj:pass"} and token.pos_ in trees.NOUNS and _agree(pronoun, token):
            return token
    return None


def _agree(pronoun: Token, noun: Token) -> bool:
    number, gender = pronoun.morph.get("Number", []), pronoun.morph.get("Gender", [])
    if noun.morph.get("Number", []) != number:
        return False
    return number == ["Plur"] or not gender or noun.morph.get("Gender", []) == gender


def as_subject(scene: Scene, word: Token, memory: Memory) -> Subject | None:
    """The word with its adjectives, in the nominative."""
    if word.pos_ not in trees.NOUNS:
        return None
    start, end = word.idx, word.idx + len(word)
    name = _whole_name(word)
    if name is not None:
        return Subject(name, None, None, None, start, end)
    described = [child for child in word.lefts if child.tag_ == "ADJA" and _is_plain(child)]
    modifiers = tuple(child.text for child in described)
    item = subjects.of_noun(scene, modifiers, word.text, start, end, memory)
    if "Sing" not in word.morph.get("Number", []) or (item.noun and item.noun.force):
        return item
    gender = GENDERS.get(next(iter(word.morph.get("Gender", [])), ""), "m")
    base = word.lemma_ if word.lemma_[:1].isupper() else word.text
    singular = " ".join([*(strong(adjective, gender) for adjective in modifiers), base])
    return Subject(singular, item.actor, item.cls, item.noun, start, end)


def _is_plain(adjective: Token) -> bool:
    """Whether an adjective belongs to the name of the thing: "in X lebende Musiker" are Musiker."""
    return adjective.lemma_.lower() not in UNSAID and not any(child.pos_ != "PUNCT" for child in adjective.lefts)


def _whole_name(word: Token) -> str | None:
    """A proper name in full: Ada Voss, not Ada; None for a common noun."""
    if word.ent_type_ not in NAMED:
        return word.text if word.pos_ == "PROPN" else None
    first, last = word.i, word.i
    while first > 0 and word.doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(word.doc) and word.doc[last + 1].ent_iob_ == "I":
        last += 1
    return word.doc[first : last + 1].text


def _child(token: Token, deps: set[str]) -> Token | None:
    return next((child for child in token.children if child.dep_ in deps), None)
