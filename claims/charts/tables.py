"""The table beside each chart, a page at a time, the newest rows first: what the chart joins or leaves out is here.

In: the timeline, and which page of which table the address asks for. Out: rows, and where the others are. On crowded
pages only the table that is asked for has rows; the others fetch theirs when they are opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.charts.once_panel import named_once
from claims.records import Metric
from claims.timeline.records import Point, SeriesPoints, Timeline

ROWS = 100  # of one page of a table


@dataclass(frozen=True, slots=True)
class Table:
    """One page of a table. kind: series, once, positions or places; number counts pages from 1, 0: no rows fetched."""

    key: str
    kind: str
    rows: tuple[Point, ...]
    total: int
    number: int
    pages: int
    asked: bool  # stands open, since the address names it

    @property
    def first(self) -> int:
        """The number of its first row, from 1."""
        return (self.number - 1) * ROWS + 1

    @property
    def last(self) -> int:
        """The number of its last row."""
        return self.first + len(self.rows) - 1

    @property
    def newer(self) -> int:
        """The page before, 0 for none."""
        return max(0, self.number - 1)

    @property
    def older(self) -> int:
        """The page after, 0 for none."""
        return self.number + 1 if 0 < self.number < self.pages else 0


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a page. asked, number: which page of which table the address names; crowded: see above."""

    points: dict[str, tuple[str, Sequence[Point]]]
    asked: str = ""
    number: int = 1
    crowded: bool = False

    def of(self, key: str) -> Table | None:
        """Return a table as the page shows it; None where there is none of that name."""
        if key not in self.points:
            return None
        kind, points = self.points[key]
        pages = max(1, -(-len(points) // ROWS))
        number = min(max(1, self.number), pages) if key == self.asked else 0 if self.crowded else 1
        rows = newest_first(points)[(number - 1) * ROWS : number * ROWS] if number else ()
        return Table(key, kind, tuple(rows), len(points), number, pages, key == self.asked)


def topic_tables(timeline: Timeline) -> dict[str, tuple[str, Sequence[Point]]]:
    """Return kind and points of every table of a topic by its name in addresses."""
    found: dict[str, tuple[str, Sequence[Point]]] = {
        series_key(row): ("series", row.points) for row in timeline.figures if not named_once(row)
    }
    once = [row for row in timeline.figures if named_once(row)]
    found["once-main"] = ("once", _days([row.points[0] for row in once if row.metric != Metric.OTHER]))
    found["once-other"] = ("once", _days([row.points[0] for row in once if row.metric == Metric.OTHER]))
    found["positions"] = ("positions", timeline.positions)
    found["places"] = ("places", timeline.places)
    return found


def series_key(series: SeriesPoints) -> str:
    """Name the table of a series in addresses."""
    return f"series-{series.pk}"


def newest_first(points: Iterable[Point]) -> list[Point]:
    """Turn points in order of days round; those of unknown day stay last."""
    listed = list(points)
    return [*reversed([p for p in listed if p.day is not None]), *(p for p in listed if p.day is None)]


def _days(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda p: (p.day is None, p.day or 0, p.pk))
