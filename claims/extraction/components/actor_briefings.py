"""Members of parliament who pass on what a secret service told them speak for the service (guideline of the gold set).

In: a `Doc` and its mentions in text order. Out: the mentions; members who were briefed answer for the service.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components.columns import at_offset
from claims.extraction.components.heads import match
from claims.extraction.extensions import ActorMention
from claims.records import SourceType

BRIEFINGS = {"Unterrichtung", "Briefing", "Sitzung", "Anhörung", "Ausschusssitzung", "unterrichtet", "gebrieft"}
WINDOW = 40  # tokens around the member in which the briefing is named
BACK = 8  # mentions looked back to for the service
NEAR = 600  # characters between the service and the member


def briefed(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """Give members who were briefed the service named with the briefing or just before."""
    tokens = at_offset(doc)
    return [_one(doc, tokens, mentions, at) for at in range(len(mentions))]


def _one(doc: Doc, tokens: dict[int, int], mentions: list[ActorMention], at: int) -> ActorMention:
    mention = mentions[at]
    if mention.canonical not in {mention.name, mention.speaker} or not _is_member(mention):
        return mention
    token = tokens.get(mention.start)
    if token is None or not _briefing(doc, token):
        return mention
    around = [*mentions[at + 1 : at + 3], *reversed(mentions[max(0, at - BACK) : at])]
    services = [m for m in around if m.type is SourceType.INTELLIGENCE and abs(m.start - mention.start) < NEAR]
    if not services:
        return mention
    service = services[0]
    return replace(
        mention, canonical=service.canonical, type=service.type, country=service.country, rule="actors.briefed"
    )


def _is_member(mention: ActorMention) -> bool:
    found = match(mention.name.split()[0]) if mention.name else None
    return found is not None and found.head.noun.startswith("Abgeordnete")


def _briefing(doc: Doc, token: int) -> bool:
    """Whether the sentence of the member names a briefing."""
    for step in (-1, 1):
        at = token
        while 0 <= at < len(doc) and abs(at - token) < WINDOW:
            if doc[at].text in BRIEFINGS:
                return True
            if (step < 0 and doc[at].is_sent_start) or (step > 0 and at > token and doc[at].is_sent_start):
                break
            at += step
    return False
