"""Places that the trained model names: spans labelled LOC in `doc.ents`; without a model there are none.

In: a `Doc` and what the word lists and rules found. Out: mentions for spans that overlap none of these. The gazetteer
stands above the model: it knows the nominative and the country; the model tells persons' names from towns.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.extensions import PlaceMention

PLACE = "LOC"
PERSON = "PER"
CASE = "Case"


def from_model(doc: Doc, sentence: Span, taken: set[int], country: str | None) -> Iterator[PlaceMention]:
    """The places of the model in a sentence; taken: characters that known places cover."""
    for entity in sentence.ents:
        if entity.label_ != PLACE or not entity.text[:1].isupper():
            continue
        if taken & set(range(entity.start_char, entity.end_char)):
            continue
        name = nominative(entity)
        role = role_before(doc, sentence, entity.start, PlaceName(name, "city", country))
        yield PlaceMention(entity.start_char, entity.end_char, name, "city", country, role, False, "places.model")


def nominative(entity: Span) -> str:
    """The name without the ending of the genitive, where the model saw one."""
    last = entity[-1]
    genitive = "Gen" in last.morph.get(CASE, [])
    return entity.text[:-1] if genitive and len(last) > 3 and entity.text.endswith("s") else entity.text


def is_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the model takes all these tokens for parts of a person's name."""
    return all(doc[i].ent_type_ == PERSON for i in range(start, end))
