"""Location claims of a sentence that the trained model has parsed: one for each predicate that places somebody.

In: a scene with a tree and the article's memory. Out: what `locations` makes claims of: the clause, its places with the
roles that preposition and verb give, its subject. A predicate that counts whom it places tells a count instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from claims.extraction.components import governors, joins, location_words, object_places, placing, sayings
from claims.extraction.components import location_trees as trees
from claims.extraction.components.location_subjects import by_words
from claims.extraction.components.location_themes import as_subject, theme
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import PlaceRole

LONGEST = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """start, end: the clause of the predicate in the text; where: its places, each with a role."""

    predicate: Token
    where: tuple[PlaceMention, ...]
    start: int
    end: int


def placed(scene: Scene) -> list[Placed]:
    """The clauses of a sentence that place somebody, in text order; a start and a landing are one."""
    groups: dict[int, tuple[Token, list[PlaceMention]]] = {}
    for place in scene.places:
        found = at(scene, place)
        if found is not None:
            predicate, mention = found
            groups.setdefault(predicate.i, (predicate, []))[1].append(mention)
    for place in scene.places:
        if place.role not in {None, PlaceRole.AT} and not place.adjectival:
            _join(scene, place, groups)
    joined: list[Placed] = []
    for predicate, where in groups.values():
        item = Placed(predicate, tuple(where), *_extent(predicate, where))
        if joined and _is_one_way(joined[-1], item):
            before = joined[-1]
            joined[-1] = replace(before, where=before.where + item.where, end=max(before.end, item.end))
        else:
            joined.append(item)
    return joined


def _join(scene: Scene, place: PlaceMention, groups: dict[int, tuple[Token, list[PlaceMention]]]) -> None:
    """Whence and whither belong to the movement that a clause tells, whatever noun the tree gives them to."""
    anchor = trees.anchor(scene, place)
    if anchor is None or joins.speaks(scene, place) or sayings.placed(scene, place):
        return
    if anchor.head.dep_ == "nsubj" and any(child.lower_ == "aus" for child in anchor.children):
        return  # whence somebody is: "Ada Voss aus X"
    *_, predicate = governors.line(anchor)
    where = groups[predicate.i][1] if predicate.i in groups else []
    if where and all(other.start != place.start for other in where):
        where.append(place)
        where.sort(key=lambda mention: mention.start)


def at(scene: Scene, place: PlaceMention) -> tuple[Token, PlaceMention] | None:
    """The predicate that places somebody at a place, and the place with its role in that clause."""
    if place.adjectival or joins.speaks(scene, place) or sayings.placed(scene, place):
        return None
    struck = object_places.struck_role(scene, place)
    if struck is not None:
        verb = trees.object_verb(scene, place) or trees.anchor(scene, place)
        return (verb, replace(place, role=struck)) if verb is not None else None
    role = place.role or object_places.role_without_preposition(scene, place)
    head = _head(scene, replace(place, role=role)) if role else None
    if head is None or role is None:
        return None
    *_, predicate = governors.line(head)
    return predicate, replace(place, role=turned(head, role))


def _head(scene: Scene, place: PlaceMention) -> Token | None:
    """What places somebody there: by the tree; where it gives the place to no noun, by the words of the clause, for
    trees of long sentences err."""
    head = placing.placing(scene, place)
    anchor = trees.anchor(scene, place)
    if head is not None or anchor is None or place.rule == "places.anaphor":
        return head
    judged = anchor.dep_.startswith("obl") and placing.is_listed(anchor.head)
    if judged or anchor.dep_ in {"nmod", "amod"} or anchor.head.pos_ == "ADJ" or placing.is_demanded(anchor.head):
        return None
    return anchor if location_words.tells(scene, *scene.stretch(place.start)) else None


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("placing")["turns"][name])


def turned(head: Token, role: PlaceRole) -> PlaceRole:
    """The role as the verb has it: who has landed in X went to X, who has set out there came from X."""
    verb = placing.plain(trees.lemma(head))
    if role is PlaceRole.AT and verb in _listed("arrival"):
        return PlaceRole.TO
    if role is PlaceRole.AT and verb in _listed("departure") and placing.event_of(head) is None:
        return PlaceRole.FROM
    moves = verb in placing.verbs("motion") | placing.verbs("transfer") or head.pos_ in trees.NOUNS
    return PlaceRole.AT if role is PlaceRole.VIA and not moves else role


def _extent(predicate: Token, where: list[PlaceMention]) -> tuple[int, int]:
    """The clause of the predicate, as far as its places."""
    words = [token for token in governors.clause(predicate) if not token.is_punct and not token.is_space]
    first, last = min(words, default=predicate), max(words, default=predicate)
    return (
        min(first.idx, *(place.start for place in where)),
        max(last.idx + len(last), *(place.end for place in where)),
    )


def _is_one_way(before: Placed, item: Placed) -> bool:
    """ "startete in X und sollte in Y landen"."""
    follows = item.predicate.dep_ == "conj" and item.predicate.head.i == before.predicate.i
    leaves = {place.role for place in before.where} == {PlaceRole.FROM}
    return follows and leaves and {place.role for place in item.where} <= {PlaceRole.TO, PlaceRole.VIA}


def counts(scene: Scene, item: Placed, figures: list[int]) -> bool:
    """Whether a figure counts those whom the predicate places, or the noun that its relative clause describes."""
    if figures and not _lasts(item.predicate):
        return True
    told = {item.predicate.i}
    noun = item.predicate.head if item.predicate.dep_ == "acl" else None
    while noun is not None and noun.i not in told:
        told.add(noun.i)
        noun = noun.head if noun.dep_ == "nmod" else None
    counted = (governors.token_at(scene, at) for at in figures)
    return any(above.i in told for word in counted if word is not None for above in governors.line(word))


def _lasts(predicate: Token) -> bool:
    """Whether it is a movement or stay; what happened once in a sentence with figures belongs to these."""
    verb = placing.plain(trees.lemma(predicate))
    listed = any(verb in placing.verbs(group) for group in ("motion", "transfer", "stay", "gathering"))
    return listed or predicate.pos_ in trees.NOUNS


def subject(scene: Scene, item: Placed, memory: Memory) -> Subject | None:
    """Who or what is placed; without a subject in the tree by the order of words, else the struck place itself."""
    for place in item.where:
        if found := theme(scene, place, memory):
            return found
    found = by_words(scene, item.start, item.end, memory)
    if found and not any(place.start <= found.start < place.end for place in item.where):
        return found
    anchor = trees.anchor(scene, item.where[0])
    return as_subject(scene, anchor, memory) if anchor is not None else None
