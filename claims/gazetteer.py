"""What the word lists of the extraction know of a place by its name.

In: a name in the German nominative. Out: its kind, country and position; kind '' where no list has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extraction.components.countries import by_code, countries
from claims.extraction.components.place_names import city_rows
from claims.extraction.lexicon import load


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """kind: as in `models.Place.Kind`; country: its German name; degrees of latitude and longitude, WGS 84."""

    kind: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


def known_place(name: str) -> KnownPlace:
    """What is known of the place. Where a region is named after a town (`Kursk`), news means the region."""
    if name.endswith(("grenze", "Grenze", "Grenzgebiet")):
        return KnownPlace("border")
    found = _countries().get(name) or _regions().get(name)
    city = _cities().get(name)
    if found is None:
        return city or KnownPlace("generic" if _is_unnamed(name) else "")
    if city is not None and city.country == found.country:
        return KnownPlace(found.kind, found.country, city.latitude, city.longitude)
    return found


def _is_unnamed(name: str) -> bool:
    """Whether the words only describe a place: "abgelegene Orte", "Schlachtfelder", "Militärstützpunkte"."""
    last = name.rpartition(" ")[2].casefold()
    return name[:1].islower() or last.endswith(_generic_nouns())


@cache
def _generic_nouns() -> tuple[str, ...]:
    generic = load("places")["generic"]
    # Short ones ("Ort") end many real names.
    return tuple(word.casefold() for noun, row in generic.items() for word in (noun, row["plural"]) if len(word) > 5)


@cache
def _countries() -> dict[str, KnownPlace]:
    return {country.name: KnownPlace("country", country.name) for country in countries()}


@cache
def _regions() -> dict[str, KnownPlace]:
    known: dict[str, KnownPlace] = {}
    for code, names in load("regions").items():
        country = by_code()[code].name if code in by_code() else ""
        known |= {name: KnownPlace("region", country) for name in names if name not in known}
    return known


@cache
def _cities() -> dict[str, KnownPlace]:
    """Largest first, so that of two towns of one name the larger is meant."""
    known: dict[str, KnownPlace] = {}
    for name, code, _population, latitude, longitude, *_ in city_rows():
        country = by_code()[code].name if code in by_code() else ""
        known.setdefault(name, KnownPlace("city", country, _degrees(latitude), _degrees(longitude)))
    return known


def _degrees(written: str) -> float | None:
    return float(written) if written else None
