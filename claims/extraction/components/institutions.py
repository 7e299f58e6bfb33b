"""The institutions of the word lists, and who answers for an office of a country.

In: `lexicon/institutions.toml`, `registry.tsv`, `offices.toml`. Out: their names, declined; canonical names by office.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.extraction.components.countries import Country, by_code, by_name
from claims.extraction.components.inflection import genitives
from claims.extraction.lexicon import load, rows
from claims.records import SourceType

TYPES = {
    "government": SourceType.GOVERNMENT,
    "defence": SourceType.GOVERNMENT,
    "defence_chief": SourceType.GOVERNMENT,
    "staff": SourceType.MILITARY,
    "army": SourceType.MILITARY,
    "intelligence": SourceType.INTELLIGENCE,
    "police": SourceType.POLICE,
    "parliament": SourceType.GOVERNMENT,
    "bank": SourceType.GOVERNMENT,
    "regional": SourceType.GOVERNMENT,
    "municipal": SourceType.GOVERNMENT,
    "district": SourceType.GOVERNMENT,
}
PARTS = {"Provinz", "Distrikt", "Bezirks", "Regional", "Gebiets", "Departements", "Kantons"}  # of a country
FIRST_ANSWERS = {"parliament", "bank"}  # kinds of the registry whose first row answers for the office
STRONG_GENITIVE = ("amt", "dienst", "rat", "hof", "bund", "verband", "werk", "gericht", "rundfunk", "kongress", "fonds")
ADJECTIVAL = ("sche", "nale", "liche", "ige", "ale", "hohe", "rote", "neue", "freie", "öste", "weiße", "oberste")


@dataclass(frozen=True, slots=True)
class Known:
    """What a name stands for. name: in the nominative; person: the full name, for people; kind: that of the
    registry, else the type."""

    name: str
    canonical: str
    type: SourceType
    country: str | None
    person: str | None = None
    kind: str = ""


def office_of(office: str, country: str) -> str:
    """Who answers for an office of a country, given by its German name: intelligence, Südkorea → NIS."""
    known: Country | None = by_name().get(country)
    offices = load("offices")
    own = _own_names().get((office, known.code)) if known else None
    default: str = offices["default"][office]
    return own or default.replace("X", country)


@cache
def _own_names() -> dict[tuple[str, str], str]:
    """The names of offices and countries that have names of their own."""
    own = {(kind, code): canonical for code, kind, canonical, _ in reversed(_registry()) if kind in FIRST_ANSWERS}
    tables = load("offices")
    listed = {(kind, code): name for kind in tables["default"] for code, name in tables.get(kind, {}).items()}
    return own | listed


def part_of_country(first: str, place: str) -> str:
    """Who answers for a part of a country: Provinz, Helmand → Provinzregierung Helmand; else Regierung Helmand."""
    first = first.rstrip("-")
    return f"{first}regierung {place}" if first in PARTS else office_of("regional", place)


def _registry() -> tuple[tuple[str, ...], ...]:
    return rows("registry", 4)


def institutions() -> Iterator[tuple[str, Known]]:
    """Every written form of an institution with what it stands for."""
    types = load("offices")["types"]
    for code, kind, canonical, others in _registry():
        yield from _forms([canonical, *filter(None, others.split("|"))], SourceType(types[kind]), _country(code), kind)

    for row in load("institutions")["institution"]:
        names = [row["canonical"], *row.get("names", ())]
        yield from _forms(names, SourceType(row["type"]), _country(row.get("country", "")), row["type"])


def _country(code: str) -> str | None:
    return by_code()[code].name if code in by_code() else None


def _forms(names: list[str], source_type: SourceType, country: str | None, kind: str) -> Iterator[tuple[str, Known]]:
    for name in names:
        known = Known(_nominative(name, names), names[0], source_type, country, kind=kind)
        spellings = (name, "al-" + name[3:], "Al " + name[3:]) if name.startswith("Al-") else (name,)
        for form in (form for spelling in spellings for form in declensions(spelling)):
            yield form, known


def declensions(name: str) -> Iterator[str]:
    """The name as it may stand: Neue Presse → Neuen Presse; Bundesamt → Bundesamts, Bundesamtes."""
    first, _, rest = name.partition(" ")
    stem = first.removesuffix("r").removesuffix("s").removesuffix("n")
    bases = [name]
    if rest and rest[0].isupper() and stem.lower().endswith(ADJECTIVAL):
        bases += [f"{stem}{ending} {rest}" for ending in ("", "n", "r", "s", "m") if stem + ending != first]
    for base in bases:
        yield base
        yield from genitives(base)
        if base.endswith(STRONG_GENITIVE):
            yield base + "es"


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


@cache
def by_written() -> dict[str, Known]:
    """Institutions, not people, by every written form."""
    found: dict[str, Known] = {}
    for form, known in institutions():
        found.setdefault(form, known)
    return found


@cache
def by_canonical() -> dict[str, SourceType]:
    """The type of each institution by its canonical name."""
    return {known.canonical: known.type for known in by_written().values()}
