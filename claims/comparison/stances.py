"""Changes in what sources hold about a topic: who denies, doubts, says and confirms.

In: positions of a topic, in order, together with its claims about places (`NATO bestätigt Einheiten in Kursk` answers
`NATO kann nicht bestätigen`). Out: what each does to its source's last position and to other sources.

Positions on one topic need not be about one proposition: who asserts something may deny something else. So only words
that answer an open question turn a position:
- `confirmed`: could not confirm, or only hedged → confirms. `admitted`: denied → confirms.
- `retracted`: confirmed → cannot confirm or denies. `refined`: could not confirm → asserts.
  Also: a later version of the article says it no more, nor does anybody else in the source's name (`withdrawn`).
- `first`: the first time that the source takes a position (says, hedges, doubts, denies); `repeated`: any further time.
  A doubt or denial stays open until it is answered, whatever else the source says; one that is recalled after that is
  repeated, which is the common case: reports recall what was denied before.

Turns within one article on one day have no order in time: none. Of unknown day only `confirms` can turn a position.
Across sources: a denial contradicts who asserts or confirms; who confirms contradicts who denies and corroborates who
asserts. Only positions corroborate here, so that two rows never say the same of one claim (see `presence`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from claims.comparison.points import ChangeRecord, Point, What, is_behind
from claims.comparison.withdrawn import Leaving, is_still_told, retracted, with_leavings
from claims.records import Kind, Stance

SAYS = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
POSITIONS = {
    Stance.DENIES: "denies",
    Stance.CANNOT_CONFIRM: "doubts",
    Stance.HEDGES: "hedges",
    Stance.EXPECTS: "hedges",
    Stance.ASSERTS: "says",
    Stance.CONFIRMS: "says",
}
TURNS = {
    (Stance.CANNOT_CONFIRM, Stance.CONFIRMS): What.CONFIRMED,
    (Stance.HEDGES, Stance.CONFIRMS): What.CONFIRMED,
    (Stance.EXPECTS, Stance.CONFIRMS): What.CONFIRMED,
    (Stance.DENIES, Stance.CONFIRMS): What.ADMITTED,
    (Stance.CANNOT_CONFIRM, Stance.ASSERTS): What.REFINED,
    (Stance.CONFIRMS, Stance.CANNOT_CONFIRM): What.RETRACTED,
    (Stance.CONFIRMS, Stance.DENIES): What.RETRACTED,
}
# What stays open until answered: the higher, the less it gives way to other words of the source.
WEIGHT = {Stance.DENIES: 2, Stance.CANNOT_CONFIRM: 1, Stance.CONFIRMS: 1}


@dataclass
class Voice:
    """One source: its standing position, the first claim of each, and the first statement of each."""

    standing: Point | None = None
    held: dict[str, Point] = field(default_factory=dict)
    stated: dict[str, Point] = field(default_factory=dict)


def stance_changes(points: Iterable[Point], since: date | None = None) -> list[ChangeRecord]:
    """The changes of a topic's positions; points must stand in their order.

    since: only those of this day and later, and of unknown day.
    """
    voices: dict[str, Voice] = {}
    found: list[ChangeRecord] = []
    told = list(points)
    for point in with_leavings(told):
        if isinstance(point, Leaving):
            found += [each for each in _left(voices, point, told) if since is None or not each.day or each.day >= since]
            continue
        # Taken out and put back, so that the mapping lists the sources by who spoke last.
        voice = voices.pop(point.origin, None) or Voice()
        rows = _own(voice, point)
        asked = is_behind(point, since)
        if asked and point.independent and any(row.what is not What.REPEATED for row in rows):
            rows += _against_others(voices, point)
        voices[point.origin] = voice
        found += rows if asked else []
    return found


def _left(voices: dict[str, Voice], leaving: Leaving, points: list[Point]) -> list[ChangeRecord]:
    """What it does that the text of a position has it no more; those about places stand in their own series."""
    point = leaving.point
    standing = voices[point.origin].standing
    held = standing is not None and POSITIONS[standing.stance] == POSITIONS[point.stance]
    if point.kind is not Kind.STATEMENT or not held or is_still_told(leaving, points):
        return []
    if standing is not None and standing.left is not None:
        voices[point.origin].standing = None
    return [retracted(leaving)]


def _own(voice: Voice, point: Point) -> list[ChangeRecord]:
    rows = _turned(voice, point)
    turned = bool(rows)
    if point.kind is Kind.STATEMENT:
        rows += _as_statement(voice, point, turned)
        voice.stated.setdefault(POSITIONS[point.stance], point)
    if turned or voice.standing is None or _weight(point) >= _weight(voice.standing):
        voice.standing = point
    voice.held.setdefault(POSITIONS[point.stance], point)
    return rows


def _turned(voice: Voice, point: Point) -> list[ChangeRecord]:
    before = voice.standing
    if before is None or (before.article == point.article and before.said == point.said):
        return []
    if point.said is None and point.stance is not Stance.CONFIRMS:
        return []
    recalled = point.stance not in SAYS and POSITIONS[point.stance] in voice.held
    what = None if recalled else TURNS.get((before.stance, point.stance))
    return [ChangeRecord(what, point.id, before.id, point.said)] if what else []


def _as_statement(voice: Voice, point: Point, turned: bool) -> list[ChangeRecord]:
    """The first statement of a position is `first`, a turn apart; every further one repeats it."""
    known = voice.stated.get(POSITIONS[point.stance])
    if turned:
        return []
    if known is None:
        return [ChangeRecord(What.FIRST, point.id, None, point.said)]
    return [ChangeRecord(What.REPEATED, point.id, known.id, point.said)]


def _weight(point: Point) -> int:
    return WEIGHT.get(point.stance, 0)


def _against_others(voices: dict[str, Voice], point: Point) -> list[ChangeRecord]:
    """At most one row of each, against who spoke last."""
    rows: dict[What, ChangeRecord] = {}
    for voice in reversed(voices.values()):
        other = voice.standing
        if other is None or not other.independent:
            continue
        what = _between(point, other)
        if what is not None and what not in rows:
            rows[what] = ChangeRecord(what, point.id, other.id, point.said)
        if len(rows) == 2:
            break
    return list(rows.values())


def _between(point: Point, other: Point) -> What | None:
    if point.stance is Stance.DENIES:
        return What.CONTRADICTED if other.stance in SAYS else None
    if point.stance is not Stance.CONFIRMS:
        return None
    if other.stance is Stance.DENIES:
        return What.CONTRADICTED
    positions = point.kind is Kind.STATEMENT and other.kind is Kind.STATEMENT
    return What.CORROBORATED if positions and other.stance in SAYS else None
