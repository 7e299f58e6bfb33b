"""The joins: figures, places and statements of each sentence → candidate claims.

In: a `Doc` on which all other components ran. Out: `doc._.claims`, in text order, and what spoke for and against each.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components import (
    counts,
    events,
    former_figures,
    incidents,
    joins,
    locations,
    positions,
    stance_trees,
    story,
)
from claims.extraction.components.confidence import Rater
from claims.extraction.components.plain import plainly
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
    assigns=["doc._.claims", "doc._.signs"],
)
def create(nlp: Language, name: str) -> Claims:
    register()
    return Claims()


class Claims:
    @plainly
    def __call__(self, doc: Doc) -> Doc:
        sentences = list(scenes(doc))
        memory = Memory(story=story.of_article(doc, sentences))
        memory.running = incidents.is_running(sentences)
        memory.incident, memory.incident_at = incidents.of_article(sentences, doc._.published, doc._.title or "")
        rater = Rater(doc)
        found = [claim for scene in sentences for claim in read(scene, memory, doc, rater)]
        doc._.claims = former_figures.marked(found, sentences)
        doc._.signs = rater.signs
        return doc


def read(scene: Scene, memory: Memory, doc: Doc, rater: Rater) -> Iterator[NormalisedClaim]:
    """The claims of one sentence; what it spoke of is remembered for the next."""
    published = doc._.published
    memory.enter(scene)
    found = [*counts.read(scene, memory, published), *locations.read(scene, memory, published)]
    used = [(claim.start, claim.end) for claim in found]
    found += positions.read(scene, memory, published, used)
    for subject in phrases(scene, scene.start, scene.end, memory, forces_only=True):
        memory.keep(subject)
    found = [events.dated(scene, claim, memory) for claim in found]
    found = [stance_trees.settled(scene, claim, published) for claim in found]
    found = [rater.rated(scene, claim, memory) for claim in found]
    events.follow(scene, memory, published)
    memory.reported = joins.last_reported(scene, memory.reported)
    yield from found
