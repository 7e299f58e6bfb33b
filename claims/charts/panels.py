"""All panels of a topic on one time axis. In: its timeline and filters. Out: panels, for the page and for files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claims.charts.crowding import page_share
from claims.charts.figures import FigurePanels, figure_panels
from claims.charts.lanes import LanePanel, place_panel, stance_panel
from claims.charts.scale import TimeScale
from claims.charts.spots import Stack
from claims.timeline.filters import Filters
from claims.timeline.records import Timeline


@dataclass(frozen=True, slots=True)
class Panels:
    """What the page draws; every panel has the same time axis."""

    figures: FigurePanels
    stances: LanePanel
    places: LanePanel

    @property
    def stacked(self) -> bool:
        """Whether marks lie on one spot anywhere, so that the page explains how that is drawn."""
        courses = (panel for group in (self.figures.main, self.figures.other) for panel in group.courses)
        lanes = (lane for panel in (self.stances, self.places) for lane in panel.lanes)
        drawn = (*(mark for panel in courses for mark in panel.marks), *(sign for lane in lanes for sign in lane.signs))
        return any(isinstance(one, Stack) for one in drawn)


def topic_panels(timeline: Timeline, filters: Filters) -> Panels:
    """Lay out all panels; marks of crowded topics are joined."""
    first = timeline.first_day or timeline.last_day or date(2000, 1, 1)
    time = TimeScale.over(first, max(first, timeline.last_day or first))
    share = page_share(timeline)
    numbers = [(option.label, option.value) for option in timeline.facets["place"].options]
    return Panels(
        figures=figure_panels(timeline.figures, time, log=filters.log, share=share),
        stances=stance_panel(timeline.positions, time, share=share),
        places=place_panel(timeline.places, time, share=share, numbers=numbers),
    )
