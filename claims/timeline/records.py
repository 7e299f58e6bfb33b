"""What charts, tables and lists are made of: frozen, without queries behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claims.records import Kind, Metric, Stance

OWN_VOICE = 0  # the number that stands for "the article itself" where sources are chosen by number


@dataclass(frozen=True, slots=True)
class Source:
    """Who answers for a claim; number 0 and an empty name are the articles themselves."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class SeriesName:
    """The series that a point belongs to, named within its topic: "deployed · Kursk".

    metric, scope: what the title is made of, in codes and German, so that an order by them is that of every language.
    """

    pk: int
    title: str
    topic: int
    metric: str = ""
    scope: str = ""


class Point(NamedTuple):
    """One statement of one source on one day, however many outlets carry it.

    A tuple, because a page is made of thousands: a frozen dataclass takes three times as long to make.
    claims: numbers of all claims that say it, the first is the one to open; day: said, else published, else None;
    low, high: what the words allow, None is open or no figure; written: the figure as the article writes it.
    """

    claims: tuple[int, ...]
    series: SeriesName
    kind: Kind
    source: Source
    day: date | None
    stance: Stance
    metric: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    approx: str = ""
    written: str = ""
    subject: str = ""
    unit: str = ""
    event_from: date | None = None
    event_to: date | None = None
    places: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    review: str = ""
    confidence: float = 0.5
    said: bool = True  # False: the day is the publication's, the text does not tell when it was said
    copies: int | None = None  # the group of near copies that its article is one of
    by_event: bool = False  # stands on the time axis where what it tells of happened, not where it was said

    @property
    def pk(self) -> int:
        """The claim that a click opens."""
        return self.claims[0]

    @property
    def at(self) -> date | None:
        """Where it stands on the time axis: of an event of several days in their middle, of an open one at its end."""
        if not self.by_event:
            return self.day
        if self.event_from is None or self.event_to is None:
            return self.event_from or self.event_to
        return self.event_from + (self.event_to - self.event_from) // 2

    @property
    def first(self) -> date | None:
        """The first day that it covers on the time axis, as far as it is told."""
        return (self.event_from or self.event_to) if self.by_event else self.day

    @property
    def last(self) -> date | None:
        """The last day that it covers on the time axis, as far as it is told."""
        return (self.event_to or self.event_from) if self.by_event else self.day

    @property
    def planned(self) -> bool:
        """Announced or expected, not yet so: drawn dashed."""
        return self.metric == Metric.PLANNED or self.stance is Stance.EXPECTS

    @property
    def value(self) -> Decimal | None:
        """The height at which a line passes: the middle of a range, the known end of an open one."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class SeriesPoints:
    """One series with its points in order of days; points without a day stand apart, never dropped."""

    pk: int
    title: str
    metric: str
    points: tuple[Point, ...]

    @property
    def dated(self) -> tuple[Point, ...]:
        """Points that have a place on the time axis."""
        return tuple(point for point in self.points if point.at is not None)

    @property
    def undated(self) -> tuple[Point, ...]:
        """Points whose day on the axis is not known."""
        return tuple(point for point in self.points if point.at is None)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter: how many points it would show beside the other filters, and whether it is set."""

    value: str
    label: str
    count: int
    chosen: bool


FIRST = 12  # choices of a facet that stand open


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its choices, those that would show most first where they have no order of their own."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def first(self) -> tuple[Option, ...]:
        """Choices that stand open."""
        return self.options[:FIRST]

    @property
    def more(self) -> tuple[Option, ...]:
        """Choices that are folded away."""
        return self.options[FIRST:]

    @property
    def more_open(self) -> bool:
        """Whether one of the folded choices is set."""
        return any(option.chosen for option in self.more)

    @property
    def chosen(self) -> bool:
        """Whether any choice is set."""
        return any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the topic page draws.

    points: all that is shown, in order of days; figures, positions and places are made of them.
    shown, total: claims as they stand in articles; a point may be several of them. undated: claims that an as-of day
    leaves out, since nobody knows when their articles came out.
    """

    points: tuple[Point, ...]
    figures: tuple[SeriesPoints, ...]
    positions: tuple[Point, ...]
    places: tuple[Point, ...]
    sources: tuple[Source, ...]
    facets: dict[str, Facet]
    shown: int
    total: int
    undated: int
    first_day: date | None
    last_day: date | None
    whole: tuple[date | None, date | None]  # first and last day of what was known, whatever the filters leave out
    lifetime: tuple[date | None, date | None]  # first and last day on which claims became known at all
    searchable: bool = True  # whether the search, if there is one, has a word that can be searched for

    @property
    def drawn(self) -> int:
        """How many different claims are shown: what several outlets print is one, as one mark in a chart."""
        return len(self.points)
