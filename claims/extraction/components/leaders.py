"""Bearers of an office without its institution: "Ihr Vorsitzender Jan Holm", "Geschäftsführer Holm", "der Sprecher".

In: a `Doc` and its mentions in text order. Out: the mentions; who leads or represents something answers for what was
named before: by a possessive, by an institution near by, by the same office named earlier.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components.actor_places import city_near
from claims.extraction.components.columns import at_offset
from claims.extraction.components.heads import Match, match
from claims.extraction.extensions import ActorMention
from claims.extraction.lexicon import load
from claims.records import SourceType

POSSESSIVE = {
    "sein",
    "seine",
    "seinem",
    "seiner",
    "seines",
    "ihr",
    "ihre",
    "ihrem",
    "ihrer",
    "ihres",
    "dessen",
    "deren",
}
DEFINITE = {"der", "die", "das", "dem", "des", "den"}
NEAR = 400  # characters over which a title without institution belongs to the one named before
MEMORY = 40  # mentions looked back over
PERSONS = {SourceType.PERSON, SourceType.UNNAMED, SourceType.EXPERT}
INSTITUTIONS = {"actors.registry", "actors.own-name", "actors.apposition", "actors.seat", "actors.entity"}
PROSECUTORS = {"Staatsanwalt", "Oberstaatsanwalt", "Generalstaatsanwalt", "Staatsanwältin", "Oberstaatsanwältin"}
PROSECUTION = "Staatsanwaltschaft"


def led(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """Give bearers of an office the institution that the text tells."""
    tokens = at_offset(doc)
    found: list[ActorMention] = []
    for mention in mentions:
        head = _office(mention)
        if head:
            answer = _answer(doc, mention, head, tokens.get(mention.start, 0), found[-MEMORY:][::-1])
            mention = _as(mention, answer) if answer else mention
        found.append(mention)
    return found


def _office(mention: ActorMention) -> Match | None:
    """The role of a mention for which nobody answers yet, or only whom a spokesman stands next to."""
    guessed = mention.rule == "actors.anaphora" and mention.speaker is None
    told = mention.canonical not in {mention.name, mention.speaker}
    if not guessed and (told or mention.rule not in {"actors.role", "actors.expert"}):
        return None
    head = next((found for word in mention.name.split() if (found := match(word))), None)
    single = head is not None and head.head.kind == "role" and not (head.can_be_plural and not head.can_be_singular)
    return head if single else None


def _answer(
    doc: Doc, mention: ActorMention, head: Match, token: int, earlier: list[ActorMention]
) -> ActorMention | None:
    """earlier: the latest first."""
    before = doc[token - 1].lower_ if token else ""
    near = [other for other in earlier if mention.start - other.start < NEAR]
    leads = head.head.noun in load("offices")["leaders"]["nouns"]
    if before in POSSESSIVE and leads:
        return next(filter(_is_institution, near), None)
    if head.head.noun in PROSECUTORS:
        return _prosecution(doc, mention, token, earlier)
    if mention.speaker is None and before in DEFINITE:
        return next((other for other in earlier if _holds_same(head, other)), None)
    if mention.speaker and leads and not head.first:
        return next((other for other in near if _is_organisation(other)), None)
    return None


def _is_institution(other: ActorMention) -> bool:
    return other.type not in PERSONS and other.speaker is None


def _is_organisation(other: ActorMention) -> bool:
    own = other.type is SourceType.ORGANISATION and other.speaker is None
    return own and (other.rule in INSTITUTIONS or other.canonical != other.name)


def _holds_same(head: Match, other: ActorMention) -> bool:
    """Whether a mention is of somebody with the same office, whose institution is known."""
    told = other.canonical not in {other.name, other.speaker} and other.type not in PERSONS
    offices = (found.head.noun for word in other.name.replace(",", "").split() if (found := match(word)))
    return told and any(noun.endswith(head.head.noun) or noun.endswith(head.head.noun.lower()) for noun in offices)


def _prosecution(doc: Doc, mention: ActorMention, token: int, earlier: list[ActorMention]) -> ActorMention | None:
    """The prosecution named before, else that of the city near by."""
    named = next((other for other in earlier if other.canonical.startswith(PROSECUTION)), None)
    city = city_near(doc, token) if named is None else None
    if city:
        return replace(mention, canonical=f"{PROSECUTION} {city}", type=SourceType.GOVERNMENT)
    return named


def _as(mention: ActorMention, other: ActorMention) -> ActorMention:
    return replace(mention, canonical=other.canonical, type=other.type, country=other.country, rule="actors.led")
