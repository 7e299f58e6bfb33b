"""What an article as a whole is about: whose force, which country and city, a toll of the force, a demonstration.

In: a `Doc` with all recognisers run, and its scenes. Out: a `Story`, from which sentences that name no owner or place
(`die Soldaten`, `600 Tote`, `25.000 Teilnehmer`) take theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc

from claims.extraction.components import owners
from claims.extraction.components.columns import text_of
from claims.extraction.components.countries import by_people
from claims.extraction.components.nouns import lookup
from claims.extraction.components.place_names import city_rows
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load

NOUN = re.compile(r"(?<![\w-])[A-ZÄÖÜ]\w+(?:-[A-ZÄÖÜ]?\w+)*")
ADJECTIVES = re.compile(r"(?:(?:[A-ZÄÖÜ]?[a-zäöüß-]{3,40}(?:e|en|er|em|es)|US-\w+),? ){1,4}$")
LOOKBACK = 90
TITLED, DATELINE = 5, 2  # what a name in the headline and in the dateline weighs against mentions in the text
OPENING = 40
DATELINED = re.compile(r"\s*([A-ZÄÖÜ][\wäöüß]+)(?:\.| ?[–—-] | ?\()")
MIN_CITY, LARGE = 3, 100_000  # shorter and smaller ones are likelier words
OFTEN = 2
LEAD = 2  # sentences that say what an article is about


@dataclass(frozen=True, slots=True)
class Story:
    """force: the country whose soldiers the article is about; suffers: it tells of losses of that force.

    country, city: where it happens; protests: a demonstration is the matter; counted: unlisted nouns and how often the
    article counts them.
    """

    force: str | None = None
    suffers: bool = False
    country: str | None = None
    city: str | None = None
    protests: bool = False
    counted: Counter[str] = field(default_factory=Counter)


def of_article(doc: Doc, scenes: Sequence[Scene]) -> Story:
    """The story of an article."""
    text = text_of(doc)
    title = doc._.title or ""
    force = dominant_force(title, scenes)
    return Story(
        force,
        force is not None and any(tells_of_losses(scene, force) for scene in scenes),
        leading(doc._.places, title, text, city=False),
        leading(doc._.places, title, text, city=True),
        force is None and protests(title, scenes),
        Counter(quantity.unit for quantity in doc._.quantities if quantity.unit),
    )


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The words of a list of `lexicon/stories.toml`."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(load("stories")["words"][name]) + r")(?!\w)", re.IGNORECASE)


def protests(title: str, scenes: Sequence[Scene]) -> bool:
    """Whether a demonstration is the matter: the headline or the lead names it, or sentence after sentence."""
    words = pattern("protest")
    if any(words.search(text) for text in [title, *(scene.words for scene in scenes[:LEAD])]):
        return True
    return sum(words.search(scene.words) is not None for scene in scenes) >= OFTEN


def dominant_force(title: str, scenes: Iterable[Scene]) -> str | None:
    """The country whose soldiers are named most; a name in the headline tells two apart that are named as often."""
    named: Counter[str] = Counter()
    soldiers = False
    for scene in scenes:
        for match in NOUN.finditer(scene.text, scene.start, scene.end):
            if country := by_people().get(match.group()):
                named[country.name] += 1
            elif is_troop(match.group()):
                soldiers = True
                owner = owners.owner(scene, before(scene, match.start()), match.group(), match.start(), match.end())
                acting = None if owner else owners.acting_country(scene, match.start())
                named[owner or acting or ""] += 2 if owner else 1
    del named[""]
    first = [name for name, times in named.items() if times == max(named.values())]
    titled = [name for name in first if name in title]
    best = titled if len(titled) == 1 else first
    return best[0] if soldiers and len(best) == 1 else None


def is_troop(word: str) -> bool:
    """Whether a noun is about soldiers in the field, not about an institution (`das Militär`)."""
    noun = lookup(word)
    return noun.force and noun.cls in {"Soldaten", "Kämpfer", "Brigaden"} and noun.plural not in INSTITUTIONS


INSTITUTIONS = frozenset({"Militärs", "Streitkräfte"})


def before(scene: Scene, at: int) -> tuple[str, ...]:
    """The adjectives in front of a noun."""
    found = ADJECTIVES.search(scene.text, max(scene.start, at - LOOKBACK), at)
    return tuple(found.group().replace(",", "").split()) if found else ()


def tells_of_losses(scene: Scene, force: str) -> bool:
    """Whether a sentence has losses of soldiers and no other people whom they may be."""
    if not pattern("losses").search(scene.words) or pattern("civilians").search(scene.words):
        return False
    nouns = [match.group() for match in NOUN.finditer(scene.words)]
    people = [by_people()[noun].name for noun in nouns if noun in by_people()]
    return force in people or any(
        is_troop(noun) or lookup(noun).plural in {"Verluste", "Gefallene", "Verwundete"} for noun in nouns
    )


def leading(places: Sequence[PlaceMention], title: str, text: str, city: bool) -> str | None:
    """The country, or the city, that the article names most; its headline and dateline say more than the rest."""
    votes: Counter[str] = Counter()
    for place in places:
        name = place.name if city else place.country
        if place.adjectival or not name or (city and place.kind != "city"):
            continue
        votes[name] += (1 if place.role is not None else 0) + (DATELINE if city and place.start < OPENING else 0)
        if place.name in title or text[place.start : place.end] in title:
            votes[name] += TITLED
    if city:
        votes.update(dict.fromkeys(titled_cities(title, text), TITLED))
    return max(votes, key=votes.__getitem__) if votes and max(votes.values()) > 0 else None


def titled_cities(title: str, text: str) -> list[str]:
    """Cities that stand in the headline or open the text as its dateline (`MÜNCHEN (dna) -`, `Hamburg.`)."""
    dateline = DATELINED.match(text)
    words = [match.group() for match in NOUN.finditer(title)] + ([dateline[1].capitalize()] if dateline else [])
    return [word for word in words if word in city_names()]


@cache
def city_names() -> frozenset[str]:
    return frozenset(row[0] for row in city_rows() if len(row[0]) > MIN_CITY and int(row[2] or 0) >= LARGE)
