"""The parts of a matched date expression, and what its reading leans on.

In: a match of `date_patterns`. Out: its numbers and directions; `Reference`, the days that a relative expression
counts from. Direction by tense and the day told last follow Strötgen and Gertz, "Domain-sensitive temporal tagging"
(2016), chapter on news and narratives; the rules and words are our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from claims.extraction.components.figures import word_value
from claims.extraction.lexicon import load

WORDS = load("months")
Match = re.Match[str]
STEPS = {"last": -1, "this": 0, "next": 1, "before_last": -2, "after_next": 2}


@dataclass(frozen=True, slots=True)
class Reference:
    """published: the day of publication, if known; day, week, year: told last before the expression, near enough to
    count from; day_beside: told in the same breath; past_year: a year long past that the paragraph tells of;
    counts_days: the text sets days beside one another, so that `heute` is one of them and not the present age."""

    published: date | None
    day: date | None = None
    day_beside: date | None = None
    week: date | None = None
    year: int | None = None
    past_year: int | None = None
    counts_days: bool = False


def group(match: Match, name: str) -> str | None:
    """A named group, None where the pattern has none of that name."""
    return match.groupdict().get(name)


def month_number(words: str) -> int:
    """`Oktobers`, `Okt.` → 10."""
    word = words.lower().rstrip(".")
    table: dict[str, int] = WORDS["month"]
    return next(table[form] for form in (word, word.removesuffix("s"), word.removesuffix("es")) if form in table)


def full_year(written: str, published: date | None) -> int:
    """`24` → 2024, `98` → 1998."""
    value = int(written)
    pivot = (published.year if published else 2050) % 100 + 10
    return value if value > 99 else 2000 + value if value <= pivot else 1900 + value


def direction(match: Match) -> str:
    return next((key for key in STEPS if group(match, key)), "")


def step(match: Match) -> int:
    return STEPS.get(direction(match), 0)


def part(match: Match) -> str:
    """`anfang`, `mitte`, `ende` or nothing."""
    written = (group(match, "part") or "").lower()
    return "anfang" if written == "beginn" else written


def count(match: Match) -> int | None:
    """The number of units; `paar`, `einigen`, `wenigen` count nothing exactly."""
    written = group(match, "count")
    if not written:
        return None
    value = int(written) if written.isdigit() else word_value(written)
    return int(value) if value is not None and value == int(value) else None
