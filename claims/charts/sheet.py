"""All panels of a topic one below the other on one sheet, for a file that stands by itself.

In: the panels of the page and their headings. Out: blocks with their places, and the height of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.charts.figures import Group
from claims.charts.lanes import LanePanel
from claims.charts.marks import stance_path
from claims.charts.once_panel import OncePanel
from claims.charts.scale import WIDTH
from claims.charts.value_panel import ValuePanel
from claims.records import Stance

Panel = ValuePanel | OncePanel | LanePanel
HEAD = 62.0  # room for the topic's name and what is shown
TITLE = 26.0  # room for a heading above each panel
LEGEND = 24.0
BELOW = 14.0
FOOT = 26.0
START, STEP = 18.0, 146.0  # of the legend's signs


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
class Sheet:
    """All blocks; the legend stands below the panel of stances."""

    blocks: tuple[Block, ...]
    legend: tuple[Sign, ...]
    height: float
    width: float = WIDTH


def sheet(parts: Iterable[tuple[str, str, Panel]]) -> Sheet:
    """Lay out (chart, heading, panel); chart is value, once, stance or place."""
    y = HEAD
    blocks: list[Block] = []
    legend: tuple[Sign, ...] = ()
    for chart, title, panel in parts:
        y += TITLE
        blocks.append(Block(chart, title, panel, y))
        y += panel.height
        if chart == "stance":
            legend = _legend(y + LEGEND / 2)
            y += LEGEND
        y += BELOW
    return Sheet(tuple(blocks), legend, y + FOOT)


def group_parts(group: Group, once: str) -> list[tuple[str, str, Panel]]:
    """The panels of figures with their headings; what has no dated mark has no panel."""
    parts: list[tuple[str, str, Panel]] = [("value", p.series.title, p) for p in group.courses if p.marks]
    return parts + ([("once", once, group.once)] if group.once and group.once.lanes else [])


def _legend(y: float) -> tuple[Sign, ...]:
    order = (Stance.ASSERTS, Stance.CONFIRMS, Stance.HEDGES, Stance.EXPECTS, Stance.CANNOT_CONFIRM, Stance.DENIES)
    places = [START + STEP * number for number in range(len(order))]
    return tuple(Sign(s, stance_path(s, x, y, 5.5), x + 12, y) for s, x in zip(order, places, strict=True))
