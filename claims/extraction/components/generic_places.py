"""Unnamed places that something is moved to or stationed at: "abgelegene Orte", "Schlachtfelder".

In: a sentence. Out: mentions of kind `generic`, written as in the text but in the nominative; none without a
preposition of place or without a verb of moving or being stationed (guideline, "Places").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Doc, Span, Token

from claims.extraction.components import location_trees, placing, trees
from claims.extraction.components.columns import written
from claims.extraction.components.inflection import is_adjective, strong
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import PlaceRole

MIN_HEAD = 5  # letters of a noun that may end a compound


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


@lru_cache(10_000)
def _goals_only(word: str) -> bool:
    """Whether a noun is a place of its own only as the end or start of a movement."""
    rows = load("places")["generic"]
    base = _noun(word)
    return base is not None and any(
        row.get("goal", False) and base[0].lower().endswith((noun.lower(), row["plural"].lower()))
        for noun, row in rows.items()
    )


@cache
def _endings() -> tuple[str, ...]:
    """The forms that may end a compound, in small letters."""
    return tuple(form.lower() for form in _nouns() if len(form) > MIN_HEAD)


@lru_cache(20_000)
def _noun(word: str) -> tuple[str, str] | None:
    """The nominative of a generic place, compounds with it: Militärstützpunkten → Militärstützpunkte, plural."""
    if word in _nouns():
        return _nouns()[word]
    if not word[:1].isupper() or not word.endswith(_endings()):
        return None
    for form, (base, gender) in _nouns().items():
        if len(form) > MIN_HEAD and word.endswith(form.lower()):
            return word[: -len(form)] + base.lower(), gender
    return None


def generic_places(doc: Doc, sentence: Span) -> Iterator[PlaceMention]:
    """The unnamed places of a sentence that tells of moving or being stationed."""
    parsed = trees.parsed(doc)
    if not parsed and not _tells_of_moving(sentence.text.lower()):
        return
    words = written(doc)
    for index in range(sentence.start, sentence.end):
        noun = _noun(words[index])
        if noun and not _points_back(doc, index) and not (parsed and not _is_placed(doc[index])):
            mention = _mention(doc, sentence, index, *noun)
            if mention:
                yield mention


def _tells_of_moving(text: str) -> bool:
    return any(stem in text for stem in load("places")["moved"]["stems"])


def _is_placed(noun: Token) -> bool:
    """Whether the tree makes the noun the adverbial of a verb of moving, staying, gathering or fighting."""
    verb = noun.head
    if noun.dep_ == "conj" and verb.dep_ == "obl":
        verb = verb.head
    elif noun.dep_ != "obl":
        return _tells_of_moving(noun.sent.text.lower()) and noun.dep_ == "nmod"
    return placing.plain(location_trees.lemma(verb)) in _bodily()


@cache
def _bodily() -> frozenset[str]:
    return frozenset().union(*(placing.verbs(group) for group in ("motion", "transfer", "stay", "gathering", "harm")))


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
    if role is PlaceRole.AT and _is_goal(doc, start, index, gender):
        role = PlaceRole.TO
    if role is PlaceRole.AT and _goals_only(doc[index].text):
        return None
    adjectives = [strong(doc[i].text, gender) for i in range(start, index)]
    end = doc[index].idx + len(doc[index])
    name = " ".join([*adjectives, noun])
    return PlaceMention(doc[start].idx, end, name, "generic", None, role, False, "places.generic")


def _is_goal(doc: Doc, start: int, index: int, gender: str) -> bool:
    """ "an abgelegene Orte", "in Krankenhäuser": accusative, the dative would be "abgelegenen Orten"."""
    led = next((doc[i].lower_ for i in range(start - 1, max(-1, start - 3), -1) if doc[i].tag_ == "APPR"), "")
    if led in load("places")["two_way"]["prepositions"] and doc[index].morph.get("Case", []) == ["Acc"]:
        return True
    return gender == "p" and start < index and doc[start].text.endswith("e")


def _articles() -> frozenset[str]:
    return frozenset(load("places")["skipped"]["articles"]) | {"ihre", "ihren", "seine", "seinen", "diese", "jene"}
