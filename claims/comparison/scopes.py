"""Which part of a subject a figure counts, as told by its places.

In: the metric and places of a claim. Out: the scope of its series, '' for the whole subject.

The rule. A figure is comparable with another one only where both count the same part of a subject.
- Countries, and parts of them as wide as `Ostrussland`, say where the story plays: 10.000 in Ostrussland and 3.000 in
  Russland count the same thing. No scope.
- A town that something is brought *to* is a stage of the way (a port, an airfield): 1.500 shipped to Wladiwostok
  counts those sent so far. No scope. The same holds for every `from` and `via`.
- A region, a front or a border, and any narrower place that the subject is *at*, holds only a part of it: 8.000 in
  Kursk take nothing away from 10.000 in Russland. The place is the scope.
- Several such places in one claim are counted together, so they narrow nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.comparison.subjects import PlaceOf
from claims.records import Metric, PlaceRole

# A size, a payroll or a sum belongs to its owner wherever that is; of the rest, a place can hold a part.
WHOLE = frozenset({Metric.STRENGTH, Metric.JOBS, Metric.MONEY})
# A compass point before a country's name ("Westukraine") and areas as wide: no narrower than a country.
WIDE = re.compile(r"(?:Nord|Süd|Ost|West|Nordost|Nordwest|Südost|Südwest|Zentral|Mittel)-?")
WIDE_NAMES = frozenset(
    {"Ostrussland", "Sibirien", "Ferner Osten", "Fernost", "Europa", "Asien", "Afrika", "Naher Osten", "Nahost"}
)


def is_wide(place: PlaceOf) -> bool:
    """Whether the place is a country or as wide as one."""
    part_of_country = bool(place.country) and WIDE.sub("", place.name, count=1).casefold() == place.country.casefold()
    return place.kind == "country" or place.name in WIDE_NAMES or part_of_country


def narrows(place: PlaceOf) -> bool:
    """Whether only a part of a subject is meant by being at, or going to, this place."""
    if is_wide(place) or place.kind == "generic":
        return False
    if place.role is PlaceRole.AT:
        return True
    return place.role is PlaceRole.TO and place.kind in {"region", "border"}


def scope_of(metric: Metric | None, places: Sequence[PlaceOf]) -> str:
    """The place whose part of the subject is counted, or ''."""
    if metric is None or metric in WHOLE:
        return ""
    narrowing = {place.name for place in places if narrows(place)}
    return narrowing.pop() if len(narrowing) == 1 else ""
