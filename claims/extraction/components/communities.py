"""Towns, districts and states that speak: "teilte die Stadt Köln mit", "Angaben des Landkreises", "Sprecher der Stadt".

In: a word of a `Doc`. Out: the noun for a community, where the sentence makes it a speaker or an owner; elsewhere the
same word is a place ("in der Stadt").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claims.extraction.components import trees
from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.heads import Match, community, is_utterance, match

OWNERS = {"of", "government"}  # offices of roles that a community may have: "Sprecher", "Präsident"
RELATIVE = {"obl", "obl:arg", "nmod"}


def speaking(doc: Doc, at: int) -> Match | None:
    """The community that a word names, if it is the subject of a verb, an agent, or whose word is told."""
    found = community(doc[at].text)
    return found if found and trees.parsed(doc) and _speaks(doc[at]) else None


def _speaks(noun: Token) -> bool:
    if noun.dep_ == "nsubj":
        return noun.head.pos_ in {"VERB", "AUX"} and trees.child(noun.head, {"cop"}) is None
    before = trees.preposition(noun)
    if noun.dep_ not in RELATIVE:
        return False
    said = match(noun.head.text)
    if said is not None and is_utterance(said):
        return before in {"", "von"}
    return before in {"laut", "gemäß", "zufolge"} or before == "seitens" or _is_agent(noun, before)


def _is_agent(noun: Token, before: str) -> bool:
    return before == "von" and trees.is_passive(noun.head)


def owning(phrase: ActorPhrase, word: str) -> bool:
    """Whether the word is a community that a role before it may serve: "Sprecher der Stadt"."""
    role = phrase.head is not None and phrase.head.head.kind == "role" and phrase.head.head.office in OWNERS
    return role and community(word) is not None


def named(doc: Doc, phrase: ActorPhrase) -> ActorPhrase:
    """The phrase of a community; its name is that of a place, whether a gazetteer knows it or not."""
    if phrase.named:
        start, end = phrase.named
        phrase.place, phrase.named = doc[start:end].text, None
    return phrase


def is_told(phrase: ActorPhrase) -> bool:
    """Whether it is clear which community is meant: a town may be the one that the text is about."""
    assert phrase.head is not None
    return phrase.place is not None or phrase.state is not None or phrase.head.head.office == "municipal"
