"""Clauses about where somebody is or goes, or where something happens → location claims.

In: a scene and the article's memory. Out: candidates of kind `location`. A clause with a figure is a count.
Rules: guideline, "Kinds" and "Conventions", location.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from claims.extraction.components import joins, location_trees, object_places
from claims.extraction.components.location_subjects import placed
from claims.extraction.components.nouns import lookup
from claims.extraction.components.scenes import OPENS_CLAUSE, Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import Kind, NormalisedClaim, PlaceRole

NO_TOPIC = {"Mengen", "Gebäude"}
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


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(words) + r")(?!\w)")


@cache
def going() -> re.Pattern[str]:
    """A verb of movement, stay or fighting."""
    verbs = load("movements")["verbs"]
    return _words([*verbs["motion"], *verbs["stay"], *verbs["fight"]])


@cache
def happening() -> re.Pattern[str]:
    """A word of taking place, of harm, of finding; a noun of attack, stay or gathering."""
    verbs = load("movements")["verbs"]
    return _words([*verbs["event"], *verbs["harm"], *verbs["found"], *load("movements")["nouns"]["words"]])


@cache
def motion_nouns() -> re.Pattern[str]:
    """A noun of movement, which needs a place to or from which."""
    return _words(load("movements")["nouns"]["motion"])


@cache
def surely() -> re.Pattern[str]:
    """A verb of movement, fighting or taking place, which no noun beside the place outweighs."""
    verbs = load("movements")["verbs"]
    return _words([*verbs["motion"], *verbs["fight"], *verbs["event"]])


@cache
def happening_noun() -> re.Pattern[str]:
    """A noun of what can happen or be at a place, alone."""
    nouns = load("movements")["nouns"]
    return re.compile("|".join([*nouns["words"], *nouns["motion"], *load("movements")["nouns"]["events"]]))


@cache
def never() -> re.Pattern[str]:
    """A word of demand, threat, worry or habit."""
    return _words(load("movements")["nouns"]["never"])


def read(scene: Scene, memory: Memory, published: date | None) -> Iterator[NormalisedClaim]:
    """The location claims of a sentence: one for each clause with a place, a subject and a word of stay or movement."""
    if len(scene.places) > MAX_PLACES or len(scene.quantities) > MAX_PLACES:
        return
    done: set[str] = set()
    last: Subject | None = None
    for start, end in clauses(scene):
        where = object_places.mentions(scene, start, end)
        if not where or is_count(scene, start, end) or not tells_where(scene, start, end):
            continue
        subject = placed(scene, start, end, memory, where) or (last if SHARED.match(scene.text, start, end) else None)
        names = {place.name for place in where if place.rule != "places.anaphor"}
        if subject is None or (names and names <= done):
            continue
        done |= names
        last = subject
        memory.keep(subject)
        yield from claims(scene, start, end, subject, memory, published)


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


def tells_where(scene: Scene, start: int, end: int) -> bool:
    """Whether the clause says that somebody is, moves or something happens there; demands and worries do not."""
    if never().search(scene.text, start, end):
        return False
    where = object_places.mentions(scene, start, end)
    firm = surely().search(scene.text, start, end) is not None
    if not firm and scene.span is not None and all(is_attribute(scene, place) for place in where):
        return False
    if any(happens(scene, place) for place in where) and not figures(scene):
        return True
    if figures(scene):  # what happened there belongs to the figure
        return going().search(scene.text, start, end) is not None
    if going().search(scene.text, start, end) or happening().search(scene.text, start, end):
        return True
    moved = any(place.role is not PlaceRole.AT for place in joins.mentions(scene, start, end))
    if moved and motion_nouns().search(scene.text, start, end):
        return True
    return len(where) > len(joins.mentions(scene, start, end))


def is_attribute(scene: Scene, place: PlaceMention) -> bool:
    """Whether the tree gives the place to a noun that neither happens nor can be there: "die Lage im Land"."""
    nouns = location_trees.nouns_above(scene, place)
    return bool(nouns) and not any(lookup(noun).person or happening_noun().fullmatch(noun) for noun in nouns)


def happens(scene: Scene, place: PlaceMention) -> bool:
    """Whether the tree makes the place the adverbial of a verb that can happen somewhere."""
    if place.rule == "places.anaphor":
        return False
    if location_trees.is_there(scene, place):
        return True
    verb = location_trees.predicate(scene, place)
    return verb is not None and location_trees.places_somebody(verb)


def claims(
    scene: Scene, start: int, end: int, subject: Subject, memory: Memory, published: date | None
) -> Iterator[NormalisedClaim]:
    at = object_places.mentions(scene, start, end)[0].start
    for statement in scene.voices_at(at):
        first, last = joins.evidence(scene, statement, start, end)
        low, high, precision = joins.event(scene, start, end, statement)
        reported = joins.reported_on(scene, statement, published, memory.reported)
        yield NormalisedClaim(
            start=first, end=last, quote=scene.text[first:last], kind=Kind.LOCATION, subject=subject.name,
            stance=joins.stance(scene, statement, start, end), subject_actor=subject.actor,
            subject_class=None if subject.cls in NO_TOPIC else subject.cls,
            places=object_places.places(scene, start, end), event_from=low, event_to=high, event_precision=precision,
            reported_on=reported, source=statement.source if statement else None,
            rule=f"location.{statement.rule if statement else 'own'}", confidence=0.6,
        )  # fmt: skip
