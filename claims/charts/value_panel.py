"""One series as a panel: a step line per source, and each figure drawn with its uncertainty.

In: the dated points of a series and the page's time scale. Out: places of lines, marks and names.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from claims.charts.bands import Band, joined, leading
from claims.charts.crowding import room_for
from claims.charts.marks import colour_of, push_apart, shape_of, shape_path
from claims.charts.scale import LEFT, RIGHT, WIDTH, TimeScale, ValueScale
from claims.charts.spans import span_path, x_of
from claims.charts.spots import FURTHEST, Stack, covers, spots, stack, with_reach
from claims.timeline.records import OWN_VOICE, Point, SeriesPoints, Source

HEIGHT = 236.0
# Panels of few figures are lower: at most so many figures, so high.
LOWER = ((3, 118.0), (8, 168.0))
TOP = 14.0
AXIS = 28.0  # room for the days below the panel
OPEN = 30.0  # how far an open end is drawn
ASIDE, STEPS = 13.0, 3  # how far a figure steps aside for another one, and how many places it tries


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure: `form` says how it is open; paths are drawn in the source's colour."""

    point: Point
    x: float
    y: float
    form: str  # point, range, more, less or vague
    colour: str
    shape: str  # path of the sign in the middle
    extent: str  # path of the bar, arrow or hatching; empty for a plain figure
    span: str = ""  # path of the days that it tells of, on the axis of events
    reach: float = FURTHEST  # how far around it clicks are its own

    @property
    def enter(self) -> float:
        """The height at which its source's line arrives."""
        return self.y

    @property
    def leave(self) -> float:
        """The height at which its source's line goes on."""
        return self.y

    @property
    def planned(self) -> bool:
        """Announced only."""
        return self.point.planned


@dataclass(frozen=True, slots=True)
class Line:
    """What a source said last, until it says something else; `dashed` where it was announced only."""

    colour: str
    solid: str
    dashed: str
    tail: str  # from the last figure to the end of the panel: not said again since


@dataclass(frozen=True, slots=True)
class Label:
    """A source's name at the end of its line."""

    source: Source
    colour: str
    y: float
    from_y: float


@dataclass(frozen=True, slots=True)
class ValuePanel:
    """All places of one panel."""

    series: SeriesPoints
    scale: ValueScale
    time: TimeScale
    lines: tuple[Line, ...]
    marks: tuple[Mark | Band | Stack, ...]
    labels: tuple[Label, ...]
    height: float = HEIGHT
    width: float = WIDTH
    top: float = TOP
    left: float = LEFT
    right: float = WIDTH - RIGHT

    @property
    def bottom(self) -> float:
        """Where the panel ends and the days are written."""
        return self.height - AXIS


def value_panel(series: SeriesPoints, time: TimeScale, *, log: bool = False, share: float = 1.0) -> ValuePanel:
    """Lay out a series; points without a day are not drawn here but listed beside the panel.

    share: how many marks each point may have; below 1, points that would cover each other are joined to bands.
    """
    points = [(p, p.value) for p in series.dated if p.value is not None]
    height = next((low for most, low in LOWER if len(points) <= most), HEIGHT)
    scale = ValueScale.over([b for p, _ in points for b in _bounds(p)], height - AXIS, TOP, log=log)
    room = room_for(len(points), share)
    drawn = [p for p, _ in points]
    lined = frozenset(p.source.pk for p in drawn)
    if len(points) <= room:
        marks: list[Mark | Band] = [*_marks(points, scale, time)]
    else:
        lined = leading(drawn, room)
        marks = [_single(part, scale, time) for part in joined(drawn, time, scale, room, lined)]
    by_event = any(p.by_event for p in drawn)
    by_source: dict[Source, list[Mark | Band]] = defaultdict(list)
    for mark in marks:
        source = _speaker(mark)
        # Articles that speak for themselves are not one source with one line; and what a source says of several times
        # is no course of what it said: on the axis of events each figure has the bar of its own days.
        if source is not None and source.pk in lined and source.pk != OWN_VOICE and not by_event:
            by_source[source].append(mark)
    lines = tuple(_line(own) for own in by_source.values())
    labels = _labels([(source, own[-1]) for source, own in by_source.items()], scale.y_bottom)
    return ValuePanel(series, scale, time, lines, _apart(marks), labels, height)


def empty_panel(series: SeriesPoints, time: TimeScale) -> ValuePanel:
    """Return a panel that is not drawn, for its table alone."""
    return ValuePanel(series, ValueScale.over([], HEIGHT - AXIS, TOP), time, (), (), ())


def _single(part: Point | Band, scale: ValueScale, time: TimeScale) -> Mark | Band:
    if isinstance(part, Band) or part.value is None:
        return part  # type: ignore[return-value]  # only points with a value come here
    return _mark(part, x_of(part, time), scale.y(float(part.value)), scale, time)


def _speaker(mark: Mark | Band) -> Source | None:
    return mark.bundle.source if isinstance(mark, Band) else mark.point.source


def _bounds(point: Point) -> list[float]:
    """Return the ends that must have room in the panel, an open upper end with its arrow."""
    if point.low is not None and point.high is None:
        return [float(point.low), float(point.low) * 1.2]
    return [float(bound) for bound in (point.low, point.high) if bound is not None]


def _marks(points: list[tuple[Point, Decimal]], scale: ValueScale, time: TimeScale) -> list[Mark]:
    """Place the figures; one that would cover an earlier one steps aside to the right, where there is room for it.

    No figure steps beyond the frame: there stand the names of the lines.
    """
    taken: list[tuple[float, float]] = []
    marks = []
    for point, value in points:
        x, y = x_of(point, time), scale.y(float(value))
        aside = (x + ASIDE * i for i in range(STEPS) if x + ASIDE * i <= WIDTH - RIGHT or i == 0)
        x = next((free for free in aside if not any(covers((free, y), there) for there in taken)), x)
        taken.append((x, y))
        marks.append(_mark(point, x, y, scale, time))
    return marks


def _apart(marks: list[Mark | Band]) -> tuple[Mark | Band | Stack, ...]:
    """Stack what still lies on one spot, so that every mark can be pointed at; large bands lie below small ones."""
    bands = [mark for mark in marks if isinstance(mark, Band)]
    single = [mark for mark in marks if isinstance(mark, Mark)]
    drawn = [spot[0] if len(spot) == 1 else _stacked(spot) for spot in spots(single, lambda mark: (mark.x, mark.y))]
    return (*sorted(bands, key=lambda band: -band.size), *with_reach(drawn))


def _stacked(spot: list[Mark]) -> Stack:
    return stack([m.point for m in spot], spot[0].x, spot[0].y, extents=(m.extent + m.span for m in spot))


def _mark(point: Point, x: float, y: float, scale: ValueScale, time: TimeScale) -> Mark:
    form = form_of(point)
    shape = shape_path(shape_of(point.source.pk), x, y)
    extent = _extent(point, form, x, y, scale)
    return Mark(point, x, y, form, colour_of(point.source.pk), shape, extent, span_path(point, time, y))


def form_of(point: Point) -> str:
    """Tell how the figure is open: point, range, more, less or vague."""
    if point.approx == "vague":
        return "vague"
    if point.low is None:
        return "less"
    if point.high is None:
        return "more"
    return "range" if point.low < point.high else "point"


def _extent(point: Point, form: str, x: float, y: float, scale: ValueScale) -> str:
    """Return the drawn uncertainty: an open arrow upward, a rise from below, a bar with ends, or hatching."""
    if form == "more":
        tip = max(y - OPEN, 3.0)
        return f"M{x:.1f} {y:.1f}V{tip:.1f}M{x - 5:.1f} {tip + 6:.1f}L{x:.1f} {tip:.1f}L{x + 5:.1f} {tip + 6:.1f}"
    if form == "less":
        return f"M{x:.1f} {scale.y_bottom:.1f}V{y:.1f}M{x - 8:.1f} {y:.1f}h16"
    low = scale.y(float(point.low)) if point.low is not None else scale.y_bottom
    high = scale.y(float(point.high)) if point.high is not None else max(low - OPEN, 0.0)
    if form == "vague":
        return _hatching(x - 6, high, 12, low - high)
    if form == "range":
        return f"M{x - 5:.1f} {low:.1f}h10M{x - 5:.1f} {high:.1f}h10M{x:.1f} {low:.1f}V{high:.1f}"
    return ""


def _hatching(x: float, y: float, width: float, height: float) -> str:
    """Return slanted strokes that fill a box: no clear edge, as the words have none."""
    height = max(height, 8.0)
    strokes = int(height // 4)
    return "".join(f"M{x:.1f} {y + 4 * i + 4:.1f}l{width:.1f} -4" for i in range(strokes))


def _line(own: list[Mark | Band]) -> Line:
    """Step from each figure to the source's next."""
    solid: list[str] = []
    dashed: list[str] = []
    for now, then in zip(own, own[1:], strict=False):
        step = f"M{now.x:.1f} {now.leave:.1f}H{then.x:.1f}V{then.enter:.1f}"
        (dashed if now.planned else solid).append(step)
    last = own[-1]
    return Line(last.colour, "".join(solid), "".join(dashed), f"M{last.x:.1f} {last.leave:.1f}H{WIDTH - RIGHT:.1f}")


def _labels(last: list[tuple[Source, Mark | Band]], bottom: float) -> tuple[Label, ...]:
    """Name each line at its end, moved apart where lines end close to each other."""
    ordered = sorted(last, key=lambda row: row[1].leave)
    heights = push_apart([mark.leave for _, mark in ordered], 14.0, bottom)
    return tuple(Label(source, mark.colour, y, mark.leave) for (source, mark), y in zip(ordered, heights, strict=True))
