"""The table beside each chart, a page at a time, the newest rows first: what the chart joins or leaves out is here.

In: the timeline, and which page of which table the address asks for. Out: rows, and where the others are. On crowded
pages only the table that is asked for has rows; the others fetch theirs when they are opened. The last words of an
evening are such a table, too, in an order of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from claims.charts.once_panel import named_once
from claims.records import Kind, Metric, Stance
from claims.timeline.comparing import Thing
from claims.timeline.records import Point, SeriesPoints, Timeline
from claimtrack.sorting import german_sort_key

ROWS = 100  # of one page of a table
LAST_WORDS = "last-words"  # the name of their table in addresses
LastWord = tuple[Thing, Point]
Rows = Sequence[Point] | Sequence[LastWord]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Table:
    """One page of a table. kind: series, once, positions, places or last; number counts pages from 1, 0: none fetched.

    rows: points; of last words (`last`) pairs of what is spoken of and the point.
    """

    key: str
    kind: str
    rows: tuple[Point, ...] | tuple[LastWord, ...]
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
    def newest_first(self) -> bool:
        """Whether the rows stand in the order of days, the newest first."""
        return not self.sort and self.kind != "last"

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

    points: dict[str, tuple[str, Rows]]
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
        rows = self._sorted(kind, points, sort)[(number - 1) * ROWS : number * ROWS] if number else ()
        return Table(key, kind, tuple(rows), len(points), number, pages, key == self.asked, sort)

    @staticmethod
    def _sorted(kind: str, rows: Any, sort: str) -> list[Any]:
        return last_in_order(rows, sort) if kind == "last" else in_order(rows, sort)


def topic_tables(timeline: Timeline, last: Sequence[LastWord] = ()) -> dict[str, tuple[str, Rows]]:
    """Return kind and rows of every table of a topic by its name in addresses; last: the last words of an evening."""
    found: dict[str, tuple[str, Rows]] = {
        series_key(row): ("series", row.points) for row in timeline.figures if not named_once(row)
    }
    once = [row for row in timeline.figures if named_once(row)]
    found["once-main"] = ("once", _days([row.points[0] for row in once if row.metric != Metric.OTHER]))
    found["once-other"] = ("once", _days([row.points[0] for row in once if row.metric == Metric.OTHER]))
    found["positions"] = ("positions", timeline.positions)
    found["places"] = ("places", timeline.places)
    if last:
        found[LAST_WORDS] = ("last", last)
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
    return _ordered(newest_first(points), COLUMNS.get(sort.removeprefix("-")), sort)


def last_in_order(rows: Iterable[LastWord], sort: str = "") -> list[LastWord]:
    """Sort last words by a column; without one they stand in the order of the topic, figures before positions."""
    name = sort.removeprefix("-")
    of_point = COLUMNS.get(name)

    def key(row: LastWord) -> Any:
        return of_point(row[1]) if of_point else _what(row)

    return _ordered(list(rows), key if of_point or name == "what" else None, sort)


def _ordered(rows: list[Row], key: Callable[[Row], Any] | None, sort: str) -> list[Row]:
    if key is None:
        return rows
    told = [row for row in rows if key(row) is not None]
    told.sort(key=key, reverse=sort.startswith("-"))
    return told + [row for row in rows if key(row) is None]


def _what(row: LastWord) -> tuple[int, str]:
    """Figures, positions, places, each by name."""
    thing = row[0]
    return list(Kind).index(thing.kind), german_sort_key(thing.place or thing.series.title)


def _name(*names: str) -> str | None:
    return german_sort_key(", ".join(filter(None, names))) or None


# What each column of points is sorted by; None stands for nothing told. Last words have `what` besides.
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

SORTS = (*COLUMNS, "what")


def _days(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda p: (p.day is None, p.day or 0, p.pk))
