"""Places that only say where another one lies: "Osten Perus", "Tarvik auf Brandö", "Tarvik unweit von Sölmar".

In: a `Doc` and its place mentions in text order. Out: the same; a part of the compass takes the name behind it into its
own, a place behind another one's name gives up its role: the finer one stands for both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components.columns import text_of, written
from claims.extraction.components.inflection import genitives
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import PlaceRole

# What may stand between a place and one that says where it lies.
LIES = re.compile(
    r"(?: von \w+)?(?: zu| statt)?,? (?:auf(?: der)?(?: [A-ZÄÖÜ]?\w*[Ii]nsel)?"
    r"|(?:unweit|nahe|nördlich|südlich|östlich|westlich|nordöstlich|nordwestlich|südöstlich|südwestlich)"
    r"(?: von| der| des)?(?: \w+en)?(?: [A-ZÄÖÜ]?\w*[Ss]tadt)?)\s"
)
FARTHEST = 60


def with_attributes(doc: Doc, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Each mention, alone or as an attribute."""
    text = text_of(doc)
    parts = load("places")["described"]["compass"]
    heads = [doc[index] for index, word in enumerate(written(doc)) if word in parts]
    compass = {token.idx + len(token): token for token in heads}
    done: list[PlaceMention] = []
    for mention in mentions:
        head = compass.get(mention.start - 1)
        part = head is not None and _is_part(text, mention)
        if head is not None and part:
            name = f"{head.text} {text[mention.start : mention.end]}"
            mention = replace(mention, start=head.idx, name=name, kind="region")
        before = next((other for other in reversed(done[-3:]) if other.role and not other.adjectival), None)
        if before and _lies_there(text, before, mention, part):
            mention = replace(mention, role=None)
        done.append(mention)
    return done


def _is_part(text: str, mention: PlaceMention) -> bool:
    """Whether the name stands in the genitive behind the part of the compass: Osten Perus."""
    written = text[mention.start : mention.end]
    return not mention.adjectival and (written in genitives(mention.name) or written != mention.name)


def _lies_there(text: str, before: PlaceMention, mention: PlaceMention, part: bool) -> bool:
    gap = mention.start - before.end
    if mention.adjectival or mention.role is not PlaceRole.AT or not 0 < gap < FARTHEST:
        return False
    if part:
        return text[before.end : mention.start] == " im "
    return LIES.fullmatch(text, before.end, mention.start) is not None
