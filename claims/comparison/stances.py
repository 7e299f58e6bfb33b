"""Changes in what sources hold about a topic: who denies, doubts, says and confirms.

In: positions of a topic, in order, together with its claims about places (`NATO bestätigt Einheiten in Kursk` answers
`NATO kann nicht bestätigen`). Out: what each does to its source's last position and to other sources.

Within a source a turn is named by how firm the position was and is:
- `confirmed`: could not confirm → asserts or confirms; hedged → confirms. `admitted`: denied → asserts or confirms.
- `retracted`: confirmed → cannot confirm or denies; denied → hedges or cannot confirm (the denial is taken back).
- `refined`: a softer position became firm in the same direction (hedged → asserts, cannot confirm → denies or hedges);
  `widened`: a plain one became softer. A claim that only asserts is no promise about the whole topic, so doubting
  something later widens it and retracts nothing.
- `repeated`: the same position again; also an old doubt or denial retold after the source moved on, which is the
  common case: reports recall what was denied before.

Turns within one article on one day have no order in time: none. Of unknown day only `confirms` can turn a position.
Across sources: who denies and who asserts or confirms contradict each other; who confirms corroborates who asserts.
Only positions count there, so that two rows never say the same of one claim (`places` corroborates places).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.comparison.points import ChangeRecord, Point, What
from claims.records import Kind, Stance

SAYS = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
SOFT = frozenset({Stance.HEDGES, Stance.EXPECTS})
FIRMNESS = {
    Stance.DENIES: "denies",
    Stance.CANNOT_CONFIRM: "doubts",
    Stance.HEDGES: "soft",
    Stance.EXPECTS: "soft",
    Stance.ASSERTS: "says",
    Stance.CONFIRMS: "says",
}
TURNS = {
    ("doubts", "says"): What.CONFIRMED,
    ("doubts", "soft"): What.REFINED,
    ("doubts", "denies"): What.REFINED,
    ("denies", "says"): What.ADMITTED,
    ("denies", "soft"): What.RETRACTED,
    ("denies", "doubts"): What.RETRACTED,
    ("soft", "says"): What.REFINED,
    ("soft", "doubts"): What.WIDENED,
    ("soft", "denies"): What.WIDENED,
    ("says", "soft"): What.WIDENED,
    ("says", "doubts"): What.WIDENED,
    ("says", "denies"): What.WIDENED,
}


@dataclass
class Voice:
    """One source: its standing position, the first claim of each position, and its statements among them."""

    standing: Point | None = None
    held: dict[str, Point] = field(default_factory=dict)
    stated: dict[str, Point] = field(default_factory=dict)


def turn(old: Stance, new: Stance) -> What | None:
    """What moving from one stance to another is called; None where the position is the same."""
    if old is Stance.CONFIRMS and new in {Stance.CANNOT_CONFIRM, Stance.DENIES}:
        return What.RETRACTED
    if old in SOFT and new is Stance.CONFIRMS:
        return What.CONFIRMED
    return TURNS.get((FIRMNESS[old], FIRMNESS[new]))


def stance_changes(points: Iterable[Point]) -> list[ChangeRecord]:
    """The changes of a topic's positions; points must stand in their order."""
    voices: dict[str, Voice] = {}
    found: list[ChangeRecord] = []
    for point in points:
        voice = voices.pop(point.origin, None) or Voice()
        rows = _own(voice, point)
        if point.independent and any(row.what is not What.REPEATED for row in rows):
            rows += _against_others(voices, point)
        voices[point.origin] = voice
        found += rows
    return found


def _own(voice: Voice, point: Point) -> list[ChangeRecord]:
    firmness = FIRMNESS[point.stance]
    rows = _turned(voice, point)
    if voice.standing is None or rows:
        voice.standing = point
    if point.kind is Kind.STATEMENT:
        rows += _as_statement(voice, point, turned=bool(rows))
        voice.stated.setdefault(firmness, point)
    voice.held.setdefault(firmness, point)
    return rows


def _turned(voice: Voice, point: Point) -> list[ChangeRecord]:
    before = voice.standing
    if before is None or (before.article == point.article and before.said == point.said):
        return []
    if point.said is None and point.stance is not Stance.CONFIRMS:
        return []
    retold = point.stance not in SAYS and FIRMNESS[point.stance] in voice.held
    what = None if retold else turn(before.stance, point.stance)
    return [ChangeRecord(what, point.id, before.id, point.said)] if what else []


def _as_statement(voice: Voice, point: Point, *, turned: bool) -> list[ChangeRecord]:
    if not voice.stated:
        return [ChangeRecord(What.FIRST, point.id, None, point.said)]
    known = voice.stated.get(FIRMNESS[point.stance])
    if turned or known is None:
        return []
    return [ChangeRecord(What.REPEATED, point.id, known.id, point.said)]


def _against_others(voices: dict[str, Voice], point: Point) -> list[ChangeRecord]:
    """At most one row of each, against who spoke last."""
    rows: dict[What, ChangeRecord] = {}
    for voice in reversed(voices.values()):
        other = voice.standing
        if other is None or not other.independent:
            continue
        what = _between(point, other)
        if what is not None:
            rows.setdefault(what, ChangeRecord(what, point.id, other.id, point.said))
    return list(rows.values())


def _between(point: Point, other: Point) -> What | None:
    stances = {point.stance, other.stance}
    if Stance.DENIES in stances:
        return What.CONTRADICTED if stances & SAYS else None
    positions = point.kind is Kind.STATEMENT and other.kind is Kind.STATEMENT
    confirms = point.stance is Stance.CONFIRMS and other.stance in SAYS
    return What.CORROBORATED if positions and confirms else None
