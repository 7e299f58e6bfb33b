"""The institutions and people of the word lists, and who answers for an office of a country.

In: `lexicon/institutions.toml`, `people.toml`, `offices.toml`. Out: a gazetteer of names; canonical names by office.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from claims.extraction.components.countries import Country, by_code, by_name
from claims.extraction.components.gazetteer import Gazetteer
from claims.extraction.components.inflection import genitives
from claims.extraction.lexicon import load
from claims.records import SourceType

TYPES = {
    "government": SourceType.GOVERNMENT,
    "defence": SourceType.GOVERNMENT,
    "defence_chief": SourceType.GOVERNMENT,
    "staff": SourceType.MILITARY,
    "army": SourceType.MILITARY,
    "intelligence": SourceType.INTELLIGENCE,
    "police": SourceType.POLICE,
    "regional": SourceType.GOVERNMENT,
    "municipal": SourceType.GOVERNMENT,
}
PARTS = {"Provinz", "Distrikt", "Bezirks", "Regional", "Gebiets", "Departements", "Kantons"}  # of a country
SURNAME_FIRST = {"KP", "KR", "CN", "MM"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a name stands for. name: in the nominative; person: the full name, for people."""

    name: str
    canonical: str
    type: SourceType
    country: str | None
    person: str | None = None


def office_of(office: str, country: str) -> str:
    """Who answers for an office of a country, given by its German name: intelligence, Südkorea → NIS."""
    known: Country | None = by_name().get(country)
    offices = load("offices")
    own = offices.get(office, {}).get(known.code) if known else None
    default: str = offices["default"][office]
    return str(own) if own else default.replace("X", country)


def part_of_country(first: str, place: str) -> str:
    """Who answers for a part of a country: Provinz, Helmand → Provinzregierung Helmand; else Regierung Helmand."""
    first = first.rstrip("-")
    return f"{first}regierung {place}" if first in PARTS else office_of("regional", place)


def gazetteer(tokenize: Callable[[str], Iterable[str]]) -> Gazetteer[Known]:
    """All names of institutions and people."""
    return Gazetteer(tokenize, [*_institutions(), *_people()])


def _institutions() -> Iterator[tuple[str, Known]]:
    for row in load("institutions")["institution"]:
        country = by_code()[row["country"]].name if "country" in row else None
        names = [row["canonical"], *row.get("names", ())]
        for name in names:
            known = Known(_nominative(name, names), row["canonical"], SourceType(row["type"]), country)
            yield name, known
            for form in genitives(name):
                yield form, known


def _nominative(name: str, names: list[str]) -> str:
    """The listed form that differs only in the ending of its first word: Roten Kreuz → Rotes Kreuz."""
    first, _, rest = name.partition(" ")
    if not rest or not first.endswith(("en", "e")):
        return name
    stem = first.removesuffix("n").removesuffix("e")
    for other in names:  # the canonical form stands first
        word, _, tail = other.partition(" ")
        if word in {stem + "er", stem + "es", stem + "e"} and rest.startswith(tail):
            return other
    return name


def _people() -> Iterator[tuple[str, Known]]:
    surnames: list[tuple[str, Known]] = []
    for row in load("people")["people"]:
        country = by_code()[row["country"]].name if "country" in row else None
        canonical, source_type = _stands_for(row, country)
        for name in row["names"]:
            known = Known(name, canonical, source_type, country, person=name)
            yield from ((form, known) for form in (name, *genitives(name)))
            if row.get("country") not in SURNAME_FIRST and not row.get("full_names_only"):
                surname = name.split(" ")[-1]
                surnames += [(form, known) for form in (surname, *genitives(surname))]
    yield from surnames


def _stands_for(row: dict[str, str], country: str | None) -> tuple[str, SourceType]:
    if "office" in row and country:
        return office_of(row["office"], country), TYPES[row["office"]]
    types = {r["canonical"]: SourceType(r["type"]) for r in load("institutions")["institution"]}
    return row["institution"], types[row["institution"]]


@cache
def by_written() -> dict[str, Known]:
    """Institutions, not people, by every written form."""
    found: dict[str, Known] = {}
    for form, known in _institutions():
        found.setdefault(form, known)
    return found
