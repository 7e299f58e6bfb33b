"""What is compared, out of an address. In: any query string. Out: the two sides, and words about what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from claims.forms.filters import read_day, read_number
from claims.timeline.facets import Counts
from claims.timeline.filters import NOBODY
from claims.timeline.records import Facet

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Sides:
    """Two sources by number (0 is the articles' own voice), or two days; `days` says which of both is asked for."""

    days: bool
    source_a: str
    source_b: str
    day_a: date | None
    day_b: date | None

    def query(self) -> str:
        """The address's part that names the sides."""
        if self.days:
            pairs = [("of", "days"), ("day_a", self.day_a), ("day_b", self.day_b)]
        else:
            pairs = [("of", "sources"), ("source_a", self.source_a), ("source_b", self.source_b)]
        return urlencode([(name, str(value)) for name, value in pairs if value is not None and value != ""])


def read_sides(data: QueryDict, sources: Facet, counts: Counts) -> tuple[Sides, list[str]]:
    """Return the sides that the address names; by default the two sources with most claims, the last week."""
    problems: list[str] = []
    source_a, source_b = _sources(data, sources, problems)
    day_a, day_b = _days(data, counts)
    if day_a and day_b and day_a > day_b:
        problems.append(gettext("The first day is later than the last; both were swapped."))
        day_a, day_b = day_b, day_a
    return Sides(data.get("of") == "days", source_a, source_b, day_a, day_b), problems


def _sources(data: QueryDict, sources: Facet, problems: list[str]) -> tuple[str, str]:
    offered = [option.value for option in sources.options]
    found: list[str] = []
    for name in ("source_a", "source_b"):
        number = read_number(data, name)
        value = "" if number is None else str(number)
        if data.get(name) and value not in offered:
            problems.append(gettext("A source that the address names says nothing here; another one is shown."))
        # By themselves two that have a name; the articles' own voice is no one source.
        others = sorted((pk for pk in offered if pk not in found), key=lambda pk: pk == NOBODY)
        found.append(value if value in offered else next(iter(others), ""))
    return found[0], found[1]


def _days(data: QueryDict, counts: Counts) -> tuple[date | None, date | None]:
    last = counts.lifetime[1]
    day_b = read_day(data, "day_b") or last
    earlier = day_b - WEEK if day_b and day_b > date.min + WEEK else day_b
    return read_day(data, "day_a") or earlier, day_b
