"""What a text has told before a date expression: the last day, the last year, a year long past.

In: the expressions in order, each with its span. Out: the `Reference` for the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claims.extraction.components.calendar import Span
from claims.extraction.components.date_parts import Match, Reference, group
from claims.extraction.components.tenses import SENTENCE
from claims.records import Precision

DAYS = frozenset(
    {"night_to", "night_over", "last_night", "day_adjective", "relative_day", "tomorrow", "clock", "clock_word"}
)
SAME_DAY = frozenset({"clock", "clock_word", "midnight", "part_of_day"})  # they tell of a day that was told already
DAY_REACH = 1500  # characters that a day is remembered for
BESIDE = 150  # characters within a sentence that a clock time may stand from its day
YEAR_REACH = 500
CLOSE = 80  # characters, over the end of a sentence
LONG_PAST = 2  # years before publication
BREAK = re.compile("\n")


def counts_days(names: Iterable[str]) -> bool:
    """Whether a text names days by their distance, or clock times, as the daily news do."""
    return not DAYS.isdisjoint(names)


@dataclass(slots=True)
class Told:
    """day, year: told last, with the place where that was."""

    published: date | None
    counts_days: bool
    day: date | None = None
    day_at: int = 0
    week: date | None = None
    week_at: int = 0
    year: int | None = None
    year_at: int = 0
    written: bool = False

    def reference(self, match: Match) -> Reference:
        """What an expression here may count from."""
        at = match.start()
        day = self.day if at - self.day_at <= DAY_REACH else None
        beside = self.day if self.stands_beside(match.string, at) else None
        week = self.week if at - self.week_at <= DAY_REACH else None
        year = self.year if at - self.year_at <= YEAR_REACH else None
        return Reference(self.published, day, beside, week, year, self.past(match, year), self.counts_days)

    def stands_beside(self, text: str, at: int) -> bool:
        """Whether the day was told in the same sentence, or so close that it is meant."""
        if at - self.day_at > BESIDE:
            return False
        return not (SENTENCE if at - self.day_at > CLOSE else BREAK).search(text, self.day_at, at)

    def past(self, match: Match, year: int | None) -> int | None:
        """A year long past that was written out in the same paragraph."""
        if year is None or not self.written or self.published is None or year > self.published.year - LONG_PAST:
            return None
        return None if "\n" in match.string[self.year_at : match.start()] else year

    def remember(self, name: str, match: Match, span: Span) -> None:
        """The day or year that an expression names, for those after it."""
        if name in SAME_DAY or not span.named:
            return
        low, high = span.named[-1]
        if low == high:
            self.day, self.day_at = low, match.end()
            self.week = None
        if span.precision is Precision.WEEK:
            self.week, self.week_at = low, match.end()
        if low == high or span.precision in {Precision.YEAR, Precision.MONTH}:
            self.year, self.year_at, self.written = low.year, match.end(), bool(group(match, "y"))
