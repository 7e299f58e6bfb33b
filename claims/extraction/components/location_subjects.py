"""Who or what is placed by a clause: a force, else listed people and things, else what happens, else who stands first.

In: a stretch of a scene and the article's memory. Out: a `Subject`, None where the clause names none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.extraction.components import subjects
from claims.extraction.components.person_names import is_name_part
from claims.extraction.components.place_heads import is_naming
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.lexicon import load
from claims.extraction.words.known import lemmatize

# "kam es … zu Krawallen", "gab es … eine Kundgebung", "hat … zu Fluten geführt": what happens is no nominative subject.
HAPPENS = re.compile(
    r"(?:\b(?:kam|kommt|käme|kämen|gekommen|geführt|führte?n?)\b.{0,160}?\b(?:zu|zum|zur)\s"
    r"|\b(?:zu|zum|zur)\s(?=(?:[\wäöüß-]+\s){1,8}(?:gekommen|geführt)\b)"
    r"|\b(?:[Gg]ab|[Gg]ibt|gäbe) es\b|\bhat es\b)"
)
# A noun phrase behind a preposition, or in the genitive or dative, is no subject.
GOVERNED = re.compile(
    r"\b(?:am|an|auf|aus|bei|beim|bis|durch|entlang|für|gegen|hinter|im|in|ins|laut|mit|nach|nahe|neben|ohne|seit|trotz"
    r"|über|um|unter|vom|von|vor|während|wegen|zu|zum|zur|zwischen|unweit|innerhalb|außerhalb|südlich|nördlich|östlich"
    r"|westlich|südwestlich|südöstlich|nordwestlich|nordöstlich)\s(?:(?:der|die|das|den|dem|des|einem|einer|eines|einen"
    r"|ein|eine|sein\w*|ihr\w*|diese\w*)\s)?$"
    r"|\b(?:des|dem|einem|eines|deren|dessen)\s$",
    re.IGNORECASE,
)
LOOKBACK = 40


def by_words(scene: Scene, start: int, end: int, memory: Memory) -> Subject | None:
    """A force, else what happens, else the first noun that nothing governs, else a pronoun's."""
    found = subjects.phrases(scene, start, end, memory)
    forces = [item for item in found if item.noun and item.noun.force]
    if forces:
        return forces[0]
    everything = [
        item for item in subjects.phrases(scene, start, end, memory, known_only=False) if is_thing(scene, item)
    ]
    if happening := what_happens(scene, start, end, everything):
        return happening
    first = next((item for item in everything if not governed(scene, start, item)), None)
    known = [item for item in found if is_thing(scene, item)]
    pronoun = subjects.by_pronoun(scene, start, end, memory)
    if pronoun and (first is None or pronoun.start < first.start):
        return pronoun
    return named(scene, first, end) if first else next(iter([*known, *everything]), None)


def what_happens(scene: Scene, start: int, end: int, phrases: list[Subject]) -> Subject | None:
    """The event that `es kam zu`, `es gab`, `hat zu … geführt` names."""
    verb = HAPPENS.search(scene.text, start, end)
    return next((item for item in phrases if item.start >= verb.end()), None) if verb else None


def is_thing(scene: Scene, item: Subject) -> bool:
    """Whether a phrase can be placed: no place or date itself, no word of time or measure."""
    word = scene.text[item.start : item.end]
    if any(place.start - item.end == 1 and is_naming(word) for place in scene.places):
        return False
    spans = [(place.start, place.end) for place in scene.places if not place.adjectival]
    spans += [(when.start, when.end) for when in scene.dates]
    if word in never() or is_small_word(word):
        return False
    return not any(first <= item.start < last for first, last in spans)


@lru_cache(maxsize=10_000)
def is_small_word(word: str) -> bool:
    """Whether a capital only shows the head of a sentence: the dictionary has the word small ("Obwohl", "Nur")."""
    return lemmatize(word)[:1].islower()


@cache
def never() -> frozenset[str]:
    """Nouns of time, measure and manner, which are nowhere."""
    return frozenset(load("movements")["subjects"]["never"])


def governed(scene: Scene, start: int, item: Subject) -> bool:
    """Whether a preposition, a genitive or a dative stands before the phrase."""
    begin = item.start
    before = scene.text[max(start, begin - LOOKBACK) : begin]
    while (cut := before.rstrip()) and (last := cut.rpartition(" ")[2]) and last[0].islower() and is_attribute(last):
        before = cut[: len(cut) - len(last)]
    return GOVERNED.search(before) is not None


def is_attribute(word: str) -> bool:
    """Whether a small word may stand between an article and its noun."""
    return len(word) > 4 and word.endswith(("e", "en", "er", "es", "em")) and word not in {"einem", "einen", "einer"}


def named(scene: Scene, item: Subject, end: int) -> Subject:
    """A person's name in full: Ada Voss, not Ada."""
    words = scene.text[item.start : end].split()
    parts = []
    for word in words[:4]:
        if not is_name_part(word.rstrip(",.")):
            break
        parts.append(word.rstrip(",."))
        if word[-1] in ",.":
            break
    if len(parts) < 2:
        return item
    return Subject(" ".join(parts), item.actor, None, item.noun, item.start, item.start + len(" ".join(parts)))
