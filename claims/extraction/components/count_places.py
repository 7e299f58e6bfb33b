"""Where what a figure counts is or happens: the places under the figure's own predicate or noun.

In: a scene and a quantity. Out: its places with roles, each once; without a tree those of the stretch, else of the
sentence. Source: Universal Dependencies; guideline, "Kinds": a count that names a place keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from claims.extraction.components import governors, joins, object_places, sayings, tree_locations
from claims.extraction.components import location_trees as trees
from claims.extraction.components.place_heads import is_head
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import PlaceMention, Quantity
from claims.records import PlaceRef, PlaceRole

LONGEST = 8
BRACKETED = re.compile(r"\([^()]*$")
CASES = {"in", "im", "auf", "bei", "an", "wo", "am"}


def places(scene: Scene, quantity: Quantity) -> tuple[PlaceRef, ...]:
    """The places of a figure."""
    if BRACKETED.search(scene.text, scene.start, quantity.start):
        return object_places.places(_before(scene, quantity.start))
    word = governors.token_at(scene, quantity.start)
    if word is None:
        return by_words(scene, quantity)
    *above, predicate = governors.line(word)
    found: list[PlaceMention] = []
    for _ in range(LONGEST):
        found = [*_under(scene, predicate, {token.i for token in above})]
        found = found or [*_of_antecedent(scene, predicate)]
        if found or predicate.dep_ not in {"conj", "xcomp"} or predicate.head.i == predicate.i:
            break
        *_, predicate = governors.line(predicate.head)
    return object_places.places(found) or by_words(scene, quantity)


def _before(scene: Scene, at: int) -> list[PlaceMention]:
    """The last place before a figure in brackets: "in Burgos (65 Verletzte)"."""
    return [place for place in scene.places if place.start < at and not place.adjectival and place.role][-1:]


def by_words(scene: Scene, quantity: Quantity) -> tuple[PlaceRef, ...]:
    """The places of the figure's stretch of the sentence, else those of the sentence."""
    told = joins.mentions(scene, *scene.stretch(quantity.start)) or joins.mentions(scene, scene.start, scene.end)
    kept = [place for place in told if not is_of_other(scene, place, quantity.start)]
    return joins.places(replace(scene, places=tuple(kept)), scene.start, scene.end)


def is_of_other(scene: Scene, place: PlaceMention, at: int) -> bool:
    """Whether a place only says whence another noun than the counted one is: "die Firma aus X kaufte acht Schiffe"."""
    anchor, word = trees.anchor(scene, place), governors.token_at(scene, at)
    if anchor is None or word is None or place.role is not PlaceRole.FROM or anchor.dep_ != "nmod":
        return False
    counted = {token.i for token in governors.line(word)}
    return anchor.head.dep_ in trees.SUBJECTS and anchor.head.i not in counted


def _under(scene: Scene, predicate: Token, counted: set[int]) -> Iterator[PlaceMention]:
    """The places that belong to the predicate, but to no other noun beside the one counted."""
    for place in scene.places:
        if place.adjectival or joins.speaks(scene, place) or sayings.placed(scene, place):
            continue
        anchor = trees.anchor(scene, place)
        role = place.role or object_places.struck_role(scene, place)
        role = role or object_places.role_without_preposition(scene, place)
        if anchor is None or role is None:
            continue
        *above, last = governors.line(anchor)
        other = role is PlaceRole.FROM and anchor.dep_ == "nmod" and anchor.head.dep_ in trees.SUBJECTS
        if other and anchor.head.i not in counted:
            continue
        if last.i == predicate.i and not any(_is_beside(token, counted) for token in above):
            yield replace(place, role=tree_locations.turned(predicate, role))


def _is_beside(token: Token, counted: set[int]) -> bool:
    """Whether a noun above the place stands beside the counted one: "acht Schiffe sowie Flugzeuge aus X"."""
    return token.dep_ == "conj" and token.head.i in counted and token.i not in counted


def _of_antecedent(scene: Scene, predicate: Token) -> Iterator[PlaceMention]:
    """The place that a relative clause tells of: "die Stadt X, in der 27 Menschen starben"."""
    if predicate.dep_ != "acl" or not _leads_there(predicate):
        return
    noun = predicate.head
    near = {noun.i, noun.head.i, *(child.i for child in noun.children)}
    named = [place for place in scene.places if not place.adjectival and place.start < predicate.idx]
    found = [place for place in named if (anchor := trees.anchor(scene, place)) is not None and anchor.i in near]
    if not found and is_head(noun.text):  # "die Präfektur X mit der gleichnamigen Stadt, in der …"
        found = named[-1:]
    for place in found:
        yield replace(place, role=place.role or PlaceRole.AT)


def _leads_there(predicate: Token) -> bool:
    """Whether the relative pronoun says where: "in der", "wo"."""
    for child in predicate.children:
        if child.lower_ == "wo":
            return True
        relative = "Rel" in child.morph.get("PronType", [])
        if relative and any(case.dep_ == "case" and case.lower_ in CASES for case in child.children):
            return True
    return False
