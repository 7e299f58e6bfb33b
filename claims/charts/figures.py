"""Which panels the figures of a topic get: courses first, then what was named once, unnamed kinds of figures last.

In: the series of a timeline in its order, and the time scale. Out: panels in the order of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.charts.crowding import PANELS
from claims.charts.once_panel import OncePanel, named_once, once_panel
from claims.charts.scale import TimeScale
from claims.charts.value_panel import ValuePanel, empty_panel, value_panel
from claims.records import Metric
from claims.timeline.records import SeriesPoints

MANY = 4  # panels; beyond that those of the kind "other" are folded away


@dataclass(frozen=True, slots=True)
class Group:
    """Panels of series with a course, and one panel of all that was named once."""

    courses: tuple[ValuePanel, ...]
    once: OncePanel | None

    @property
    def panels(self) -> int:
        """How many panels the group fills."""
        return len(self.courses) + (self.once is not None)


@dataclass(frozen=True, slots=True)
class FigurePanels:
    """`main` are figures whose kind is known, `other` the rest; `folded`: the rest waits behind its heading."""

    main: Group
    other: Group

    @property
    def folded(self) -> bool:
        """Only where something else is there to be read first."""
        return bool(self.main.panels and self.other.panels and self.main.panels + self.other.panels > MANY)

    @property
    def others(self) -> int:
        """How many series wait."""
        return len(self.other.courses) + (len(self.other.once.points) if self.other.once else 0)


def figure_panels(
    series: Sequence[SeriesPoints], time: TimeScale, *, log: bool = False, share: float = 1.0
) -> FigurePanels:
    """Lay out all figures of a topic; `share` says how many marks each point may have."""
    known = [row for row in series if row.metric != Metric.OTHER]
    other = [row for row in series if row.metric == Metric.OTHER]
    courses = [row.pk for row in (*known, *other) if not named_once(row)]
    drawn = frozenset(courses if share >= 1 else courses[:PANELS])

    def group(rows: Sequence[SeriesPoints]) -> Group:
        panels = (
            value_panel(row, time, log=log, share=share) if row.pk in drawn else empty_panel(row, time)
            for row in rows
            if not named_once(row)
        )
        return Group(tuple(panels), once_panel([row for row in rows if named_once(row)], time, share=share))

    return FigurePanels(group(known), group(other))
