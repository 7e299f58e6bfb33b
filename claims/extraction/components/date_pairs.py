"""Dates beside a day that is known: `heute und morgen`, `im neuen Jahr`.

In: a match of `date_patterns` and a `Reference`. Out: a `Span`.
"""

from __future__ import annotations

from claims.extraction.components import calendar as cal
from claims.extraction.components.calendar import Span
from claims.extraction.components.date_parts import WORDS, Match, Reference

HALF = 6  # months


def days_beside(match: Match, when: Reference) -> Span | None:
    """`heute und morgen`: both days."""
    if when.published is None:
        return cal.UNKNOWN
    first, last = (({"morgen": 1} | WORDS["day"])[match[name].lower()] for name in ("day", "day2"))
    return cal.joined(cal.shifted(when.published, first), cal.shifted(when.published, last))


def new_year(match: Match, when: Reference) -> Span | None:
    """`im neuen Jahr`: the next one, in the first half of a year this one."""
    if when.published is None:
        return cal.UNKNOWN
    return cal.year(when.published.year + (when.published.month > HALF))
