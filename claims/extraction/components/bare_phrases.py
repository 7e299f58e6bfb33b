"""Noun phrases by capital letters and endings alone, for sources that no list knows.

In: a token position. Out: where the phrase begins and ends, without its article.
"""

from __future__ import annotations

import re

from spacy.lang.de.stop_words import STOP_WORDS
from spacy.tokens import Doc

from claims.extraction.components.actor_index import DETERMINERS
from claims.extraction.components.inflection import is_adjective
from claims.extraction.lexicon import load

PREPOSITIONS = frozenset(load("function_words")["prepositions"])
OBLIQUE = {"dem", "den", "des", "einem", "einen", "eines"}
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
