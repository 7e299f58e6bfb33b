"""People and institutions that no list knows: what the trained model names, and addresses of web sites.

In: a `Doc` with the model's names (`PER`, `ORG`) and the mentions that rules found. Out: mentions for the rest. A
person answers for himself, an institution for itself; the noun before the name gives the type ("Sender Nordlicht").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from claims.extraction.components.actor_names import own_name
from claims.extraction.components.columns import written
from claims.extraction.components.heads import match
from claims.extraction.extensions import ActorMention
from claims.records import SourceType

SITE = re.compile(r"(?:[\w-]+\.)+(?:de|at|ch|li|lu|com|org|net|info|eu|tv|uk|fr|it|ru|us|co)", re.IGNORECASE)
SHORTEST = 3
PAPERS = ("zeitung", "woche", "blatt", "kurier", "anzeiger", "nachrichten", "rundschau", "tagespost", "rundfunk")
MEDIA = {"Times", "Post", "Herald", "Tribune", "News", "Radio", "TV", "Journal", "Magazine", "Gazette"}


def unknown(doc: Doc, known: Iterable[ActorMention]) -> Iterator[ActorMention]:
    """Mentions of those whom no rule has found."""
    taken = {i for mention in known for i in range(mention.start, mention.end)}
    for name in doc.ents:
        if _is_name(name) and taken.isdisjoint(range(name.start_char, name.end_char)):
            yield _mention(name)
    for index, word in enumerate(written(doc)):
        if "." in word and SITE.fullmatch(word) and (start := doc[index].idx) not in taken:
            yield ActorMention(start, start + len(word), word, word, SourceType.MEDIA, None, None, "actors.site")


def without_parts(doc: Doc, known: Iterable[ActorMention]) -> list[ActorMention]:
    """Leave out countries that are only a part of a longer name: "Japan" in "Japan Meteorological Agency"."""
    names = [(name.start_char, name.end_char) for name in doc.ents if name.label_ == "ORG"]
    return [m for m in known if m.rule != "actors.metonymy" or not _is_part(m, names)]


def _is_part(mention: ActorMention, names: list[tuple[int, int]]) -> bool:
    """Whether a name, given in text order, holds the mention and more."""
    at = bisect_right(names, mention.start, key=lambda name: name[0]) - 1
    if at < 0:
        return False
    start, end = names[at]
    return mention.end <= end and mention.end - mention.start < end - start


def _is_name(name: Span) -> bool:
    if name.label_ not in {"PER", "ORG"} or SITE.fullmatch(name.text):
        return False
    return len(name.text) >= SHORTEST and name.text[0].isupper()


def _mention(name: Span) -> ActorMention:
    text = " ".join(own_name(name.doc, name.start, name.end).split())
    person = name.label_ == "PER"
    own = SourceType.PERSON if person else _type_before(name) or _type_by_name(text)
    return ActorMention(
        name.start_char, name.end_char, text, text, own, None, text if person else None, "actors.entity"
    )


def _type_before(name: Span) -> SourceType | None:
    """The type by the noun on which the name hangs: "Rundfunksender Nordlicht" is a medium."""
    noun = name.root.head
    found = match(noun.text) if noun.i == name.start - 1 else None
    return found.head.type if found and found.head.kind == "institution" else None


def _type_by_name(name: str) -> SourceType:
    """What an institution's own name tells of its kind: "Computerwoche", "Malta Herald"."""
    words = name.split()
    paper = words[-1].lower().endswith(PAPERS) or MEDIA.intersection((words[0], words[-1]))
    return SourceType.MEDIA if paper else SourceType.ORGANISATION
