"""All names of places that the rules know, as one gazetteer.

In: the word lists of countries, regions and cities. Out: for each written form what it names.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.extraction import lexicon
from claims.extraction.components.countries import by_adjective, by_code, countries
from claims.extraction.components.gazetteer import Gazetteer
from claims.extraction.components.inflection import genitives
from claims.extraction.lexicon import LexiconError, load


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a written form names. kind: `country`, `region`, `city`, `adjective`; country: German name or None."""

    name: str
    kind: str
    country: str | None
    wary: bool = False
    genitive: bool = False


def _written(name: str, place: PlaceName) -> Iterator[tuple[str, PlaceName]]:
    yield name, place
    for form in genitives(name):
        yield form, PlaceName(place.name, place.kind, place.country, place.wary, genitive=True)


def _countries() -> Iterator[tuple[str, PlaceName]]:
    for country in countries():
        for form in (country.name, *country.forms):
            yield from _written(form, PlaceName(country.name, "country", country.name))


def _adjectives() -> Iterator[tuple[str, PlaceName]]:
    for form, country in by_adjective().items():
        yield form, PlaceName(country.name, "adjective", country.name)


def _capitals() -> Iterator[tuple[str, PlaceName]]:
    for country in countries():
        for city in country.capitals:
            name = load("places")["spellings"].get(city, city)
            yield from _written(city, PlaceName(name, "city", country.name, wary=city in _wary()))


def _regions() -> Iterator[tuple[str, PlaceName]]:
    for code, names in load("regions").items():
        country = by_code()[code].name if code in by_code() else None
        for name in names:
            if name not in _blocked():
                place = PlaceName(name, "region", country, wary=name in _wary())
                yield from _written(name, place)
                yield from ((form, place) for form in declined_forms(name))


def declined_forms(name: str) -> Iterator[str]:
    """The other cases of a name with an adjective: Rotes Meer → Rote Meer, Roten Meer, Roten Meeres."""
    first, _, rest = name.partition(" ")
    if not rest or not first.endswith(("er", "es", "e")):
        return
    stem = first[:-1] if first.endswith("e") else first[:-2]
    for ending in ("e", "en", "em", "er", "es"):
        if stem + ending != first:
            yield f"{stem}{ending} {rest}"
    yield f"{stem}en {rest}s"
    yield f"{stem}en {rest}es"


def _cities() -> Iterator[tuple[str, PlaceName]]:
    for row in city_rows():
        name, code, others = row[0], row[1], row[5]
        country = by_code().get(code)
        for form in (name, *filter(None, others.split("|"))):
            if form not in _blocked() and len(form) > 2:
                place = PlaceName(name, "city", country.name if country else None, wary=form in _wary())
                yield from _written(form, place)


def city_rows() -> list[list[str]]:
    """The rows of `cities.tsv`: name, country code, population, latitude, longitude, other forms; largest first."""
    source = files(lexicon).joinpath("cities.tsv")
    try:
        with source.open(encoding="utf-8") as lines:
            return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"word list cities.tsv cannot be read: {error}") from error


@cache
def region_names() -> frozenset[str]:
    """The regions of all countries; some share their name with a city (Kursk)."""
    return frozenset(name for names in load("regions").values() for name in names)


@cache
def _blocked() -> frozenset[str]:
    return frozenset(load("places")["ambiguous"]["blocked"])


@cache
def _wary() -> frozenset[str]:
    return frozenset(load("places")["ambiguous"]["wary"])


def gazetteer(tokenize: Callable[[str], Iterable[str]]) -> Gazetteer[PlaceName]:
    """Every written form with what it names; countries win over capitals, cities over the regions named after them."""
    entries = [*_countries(), *_adjectives(), *_capitals(), *_cities(), *_regions()]
    return Gazetteer(tokenize, entries)
