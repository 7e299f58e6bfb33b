"""The role that preposition and case give a place: "nach X" is to, "in die Ukraine" is to, "in der Ukraine" is at.

In: a name's position in its sentence. Out: its role, None where nothing before it tells.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.place_heads import is_head, is_plural_head
from claims.extraction.components.place_names import PlaceName
from claims.extraction.lexicon import load
from claims.records import PlaceRole

NAME = 3  # tokens in which the head of a name is looked for
REACH = 7  # tokens between preposition and name
AHEAD = 7  # tokens in which "von X" finds its "nach Y"
NEAR = {"unweit", "nahe", "entfernt", "nördlich", "südlich", "östlich", "westlich", "nordöstlich", "nordwestlich"}
NEAR |= {"südöstlich", "südwestlich", "nordwestlich", "außerhalb", "innerhalb"}
PLURAL = ("USA", "Niederlande", "Philippinen", "Malediven", "Vereinigte Arabische Emirate", "Komoren", "Seychellen")
LIST = re.compile(r"\s*(,|wie|und|sowie|oder|bzw\.|,?\s*(aber )?auch)?\s*(in|nach|bei|der|die|dem|den)?\s*")
# "in X und anderen russischen Orten wie Y": a kind of place between, of which Y is one.
OF_A_KIND = re.compile(
    r"\s*(?:,|und|sowie|oder)\s+(?:(?:in|nach|bei)\s+)?(?:ander|weiter|mehrer)e[mnr]?\s+(?:[a-zäöüß]{3,30}\s+){0,2}"
    r"[A-ZÄÖÜ][a-zäöüß]{2,30}\s+wie(?:\s+etwa)?\s*"
)


def is_listed(between: str) -> bool:
    """Whether only a comma or a conjunction stands between two names, or a word for what both are."""
    return bool(between.strip()) and (LIST.fullmatch(between) or OF_A_KIND.fullmatch(between)) is not None


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
        or is_head(doc[start - 1].text)
    )


def role_before(doc: Doc, sentence: Span, start: int, place: PlaceName) -> PlaceRole | None:
    """The role of the name that begins at token `start`."""
    skipped = load("places")["skipped"]
    between: list[str] = []
    for index in range(start - 1, max(sentence.start, start - REACH) - 1, -1):
        word, low = doc[index].text, doc[index].lower_
        if low == "von":
            return _of(doc, sentence, index, start, between, place)
        role = _role(low, between, place, doc[start].text)
        if role is not None:
            return role if isinstance(role, PlaceRole) else None
        if (
            low not in skipped["articles"]
            and not _heads(word, index + 1 == start)
            and not _describes(doc, index, start)
        ):
            return None
        between.insert(0, low)
    return None


def _describes(doc: Doc, index: int, start: int) -> bool:
    """Whether a word may stand before the name: an adjective, how far away it is ("ins 180 km entfernte X"), a noun
    that the tree makes the head of the name ("im Touristenort X")."""
    word = doc[index]
    if any(name.dep_ == "appos" and name.head.i == index for name in doc[start : start + NAME]):
        return True
    measured = word.text.isdigit() or word.text in {"Kilometer", "km", "Meter"}
    return measured or is_adjective(word.text) or word.tag_ in {"ADJA", "CARD"}


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
    if word in {"für", "mit", "gegen", "zwischen", "laut", "gegenüber", "wegen", "seit"}:
        return "none"
    return None


def _of(doc: Doc, sentence: Span, index: int, start: int, between: list[str], place: PlaceName) -> PlaceRole | None:
    """von X: whence one comes; behind a noun ("der Bürgermeister von X") only where it goes on "nach" or "bis";
    "unweit von X", "südlich von X" is there."""
    before = doc[index - 1] if index > sentence.start else None
    if before is not None and (before.lower_ in NEAR or before.text in load("places")["described"]["compass"]):
        return PlaceRole.AT
    ahead = range(start + 1, min(sentence.end - 1, start + AHEAD))
    if any(_goes_on(doc, i) for i in ahead) or (start + 1 < sentence.end and doc[start + 1].lower_ == "aus"):
        return PlaceRole.FROM
    if before is not None and (is_head(before.text) or before.text in load("places")["facilities"]["nouns"]):
        return role_before(doc, sentence, index - 1, place)  # "im Hafen von X" is in X
    noun = before is not None and before.text[0].isupper() and before.is_alpha and index - 1 > sentence.start
    if between or place.genitive or place.kind == "country" or noun:
        return None
    return PlaceRole.FROM


def _goes_on(doc: Doc, index: int) -> bool:
    """nach X, bis nach X, Richtung X; not "nach Angaben" and the like."""
    follow = doc[index + 1].text
    if doc[index].lower_ == "bis":
        return follow in {"nach", "zum", "zur", "in"}
    named = follow[:1].isupper() and not follow.lower().endswith(
        ("angaben", "aussagen", "berichten", "meinung", "darstellung")
    )
    return doc[index].lower_ in {"nach", "richtung"} and named


def _head(between: list[str]) -> bool:
    return any(_heads(word.title(), word == between[-1]) for word in between)


def _heads(word: str, right_before: bool) -> bool:
    """Whether a noun may stand before the name of a place: Stadt; right before it also Basilika."""
    return is_head(word) or (right_before and word in load("places")["facilities"]["nouns"])


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
        heads = [word.title() for word in between]
        plural = place.name in PLURAL or any(word in _plural_heads() or is_plural_head(word) for word in heads)
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
