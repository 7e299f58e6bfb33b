"""Unnamed places that something is moved to or stationed at: "abgelegene Orte", "Schlachtfelder".

In: a sentence. Out: mentions of kind `generic`, written as in the text but in the nominative; none without a
preposition of place or without a verb of moving or being stationed (guideline, "Places").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Doc, Span

from claims.extraction.components.columns import written
from claims.extraction.components.inflection import is_adjective, strong
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import PlaceRole


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    """Written form → (nominative, gender or "p" for plural)."""
    forms: dict[str, tuple[str, str]] = {}
    for noun, row in load("places")["generic"].items():
        gender, plural = row["gender"], row["plural"]
        forms[plural] = (plural, "p")
        forms[plural if plural.endswith("n") else plural + "n"] = (plural, "p")
        singular = [noun] if gender == "f" else [noun, noun + "s", noun + "es", noun + "e"]
        for form in singular:
            forms.setdefault(form, (noun, gender))
        forms[noun] = (noun, gender)
    return forms


@cache
def _moved() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("places")["moved"]["stems"])))


@lru_cache(10_000)
def _noun(word: str) -> tuple[str, str] | None:
    """The nominative of a generic place, compounds with it: Militärstützpunkten → Militärstützpunkte, plural."""
    if word in _nouns():
        return _nouns()[word]
    for form, (base, gender) in _nouns().items():
        if len(form) > 5 and word.endswith(form.lower()) and word[0].isupper():
            return word[: -len(form)] + base.lower(), gender
    return None


def generic_places(doc: Doc, sentence: Span) -> Iterator[PlaceMention]:
    """The unnamed places of a sentence that tells of moving or being stationed."""
    if not _moved().search(sentence.text.lower()):
        return
    words = written(doc)
    for index in range(sentence.start, sentence.end):
        noun = _noun(words[index])
        if noun and not _points_back(doc, index):
            mention = _mention(doc, sentence, index, *noun)
            if mention:
                yield mention


def _points_back(doc: Doc, index: int) -> bool:
    """Whether it is no place of its own: "vor Ort"."""
    return doc[index].text == "Ort" and index > 0 and doc[index - 1].lower_ == "vor"


def _mention(doc: Doc, sentence: Span, index: int, noun: str, gender: str) -> PlaceMention | None:
    start = index
    while start > sentence.start and is_adjective(doc[start - 1].text) and doc[start - 1].lower_ not in _articles():
        start -= 1
    role = role_before(doc, sentence, start, PlaceName(noun, "generic", None))
    if role is None:
        return None
    if role is PlaceRole.AT and gender == "p" and start < index and doc[start].text.endswith("e"):
        role = PlaceRole.TO  # "an abgelegene Orte": accusative, the dative would be "abgelegenen Orten"
    adjectives = [strong(doc[i].text, gender) for i in range(start, index)]
    end = doc[index].idx + len(doc[index])
    name = " ".join([*adjectives, noun])
    return PlaceMention(doc[start].idx, end, name, "generic", None, role, False, "places.generic")


def _articles() -> frozenset[str]:
    return frozenset(load("places")["skipped"]["articles"]) | {"ihre", "ihren", "seine", "seinen", "diese", "jene"}
