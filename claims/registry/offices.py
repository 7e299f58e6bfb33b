"""The period of an office, each end of it as exact as somebody typed it: a day, a month or a year.

In: a row of an actor, or of its history. Out: `Bound`; as JSON the text that ISO 8601 has for it, `2021-12-08`,
`2021-12` or `2021`; in words as people of the page's language write it.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, gettext

from claims.models.actors import Exact

ENDS = {"held_from": "held_from_exact", "held_until": "held_until_exact"}  # each with how exact it is
OF_PEOPLE = ("office", *ENDS)
_PARTS = {1: Exact.YEAR, 2: Exact.MONTH, 3: Exact.DAY}


@dataclass(frozen=True, slots=True)
class Bound:
    """day: the first day of what was typed where the office begins, the last one where it ends. exact: what that is."""

    day: date
    exact: str = Exact.DAY

    def __str__(self) -> str:
        return self.day.isoformat()[: {Exact.YEAR: 4, Exact.MONTH: 7}.get(Exact(self.exact), 10)]


def bound_of(row: Any, name: str) -> Bound | None:
    """One end of the period as it is stored. name: of `ENDS`."""
    day = getattr(row, name)
    return Bound(day, getattr(row, ENDS[name])) if day else None


def set_bound(row: Any, name: str, bound: Bound | None) -> None:
    """Store it, not saved."""
    setattr(row, name, bound.day if bound else None)
    setattr(row, ENDS[name], bound.exact if bound else Exact.DAY)


def bound_again(name: str, told: str) -> Bound:
    """The end of that text of ISO 8601; raises ValueError for another one."""
    numbers = [int(part) for part in told.split("-")]
    exact = _PARTS[len(numbers)]
    year, month, day = (*numbers, *((1, 1) if name == "held_from" else (12, 31))[len(numbers) - 1 :])
    if exact is Exact.MONTH and name == "held_until":
        day = monthrange(year, month)[1]
    return Bound(date(year, month, day), exact)


def written(bound: Bound) -> str:
    """In words of the page's language: 8.12.2021, Dezember 2021, 2021."""
    language = (get_language() or "en").replace("-", "_")
    if bound.exact == Exact.YEAR:
        return f"{bound.day.year:04d}"
    if bound.exact == Exact.MONTH:
        return str(format_skeleton("yMMMM", bound.day, locale=language))
    return str(format_date(bound.day, "medium", locale=language))


def period_of(row: Any) -> str:
    """The whole period in words, '' where no end is known."""
    begins, ends = (bound_of(row, name) for name in ENDS)
    if begins and ends:
        return f"{written(begins)} – {written(ends)}"
    if begins:
        return gettext("from %(day)s on") % {"day": written(begins)}
    return gettext("until %(day)s") % {"day": written(ends)} if ends else ""
