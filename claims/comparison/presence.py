"""Changes in who puts a subject where.

In: the claims about places of one topic, in order. Out: per place who names it first, repeats it, or
agrees within a month.

Doubts and denials are positions and stand in the topic's series of positions (`stances`); so do turns from one to the
other. What a later version of its article says no more, nor anybody else in the source's name, is `retracted`.
A claim about several places may be new for one of them and repeated for another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from claims.comparison.points import ChangeRecord, Point, What, is_behind
from claims.comparison.times import recently
from claims.comparison.voices import DOUBTS
from claims.comparison.withdrawn import Leaving, is_before, is_still_told, retracted, with_leavings


def presence_changes(points: Iterable[Point], since: date | None = None) -> list[ChangeRecord]:
    """The changes of all places; points must stand in their order. No row comes twice.

    since: only those of this day and later, and of unknown day.
    """
    claimed = [point for point in points if point.stance not in DOUBTS]
    by_place: dict[str, list[Point]] = {}
    for point in claimed:
        for place in point.places:
            by_place.setdefault(place, []).append(point)
    rows = [row for place in sorted(by_place) for row in _at(by_place[place], since)]
    leavings = [each for each in with_leavings(claimed) if isinstance(each, Leaving)]
    gone = [retracted(leaving) for leaving in leavings if not is_still_told(leaving, claimed)]
    rows += [row for row in gone if since is None or row.day is None or row.day >= since]
    return list(dict.fromkeys(rows))


def _at(points: list[Point], since: date | None) -> list[ChangeRecord]:
    firsts: dict[str, Point] = {}
    rows: list[ChangeRecord] = []
    for point in points:
        known = firsts.get(point.origin)
        if known is not None:
            if is_behind(point, since):
                rows.append(ChangeRecord(What.REPEATED, point.id, known.id, point.said))
            continue
        if is_behind(point, since):
            rows += _new(point, firsts)
        firsts[point.origin] = point
    return rows


def _new(point: Point, firsts: dict[str, Point]) -> list[ChangeRecord]:
    rows = [ChangeRecord(What.FIRST, point.id, None, point.said)]
    known = (p for p in reversed(firsts.values()) if p.independent and recently(point, p))
    other = next((p for p in known if p.left is None or is_before(point, Leaving(p))), None)
    if other is not None and point.independent:
        rows.append(ChangeRecord(What.CORROBORATED, point.id, other.id, point.said))
    return rows
