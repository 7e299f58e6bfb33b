"""Whether a clause says of a place that somebody is, goes, fights or something happens there.

In: a scene whose sentence the trained model has parsed, and a place mention. Out: the verb or noun that places, None
where the place is only an attribute ("die Lage in X"), the frame of a saying ("bei einem Treffen in X sagte") or beside
a verb that can happen nowhere. Rules: guideline, "Kinds" and "Conventions", location; classes: `lexicon/placing.toml`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Token

from claims.extraction.components import location_trees as trees
from claims.extraction.components.facilities import is_facility
from claims.extraction.components.nouns import lookup
from claims.extraction.components.place_roles import NEAR
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import Metric, PlaceRole

STRONG = ("motion", "transfer", "stay", "gathering", "harm", "found", "event")
DIRECTED = {"gehen", "kommen", "ziehen", "treiben", "steuern", "fallen", "senden", "schicken", "bringen", "holen"}
# With an object of their own these are no movement: "erreichte in X ein Unentschieden".
EFFECTED = {"starten", "erreichen", "verlassen", "passieren", "durchschlagen", "hinterlassen", "steuern", "fahren"}
STANDING = {"stehen", "sitzen", "liegen", "arbeiten"}  # people and vehicles do, affairs only in a manner of speaking
SUBJECTS = {"nsubj", "nsubj:pass"}
TIMES = {"nach", "vor", "seit", "ab", "bis"}
LONGEST = 8


@cache
def verbs(group: str) -> frozenset[str]:
    return frozenset(load("placing")["verbs"][group])


@cache
def strong() -> frozenset[str]:
    return frozenset().union(*(verbs(group) for group in STRONG))


@cache
def _list(table: str, name: str) -> frozenset[str]:
    return frozenset(load("placing")[table][name])


@lru_cache(maxsize=20_000)
def is_event(noun: str) -> bool:
    """Whether a noun, by its last part, is something that happens: Großkundgebung, Straßenkämpfe."""
    low = noun.lower()
    return any(low.removesuffix(ending).endswith(tuple(_list("events", "nouns"))) for ending in ("", "n", "s", "es"))


@lru_cache(maxsize=20_000)
def is_abstract(noun: str) -> bool:
    """Whether a noun is of something that is nowhere: Nachfrage, Forderung; not Delegation, Truppen, Kundgebung."""
    low = noun.lower()
    if low in _list("abstract", "words"):
        return True
    concrete = low.endswith(tuple(_list("abstract", "but"))) or lookup(noun).person or is_event(noun)
    return low.endswith(tuple(_list("abstract", "tails"))) and not concrete


def placing(scene: Scene, place: PlaceMention) -> Token | None:
    """The word that places somebody or something at the place."""
    token = trees.anchor(scene, place)
    if token is None:
        return None
    if trees.is_there(scene, place):
        return token if _is_body(_child(token, SUBJECTS)) else None
    if token.dep_ == "nmod":
        return _of_noun(token.head, place)
    if token.dep_.startswith(("obl", "advmod")):
        return _of_head(token.head, place) or _presence_before(token, place)
    return None


def _presence_before(token: Token, place: PlaceMention) -> Token | None:
    """ "bestätigt die Präsenz der Einheiten in X": the tree gives X to the verb, the words to the noun before it."""
    at = token.left_edge.i - 1
    noun = token.doc[at] if at >= token.sent.start else None
    for _ in range(LONGEST):
        if noun is None or noun.pos_ not in trees.NOUNS:
            return None
        if is_presence(noun):
            return None if is_origin(noun, place) else noun
        noun = noun.head if noun.dep_ == "nmod" else None
    return None


def _of_head(head: Token, place: PlaceMention) -> Token | None:
    """The place is an adverbial of a verb, of a state ("ist aktiv") or of a noun with a copula ("im Einsatz")."""
    if head.text.lower() in _list("events", "states"):
        return head
    if _child(head, {"cop"}) is not None:
        return head if head.text in load("placing")["events"]["ways"] else None
    if not _is_verb(head) or is_demanded(head):
        return None
    if head.lemma_ == "sein" and place.role is PlaceRole.AT:  # read as a full verb, not as a copula
        return head if _stands(_child(head, SUBJECTS)) else None
    return head if _places(head, place) else None


def _is_verb(token: Token) -> bool:
    return (token.pos_ in trees.VERBS or token.tag_ == trees.PARTICIPLE) and token.tag_ != "ADJA"


def _places(verb: Token, place: PlaceMention) -> bool:
    word = plain(trees.lemma(verb))
    if word in verbs("event") or (word in strong() and _is_strong(verb, word, place)):
        return True
    if word in verbs("light") and has_event(verb):
        return True
    return (
        place.role is PlaceRole.AT
        and not is_listed(verb)
        and not any(is_abstract(theme.text) for theme in _themes(verb))
    )


def is_listed(verb: Token) -> bool:
    """Whether the word lists know the verb, so that the tree's word stands."""
    word = plain(trees.lemma(verb))
    return word in strong() or word in verbs("light") or word in silent()


def _themes(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {*SUBJECTS, "obj"}]


@cache
def silent() -> frozenset[str]:
    """Verbs that place nobody: of saying, thinking, deciding, owning, being, measuring."""
    return frozenset(load("movements")["silent"]["verbs"])


PREFIXES = ("zurück", "weiter", "heim", "hin", "her", "fort", "weg", "nach", "mit", "zu")


@lru_cache(maxsize=5_000)
def plain(verb: str) -> str:
    """The listed verb that an infinitive is, or of which it is made: zurücktransportieren → transportieren."""
    if verb in strong() or verb in verbs("light"):
        return verb
    rests = (verb.removeprefix(prefix) for prefix in PREFIXES if verb.startswith(prefix))
    return next((rest for rest in rests if rest in verbs("motion") | verbs("transfer")), verb)


def _is_strong(verb: Token, word: str, place: PlaceMention) -> bool:
    """Whether the verb is meant as it is listed: not "Kritik kommt aus X", not "startete eine Kampagne in X"."""
    theme = _child(verb, {"obj"}) or _child(verb, SUBJECTS)
    if place.role is PlaceRole.AT and word in DIRECTED and not _is_passive(verb):
        return _dies(verb)
    if word == "bleiben" and _child(verb, {"xcomp"}) is not None:
        return False  # "bleiben in X erhalten"
    if word in STANDING and not _stands(_child(verb, SUBJECTS)):
        return False
    if word in EFFECTED and place.role is PlaceRole.AT and theme is not None and theme.dep_ == "obj":
        return theme.tag_ == "PRF" or is_event(theme.text)
    return theme is None or not is_abstract(theme.text)


def _dies(verb: Token) -> bool:
    """kam in X ums Leben, kam in X zur Welt."""
    return any(child.text in {"Leben", "Tod", "Welt"} for child in verb.children)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children)


def _is_body(token: Token | None) -> bool:
    """Whether somebody or something with a body stands there: a name, a pronoun, people, a force; no affair."""
    return token is not None and (token.pos_ in {"PROPN", "PRON"} or not is_abstract(token.text))


def _stands(token: Token | None) -> bool:
    """Whether people, a force, a firm or a vehicle stand there; Stellen and Fragen only do in a manner of speaking."""
    if token is None or token.pos_ in {"PROPN", "PRON"} or token.text.lower().endswith(tuple(_list("seated", "tails"))):
        return True
    noun = lookup(token.text)
    return noun.person or noun.force or noun.metric is Metric.EQUIPMENT


def has_event(verb: Token) -> bool:
    """Whether the subject, the object or what it comes to is an event: "kam es zu Krawallen", "gab es ein Beben"."""
    return event_of(verb) is not None


def event_of(verb: Token) -> Token | None:
    """The event that a verb such as `geben`, `kommen zu` tells; the tree may hang it on a noun before: "kam es an
    Zäunen zu Krawallen"."""
    comes = verb.lemma_ == "kommen" and any(child.lower_ == "es" for child in verb.children)
    below = [noun for child in verb.children if comes and child.dep_ == "obl" for noun in child.children]
    for child in [*verb.children, *(noun for noun in below if noun.dep_ == "nmod")]:
        led = any(case.text in {"zu", "zum", "zur", "an", "am"} for case in child.children)
        told = child.dep_ in {*SUBJECTS, "obj", "expl"} or (led and child.dep_ in {"obl", "nmod"})
        if told and child.pos_ in trees.NOUNS and _any_event(child):
            return child
    return None


def _any_event(noun: Token) -> bool:
    return is_event(noun.text) or any(child.dep_ == "conj" and is_event(child.text) for child in noun.children)


def _of_noun(noun: Token, place: PlaceMention) -> Token | None:
    """The place is an attribute: of an event that the clause tells, of what is struck, of where it happens."""
    for _ in range(LONGEST):
        if noun.text in load("placing")["events"]["ways"] and place.role is not PlaceRole.AT:
            return _of_way(noun)
        if is_presence(noun):
            if is_origin(noun, place):
                return None
            if noun.dep_ != "nmod" or is_event(noun.head.text):
                return noun
        if is_event(noun.text) and _leads(noun, TIMES):
            return None  # "einen Tag nach dem Anschlag in X"
        if noun.dep_ not in {"nmod", "conj", "appos"} or noun.head.pos_ not in trees.NOUNS or is_abstract(noun.text):
            break
        noun = noun.head
    verb = noun.head
    if verb.text.lower() in _list("events", "struck") and noun.dep_ in SUBJECTS:
        return verb
    if verb.i == noun.i or is_demanded(verb) or not _is_verb(verb):
        return None
    return verb if _is_told(noun, verb, place) else None


def _is_told(noun: Token, verb: Token, place: PlaceMention) -> bool:
    """Whether what the verb says of the noun happens at the noun's place."""
    word = trees.lemma(verb)
    if is_event(noun.text) and (noun.dep_ in {*SUBJECTS, "obj"} or _leads(noun, {"zu", "zum", "zur", "an", "am"})):
        return word in verbs("light") | verbs("event") | verbs("harm")
    if noun.dep_ == "obl":
        framed = _leads(noun, {"bei", "beim", "während"}) if is_event(noun.text) else _leads_there(noun)
        return framed and word in strong() and _places(verb, place)
    struck = noun.dep_ in {"obj", "nsubj:pass"} and word in verbs("harm") | verbs("found")
    gathers = noun.dep_ == "nsubj" and word in verbs("gathering")
    return (struck or gathers) and place.role is PlaceRole.AT and not is_abstract(noun.text)


def is_presence(noun: Token) -> bool:
    """Whether the noun itself is a stay or a movement ("die Stationierung in X"), or a force ("Soldaten in X")."""
    return noun.text in load("placing")["events"]["presence"] or is_force(noun)


def is_origin(noun: Token, place: PlaceMention) -> bool:
    """Whether the place only says whence a force is: "Kämpfer aus X"."""
    return place.role is PlaceRole.FROM and is_force(noun)


def is_force(noun: Token) -> bool:
    return lookup(noun.text).force


def _leads_there(noun: Token) -> bool:
    """Whether the noun is where it happens, or when, without a preposition that the tree would have for both."""
    cases = [child.lower_ for child in noun.children if child.dep_ == "case"]
    near = any(case in NEAR for case in cases)
    return not cases or near or cases[0] in _list("events", "leads") or (cases[0] == "vor" and is_facility(noun.text))


def _leads(noun: Token, prepositions: frozenset[str] | set[str]) -> bool:
    return any(child.dep_ == "case" and child.lower_ in prepositions for child in noun.children)


def _of_way(noun: Token) -> Token | None:
    """ "auf dem Weg nach X": where the subject goes, unless the way is only spoken of."""
    verb = noun.head
    spoken = noun.dep_ in {"obj", *SUBJECTS} and trees.lemma(verb) not in verbs("light")
    return None if spoken or noun.dep_ == "nmod" or is_demanded(verb) else noun


CLAUSAL = {"acl", "xcomp", "ccomp", "csubj"}


def is_demanded(verb: Token) -> bool:
    """Whether the clause is what somebody demands, allows, fears: "forderte sie auf, X zu verlassen"."""
    for _ in range(LONGEST):
        if verb.dep_ == "conj":
            verb = verb.head
            continue
        if verb.dep_ not in CLAUSAL or verb.head.i == verb.i:
            return False
        head = verb.head
        word = trees.lemma(head) if head.pos_ in trees.VERBS else head.lemma_
        if word in _list("demands", "words"):
            return not (verb.dep_ == "acl" and _is_relative(verb))
        verb = head
    return False


def _is_relative(verb: Token) -> bool:
    return any("Rel" in child.morph.get("PronType", []) for child in verb.children)


def _child(token: Token, deps: set[str]) -> Token | None:
    return next((child for child in token.children if child.dep_ in deps), None)
