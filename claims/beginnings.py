"""What of the beginning of a series of figures has to be heard, where only its changes from a day on are asked for.

In: rows of claims, as `claims.points` reads them. Out: those of them that later changes can lean on.

Whoever gives a figure again changes nothing by it (`comparison.figures`): the first time counts, and the last time that
a source spoke at all, since later claims ask who spoke last. Long series mostly repeat, so most of their claims of
before need not become points. Doubts, figures that a text calls former ones and near copies are rare and all heard;
and so are all claims of a series of which something has left its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from claims.records import SourceType, Stance

# Where a row of `points.FIELDS` has what, behind the numbers of its series and topic.
UNIT, STANCE, START, LOW, HIGH, FORMER, SAID = 3, 4, 5, 6, 7, 9, 13
SOURCE, SOURCE_TYPE, PUBLISHED, ARTICLE, OUTLET, COPIES, GONE = 14, 15, 16, 17, 18, 19, 20
_DOUBTS = frozenset({Stance.DENIES.value, Stance.CANNOT_CONFIRM.value})

Row = Sequence[Any]
Order = tuple[date, date, str, int]  # as `Point.order`, of what has a day


def without_repetitions(rows: Sequence[Row], day: date) -> list[Row]:
    """Return the rows without what was only said again before this day. Their order may be any."""
    if any(row[GONE] is not None for row in rows):
        return list(rows)
    heard: list[Row] = []
    plain: list[tuple[tuple[Any, ...], Order, Row]] = []
    doubting: set[tuple[Any, ...]] = set()
    for row in rows:
        said = row[SAID] or row[PUBLISHED]
        early, doubts = said is not None and said < day, row[STANCE] in _DOUBTS
        if early and doubts:
            doubting.add(_who(row))
        if doubts or not early or row[FORMER] is not None or row[COPIES] is not None:
            heard.append(row)
        else:
            plain.append((_who(row), (said, row[PUBLISHED] or date.max, row[ARTICLE], row[START]), row))
    return heard + _first_and_last(plain, doubting)


def _first_and_last(plain: Iterable[tuple[tuple[Any, ...], Order, Row]], doubting: set[tuple[Any, ...]]) -> list[Row]:
    """Each source's first claim of each figure, and its last one of all; all claims of who ever doubted."""
    first: dict[tuple[Any, ...], tuple[Order, list[Row]]] = {}
    last: dict[tuple[Any, ...], tuple[Order, Row]] = {}
    heard: list[Row] = []
    for who, order, row in plain:
        if who in doubting:
            heard.append(row)
            continue
        key = (*who, row[LOW], row[HIGH])
        known = first.get(key)
        if known is None or order < known[0]:
            first[key] = (order, [row])
        elif order == known[0]:
            known[1].append(row)  # of one spot of a text; their words tell which is the first
        latest = last.get(who)
        if latest is None or order > latest[0]:
            last[who] = (order, row)
    found = {row[0]: row for _, same in first.values() for row in same}
    return [*heard, *(found | {row[0]: row for _, row in last.values()}).values()]


def _who(row: Row) -> tuple[Any, ...]:
    """Whose figures are set off against each other: those of one source in one unit; else of one outlet."""
    source = row[SOURCE]
    if source is None or row[SOURCE_TYPE] == SourceType.UNNAMED.value:
        return source, row[OUTLET] or row[ARTICLE], row[UNIT]
    return source, None, row[UNIT]
