"""Adjectives made of the names of cities: "Berliner Polizei", "Münchner Feuerwehr".

In: a word as written. Out: the city it names, and that city's country. Source: Duden grammar, derivation with -er.
"""

from __future__ import annotations

from functools import cache, lru_cache

from claims.extraction.components.place_names import city_rows

SHORTEST = 4  # letters of a city whose adjective is believed
LARGE = 100_000  # inhabitants below which a surname is the likelier reading


@cache
def large_cities() -> frozenset[str]:
    """The names of large cities."""
    return frozenset(row[0] for row in city_rows() if len(row[0]) >= SHORTEST and int(row[2] or 0) >= LARGE)


@lru_cache(maxsize=20_000)
def city_of(word: str) -> str | None:
    """Berliner → Berlin, Münchner → München, Bremer → Bremen; None for other words."""
    if not word[:1].isupper() or not word.endswith("er"):
        return None
    stem = word.removesuffix("er")
    for city in (stem, stem[:-1] + "en", stem + "en", stem + "e"):
        if city in large_cities():
            return city
    return None
