"""Changes in who puts a subject where.

In: the claims about places of one topic, in order. Out: per place who names it first, repeats it, or
agrees within a month.

Doubts and denials are positions and stand in the topic's series of positions (`stances`); so do turns from one to the
other. A claim about several places may be new for one of them and repeated for another.
"""

from __future__ import annotations

from collections.abc import Iterable

from claims.comparison.points import ChangeRecord, Point, What
from claims.comparison.times import recently
from claims.comparison.voices import DOUBTS


def presence_changes(points: Iterable[Point]) -> list[ChangeRecord]:
    """The changes of all places; points must stand in their order. No row comes twice."""
    claimed = [point for point in points if point.stance not in DOUBTS]
    places = sorted({place for point in claimed for place in point.places})
    rows = [row for place in places for row in _at(place, claimed)]
    return list(dict.fromkeys(rows))


def _at(place: str, points: list[Point]) -> list[ChangeRecord]:
    firsts: dict[str, Point] = {}
    rows: list[ChangeRecord] = []
    for point in (point for point in points if place in point.places):
        known = firsts.get(point.origin)
        if known is not None:
            rows.append(ChangeRecord(What.REPEATED, point.id, known.id, point.said))
            continue
        rows.append(ChangeRecord(What.FIRST, point.id, None, point.said))
        other = next((p for p in reversed(firsts.values()) if p.independent and recently(point, p)), None)
        if other is not None and point.independent:
            rows.append(ChangeRecord(What.CORROBORATED, point.id, other.id, point.said))
        firsts[point.origin] = point
    return rows
