"""The joins: figures, places and statements of each sentence → candidate claims.

In: a `Doc` on which all other components ran. Out: `doc._.claims`, in text order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components import counts, incidents, locations, positions
from claims.extraction.components.scenes import Scene, scenes
from claims.extraction.components.subjects import Memory, phrases
from claims.extraction.extensions import register
from claims.records import NormalisedClaim


@Language.factory(
    "claimtrack_claims",
    requires=[
        "doc.sents",
        "doc._.noise",
        "doc._.quantities",
        "doc._.dates",
        "doc._.places",
        "doc._.actors",
        "doc._.statements",
    ],
    assigns=["doc._.claims"],
)
def create(nlp: Language, name: str) -> Claims:
    register()
    return Claims()


class Claims:
    def __call__(self, doc: Doc) -> Doc:
        memory = remembered(doc)
        sentences = list(scenes(doc))
        memory.incident = incidents.of_article(sentences, doc._.published)
        doc._.claims = [claim for scene in sentences for claim in read(scene, memory, doc)]
        return doc


def remembered(doc: Doc) -> Memory:
    """The country and the city that the article is mostly about."""
    places = [place for place in doc._.places if not place.adjectival and place.role is not None]
    country = most_common(place.country for place in places)
    city = most_common(place.name for place in places if place.kind == "city")
    return Memory(country=country, city=city)


def most_common(names: Iterator[str | None]) -> str | None:
    """The name that comes most often, the first of equals."""
    tally = Counter(name for name in names if name)
    return tally.most_common(1)[0][0] if tally else None


def read(scene: Scene, memory: Memory, doc: Doc) -> Iterator[NormalisedClaim]:
    """The claims of one sentence; what it spoke of is remembered for the next."""
    published = doc._.published
    found = [*counts.read(scene, memory, published), *locations.read(scene, memory, published)]
    used = [(claim.start, claim.end) for claim in found]
    found += positions.read(scene, memory, published, used)
    for subject in phrases(scene, scene.start, scene.end, memory):
        memory.keep(subject)
    memory.before = incidents.of_scene(scene)
    yield from found
