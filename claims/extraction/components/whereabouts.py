"""Where a toll or a demonstration was: by the clause, the sentence, the paragraph, else the article.

In: a scene, an offset, what the paragraph named before, the story. Out: the German name of a country or a city.
"""

from __future__ import annotations

import re

from claims.extraction.components import joins
from claims.extraction.components.scenes import Scene
from claims.extraction.components.story import Story, pattern
from claims.extraction.extensions import PlaceMention
from claims.records import PlaceRole

PARAGRAPH = re.compile(r"\n[ \t\u00a0]*\n")
STAND = {PlaceRole.AT, None}
FAR = re.compile(r"\b(?:aus|gegen|laut|für|mit)\s$", re.IGNORECASE)
WORD = re.compile(r"\s*(\w+)")


def country_at(scene: Scene, at: int, paragraph: str | None, story: Story) -> str | None:
    """The country where people came to harm."""
    for start, end in (scene.stretch(at), (scene.start, scene.end)):
        if named := countries(scene, start, end):
            return named[0]
    return paragraph or story.country


def city_at(scene: Scene, at: int, paragraph: str | None, story: Story) -> str | None:
    """The city of a demonstration."""
    for start, end in (scene.stretch(at), (scene.start, at), (scene.start, scene.end)):
        if named := cities(scene, start, end):
            return named[-1] if end == at else named[0]
    return paragraph or story.city


def countries(scene: Scene, start: int, end: int) -> list[str]:
    """Countries of the places in text[start:end] where something is, in order."""
    return [
        place.country for place in scene.places
        if start <= place.start < end and place.country and stands(scene, place)
    ]  # fmt: skip


def cities(scene: Scene, start: int, end: int) -> list[str]:
    return [
        place.name for place in scene.places
        if start <= place.start < end and place.kind == "city" and not place.adjectival
        and place.role in STAND and not joins.speaks(scene, place)
    ]  # fmt: skip


def stands(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place says where something is; an adjective does before `Hauptstadt`, not before people."""
    if joins.speaks(scene, place):
        return False
    if not place.adjectival:
        return place.role is PlaceRole.AT
    word = WORD.match(scene.text, place.end, scene.end)
    return word is not None and pattern("place_nouns").fullmatch(word[1]) is not None


def starts_paragraph(scene: Scene, previous: int) -> bool:
    """Whether a blank line divides a sentence from what ends at `previous`."""
    return PARAGRAPH.search(scene.text, previous, scene.start) is not None
