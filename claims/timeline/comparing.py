"""Two sources, or the evenings of two days, side by side. Pure.

In: the points of both sides. Out: a line for each thing that either side speaks of, with the last word of each and
what the two make of it. Figures of two sources agree where their ranges overlap, positions where they are of one sort,
places where both put somebody there or both doubt it. Two days agree where a source's last word is still the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claims.comparison.changes import COARSE
from claims.comparison.points import Value
from claims.comparison.stances import POSITIONS
from claims.comparison.values import difference, overlap
from claims.comparison.voices import DOUBTS
from claims.records import Approximation, Kind, Metric
from claims.timeline.records import OWN_VOICE, Point, SeriesName, Source
from claimtrack.sorting import german_sort_key


class Verdict(StrEnum):
    """What the two sides make of one thing, in the order in which a reader wants to see it."""

    DIFFERING = "differing"
    AGREED = "agreed"
    ONLY_A = "only_a"
    ONLY_B = "only_b"


@dataclass(frozen=True, slots=True)
class Thing:
    """What is spoken of: a series and unit, or a place; for two days also who speaks.

    outlets: tells articles that speak for themselves apart, as if each outlet were a source.
    """

    kind: Kind
    series: SeriesName
    unit: str = ""
    place: str = ""
    source: Source | None = None
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing with the last word of both sides; difference and percent are b against a, for figures of both."""

    thing: Thing
    a: Point | None
    b: Point | None
    verdict: Verdict
    difference: Decimal | None = None
    percent: Decimal | None = None


def compare_sources(a: Iterable[Point], b: Iterable[Point]) -> list[Line]:
    """Set the last words of two sources side by side."""
    return _lines(_last_words(a, by_source=False), _last_words(b, by_source=False), _agree)


def compare_days(a: Iterable[Point], b: Iterable[Point]) -> list[Line]:
    """Set the last words of all sources on two evenings side by side."""
    return _lines(_last_words(a, by_source=True), _last_words(b, by_source=True), _same)


def last_words(points: Iterable[Point]) -> list[tuple[Thing, Point]]:
    """Return who said what last, by thing and source."""
    found = _last_words(points, by_source=True)
    return sorted(found.items(), key=lambda row: _rank(row[0]))


def grouped(lines: Iterable[Line]) -> list[tuple[Verdict, list[Line]]]:
    """Return the lines by verdict, the verdicts that there are in their order."""
    rows = list(lines)
    return [(v, own) for v in Verdict if (own := [line for line in rows if line.verdict is v])]


def _last_words(points: Iterable[Point], *, by_source: bool) -> dict[Thing, Point]:
    """The last dated point of each thing; one of unknown day only where there is no other. Points stand in order."""
    found: dict[tuple[object, ...], tuple[Point, str]] = {}
    for point in points:
        who = (point.source.pk, point.outlets if point.source.pk == OWN_VOICE else ()) if by_source else ()
        if point.kind is Kind.LOCATION:
            spots = [(point.series.topic, place, "") for place in point.places]
        else:
            spots = [(point.series.pk, "", point.unit if point.metric in COARSE else "")]
        # Plain numbers and words as keys: of thousands of points only the last ones become things.
        for spot in spots:
            key = (point.kind is Kind.LOCATION, *spot, who)
            if point.day is not None or key not in found:
                found[key] = (point, spot[1])
    return {_thing(point, place, by_source): point for point, place in found.values()}


def _thing(point: Point, place: str, by_source: bool) -> Thing:
    who: dict[str, object] = {}
    if by_source:
        who = {"source": point.source, "outlets": point.outlets if point.source.pk == OWN_VOICE else ()}
    if point.kind is Kind.LOCATION:
        return Thing(point.kind, SeriesName(0, "", point.series.topic), place=place, **who)  # type: ignore[arg-type]
    unit = point.unit if point.metric in COARSE else ""
    return Thing(point.kind, point.series, unit, **who)  # type: ignore[arg-type]


def _lines(a: dict[Thing, Point], b: dict[Thing, Point], agree: Callable[[Point, Point], bool]) -> list[Line]:
    return sorted(
        (_line(thing, a.get(thing), b.get(thing), agree) for thing in {**a, **b}), key=lambda line: _rank(line.thing)
    )


def _line(thing: Thing, a: Point | None, b: Point | None, agree: Callable[[Point, Point], bool]) -> Line:
    if a is None or b is None:
        return Line(thing, a, b, Verdict.ONLY_B if a is None else Verdict.ONLY_A)
    verdict = Verdict.AGREED if agree(a, b) else Verdict.DIFFERING
    old, new = _value(a), _value(b)
    if verdict is Verdict.DIFFERING and old is not None and new is not None and not {a.stance, b.stance} & DOUBTS:
        return Line(thing, a, b, verdict, *difference(old, new))
    return Line(thing, a, b, verdict)


def _agree(a: Point, b: Point) -> bool:
    old, new = _value(a), _value(b)
    if old is not None and new is not None:
        return (a.stance in DOUBTS) == (b.stance in DOUBTS) and overlap(old, new)
    if a.kind is Kind.LOCATION:
        return (a.stance in DOUBTS) == (b.stance in DOUBTS)
    return POSITIONS[a.stance] == POSITIONS[b.stance]


def _same(a: Point, b: Point) -> bool:
    return (a.low, a.high, a.approx, a.stance) == (b.low, b.high, b.approx, b.stance)


def _value(point: Point) -> Value | None:
    if not point.approx or (point.low is None and point.high is None):
        return None
    return Value(point.low, point.high, Approximation(point.approx))


_KINDS = (Kind.COUNT, Kind.STATEMENT, Kind.LOCATION)
_METRICS = {metric.value: place for place, metric in enumerate(Metric)}


def _rank(thing: Thing) -> tuple[object, ...]:
    """Figures first, then positions, then places; within these by what is counted and where."""
    order = _METRICS[thing.series.metric] if thing.series.metric else len(_METRICS)
    who = (thing.source.name if thing.source else "", *thing.outlets)
    places = german_sort_key(thing.place or thing.series.scope)
    return _KINDS.index(thing.kind), order, places, thing.series.pk, thing.unit, [german_sort_key(name) for name in who]
