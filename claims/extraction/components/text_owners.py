"""Whose text "der Bericht" is: of the institution that an earlier sentence names with it ("eine Studie der Caritas",
"der Bericht, den das Ministerium vorlegte").

In: a `Doc` and its mentions in text order. Out: the mentions; a text that points back answers for its owner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from claims.extraction.components import trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.columns import lower
from claims.extraction.components.institutions import by_written
from claims.extraction.extensions import ActorMention
from claims.extraction.lexicon import load
from claims.extraction.words.known import lemmatize
from claims.records import SourceType

DEFINITE = {"der", "die", "das", "dem", "des", "dieser", "diese", "dieses", "diesem", "im", "vom", "zum"}
ISSUED = {"veröffentlichen", "vorlegen", "vorstellen", "präsentieren", "herausgeben", "publizieren", "verabschieden"}
SILENT = {SourceType.UNNAMED, SourceType.PERSON, SourceType.EXPERT}
OF = {"", "von", "vom"}
GENERIC = {"papier", "dokument", "entwurf", "dossier"}  # nouns for whatever was named before
LAST = ""  # whose text was named last
ENDINGS = ("", "s", "es")
SOURCES = {"laut", "zufolge", "gemäß", "nach"}


@dataclass(frozen=True, slots=True)
class Text:
    """A noun for something written. kind: the last part of the noun ("bericht")."""

    token: Token
    kind: str


def owned(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """Give texts that point back the institution whose they are."""
    texts = list(_texts(doc)) if trees.parsed(doc) else []
    if not texts:
        return mentions
    actors = Actors(doc, mentions)
    at = {mention.start: place for place, mention in enumerate(mentions)}
    found, new = list(mentions), []
    owners: dict[str, ActorMention] = {}
    for text in texts:
        owner = _owner(text, actors)
        if owner:
            owners[text.kind] = owners[LAST] = owner
            continue
        owner = owners.get(LAST if text.kind in GENERIC else text.kind)
        if owner and _points_back(text.token, actors):
            place = at.get(text.token.idx)
            if place is None and _tells(text.token) and not actors.holding(text.token.i):
                new.append(_standing(text.token, owner))
            elif place is not None and mentions[place].type is SourceType.UNNAMED:
                found[place] = _as(mentions[place], owner)
    return sorted([*found, *new], key=lambda mention: mention.start) if new else found


def owner_in(doc: Doc, start: int, end: int, actors: Actors) -> ActorMention | None:
    """Whose text a stretch of tokens names: "Die Polizei legte eine Bilanz vor"."""
    if not trees.parsed(doc):
        return None
    owners = (_owner(text, actors) for text in _texts(doc, start, end))
    return next(filter(None, owners), None)


def _texts(doc: Doc, start: int = 0, end: int | None = None) -> Iterator[Text]:
    endings = {kind + ending: kind for kind in load("speech")["texts"]["owned"] for ending in ENDINGS}
    every = tuple(endings)
    for index, word in enumerate(lower(doc)[start:end], start=start):
        if word.endswith(every) and doc[index].pos_ == "NOUN":
            longest = max((ending for ending in every if word.endswith(ending)), key=len)
            yield Text(doc[index], endings[longest])


def _owner(text: Text, actors: Actors) -> ActorMention | None:
    """Who is named with a text: in the genitive, as the first part of the noun, as the one who published it."""
    noun = text.token
    held = actors.holding(noun.i)
    if held and held[0][2].type not in SILENT:
        return held[0][2]  # "ai-Bericht"
    first = noun.text[: noun.text.lower().rindex(text.kind)].rstrip("-")
    if known := by_written().get(first) or by_written().get(first.removesuffix("s")):
        return ActorMention(noun.idx, noun.idx, known.name, known.canonical, known.type, known.country, None, "")
    near = (c for c in noun.children if c.dep_ == "nmod" and trees.preposition(c) in OF)
    told = (found for c in near if (found := _institution(c, actors)))
    return next(told, None) or _publisher(noun, actors)


def _publisher(text: Token, actors: Actors) -> ActorMention | None:
    """Who published it: the subject of the verb, or the agent in its passive."""
    clauses = [c for c in text.children if c.dep_ == "acl"]
    if text.dep_ in {"obj", "nsubj:pass"}:
        clauses.append(text.head)
    for verb in clauses:
        if not _issues(verb):
            continue
        who = trees.agent(verb) if trees.is_passive(verb) else trees.subject(verb)
        found = _institution(who, actors) if who is not None else None
        if found:
            return found
    return None


def _issues(verb: Token) -> bool:
    particle = trees.child(verb, {"compound:prt"})
    stem = verb.lemma_.lower()
    return stem in ISSUED or (particle is not None and particle.lower_ + stem in ISSUED)


def _institution(noun: Token, actors: Actors) -> ActorMention | None:
    names = [noun, *(c for c in noun.children if c.dep_ in {"flat", "appos"})]  # "die Großbank Nordkredit"
    held = (spans[0][2] for name in names if (spans := actors.holding(name.i)))
    return next((actor for actor in held if actor.type not in SILENT), None)


def _points_back(text: Token, actors: Actors) -> bool:
    """Whether the article says that the text is known, and nobody else's."""
    articles = {c.lower_ for c in text.children if c.dep_ in {"det", "case"}}
    near = [c for c in text.children if c.dep_ == "nmod"]
    owned_by = any(not trees.preposition(c) or actors.holding(c.i) for c in near)
    return bool(articles & DEFINITE or articles <= {"laut"}) and not owned_by


def _tells(text: Token) -> bool:
    """Whether the text is a source in its sentence: "laut dem Entwurf", "das Papier nennt"."""
    return trees.preposition(text) in SOURCES or (text.dep_ == "nsubj" and text.head.pos_ == "VERB")


def _standing(text: Token, owner: ActorMention) -> ActorMention:
    name = lemmatize(text.text)
    mention = ActorMention(text.idx, text.idx + len(text), name, name, owner.type, owner.country, None, "")
    return _as(mention, owner)


def _as(mention: ActorMention, owner: ActorMention) -> ActorMention:
    return replace(mention, canonical=owner.canonical, type=owner.type, country=owner.country, rule="actors.text-of")
