"""A person and the role beside the name: "Lothar Nacht, Dezernent der Stadt Linz," speaks for the city.

In: a parsed `Doc` and its actor mentions, in text order. Out: the same, people with the institution of the role that
the tree hangs on their name, or on which it hangs their name.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from claims.extraction.components import trees
from claims.extraction.components.columns import at_offset
from claims.extraction.components.heads import match
from claims.extraction.extensions import ActorMention
from claims.records import SourceType

BETWEEN = 3  # tokens: a comma, an article
ROLES = {"actors.speaker-of", "actors.office", "actors.anaphora", "actors.organ-of"}


def with_roles(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions; a person beside a role answers as the role does."""
    if not trees.parsed(doc):
        return mentions
    tokens = at_offset(doc)
    told: dict[int, ActorMention] = {}
    for one, other in pairwise(mentions):
        person, role = (one, other) if _is_plain(one) else (other, one)
        starts = tokens.get(one.start), tokens.get(other.start)
        if _is_plain(person) and _is_role(role) and None not in starts and _hangs(doc, one, other, tokens):
            told[person.start] = replace(
                person, canonical=role.canonical, type=role.type, country=role.country, rule="actors.role-beside"
            )
    return [told.get(m.start, m) if m.speaker else m for m in mentions]


def _is_plain(mention: ActorMention) -> bool:
    return mention.type is SourceType.PERSON and mention.canonical == mention.speaker


def _is_role(mention: ActorMention) -> bool:
    """Whether a mention is a role without a name, of which the institution is known."""
    if mention.speaker or mention.rule not in ROLES or mention.type is SourceType.UNNAMED:
        return False
    head = next(filter(None, map(match, mention.name.split())), None)
    return head is not None and head.head.kind == "role" and mention.canonical != mention.name


def _hangs(doc: Doc, one: ActorMention, other: ActorMention, tokens: dict[int, int]) -> bool:
    """Whether the second is the apposition of the first, right behind it."""
    first, second = _span(doc, one, tokens), _span(doc, other, tokens)
    if second[0] - first[1] > BETWEEN:
        return False
    root = _root(doc, second)
    return root.dep_ == "appos" and root.head.i in range(*first)


def _span(doc: Doc, mention: ActorMention, tokens: dict[int, int]) -> tuple[int, int]:
    start = end = tokens[mention.start]
    while end < len(doc) and doc[end].idx < mention.end:
        end += 1
    return start, end


def _root(doc: Doc, span: tuple[int, int]) -> Token:
    inside = range(*span)
    return next((doc[i] for i in inside if doc[i].head.i not in inside), doc[span[0]])
