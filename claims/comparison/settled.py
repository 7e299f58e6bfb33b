"""Which stored changes of a series stay as they are, though something in it was told otherwise.

In: the changes that are stored, and the first and last day on which the series was told otherwise. Out: the claims
whose changes need not be made anew.

- What a figure does within its source is looked at to the end, since a source repeats figures after years. Where it
  differs from what is stored, that day counts as told otherwise, too.
- What it does to other sources leans on standing figures of the last `OVERTAKEN_WITHIN` days, and on whether these were
  overtaken by then, which leans on what others had said in the `RECENT_DAYS` before. So `LASTS` behind the last day on
  which something differs all is again as it was, but for denials, which lean on figures of any age.
- What a later version of a text has no more, and what stands in its place, bears on days of its own: `Whole`.
- Doubts last until they are answered. Where one may have been answered otherwise, nothing is known to stay (`Whole`).

Where it is known whose figures were told otherwise, those of all others need not be heard from some time on (`Heard`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from claims.comparison.across import OVERTAKEN_WITHIN
from claims.comparison.points import Point, What
from claims.comparison.times import RECENT_DAYS
from claims.comparison.voices import Step, Voice, row
from claims.records import Stance

LASTS = timedelta(days=OVERTAKEN_WITHIN + RECENT_DAYS)
ACROSS = frozenset({What.CORROBORATED, What.CONTRADICTED, What.OVERTAKEN})
ANSWERS = frozenset({What.CONFIRMED, What.ADMITTED})
# A figure that follows from the one that was told otherwise, told by the same source within this time, is no surprise.
FOLLOWED_WITHIN = timedelta(days=2 * RECENT_DAYS)

Numbers = tuple[Decimal | None, Decimal | None]  # difference, percent
Own = Mapping[tuple[str, int | None], Numbers]  # kind of change and claim before, of one claim within its source
_NOTHING: Own = {}


class Whole(Exception):  # noqa: N818  (no fault: an answer to be caught)
    """It takes all later changes anew to tell which ones stay."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is read of some series of figures: all up to a day, and behind it what these sources have said.

    sources: numbers of sources, 0 for what articles say themselves.
    """

    until: date
    sources: frozenset[int]

    @classmethod
    def of(cls, last: date, sources: frozenset[int]) -> Heard:
        """last: the day on which something was told otherwise by these sources."""
        reach = LASTS + FOLLOWED_WITHIN
        return cls(last + reach if last < date.max - reach else date.max, sources)

    def is_late(self, said: date | None) -> bool:
        """Whether something said on this day, or on none that is known, is read of these sources alone."""
        return said is None or said > self.until


class Settled:
    """The claims of one series whose changes stay; `kept` are their numbers, once the series was gone through.

    stored: changes that are stored, as (claim, claim before, kind of change, numbers). first, last: days on which the
    series was told otherwise. `is_kept` has to be asked of every point in turn. heard: until when all was read.
    """

    def __init__(
        self, stored: Iterable[tuple[int, int | None, str, Numbers]], first: date, last: date, heard: date = date.max
    ) -> None:
        self.first, self.last, self.heard = first, last, heard
        self.until = last + LASTS if last < date.max - LASTS else date.max
        self.kept: set[int] = set()
        self._own: dict[int, dict[tuple[str, int | None], Numbers]] = {}
        for claim, before, what, numbers in stored:
            if what not in ACROSS:
                self._own.setdefault(claim, {})[what, before] = numbers

    def is_kept(self, voice: Voice, point: Point, steps: Sequence[Step]) -> bool:
        """Whether all changes of the point stay. voice: its source behind it; steps: what it does there.

        Raises `Whole`. Of what was said before `first` nothing is asked, nor where nobody knows when.
        """
        if point.left is not None:
            raise Whole  # what left its text is told of much later
        if point.said is None or point.said < self.first:
            return False
        if voice.doubt is not None and voice.standing is not None and self._is_old(voice.doubt):
            raise Whole  # perhaps it was answered by what is told otherwise
        stays = self._is_stored(point, steps)
        if point.said <= self.until:
            if not stays:
                self._differs(point, point.said, steps)
                return False
            if point.said <= self.last or all(what is not What.REPEATED for what, _, _ in steps):
                return False  # it may be what was told otherwise; and news is set off against others
        elif not stays:
            raise Whole
        elif point.stance is Stance.DENIES:
            return False
        self.kept.add(point.id)
        return True

    def _is_old(self, doubt: Point) -> bool:
        return doubt.said is None or doubt.said <= self.last

    def _is_stored(self, point: Point, steps: Sequence[Step]) -> bool:
        known = self._own.get(point.id, _NOTHING)
        if len(known) != len(steps):
            return False
        for what, _, before in steps:
            numbers = known.get((what.value, before.id if before else None))
            if numbers is None:
                return False
            # Only there can the claim before be another one than it was.
            if before is not None and before.said is not None and self.first <= before.said <= self.last:
                fresh = row(what, point, before)
                if numbers != (fresh.difference, fresh.percent):
                    return False
        return True

    def _differs(self, point: Point, said: date, steps: Sequence[Step]) -> None:
        whats = {what for what, _, _ in steps} | {What(what) for what, _ in self._own.get(point.id, _NOTHING)}
        if whats & ANSWERS:
            raise Whole
        self.until = max(self.until, said + LASTS if said < date.max - LASTS else date.max)
        if self.until > self.heard:
            raise Whole
