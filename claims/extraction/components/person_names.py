"""Names of people by their shape: two or more capitalised words that are no known nouns ("Ole Brandt").

In: token positions. Out: where a name ends. Without a trained model this is a guess; attribution only uses it where a
verb of speech or a title stands beside the name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from spacy.tokens import Doc, Span

from claims.extraction.components.columns import written
from claims.extraction.components.countries import by_adjective, by_name, by_people
from claims.extraction.components.heads import match
from claims.extraction.lexicon import load

INITIALS = re.compile(r"(?:[A-ZÄÖÜ]\.-?)+[A-ZÄÖÜ]?\.?")
KOREAN = re.compile(r"[A-Z][a-z]+-[a-z]+")  # given names: Dae-jung, Suk-yeol
ARABIC = re.compile(r"(?:al|el|ad|ar|as|at|an|asch)-[A-Z]")  # articles: al-Omair
LONGEST = 5
NAMES = frozenset({"NE", "FM", "XY", "$("})  # STTS
INSTITUTION = 3  # capitalised words behind "vom" that are too many for a surname


@cache
def _common() -> frozenset[str]:
    words = load("names")
    return frozenset(words["common"]["words"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(load("names")["particles"]["words"])


@cache
def _noun_endings() -> tuple[str, ...]:
    return tuple(load("names")["common"]["endings"])


@lru_cache(maxsize=20_000)
def is_name_part(word: str) -> bool:
    """Whether a word may be part of a person's name."""
    if INITIALS.fullmatch(word) or KOREAN.fullmatch(word):
        return True
    capital = word[:1].isupper() or ARABIC.match(word)
    if not capital or not word.replace("-", "").replace("’", "").replace("'", "").isalpha():
        return False
    if word in _common() or word in by_name() or word in by_people() or word in by_adjective():
        return False
    return not word.isupper() and not (len(word) > 5 and word.endswith(_noun_endings())) and match(word) is None


def end_of_name(doc: Doc, sentence: Span, start: int, *, least: int) -> int | None:
    """The token after a person's name that begins at `start`; None if it has fewer than `least` parts."""
    words = written(doc)
    index, parts = start, 0
    while index < sentence.end and index - start < LONGEST:
        word = words[index]
        if is_name_part(word) and not _is_common(doc, index):
            parts += 1
        elif not (parts and word in _particles() and _continues(doc, sentence, index)):
            break
        index += 1
    if parts < least or (parts and INITIALS.fullmatch(doc[index - 1].text)):
        return None
    return index if index > start else None


def end_of_institution(doc: Doc, start: int, stop: int) -> int | None:
    """The token after an institution's name that begins at `start`, as the model sees it: "Northern Harbour Centre"."""
    if doc[start].ent_type_ != "ORG" or doc[start].ent_iob_ != "B":
        return None
    end = start + 1
    while end < stop and doc[end].ent_iob_ == "I":
        end += 1
    return end


def _is_common(doc: Doc, index: int) -> bool:
    """Whether the model sees no name in the word: "Tropensturm" before "Rita"."""
    token = doc[index]
    return bool(token.tag_) and token.tag_ not in NAMES and token.ent_type_ != "PER"


def _continues(doc: Doc, sentence: Span, index: int) -> bool:
    """A particle belongs to the name only if a name goes on after it ("von der Leyen")."""
    follow = index + 1
    while follow < sentence.end and doc[follow].text in _particles():
        follow += 1
    if doc[index].text == "vom" and all(w.text[0].isupper() for w in doc[follow : follow + INSTITUTION]):
        return False  # "Jan Holm vom Royal United Services Institute"
    named = follow < sentence.end and is_name_part(doc[follow].text) and not _is_common(doc, follow)
    return named and doc[index].text != "von"
