"""Places that a verb takes without a preposition: "hatten Tarsk erobert", "Tarsk wurde überflutet".

In: a stretch of a scene. Out: its place mentions with the role that verb or preposition gives. Rules: guideline,
"Conventions", location: the shelled or bombed city is `at`; what is left is `from`, what is reached is `to`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from claims.extraction.components import joins, location_trees, sayings
from claims.extraction.components.countries import by_name
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import PlaceRef, PlaceRole

# Nothing but these may stand between the head of the clause and a name that is its first constituent.
OPENING = re.compile(
    r"\W*(?:(?:[Ww]ährend|[Dd]ass|[Ww]eil|[Oo]bwohl|[Nn]achdem|[Ww]enn|[Aa]ls|[Dd]a|[Uu]nd|[Aa]ber|[Dd]och|[Dd]ie|[Dd]er|[Dd]as|den|[Aa]uch|südliche|nördliche|östliche|westliche)\s+|[A-ZÄÖÜ][a-zäöü]+staat\s+|Stadt\s+|Region\s+|Provinz\s+|Insel\s+)*"
)
# A preposition, or a noun of which the name is an attribute, stands directly before.
GOVERNED = re.compile(
    r"\b(?:an|auf|aus|bei|durch|für|gegen|in|laut|mit|nach|ohne|seit|über|um|unter|von|vor|wegen|zu|zwischen|wie|als)"
    r"(?: (?:der|den|dem|die|das))?\s$",
    re.IGNORECASE,
)
# Inside a participle's attribute: "das in X begangene Verbrechen", "die aus X geflohenen Familien".
ATTRIBUTE = re.compile(r"\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines)\s(?:in|aus|bei|nahe|nach)\s$")
SECOND_VERB = re.compile(r"\b(?:und|aber|sondern) (?=[a-zäöüß]+(?:te|ten|t|en)\b)")
LOOKBACK = 80


@cache
def _verbs(role: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(load("movements")["objects"][role]) + r")(?!\w)")


@cache
def _motion() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(load("movements")["verbs"]["motion"]) + r")(?!\w)")


@cache
def _attacks() -> re.Pattern[str]:
    nouns = "|".join(load("movements")["objects"]["attacks"])
    head = r"(?:\w*(?:[Ss]tadt|[Rr]egion|[Ii]nsel|[Pp]rovinz) )?"
    return re.compile(rf"(?<![\w-])(?:{nouns}) (?:auf|gegen) (?:(?:die|das|den) )?(?:[a-zäöüß]+ ){{0,2}}{head}$")


@cache
def _seats() -> re.Pattern[str]:
    nouns = "|".join(load("movements")["nouns"]["seats"])
    return re.compile(rf"\s(?:ist|war|bleibt|blieb|gilt als|wurde)\s(?:[\wäöüß]+\s){{0,4}}(?:{nouns})\b")


def mentions(scene: Scene, start: int, end: int) -> list[PlaceMention]:
    """The places of a stretch that have a role, by preposition or by verb, in text order."""
    led = [turned(scene, place, start, end) for place in joins.mentions(scene, start, end)]
    found = [
        place for place in led if not ATTRIBUTE.search(scene.text, max(start, place.start - LOOKBACK), place.start)
    ]
    found += [*_objects(scene, start, end), *_attacked(scene, start, end)]
    return sorted(found, key=lambda place: place.start)


def turned(scene: Scene, place: PlaceMention, start: int, end: int) -> PlaceMention:
    """The role as the verb has it: who has landed in X went to X; what is set up over X is at X."""
    part = _part(scene, place.start, start, end)
    if place.role is PlaceRole.AT and _verbs("arrival").search(scene.text, *part):
        return replace(place, role=PlaceRole.TO)
    if place.role is PlaceRole.AT and _verbs("departure").search(scene.text, *part):
        return replace(place, role=PlaceRole.FROM)
    if place.role is PlaceRole.VIA and not _motion().search(scene.text, start, end):
        return replace(place, role=PlaceRole.AT)
    return place


def _part(scene: Scene, at: int, start: int, end: int) -> tuple[int, int]:
    """The half of a clause with two verbs: "war in X gestartet und sollte in Y landen"."""
    cuts = [start, *(match.end() for match in SECOND_VERB.finditer(scene.text, start, end)), end]
    return next((first, last) for first, last in zip(cuts, cuts[1:], strict=False) if first <= at <= last)


def _attacked(scene: Scene, start: int, end: int) -> Iterator[PlaceMention]:
    """Places behind a noun of attack: "Luftangriffe gegen X"."""
    for place in scene.places:
        inside = start <= place.start < end and place.role is None and not place.adjectival
        if inside and _attacks().search(scene.text, max(start, place.start - LOOKBACK), place.start):
            yield replace(place, role=PlaceRole.AT)


def places(mentions: Sequence[PlaceMention]) -> tuple[PlaceRef, ...]:
    """The mentions that have a role as places of a claim, each name once."""
    found: dict[str, PlaceRef] = {}
    for mention in mentions:
        if mention.role:
            found.setdefault(mention.name, PlaceRef(mention.name, mention.role))
    return tuple(found.values())


def struck_role(scene: Scene, place: PlaceMention) -> PlaceRole | None:
    """The role that the tree gives a place without a preposition: attacked, flooded, reached, a stronghold."""
    if place.role is not None or place.kind in {"border", "generic"} or joins.speaks(scene, place):
        return None
    verb = location_trees.object_verb(scene, place)
    if verb is not None:
        return _of_object(verb)
    site = location_trees.is_site(scene, place) or _seats().match(scene.text, place.end, scene.end)
    return PlaceRole.AT if site else None


def role_without_preposition(scene: Scene, place: PlaceMention) -> PlaceRole | None:
    """`at` for what is attacked ("Luftangriffe gegen X") and for what something lies between."""
    before = max(scene.start, place.start - LOOKBACK)
    if _attacks().search(scene.text, before, place.start) or location_trees.is_between(scene, place):
        return PlaceRole.AT
    return None


def _objects(scene: Scene, start: int, end: int) -> Iterator[PlaceMention]:
    bare = [place for place in scene.places if start <= place.start < end and _is_bare(scene, place)]
    for place in bare:
        role = _role(scene, place, start, end)
        if role:
            yield replace(place, role=role)


def _is_bare(scene: Scene, place: PlaceMention) -> bool:
    """In the nominative or accusative: no preposition, no genitive, not as a speaker."""
    if place.role is not None or place.adjectival or place.kind in {"border", "generic"}:
        return False
    if _is_genitive(scene, place) or joins.speaks(scene, place) or sayings.placed(scene, place):
        return False
    return GOVERNED.search(scene.text, max(scene.start, place.start - LOOKBACK), place.start) is None


def _is_genitive(scene: Scene, place: PlaceMention) -> bool:
    written = scene.text[place.start : place.end]
    known = by_name().get(written)
    names = {place.name, *(known.forms if known else ())}
    return written not in names and written.endswith(("s", "'", "’"))


def _role(scene: Scene, place: PlaceMention, start: int, end: int) -> PlaceRole | None:
    text = scene.text
    if _seats().match(text, place.end, end):
        return PlaceRole.AT
    first = OPENING.fullmatch(text, start, place.start) is not None
    if first and not _verbs("passive").search(text, start, end):
        return None  # who stands first acts
    for role in PlaceRole:
        if _verbs(role.value).search(text, start, end):
            return role
    return None


def _of_object(verb: Token) -> PlaceRole | None:
    """The role of a place that the tree makes the object of a verb: reached, left, crossed, struck."""
    word = location_trees.lemma(verb)
    roles = load("placing")["objects"]
    return next((role for role in PlaceRole if word in roles[role.value]), None)
