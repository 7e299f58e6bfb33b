"""Stored changes and those that are made anew for an evening, as one list. In: both. Out: any slice of the list.

The newest day stands first; of one day the stored ones, then the others. A slice costs one query, one that does not
begin at the start two, unless the numbers of stored changes by day are given: then one, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from claims.models import Change


@dataclass
class ChangeList:
    """A list to be sliced. stored: in the order of lists; extra: the newest first, all of known day."""

    stored: QuerySet[Change]
    extra: Sequence[Change] = ()
    days: Mapping[date, int] | None = field(default=None)

    def __getitem__(self, part: slice) -> list[Change]:
        """Return the changes from `start` on, before `stop`."""
        start, stop = part.start or 0, part.stop
        if not self.extra:
            return list(self.stored[start:stop])
        if not start:
            both = [*self.stored[:stop], *self.extra]
            return sorted(both, key=lambda c: -(c.day or date.min).toordinal())[:stop]
        return self._middle(start, stop)

    def _middle(self, start: int, stop: int) -> list[Change]:
        places = dict(zip(self._places(), self.extra, strict=True))
        ahead = sum(place < start for place in places)
        inside = {place: change for place, change in places.items() if start <= place < stop}
        stored = iter(self.stored[start - ahead : stop - ahead - len(inside)])
        found = (inside.get(place) or next(stored, None) for place in range(start, stop))
        return [change for change in found if change is not None]

    def _places(self) -> Iterator[int]:
        """The places of the extra ones in the list, in their order."""
        days = self._days()
        for number, change in enumerate(self.extra):
            yield number + sum(n for day, n in days.items() if day >= (change.day or date.min))

    def _days(self) -> Mapping[date, int]:
        if self.days is None:
            rows = self.stored.select_related(None).defer(None).filter(day__isnull=False).order_by()
            self.days = dict(rows.values_list("day").annotate(n=Count("pk")))
        return self.days
