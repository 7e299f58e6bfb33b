"""Nouns that say what kind of place a name is: "Stadt", "Ferieninsel"; by word or by the end of a compound.

In: a word as written. Out: whether it heads a name of a place, whether it names a region. Lists: `lexicon/places.toml`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from claims.extraction.components.place_names import city_rows
from claims.extraction.lexicon import load


@cache
def _towns() -> frozenset[str]:
    """Towns whose names end like such a noun: Darmstadt, Düsseldorf."""
    tails = tuple(load("places")["headed"]["tails"])
    return frozenset(row[0] for row in city_rows() if row[0].endswith(tails))


@lru_cache(maxsize=20_000)
def is_head(word: str) -> bool:
    """Whether the word may stand between a preposition and the name: "in der Hafenstadt X", "auf der Ferieninsel X"."""
    heads = load("places")["skipped"]["heads"]
    return word in heads or word.removesuffix("es") in heads or word.removesuffix("s") in heads or is_naming(word)


@lru_cache(maxsize=20_000)
def is_naming(word: str) -> bool:
    """Whether a name that no list has is a place behind this noun."""
    heads = load("places")["headed"]
    if not word[:1].isupper():
        return False
    if word in heads["nouns"] or word in heads["plurals"] or word.removesuffix("es") in heads["nouns"]:
        return True
    return word.endswith(tuple(heads["tails"])) and word not in _towns()


def is_plural_head(word: str) -> bool:
    """Whether a list of names may follow: "in den Städten A und B"."""
    heads = load("places")["headed"]
    return word in heads["plurals"] or word.endswith(tuple(heads["plural_tails"]))


def kind_of(word: str) -> str:
    """`region` or `city`, as the noun has it."""
    regions = load("places")["kinds"]
    return "region" if word in regions["region"] or word.endswith(tuple(regions["tails"])) else "city"
