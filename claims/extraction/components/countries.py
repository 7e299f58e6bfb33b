"""The countries of the word list, with every form in which German news names them.

In: `lexicon/countries.toml`. Out: `Country` records and look-ups by name, adjective, people and capital.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extraction.components.inflection import declined, genitives, people
from claims.extraction.lexicon import load


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; name: as German news and the guideline call it."""

    code: str
    name: str
    forms: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """All of them, in the order of the word list."""
    rows = load("countries")["country"]
    lists = ("forms", "adjectives", "people", "capitals")
    return tuple(Country(row["code"], row["name"], *(tuple(row.get(key, ())) for key in lists)) for row in rows)


@cache
def by_code() -> dict[str, Country]:
    """Countries by ISO 3166-1 alpha-2 code."""
    return {country.code: country for country in countries()}


@cache
def by_name() -> dict[str, Country]:
    """Countries by any of their names, genitives with them."""
    return {
        written: country
        for country in countries()
        for form in (country.name, *country.forms)
        for written in (form, *genitives(form))
    }


@cache
def by_adjective() -> dict[str, Country]:
    """Countries by declined adjectives ("russischen"), also with a capital letter at the head of a sentence."""
    found = {form: c for c in countries() for adjective in c.adjectives for form in declined(adjective)}
    return found | {form[0].upper() + form[1:]: country for form, country in found.items()}


@cache
def by_people() -> dict[str, Country]:
    """Countries by words for their people ("Russen"); "Schweizer" is the adjective."""
    found = {form: c for c in countries() for noun in c.people for form in people(noun)}
    return {form: country for form, country in found.items() if form not in by_adjective()}


@cache
def by_capital() -> dict[str, Country]:
    """Countries by the name of a capital or seat of government, genitives with them."""
    return {w: c for c in countries() for city in c.capitals for w in (city, *genitives(city))}
