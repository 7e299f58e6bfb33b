"""Make `cities.tsv`, the list of cities, anew from GeoNames and `exonyms.toml`.

In: a tab-separated GeoNames extract (id, name, country, latitude, longitude, population, alternates joined by `|`).
Out: `cities.tsv` beside this file: name, country, population, latitude, longitude, other German forms joined by `|`.

    python -m claims.extraction.lexicon.build_cities PATH_TO_EXTRACT.tsv[.xz]

Cities enter by size, smaller ones where German news looks closer. Names of Russian, Ukrainian and Belarusian cities are
turned from English into German transcription by rule (Duden), since GeoNames does not mark which alternate is German.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from claims.extraction.lexicon import load

SMALLEST = {"DE": 15_000, "AT": 15_000, "CH": 15_000, "LI": 0, "LU": 15_000}
SMALLEST |= dict.fromkeys(("UA", "PS", "IL", "LB", "SY"), 20_000) | {"RU": 40_000, "BY": 40_000, "MD": 40_000}
ELSEWHERE = 150_000
CYRILLIC = {"RU", "UA", "BY"}
LETTERS = {  # English → German; Duden, "Umschrift des kyrillischen Alphabets"
    "shch": "schtsch", "zh": "sch", "sh": "sch", "kh": "ch", "ch": "tsch", "ts": "z", "v": "w", "iy": "ij",
    "ya": "ja", "ye": "je", "yo": "jo", "yu": "ju", "yi": "ji", "ay": "ai", "ey": "ei", "oy": "oi", "z": "s",
    "'": "", "’": "", "yy": "y",
}  # fmt: skip
LETTER = re.compile("|".join(sorted(map(re.escape, LETTERS), key=len, reverse=True)))


class City(NamedTuple):
    """A row of the GeoNames extract."""

    name: str
    country: str
    lat: str
    lon: str
    population: int
    alternates: tuple[str, ...]


def rows(path: Path) -> Iterator[City]:
    """The places of the extract, in file order."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    for line in data.decode("utf-8").splitlines():
        _id, name, country, lat, lon, population, alternates = line.split("\t")
        yield City(name, country, lat, lon, int(population), tuple(alternates.split("|")))


def german(name: str) -> str:
    """An English transcription in German spelling: Blagoveshchensk → Blagoweschtschensk."""
    text = LETTER.sub(lambda m: LETTERS[m[0]], name.lower())
    return re.sub(r"(^|[\s-])(\w)", lambda m: m[1] + m[2].upper(), text)


def exonyms(cities: list[City]) -> dict[City, list[str]]:
    """German names of `exonyms.toml` with the largest city of that country that bears one among its alternates.

    `German=English` names the city where GeoNames lacks the German name; one that it lacks wholly stands alone.
    """
    found: dict[City, list[str]] = {}
    for country, names in load("exonyms").items():
        here = [city for city in cities if city.country == country]
        for entry in names:
            name, _, english = entry.partition("=")
            wanted = english or name
            bearers = [city for city in here if wanted == city.name or wanted in city.alternates]
            bearers = bearers or [city for city in here if country in CYRILLIC and german(city.name) == name]
            missing = City(name, country, "", "", 0, ())
            found.setdefault(max(bearers, key=lambda c: c.population, default=missing), []).append(name)
            if not bearers:
                print(f"no coordinates for {name} ({country})", file=sys.stderr)
    return found


def build(path: Path) -> list[str]:
    """The lines of `cities.tsv`, largest city first."""
    cities = list(rows(path))
    named = exonyms(cities)
    lines = []
    for city in sorted({*cities, *named}, key=lambda c: -c.population):
        if city not in named and city.population < SMALLEST.get(city.country, ELSEWHERE):
            continue
        spelled = [german(city.name)] if city.country in CYRILLIC and city.name.isascii() else []
        forms = list(dict.fromkeys([*named.get(city, []), *spelled, city.name]))
        fields = (forms[0], city.country, str(city.population), city.lat[:7], city.lon[:7], "|".join(forms[1:]))
        lines.append("\t".join(fields))
    return lines


if __name__ == "__main__":
    Path(__file__).with_name("cities.tsv").write_text("\n".join(build(Path(sys.argv[1]))) + "\n", encoding="utf-8")
