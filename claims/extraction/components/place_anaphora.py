"""Words that point back to a place: "dort", ", wo …", "die Region", "vor Ort".

In: a `Doc` and its place mentions in text order. Out: the same with one mention for each such word, named as what it
points to: the last place with a role, for a noun the last one of its kind. Nothing is pointed to over a paragraph with
no place of its own kind before; guideline, "Clarifications", places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from claims.extraction.components.columns import lower, text_of, written
from claims.extraction.components.countries import by_name
from claims.extraction.components.headed_places import main_country
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import PlaceRole

POINTING = {"dort": PlaceRole.AT, "dorthin": PlaceRole.TO}
ARTICLES = {"der", "die", "das", "dem", "den", "dieser", "diese", "diesem", "dieses", "diesen"}
CONTRACTED = {"im", "ins", "zur", "zum", "vom", "beim"}
BACK = 12  # mentions looked back over
SENTENCE = re.compile(r"[.!?;]\s")
INSIDE = re.compile(r",? (?:in|im|bei|nahe|an|am|auf)(?: (?:der|dem|den))?(?: [a-zäöüß]+en)?(?: [A-ZÄÖÜ][a-zäöüß]+)? ")


def with_anaphora(doc: Doc, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """The places named and those pointed to."""
    if not mentions:
        return mentions
    found: list[PlaceMention] = []
    capital = capital_of(main_country(mentions))
    text = text_of(doc)
    at = 0
    known: list[PlaceMention] = []
    for sentence in doc.sents:
        for start, end, kind, role in _words(doc, sentence):
            while at < len(mentions) and mentions[at].start < doc[start].idx:
                known.append(mentions[at])
                at += 1
            if at < len(mentions) and mentions[at].start <= doc[end - 1].idx + len(doc[end - 1]) + 1:
                continue  # a name follows: "die Stadt Erfurt"
            if known and known[-1].end > doc[start].idx:
                continue  # part of a name: "die norwegische Hauptstadt"
            target = (_last_capital(known) or capital) if kind == "capital" else _target(text, known, kind)
            if target and kind == "":
                target = _finest(text, known, target)
            if target and (kind != "relative" or target.start >= doc[sentence.start].idx):
                found.append(_pointing(doc, start, end, target, role))
    return sorted([*mentions, *found], key=lambda m: (m.start, -m.end))


def _words(doc: Doc, sentence: Span) -> Iterator[tuple[int, int, str, PlaceRole | None]]:
    """Tokens that point to a place: first, end, the kind of place wanted, the role."""
    nouns = load("places")["anaphora"]
    words, small = written(doc), lower(doc)
    for index in range(sentence.start, sentence.end):
        word, before = words[index], small[index - 1] if index > sentence.start else ""
        if small[index] in POINTING:
            yield index, index + 1, "", PlaceRole.FROM if before == "von" else POINTING[small[index]]
        elif word == "wo" and before == ",":
            yield index, index + 1, "relative", PlaceRole.AT
        elif word == "Ort" and before == "vor":
            yield index, index + 1, "", PlaceRole.AT
        elif word in nouns and (before in ARTICLES or before in CONTRACTED):
            kind = nouns[word]
            role = role_before(doc, sentence, index, PlaceName(word, kind, None))
            if kind != "area" or role is None:  # "in der Region" may be anywhere
                yield index, index + 1, kind, role


def capital_of(country: str | None) -> PlaceMention | None:
    """The capital of a country, as a place that stands nowhere in the text."""
    found = by_name().get(country or "")
    if found is None or not found.capitals:
        return None
    name = load("places")["spellings"].get(found.capitals[0], found.capitals[0])
    return PlaceMention(0, 0, name, "city", found.name, None, False, "places.anaphor")


def _last_capital(known: list[PlaceMention]) -> PlaceMention | None:
    """The capital named last: "Betroffen ist Hanoi … in der Hauptstadt"."""
    named = (mention for mention in reversed(known[-BACK:]) if mention.kind == "city" and not mention.adjectival)
    return next((mention for mention in named if _is_capital(mention)), None)


def _is_capital(mention: PlaceMention) -> bool:
    found = by_name().get(mention.country or "")
    return found is not None and mention.name in found.capitals


def _target(text: str, known: list[PlaceMention], kind: str) -> PlaceMention | None:
    for mention in reversed(known[-BACK:]):
        if mention.adjectival or mention.kind in {"generic", "border"} or mention.rule == "places.anaphor":
            continue
        if kind in {"", "relative"}:
            if mention.role is not None or kind == "relative" or text[mention.start : mention.end] == mention.name:
                return mention
        elif mention.kind == kind or (kind == "area" and mention.kind in {"region", "city"}):
            return mention
    return None


def _finest(text: str, known: list[PlaceMention], target: PlaceMention) -> PlaceMention:
    """The place of which another only says where it lies: "in Halmstedt im Kreis Orl … dort" is Halmstedt; "das Werk
    Orl ist … in Norwegen … dort" is Orl."""
    before = [mention for mention in known[-BACK:] if mention.end < target.start and not mention.adjectival]
    if not before or SENTENCE.search(text, before[-1].end, target.start):
        return target
    finer = before[-1]
    inside = INSIDE.fullmatch(text, finer.end, target.start) and finer.role is not None
    headed = finer.rule == "places.headed" and finer.role is None and target.kind == "country"
    return _finest(text, known, finer) if inside else finer if headed else target


def _pointing(doc: Doc, start: int, end: int, target: PlaceMention, role: PlaceRole | None) -> PlaceMention:
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return PlaceMention(first, last, target.name, target.kind, target.country, role, False, "places.anaphor")
