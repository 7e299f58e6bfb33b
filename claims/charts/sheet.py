"""All panels of a topic one below the other on one sheet, for a file that stands by itself.

In: the panels of the page with their headings, and what is told above and below them. Out: blocks, legends and lines
with their places, and the height of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.charts.figures import Group
from claims.charts.keys import Key, key_of
from claims.charts.lanes import LanePanel
from claims.charts.lettering import fitted, wrapped
from claims.charts.marks import colour_of, shape_of, shape_path, stance_path
from claims.charts.once_panel import OncePanel
from claims.charts.scale import WIDTH
from claims.charts.value_panel import ValuePanel
from claims.records import Stance
from claims.timeline.records import Source

Panel = ValuePanel | OncePanel | LanePanel
EDGE = 10.0
TITLE_SIZE = 22.0
HEAD = 34.0  # room for the topic's name
LINE = 16.0  # of what is told above and below
TITLE = 26.0  # room for a heading above each panel
ROW = 20.0  # of a legend
BELOW = 14.0
START, STEP = 18.0, 146.0  # of the signs of a legend
COLUMNS = 6
SOURCES = 40  # in the legend: as many as colours and shapes tell apart


@dataclass(frozen=True, slots=True)
class Block:
    """One panel: `chart` names the template that draws it; y is its upper edge, its heading stands above."""

    chart: str
    title: str
    panel: Panel
    y: float

    @property
    def title_y(self) -> float:
        """The line on which the heading stands."""
        return self.y - 8


@dataclass(frozen=True, slots=True)
class Sign:
    """One stance in the legend."""

    stance: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SourceSign:
    """One source in the legend, its name cut to its column."""

    name: str
    colour: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """All blocks between what is told above and below; the stances' legend stands below their panel."""

    title: str
    notes: tuple[Words, ...]
    sources: tuple[SourceSign, ...]
    keys: tuple[Key, ...]
    blocks: tuple[Block, ...]
    legend: tuple[Sign, ...]
    foot: tuple[Words, ...]
    height: float
    width: float = WIDTH


def sheet(
    parts: Iterable[tuple[str, str, Panel]],
    *,
    title: str = "",
    notes: Iterable[str] = (),
    sources: Sequence[Source] = (),
    forms: Sequence[str] = (),
    foot: Iterable[str] = (),
) -> Sheet:
    """Lay out (chart, heading, panel); chart is value, once, stance or place.

    notes and foot: sentences, which are wrapped; sources, forms: what the legends above the panels explain.
    """
    told = _lines(notes, HEAD + LINE)
    y = HEAD + LINE * len(told) + 8
    signs = _sources(sources[:SOURCES], y + ROW / 2)
    y += ROW * _rows(len(signs))
    keys = _keys(forms, y + ROW / 2 + 2)
    y += (ROW + 4) * _rows(len(forms)) + 2 if keys else 0.0
    blocks: list[Block] = []
    legend: tuple[Sign, ...] = ()
    for chart, heading, panel in parts:
        y += TITLE
        blocks.append(Block(chart, heading, panel, y))
        y += panel.height
        if chart == "stance":
            legend = _legend(y + ROW / 2)
            y += ROW + 4
        y += BELOW
    below = _lines(foot, y + LINE)
    height = y + LINE * len(below) + 12
    return Sheet(fitted(title, _room(TITLE_SIZE)), told, signs, keys, tuple(blocks), legend, below, height)


def group_parts(group: Group, once: str) -> list[tuple[str, str, Panel]]:
    """The panels of figures with their headings; what has no dated mark has no panel."""
    parts: list[tuple[str, str, Panel]] = [("value", p.series.title, p) for p in group.courses if p.marks]
    return parts + ([("once", once, group.once)] if group.once and group.once.lanes else [])


def _room(size: float) -> float:
    """The room that a line of letters of this size has, in that of letters of the usual size."""
    return (WIDTH - 2 * EDGE) * 12 / size


def _lines(sentences: Iterable[str], y: float) -> tuple[Words, ...]:
    lines = [line for sentence in sentences for line in wrapped(sentence, _room(12))]
    return tuple(Words(line, y + LINE * number) for number, line in enumerate(lines))


def _rows(signs: int) -> int:
    return -(-signs // COLUMNS)


def _columns(signs: int) -> list[float]:
    return [START + STEP * (number % COLUMNS) for number in range(signs)]


def _sources(sources: Sequence[Source], y: float) -> tuple[SourceSign, ...]:
    signs = []
    for number, (source, x) in enumerate(zip(sources, _columns(len(sources)), strict=True)):
        middle = y + ROW * (number // COLUMNS)
        path = shape_path(shape_of(source.pk), x, middle, 4.5)
        signs.append(SourceSign(fitted(source.name, STEP - 26), colour_of(source.pk), path, x + 10, middle))
    return tuple(signs)


def _keys(forms: Sequence[str], y: float) -> tuple[Key, ...]:
    places = enumerate(zip(forms, _columns(len(forms)), strict=True))
    return tuple(key_of(form, x, y + (ROW + 4) * (number // COLUMNS)) for number, (form, x) in places)


def _legend(y: float) -> tuple[Sign, ...]:
    order = (Stance.ASSERTS, Stance.CONFIRMS, Stance.HEDGES, Stance.EXPECTS, Stance.CANNOT_CONFIRM, Stance.DENIES)
    return tuple(
        Sign(s, stance_path(s, x, y, 5.5), x + 12, y) for s, x in zip(order, _columns(len(order)), strict=True)
    )
