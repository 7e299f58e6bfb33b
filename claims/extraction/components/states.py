"""Parts of countries with a government of their own: German and Austrian states, cantons, autonomous regions.

In: `lexicon/states.tsv`. Out: look-ups by name, declined adjective and seat of government.
"""

from __future__ import annotations

from functools import cache

from claims.extraction.components.countries import by_code
from claims.extraction.components.inflection import declined, genitives
from claims.extraction.lexicon import rows

COLUMNS = 4
CITIES = frozenset({"Berlin", "Bremen", "Hamburg"})  # states that are cities: their senate governs both


@cache
def by_adjective() -> dict[str, str]:
    """States by their adjectives: hessischen → Hessen, Thüringer → Thüringen."""
    found = {f: row[0] for row in _rows() for adjective in row[2].split("|") if adjective for f in declined(adjective)}
    return found | {form[0].upper() + form[1:]: state for form, state in found.items()}


@cache
def by_genitive() -> dict[str, str]:
    """States by their genitive: Hessens → Hessen."""
    return {form: row[0] for row in _rows() for form in genitives(row[0])}


@cache
def by_name() -> dict[str, str]:
    """The country of each state."""
    return {row[0]: by_code()[row[1]].name for row in _rows()}


@cache
def by_seat() -> dict[str, str]:
    """States by the seat of their government: Wiesbaden → Hessen; national capitals speak for their country."""
    return {row[3]: row[0] for row in _rows() if row[3] and row[3] not in {"Berlin"}}


def _rows() -> tuple[tuple[str, ...], ...]:
    return rows("states", COLUMNS)
