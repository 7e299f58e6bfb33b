"""Places that the trained model names: spans labelled LOC in `doc.ents`; without a model there are none.

In: a `Doc` and what the word lists and rules found. Out: mentions for spans that overlap none of these. The gazetteer
stands above the model: it knows the nominative and the country; the model tells persons' names from towns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span

from claims.extraction.components.city_adjectives import city_of
from claims.extraction.components.countries import by_adjective, by_people
from claims.extraction.components.inflection import strong
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.extraction.words.known import is_known

PLACE = "LOC"
PERSON = "PER"
CASE = "Case"
GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
ADJECTIVE = re.compile(r"[a-z]isch(?:e|en|er|es|em)$")
LONGEST_SHORT = 4  # letters of an abbreviation: USA, UAE


def from_model(
    doc: Doc, sentence: Span, names: list[Span], taken: set[int], country: str | None
) -> Iterator[PlaceMention]:
    """The places of the model in a sentence; names: `doc.ents`, which spaCy makes anew each time it is asked;
    taken: characters that known places cover."""
    for entity in names[bisect_left(names, sentence.start, key=lambda name: name.start) :]:
        if entity.end > sentence.end:
            break
        if entity.label_ != PLACE or not is_name(entity):
            continue
        if taken & set(range(entity.start_char, entity.end_char)):
            continue
        name = nominative(entity)
        role = role_before(doc, sentence, entity.start, PlaceName(name, "city", country))
        yield PlaceMention(entity.start_char, entity.end_char, name, "city", country, role, False, "places.model")


def is_name(entity: Span) -> bool:
    """Whether the span is a name, not what the model mistook for one: "GMT", "A35", "Bremer", "Pazifischen"."""
    last = entity[-1].text
    short = entity.text.isupper() and len(entity.text) <= LONGEST_SHORT
    if entity.text in load("places")["no_places"]["words"]:
        return False
    if not entity.text[:1].isupper() or short or any(letter.isdigit() for letter in entity.text):
        return False
    if len(entity) == 1 and (ADJECTIVE.search(last) or city_of(last) or last in by_people() or last in by_adjective()):
        return False
    if len(entity) == 1 and entity[0].tag_ == "NN" and is_known(last):
        return False
    return entity[-1].tag_ != "ADJA" and last[:1].isupper()


def without_surnames(names: list[Span]) -> list[Span]:
    """Without single words that are the surname of a person whom the text names in full: "auf Kramberg"."""
    persons = {name[-1].text for name in names if name.label_ == PERSON and len(name) > 1}
    return [name for name in names if len(name) > 1 or name.text not in persons]


def longer(doc: Doc, place: PlaceMention) -> PlaceMention:
    """A town or region of the lists that is only the first part of the name that the model sees."""
    if place.adjectival or place.kind not in {"city", "region"}:
        return place
    span = doc.char_span(place.start, place.end)
    entity = span[0].ent_type_ == PLACE and span[-1].ent_type_ == PLACE if span is not None else False
    if span is None or not entity:
        return place
    last = span[-1].i + 1
    while last < len(doc) and doc[last].ent_type_ == PLACE and doc[last].ent_iob_ == "I":
        last += 1
    if last == span.end or not doc[last - 1].text[0].isupper():
        return place
    end = doc[last - 1].idx + len(doc[last - 1])
    return replace(place, end=end, name=doc[span.start : last].text, rule="places.model")


def nominative(entity: Span) -> str:
    """The name in the nominative: without the genitive's ending, an adjective with that of its noun's gender."""
    last, first = entity[-1], entity[0]
    if entity.text.isupper() and len(entity.text) > LONGEST_SHORT:
        return entity.text.title()  # "BERLIN" of a dateline
    genitive = "Gen" in last.morph.get(CASE, [])
    if len(entity) == 2 and first.tag_ == "ADJA" and last.tag_ == "NN" and not first.text.endswith("er"):
        gender = GENDERS.get(next(iter(last.morph.get("Gender", [])), ""))
        if gender and "Sing" in last.morph.get("Number", []):
            return f"{strong(first.text, gender)} {last.lemma_}"
    return entity.text[:-1] if genitive and len(last) > 3 and entity.text.endswith("s") else entity.text


def is_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the model takes all these tokens for parts of a person's name."""
    return all(doc[i].ent_type_ == PERSON for i in range(start, end))


def is_common_noun(doc: Doc, start: int, end: int) -> bool:
    """Whether the model takes a word that also names a town for a common noun: "bei gutem Wetter", "in Halle 4"."""
    return end - start == 1 and doc[start].tag_ == "NN" and not doc[start].ent_type_ and is_known(doc[start].text)
