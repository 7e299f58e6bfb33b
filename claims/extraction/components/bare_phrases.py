"""Noun phrases by capital letters and endings alone, for sources that no list knows.

In: a token position. Out: where the phrase begins and ends, without its article.
"""

from __future__ import annotations

import re

from spacy.lang.de.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from claims.extraction.components.actor_index import DETERMINERS
from claims.extraction.components.columns import written
from claims.extraction.components.inflection import is_adjective, strong
from claims.extraction.lexicon import load

PREPOSITIONS = frozenset(load("function_words")["prepositions"])
OBLIQUE = {"dem", "den", "des", "einem", "einen", "eines"}
# Endings that decide the gender of a noun (Duden grammar).
SUFFIXES = {"n": ("nis", "chen", "ment", "tum"), "f": ("ung", "heit", "keit", "schaft", "tion"), "m": ("ismus",)}
GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
ADVERBS = frozenset(load("function_words")["adverbs"])


def noun_phrase(doc: Doc, start: int, limit: int, *, subject: bool = False) -> tuple[int, int] | None:
    """Noun with its adjectives, without article, and the nouns after it; None where none begins at `start`.

    subject: no article of another case goes before it ("den genauen Umfang").
    """
    index = start
    while index < limit and doc[index].lower_ in (DETERMINERS if subject else DETERMINERS | OBLIQUE):
        index += 1
    begin = index
    while index < limit and is_adjective(doc[index].text) and index - begin < 3:
        index += 1
    if index >= limit or not is_noun(doc, index):
        return None
    while index < limit and (is_noun(doc, index) or doc[index].text in '„“"'):
        index += 1
    return begin, index


def is_noun(doc: Doc, index: int) -> bool:
    """A capital letter, and at the head of a sentence no adverb ("Zudem")."""
    word = doc[index]
    if re.fullmatch(r"\d+-[Jj]ährige[rn]?", word.text):
        return True
    small = word.lower_ in STOP_WORDS or word.lower_ in PREPOSITIONS or word.lower_ in ADVERBS
    return word.text[0].isupper() and word.text.replace("-", "").isalpha() and not small


def nominative(doc: Doc, start: int, end: int) -> str:
    """The phrase with its adjectives in the nominative, as far as the model tells gender and number of the noun."""
    noun = next((doc[i] for i in range(start, end) if is_noun(doc, i)), None)
    gender = _gender(noun) if noun is not None else None
    words = list(written(doc)[start:end])
    if noun is not None and start < noun.i and _only_opens(doc[start]):
        words[0] = words[0].lower()
    if noun is None or gender is None:
        return " ".join(words)
    return " ".join(strong(w, gender) if start + n < noun.i and is_adjective(w) else w for n, w in enumerate(words))


def _only_opens(word: Token) -> bool:
    """Whether an adjective has its capital from the head of the sentence: "Anderen Angaben", not "Essener Kreise"."""
    opening = bool(word.is_sent_start) and word.tag_ in {"ADJA", "PIAT"}
    return opening and not (word.text.endswith("er") or word.text[:2].isupper())


def _gender(noun: Token) -> str | None:
    if "Plur" in noun.morph.get("Number", []):
        return "p"
    for gender, endings in SUFFIXES.items():
        if noun.text.endswith(endings):
            return gender
    return next((GENDERS[g] for g in noun.morph.get("Gender", []) if g in GENDERS), None)
