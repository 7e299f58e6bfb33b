"""Places that no list has: by the preposition before them, and by the trained model.

In: a `Doc` and the places that lists and nouns told. Out: all places in text order.
"""

from __future__ import annotations

from spacy.tokens import Doc

from claims.extraction.components.headed_places import main_country
from claims.extraction.components.model_places import from_model, longer, without_surnames
from claims.extraction.components.unknown_places import unknown_places
from claims.extraction.extensions import PlaceMention


def with_unlisted(doc: Doc, known: list[PlaceMention]) -> list[PlaceMention]:
    """The places known and those that no list has; they lie in the country that the text names most."""
    known = [longer(doc, place) for place in known]
    taken = {i for place in known for i in range(place.start, place.end)}
    country = main_country(known)
    found: list[PlaceMention] = []
    names = without_surnames(list(doc.ents))
    for sentence in doc.sents:
        shaped = list(unknown_places(doc, sentence, taken, country))
        taken |= {i for place in shaped for i in range(place.start, place.end)}  # sentences share no characters
        found += [*shaped, *from_model(doc, sentence, names, taken, country)]
    return sorted([*known, *found], key=lambda m: (m.start, -m.end))
