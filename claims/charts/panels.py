"""All panels of a topic on one time axis. In: its timeline and filters. Out: panels, for the page and for files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claims.charts.crowding import page_share
from claims.charts.figures import FigurePanels, figure_panels
from claims.charts.lanes import LanePanel, place_panel, stance_panel
from claims.charts.scale import TimeScale
from claims.timeline.filters import Filters
from claims.timeline.records import Timeline


@dataclass(frozen=True, slots=True)
class Panels:
    """What the page draws; every panel has the same time axis."""

    figures: FigurePanels
    stances: LanePanel
    places: LanePanel


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
