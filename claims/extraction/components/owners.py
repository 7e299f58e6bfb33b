"""Which country a force belongs to: by its own words, its neighbours, or who acts in the clause.

In: a noun and its scene. Out: the German name of a country, or None. A place of fighting owns nothing.
"""

from __future__ import annotations

import re

from claims.extraction.components.countries import by_adjective, by_capital, by_name, countries
from claims.extraction.components.scenes import Scene

OWNER_AFTER = re.compile(r" (?:aus |der |des |von )?(?P<name>[A-ZÄÖÜ][\w-]+)")
OWNER_BEFORE = re.compile(r"(?P<name>[A-ZÄÖÜ][\w-]+s)['’]? (?:[a-zäöüß-]{3,40}(?:e|en|er) ){0,2}$")
# "hat seinem Verbündeten Russland Truppen geschickt": who receives does not act.
RECEIVER = re.compile(r"(?:\b(?:[sd]einem|ihrem|dem|den|ihren)(?: \w+)? |\b(?:an|für|gegen|laut) )$")
LOOKBACK = 80
ENDING = re.compile(r"(?:en|er|em|es|e)$")


def country_of(word: str) -> str | None:
    """The country behind a name, an adjective, a capital (`Pjöngjangs`), `US-`."""
    known = by_name().get(word) or by_adjective().get(word) or by_capital().get(word)
    if not known and "-" in word:
        known = by_name().get({"US": "USA"}.get(word.split("-")[0], word.split("-")[0]))
    return known.name if known else None


def plural(modifier: str) -> str:
    """`nordkoreanischer` → `nordkoreanische`: the strong plural without article."""
    if modifier[0].isupper() and "-" not in modifier and modifier.endswith("er"):
        return modifier  # Berliner
    base = ENDING.sub("", modifier)
    return base[0].lower() + base[1:] + "e" if not modifier.startswith(("US-", "UN-", "EU-")) else base + "e"


def adjective(country: str) -> str | None:
    """`Nordkorea` → `nordkoreanische`."""
    found = next((item for item in countries() if item.name == country), None)
    return found.adjectives[0] + "e" if found and found.adjectives else None


def owner(scene: Scene, modifiers: tuple[str, ...], written: str, start: int, end: int) -> str | None:
    """The country that modifiers, compound or neighbours give to a noun."""
    for word in (*modifiers, written):
        if found := country_of(word):
            return found
    after = OWNER_AFTER.match(scene.text, end, scene.end)
    if after and (found := country_of(after["name"])) and not by_adjective().get(after["name"]):
        return found
    before = OWNER_BEFORE.search(scene.text, max(scene.start, start - LOOKBACK), start)
    return country_of(before["name"]) if before else None


def acting_country(scene: Scene, before: int, preferred: str | None = None) -> str | None:
    """The country that acts in the clause: the last one named before without preposition of place; of several the
    preferred one."""
    named = [
        place.country for place in scene.places
        if place.end <= before and place.role is None and not place.adjectival
        and place.kind in {"country", "city"} and place.country
        and not RECEIVER.search(scene.text, max(scene.start, place.start - LOOKBACK), place.start)
    ]  # fmt: skip
    if preferred in named:
        return preferred
    return named[-1] if named else None
