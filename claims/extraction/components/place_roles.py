"""The role that preposition and case give a place: "nach X" is to, "in die Ukraine" is to, "in der Ukraine" is at.

In: a name's position in its sentence. Out: its role, None where nothing before it tells.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.place_names import PlaceName
from claims.extraction.lexicon import load
from claims.records import PlaceRole

REACH = 7  # tokens between preposition and name
PLURAL = ("USA", "Niederlande", "Philippinen", "Malediven", "Vereinigte Arabische Emirate", "Komoren", "Seychellen")
LIST = re.compile(r"\s*(,|wie|und|sowie|oder|bzw\.|,?\s*(aber )?auch)?\s*(in|nach|bei|der|die|dem|den)?\s*")


def is_listed(between: str) -> bool:
    """Whether only a comma or a conjunction stands between two names."""
    return bool(between.strip()) and LIST.fullmatch(between) is not None


def located(doc: Doc, sentence: Span, start: int) -> bool:
    """Whether a preposition of place or a word such as "Stadt" stands directly before."""
    if start <= sentence.start:
        return False
    word = doc[start - 1].lower_
    prepositions = load("places")["prepositions"]
    return (
        word in {"in", "nach", "aus", "bei", "über", "um", "nahe", "richtung"}
        or word in {"von", "bis"}
        or word in prepositions["at"]
        or doc[start - 1].text in load("places")["skipped"]["heads"]
    )


def role_before(doc: Doc, sentence: Span, start: int, place: PlaceName) -> PlaceRole | None:
    """The role of the name that begins at token `start`."""
    skipped = load("places")["skipped"]
    between: list[str] = []
    for index in range(start - 1, max(sentence.start, start - REACH) - 1, -1):
        word, low = doc[index].text, doc[index].lower_
        role = _role(low, between, place, doc[start].text)
        if role is not None:
            return role if isinstance(role, PlaceRole) else None
        if low not in skipped["articles"] and word not in skipped["heads"] and not is_adjective(word):
            return None
        between.insert(0, low)
    return None


def _role(word: str, between: list[str], place: PlaceName, written: str) -> PlaceRole | str | None:
    """The role that this word gives; "none" where it is a preposition that gives none; None: look further left."""
    for role, words in load("places")["prepositions"].items():
        if word in {w.lower() for w in words}:
            return PlaceRole(role)
    two_way = load("places")["two_way"]
    for role in ("to", "at", "from"):
        if word in two_way[f"contracted_{role}"] and (
            word not in {"zum", "zur", "vom"} or not between or _head(between)
        ):
            return PlaceRole(role)
    if word in two_way["prepositions"]:
        return _by_case(word, between, place)
    if word == "von" and not between and not place.genitive:
        return PlaceRole.FROM if place.kind != "country" else "none"
    if word in {"für", "mit", "gegen", "zwischen", "laut", "gegenüber", "wegen", "seit"}:
        return "none"
    return None


def _head(between: list[str]) -> bool:
    return any(word.title() in load("places")["skipped"]["heads"] for word in between)


def _by_case(word: str, between: list[str], place: PlaceName) -> PlaceRole | str:
    """in, an, auf: the article after them shows the case."""
    two_way = load("places")["two_way"]
    article = between[0] if between else ""
    if word == "an" and not article and place.kind in {"country"}:
        return "none"  # a recipient: "liefert an Russland"
    if word == "an" and article and place.kind == "country" and not _head(between):
        return "none"
    if article == "die" and word == "in" and place.name in PLURAL:
        return PlaceRole.TO
    if article == "den":
        if place.kind == "generic" and written_plural(place.name):
            return PlaceRole.AT
        plural = place.name in PLURAL or any(w.endswith("en") and w.title() in _plural_heads() for w in between)
        return PlaceRole.AT if plural else PlaceRole.TO
    return PlaceRole.TO if article in two_way["accusative"] else PlaceRole.AT


def written_plural(noun: str) -> bool:
    """Whether a generic noun is a plural: "auf den Schlachtfeldern" is dative."""
    rows = load("places")["generic"].values()
    return any(noun.lower().endswith(row["plural"].lower()) for row in rows)


def _plural_heads() -> frozenset[str]:
    return frozenset(w for w in load("places")["skipped"]["heads"] if w.endswith("en") and w.lower() not in COMPASS)


COMPASS = {"osten", "westen", "norden", "süden", "nordosten", "nordwesten", "südosten", "südwesten", "hafen"}
COMPASS |= {"flughafen"}
