"""Figures that a text itself sets in order: `von 12 auf 10 korrigiert`, `10 Tote, zuvor war von 12 die Rede`.

In: the points of an episode in order, or what sources said before a point. Out: the points, each former figure before
the one that takes its place; or the point whose figure is taken back.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.comparison.points import Point
from claims.comparison.values import same
from claims.comparison.voices import Voice, holds, value_of


def in_one_breath(one: Point, other: Point) -> bool:
    """Whether one article tells both of one day, so that nothing but its words can set them in order."""
    return one.article == other.article and one.said == other.said


def follows(point: Point, before: Point) -> bool:
    """Whether the point's text says that `before` holds the figure that it takes the place of, or showed it there."""
    if point.overwrites is not None and point.overwrites.id == before.id:
        return True
    return point.former is not None and holds(before, point.former)


def told_in_order(points: Sequence[Point]) -> tuple[list[Point], frozenset[int]]:
    """The points, and the numbers of those whose figure their own article calls a former one.

    Within a breath these come first, wherever they stand in the text.
    """
    newer: dict[str, list[Point]] = {}
    for point in points:
        if point.former is not None or point.overwrites is not None:
            newer.setdefault(point.article, []).append(point)
    if not newer:
        return list(points), frozenset()
    old = frozenset(
        point.id
        for point in points
        for new in newer.get(point.article, ())
        if point.id != new.id and in_one_breath(point, new) and follows(new, point)
    )
    if not old:
        return list(points), old
    return sorted(points, key=lambda point: (*point.order[:4], point.id not in old, *point.order[4:])), old


def taken_back(voices: dict[str, Voice], voice: Voice, point: Point) -> Point | None:
    """Whose figure the point's text takes back: the source's own, else that of who gave it last; None if nobody did.

    Before all that the one in whose place a new version of the text tells this one, if that has been said.
    """
    if point.overwrites is not None and _is_held(voices, voice, point.overwrites, point):
        return point.overwrites
    if point.former is None or not point.takes_back:
        return None
    own = voice.gave(point.former)
    if own is not None:
        return own
    given = (other.gave(point.former) for other in reversed(voices.values()))
    return next((found for found in given if found is not None), None)


def _is_held(voices: dict[str, Voice], voice: Voice, old: Point, point: Point) -> bool:
    """Whether the point's place told a figure that had been said, and that its source had not moved on from."""
    holder = voice if old.origin == point.origin else voices.get(old.origin)
    standing = holder.standing if holder is not None else None
    return standing is not None and old.order[:3] <= point.order[:3] and same(value_of(standing), value_of(old))
