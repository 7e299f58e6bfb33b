"""Clauses about where somebody is or goes, or where something happens → location claims.

In: a scene and the article's memory. Out: candidates of kind `location`. A clause with a figure is a count.
Rules: guideline, "Kinds" and "Conventions", location.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from claims.extraction.components import joins, location_subjects, location_words, object_places, tree_locations
from claims.extraction.components.location_claims import claims
from claims.extraction.components.scenes import OPENS_CLAUSE, Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import PlaceMention
from claims.records import NormalisedClaim, PlaceRole

MAX_PLACES = 60  # a sentence with more is a table
LOOKBACK = 60
SHARED = re.compile(r"\s*(?:und|aber|sondern) ")
SECOND_VERB = re.compile(
    r"\b(?:und|aber|sondern) (?=(?:[a-zäöüß]{3,}(?:te|ten|t)|werden|sind|waren|haben|sollen|wollen)\s)"
)
BRACKETED = re.compile(r"\([^()]*$")
# The end of an infinitive group, which belongs to the clause before it: "mit dem Ziel, die Stadt zu halten".
INFINITIVE = re.compile(r"(?:\bzu [a-zäöüß]+n|\b[a-zäöüß]{2,8}zu[a-zäöüß]+en)\W*$")
FINITE_OPENING = re.compile(r"\s*(?:um|ohne|statt|anstatt|dass|weil|obwohl|während|nachdem|falls|wenn|als|wie|wo)\b")


def read(scene: Scene, memory: Memory, published: date | None) -> Iterator[NormalisedClaim]:
    """The location claims of a sentence: one for each clause that places somebody; a place is told once."""
    if len(scene.places) > MAX_PLACES or len(scene.quantities) > MAX_PLACES:
        return
    done: set[str] = set()
    for clause, where, subject in by_tree(scene, memory) if scene.span is not None else by_words(scene, memory):
        names = {place.name for place in where if place.rule != "places.anaphor"}
        if names and names <= done:
            continue
        done |= names
        memory.keep(subject)
        yield from claims(scene, clause, where, subject, memory, published)


Found = tuple[tuple[int, int], Sequence[PlaceMention], Subject]


def by_tree(scene: Scene, memory: Memory) -> Iterator[Found]:
    """What the tree says is placed where."""
    for item in tree_locations.placed(scene):
        if location_words.never().search(scene.text, item.start, item.end) or tree_locations.counts(
            scene, item, figures(scene)
        ):
            continue
        subject = tree_locations.subject(scene, item, memory)
        if subject is not None:
            yield (item.start, item.end), item.where, subject


def by_words(scene: Scene, memory: Memory) -> Iterator[Found]:
    """The same without a tree: a clause with a place, a subject and a word of stay or movement."""
    last: Subject | None = None
    for start, end in clauses(scene):
        where = object_places.mentions(scene, start, end)
        if not where or is_count(scene, start, end) or not tells_where(scene, start, end, where):
            continue
        subject = location_subjects.by_words(scene, start, end, memory)
        subject = subject or (last if SHARED.match(scene.text, start, end) else None)
        if subject is not None:
            last = subject
            yield (start, end), where, subject


def clauses(scene: Scene) -> list[tuple[int, int]]:
    """The stretches of a sentence, cut before a second verb, infinitive groups with the clause that governs them."""
    joined: list[tuple[int, int]] = []
    for start, end in (half for stretch in scene.stretches() for half in halves(scene, *stretch)):
        group = INFINITIVE.search(scene.text, max(start, end - LOOKBACK), end) and not FINITE_OPENING.match(
            scene.text, start, end
        )
        if joined and group and OPENS_CLAUSE.match(scene.text, start, end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def halves(scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
    """ "sind in X stationiert und werden nach Y gebracht": two clauses, where each has a place."""
    for match in SECOND_VERB.finditer(scene.text, start, end):
        if joins.mentions(scene, start, match.start()) and not is_count(scene, start, match.start()):
            return [(start, match.start()), (match.start(), end)]
    return [(start, end)]


def is_count(scene: Scene, start: int, end: int) -> bool:
    """Whether a figure that counts something stands in the clause, not in brackets."""
    return any(start <= at < end for at in figures(scene))


def figures(scene: Scene) -> list[int]:
    """Where the figures with a noun stand, those in brackets left out."""
    at = (quantity.start for quantity in scene.quantities if quantity.noun)
    return [start for start in at if not BRACKETED.search(scene.text, max(scene.start, start - LOOKBACK), start)]


def tells_where(scene: Scene, start: int, end: int, where: list[PlaceMention]) -> bool:
    """Whether the words say so: a word of movement, stay, fighting, taking place or harm, none of demand."""
    if location_words.never().search(scene.text, start, end):
        return False
    if location_words.going().search(scene.text, start, end):
        return True
    if figures(scene):  # what happened there belongs to the figure
        return False
    if location_words.happening().search(scene.text, start, end):
        return True
    led = joins.mentions(scene, start, end)
    moved = any(place.role is not PlaceRole.AT for place in led)
    return (moved and location_words.motion_nouns().search(scene.text, start, end) is not None) or len(where) > len(led)
