"""Places named by what they belong to: "norwegische Hauptstadt", "Nordperu", "auf kenianischem Gebiet".

In: a sentence and the places found in it. Out: mentions that stand instead of those of their parts, named as the
guideline does: the capital by its name, a country's ground by the country, a part of a country as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Span

from claims.extraction.components.columns import written
from claims.extraction.components.countries import Country, by_adjective, by_name
from claims.extraction.components.inflection import strong
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.extraction.words.known import is_known

PART = re.compile(
    r"(?:Nord|Süd|Ost|West|Nordost|Nordwest|Südost|Südwest|Zentral|Mittel|Inner|Ober|Unter)(?P<rest>[a-zäöüß]{4,})"
)


def described_places(doc: Doc, sentence: Span) -> Iterator[PlaceMention]:
    """The places of a sentence that are named by a description."""
    described = load("places")["described"]
    for index, word in enumerate(written(doc)[sentence.start : sentence.end], start=sentence.start):
        if word == "Hauptstadt":
            yield from _capital(doc, sentence, index)
        elif word in described["ground"]:
            yield from _ground(doc, sentence, index)
        elif word in described["compass"]:
            yield from _compass(doc, sentence, index)
        elif part := part_of_country(word):
            country, name = part
            yield _mention(doc, sentence, index, index + 1, name, "region", country)


def _capital(doc: Doc, sentence: Span, index: int) -> Iterator[PlaceMention]:
    """die norwegische Hauptstadt; die Hauptstadt Norwegens. Where its name follows, that is the place."""
    before = by_adjective().get(doc[index - 1].text) if index > sentence.start else None
    behind = _genitive(doc, sentence, index + 1)
    country = behind or before
    if country is None or not country.capitals or (not behind and _is_name(doc, sentence, index + 1)):
        return
    start, end = (index, index + 2) if behind else (index - 1, index + 1)
    name = load("places")["spellings"].get(country.capitals[0], country.capitals[0])
    yield _mention(doc, sentence, start, end, name, "city", country)


def _genitive(doc: Doc, sentence: Span, index: int) -> Country | None:
    """A country in the genitive: Norwegens, der Türkei."""
    if index >= sentence.end:
        return None
    if doc[index].text == "der" and index + 1 < sentence.end:
        return by_name().get(doc[index + 1].text)
    country = by_name().get(doc[index].text)
    return country if country and doc[index].text not in {country.name, *country.forms} else None


def _is_name(doc: Doc, sentence: Span, index: int) -> bool:
    """Whether a name follows: no word of the dictionary, unless the trained model takes it for a place."""
    if index >= sentence.end or not doc[index].is_alpha or not doc[index].text[0].isupper():
        return False
    return doc[index].ent_type_ == "LOC" or not is_known(doc[index].text)


def _ground(doc: Doc, sentence: Span, index: int) -> Iterator[PlaceMention]:
    """auf kenianischem Gebiet → Kenia."""
    country = by_adjective().get(doc[index - 1].text) if index > sentence.start else None
    if country:
        found = _mention(doc, sentence, index - 1, index + 1, country.name, "country", country)
        if found.role:
            yield found


def _compass(doc: Doc, sentence: Span, index: int) -> Iterator[PlaceMention]:
    """im peruanischen Südwesten."""
    word = doc[index].text
    before = by_adjective().get(doc[index - 1].text) if index > sentence.start else None
    if before:
        name = f"{strong(doc[index - 1].text, 'm')} {word}"
        yield _mention(doc, sentence, index - 1, index + 1, name, "region", before)


@lru_cache(maxsize=20_000)
def part_of_country(word: str) -> tuple[Country, str] | None:
    """Nordperu(s) → Peru and the nominative; names of countries of their own (Südkorea) are no parts."""
    match = PART.fullmatch(word)
    if match is None or word in by_name():
        return None
    rest = match["rest"].capitalize()
    country = by_name().get(rest)
    if country is None:
        return None
    genitive = rest not in {country.name, *country.forms}
    return country, word[:-1] if genitive and word.endswith("s") else word


def _mention(doc: Doc, sentence: Span, start: int, end: int, name: str, kind: str, country: Country) -> PlaceMention:
    role = role_before(doc, sentence, start, PlaceName(name, kind, country.name))
    last = doc[end - 1]
    return PlaceMention(doc[start].idx, last.idx + len(last), name, kind, country.name, role, False, "places.described")
