"""Whether a noun phrase that no list knows can be somebody who speaks: a person, a group, an institution.

In: the tokens of the phrase. Out: yes or no. Pronouns, adverbs, participles, events and quantities speak not; a source
that is wrong is worse than none.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from claims.extraction.components.heads import match
from claims.extraction.components.person_names import is_name_part
from claims.extraction.lexicon import load


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load("speaking")["people"]["endings"])


@cache
def _things() -> frozenset[str]:
    return frozenset(load("speaking")["things"]["words"])


@cache
def _adverbs() -> tuple[str, ...]:
    return tuple(load("speaking")["things"]["adverbs"])


@cache
def _abstract() -> tuple[str, ...]:
    return tuple(load("names")["common"]["endings"])


def is_speaker(word: str) -> bool:
    """Whether a noun by itself names people or an institution: by the lists, its ending, or as an abbreviation."""
    if word in _things():
        return False
    if match(word) is not None or (word.isupper() and len(word) > 1):
        return True
    return word.lower().endswith(_endings())


def may_speak(doc: Doc, start: int, end: int, *, saying: bool) -> bool:
    """Whether the phrase can be a subject of speech. saying: its verb is one that only people and institutions take."""
    nouns = [doc[i].text for i in range(start, end) if _is_noun(doc[i])]
    if not nouns:
        return False
    if is_speaker(nouns[0]):
        return True
    if len(nouns) > 1 and all(map(is_name_part, nouns)):
        return True
    return saying and not _is_other(doc, start, nouns[0])


def _is_noun(token: Token) -> bool:
    """By its capital, or as the model says; a number may stand for a person ("der 20-Jährige")."""
    if token.pos_ in {"ADJ", "DET", "ADV"} and token.is_sent_start:
        return token.text[0].isdigit()
    return token.text[0].isupper() or token.text[0].isdigit()


def _is_other(doc: Doc, start: int, noun: str) -> bool:
    """Abstract nouns, and at the head of a sentence words that are no nouns: "Erstens", "Ursprünglich"."""
    if noun in _things() or noun.endswith(_abstract()):
        return True
    return bool(doc[start].is_sent_start) and noun.endswith(_adverbs())
