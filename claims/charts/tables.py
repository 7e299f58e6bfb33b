"""The table beside each chart, a page at a time, the newest rows first: what the chart joins or leaves out is here.

In: the timeline, and which page of which table the address asks for. Out: rows, and where the others are. On crowded
pages only the table that is asked for has rows; the others fetch theirs when they are opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claims.charts.once_panel import named_once
from claims.records import Metric, Stance
from claims.timeline.records import Point, SeriesPoints, Timeline
from claimtrack.sorting import german_sort_key

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
    sort: str = ""  # the column that it is sorted by, "-" before it from the largest on; the newest first without

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
    """All tables of a page. asked, number, sort: which page of which table the address names, in what order."""

    points: dict[str, tuple[str, Sequence[Point]]]
    asked: str = ""
    number: int = 1
    crowded: bool = False
    sort: str = ""

    def of(self, key: str) -> Table | None:
        """Return a table as the page shows it; None where there is none of that name."""
        if key not in self.points:
            return None
        kind, points = self.points[key]
        pages = max(1, -(-len(points) // ROWS))
        number = min(max(1, self.number), pages) if key == self.asked else 0 if self.crowded else 1
        sort = self.sort if key == self.asked else ""
        rows = in_order(points, sort)[(number - 1) * ROWS : number * ROWS] if number else ()
        return Table(key, kind, tuple(rows), len(points), number, pages, key == self.asked, sort)


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


def in_order(points: Iterable[Point], sort: str = "") -> list[Point]:
    """Sort rows by a column of `COLUMNS`; equal ones stay the newest first, those without a value last."""
    rows = newest_first(points)
    key = COLUMNS.get(sort.removeprefix("-"))
    if key is None:
        return rows
    told = [row for row in rows if key(row) is not None]
    told.sort(key=key, reverse=sort.startswith("-"))
    return told + [row for row in rows if key(row) is None]


def _name(*names: str) -> str | None:
    return german_sort_key(", ".join(filter(None, names))) or None


# What each column is sorted by; None stands for nothing told.
COLUMNS: dict[str, Callable[[Point], Any]] = {
    "day": lambda point: point.day,
    "happened": lambda point: point.event_from or point.event_to,
    "source": lambda point: _name(point.source.name or "", *(() if point.source.name else point.outlets)),
    "figure": lambda point: _name(point.series.title),
    "place": lambda point: _name(*point.places),
    "written": lambda point: _name(point.written or point.subject),
    "value": lambda point: point.value,
    "stance": lambda point: list(Stance).index(point.stance),
    "outlets": lambda point: _name(*point.outlets),
}


def _days(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda p: (p.day is None, p.day or 0, p.pk))
