"""Changes in a series of figures.

In: the points of one episode, in order. Out: what each does to its source's last word and to other sources.

Within a source:
- A figure that the source has given before is `repeated`, however many outlets print it and however late: an old
  figure retold after a newer one is no lowering. (A source that truly returns to an old figure is read so, too.)
- Two figures of one article said on one day have no order in time, so neither raises nor lowers the other; the first
  in the text, where news stands, counts on.
- A claim of unknown day may be `first` or `repeated`, never more: the rest would be claims about time.
- Who cannot confirm or denies a figure gives none; it is set off against figures that it overlaps.

Across sources, at most one row of each, with who spoke last within a month: `corroborated` with an overlapping range,
`contradicted` with a disjoint one about the same time (`times.meet`); a denial contradicts who ever gave the
figure. Only named institutions and people can do either, and only with a figure that is news from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from claims.comparison.points import ChangeRecord, Point, Value, What
from claims.comparison.times import Days, meet, recently, window
from claims.comparison.values import compare, difference, overlap, stretched
from claims.records import Stance

DOUBTS = frozenset({Stance.DENIES, Stance.CANNOT_CONFIRM})
Spoken = tuple[Decimal | None, Decimal | None]


@dataclass
class Voice:
    """What one source has said so far: its standing figure, all figures by range, its last doubt.

    reach: the figures that the standing one allows; days: those that it is about. Both are kept, since every later
    claim of another source asks for them.
    """

    standing: Point | None = None
    reach: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    days: Days | None = None
    spoken: dict[Spoken, Point] = field(default_factory=dict)
    doubt: Point | None = None

    def stand_by(self, point: Point) -> None:
        """Make the point's figure the standing one."""
        self.standing, self.reach, self.days = point, stretched(_value(point)), window(point)


def figure_changes(points: Iterable[Point]) -> list[ChangeRecord]:
    """The changes of one episode; points must stand in their order and carry values."""
    voices: dict[str, Voice] = {}
    found: list[ChangeRecord] = []
    for point in points:
        # Taken out and put back, so that the mapping lists the sources by who spoke last.
        voice = voices.pop(point.origin, None) or Voice()
        rows = _doubted(voice, point) if point.stance in DOUBTS else _stated(voice, point)
        if point.independent and all(row.what is not What.REPEATED for row in rows):
            rows += _against_others(voices, point)
        voices[point.origin] = voice
        found += rows
    return found


def _stated(voice: Voice, point: Point) -> list[ChangeRecord]:
    rows = _answer_to_own_doubt(voice, point)
    value = _value(point)
    known = voice.spoken.get((value.low, value.high))
    if known is not None:
        return [*rows, _row(What.REPEATED, point, known)]
    if voice.standing is None:
        rows += [] if rows else [_row(What.FIRST, point)]
        voice.stand_by(point)
    else:
        rows += _moved(voice, point)
    voice.spoken[value.low, value.high] = point
    return rows


def _moved(voice: Voice, point: Point) -> list[ChangeRecord]:
    """Set the figure off against the standing one, which it replaces if it is news."""
    assert voice.standing is not None
    before = voice.standing
    what = compare(_value(before), _value(point))
    if what is What.REPEATED:
        return [_row(what, point, before)]
    if point.said is None or _in_one_breath(before, point):
        return []
    voice.stand_by(point)
    return [_row(what, point, before)]


def _answer_to_own_doubt(voice: Voice, point: Point) -> list[ChangeRecord]:
    """`confirmed` or `admitted`, where the source gives a figure that it had doubted."""
    doubt = voice.doubt
    if doubt is None or _in_one_breath(doubt, point) or not overlap(_value(doubt), _value(point)):
        return []
    # "Räumt ein" presupposes what was denied before, so it needs no date of its own.
    if point.said is None and point.stance is not Stance.CONFIRMS:
        return []
    voice.doubt = None
    return [_row(What.ADMITTED if doubt.stance is Stance.DENIES else What.CONFIRMED, point, doubt)]


def _doubted(voice: Voice, point: Point) -> list[ChangeRecord]:
    standing, doubt = voice.standing, voice.doubt
    voice.doubt = point
    if doubt is not None and doubt.stance is point.stance:
        return [_row(What.REPEATED, point, doubt)]
    if standing is None:
        return [_row(What.FIRST, point)] if doubt is None else []
    unordered = point.said is None or _in_one_breath(standing, point)
    if unordered or not overlap(_value(standing), _value(point)):
        return []
    return [_row(What.RETRACTED, point, standing)]


def _against_others(voices: dict[str, Voice], point: Point) -> list[ChangeRecord]:
    """At most one `corroborated` and one `contradicted`, each against who spoke last."""
    if point.stance is Stance.CANNOT_CONFIRM:
        return []
    rows: dict[What, ChangeRecord] = {}
    low, high = stretched(_value(point))
    days = window(point)
    for voice in reversed(voices.values()):
        other = voice.standing
        if other is None or not other.independent:
            continue
        agree = low <= voice.reach[1] and voice.reach[0] <= high
        what = _between(point, other, agree, about_one_time=meet(days, voice.days))
        if what is not None and what not in rows:
            rows[what] = _row(what, point, other)
        if len(rows) == 2:
            break
    return list(rows.values())


def _between(point: Point, other: Point, agree: bool, *, about_one_time: bool) -> What | None:
    if point.stance is Stance.DENIES:
        return What.CONTRADICTED if agree else None
    if not recently(point, other):
        return None
    if agree:
        return What.CORROBORATED
    return What.CONTRADICTED if about_one_time else None


def _in_one_breath(one: Point, other: Point) -> bool:
    return one.article == other.article and one.said == other.said


def _row(what: What, point: Point, previous: Point | None = None) -> ChangeRecord:
    if previous is None:
        return ChangeRecord(what, point.id, None, point.said)
    if {point.stance, previous.stance} & DOUBTS:
        return ChangeRecord(what, point.id, previous.id, point.said)
    absolute, percent = difference(_value(previous), _value(point))
    return ChangeRecord(what, point.id, previous.id, point.said, absolute, percent)


def _value(point: Point) -> Value:
    if point.value is None:
        raise ValueError(f"claim {point.id} stands in a series of figures and has none")
    return point.value
