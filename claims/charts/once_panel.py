"""Figures that were named once: a line each on the page's time axis, the figure written beside its sign.

In: series of a single point, and the time scale. Out: places of signs and words. A panel of its own for each of them
would show no course and fill the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.charts.crowding import LANES
from claims.charts.lanes import LANE, TOP, lane_middle
from claims.charts.marks import colour_of, shape_of, shape_path
from claims.charts.scale import LEFT, RIGHT, WIDTH, TimeScale
from claims.charts.spans import reach, span_path, x_of
from claims.charts.value_panel import form_of
from claims.timeline.records import Point, SeriesPoints

LETTER = 6.4  # width of a letter at the size of the chart's words, on average
LONGEST = 42  # letters that figure and source have at most; the template cuts them


@dataclass(frozen=True, slots=True)
class OnceLane:
    """One series: `name` is what is counted, `part` where; words stand right of the sign, or left where none fit."""

    name: str
    part: str
    point: Point
    x: float
    y: float
    form: str
    colour: str
    shape: str
    span: str  # path of the days that it tells of
    reach: tuple[float, float]  # how far sign and bar go to both sides

    @property
    def words_left(self) -> bool:
        """Whether the words would run out of the chart on the right."""
        return self.reach[1] + 12 + LONGEST * LETTER > WIDTH

    @property
    def words_x(self) -> float:
        """Where the words begin, or end where they stand left."""
        return self.reach[0] - 12 if self.words_left else self.reach[1] + 12


@dataclass(frozen=True, slots=True)
class OncePanel:
    """All lines; `points` with those of unknown day, for the table."""

    lanes: tuple[OnceLane, ...]
    points: tuple[Point, ...]
    undated: tuple[Point, ...]
    time: TimeScale
    hidden: int = 0
    width: float = WIDTH
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP

    @property
    def bottom(self) -> float:
        """Where the lines end."""
        return TOP + LANE * len(self.lanes)

    @property
    def height(self) -> float:
        """With the time axis below."""
        return self.bottom + 28.0


def named_once(series: SeriesPoints) -> bool:
    """Tell whether the series has no course."""
    return len(series.points) == 1


def once_panel(series: Sequence[SeriesPoints], time: TimeScale, *, share: float = 1.0) -> OncePanel | None:
    """Lay out series of one point each, in the order of days; None where there are none.

    A crowded page (`share` below 1) draws the latest of them only; all are in `points`.
    """
    points = tuple(row.points[0] for row in series)
    if not points:
        return None
    dated = sorted((p for p in points if p.at is not None), key=lambda p: (p.at, p.pk))
    undated = tuple(p for p in points if p.at is None)
    shown = dated if share >= 1 else dated[-LANES:]
    return OncePanel(tuple(_lanes(shown, time)), (*dated, *undated), undated, time, len(dated) - len(shown))


def _lanes(points: Iterable[Point], time: TimeScale) -> Iterable[OnceLane]:
    for number, point in enumerate(points):
        if point.at is None:
            continue
        x, y = x_of(point, time), lane_middle(number)
        name, _, part = point.series.title.partition(" · ")
        source = point.source.pk
        shape = shape_path(shape_of(source), x, y)
        span = span_path(point, time, y)
        yield OnceLane(name, part, point, x, y, form_of(point), colour_of(source), shape, span, reach(point, time))
