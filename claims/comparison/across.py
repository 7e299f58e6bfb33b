"""What a new figure does to those of other sources: `corroborated`, `contradicted`, `overtaken`.

In: what the other sources have said, in the order in which they last spoke, and a point that is news from its source.
Out: at most one row of each kind, against who spoke last. Only named institutions and people count on either side.

- `corroborated`: the ranges overlap, the other said so within a month.
- `contradicted`: the ranges do not, and both are about the same time (`times.meet`). A denial contradicts who ever gave
  the figure.
- `overtaken`: what another source holds lies outside of what at least two others (this one, and one that spoke three
  days to a month before) have said since then about a later time, both of them above it or both below, and it has not
  followed. Less than three days are no time to follow: tolls grow from day to day. Older than three months, a figure is
  history, which nobody need overtake. Each standing figure is overtaken once: where one point leaves several behind,
  the others count as left behind by it, too, without a row of their own.
"""

from __future__ import annotations

from claims.comparison.points import ChangeRecord, Point, What
from claims.comparison.times import meet, recently, window
from claims.comparison.values import stretched
from claims.comparison.voices import DOUBTS, Voice, row, value_of
from claims.records import Stance

OVERTAKEN_WITHIN = 92  # days
TIME_TO_FOLLOW = 3  # days


def against_others(voices: dict[str, Voice], point: Point) -> list[ChangeRecord]:
    """The rows that the point makes with others; marks voices that it leaves behind."""
    if point.stance is Stance.CANNOT_CONFIRM:
        return []
    return [*_same_time(voices, point), *_overtaken(voices, point)]


def _same_time(voices: dict[str, Voice], point: Point) -> list[ChangeRecord]:
    rows: dict[What, ChangeRecord] = {}
    low, high = stretched(value_of(point))
    days = window(point)
    for voice in reversed(voices.values()):
        other = voice.standing
        if other is None or not other.independent:
            continue
        agree = low <= voice.reach[1] and voice.reach[0] <= high
        what = _between(point, other, agree, about_one_time=meet(days, voice.days))
        if what is not None and what not in rows:
            rows[what] = row(what, point, other)
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


def _overtaken(voices: dict[str, Voice], point: Point) -> list[ChangeRecord]:
    if point.said is None or point.stance in DOUBTS:
        return []
    now = Voice()
    now.stand_by(point)
    behind = [voice for voice in reversed(voices.values()) if not voice.overtaken and _left_behind(voice, now)]
    if not behind:
        return []
    since = [voice for voice in voices.values() if _counts(voice) and recently(point, _standing(voice))]
    left = [voice for voice in behind if any(_seconds(other, voice, now) for other in since)]
    for voice in left:
        voice.overtaken = True
    return [row(What.OVERTAKEN, point, _standing(voice)) for voice in left[:1]]


def _left_behind(voice: Voice, now: Voice) -> bool:
    """Whether the voice's figure lies outside of the newer one, which is about a later time."""
    if _side(voice, now) == 0 or not _counts(voice):
        return False
    before, new = _standing(voice).said, _standing(now).said
    assert new is not None
    return before is not None and 0 < (new - before).days <= OVERTAKEN_WITHIN and _is_later(now, voice)


def _seconds(other: Voice, voice: Voice, now: Voice) -> bool:
    """Whether a third source's figure, too, has been said since and lies on the same side of the voice's."""
    if _side(voice, other) != _side(voice, now) or not _is_later(other, voice):
        return False
    before, since, today = (_standing(one).said for one in (voice, other, now))
    assert before is not None  # asked before
    assert today is not None
    return since is not None and before < since and (today - since).days >= TIME_TO_FOLLOW


def _side(voice: Voice, other: Voice) -> int:
    """1 where the other one's figure lies above the voice's, -1 where below, 0 where both can be true."""
    if other.reach[0] > voice.reach[1]:
        return 1
    return -1 if other.reach[1] < voice.reach[0] else 0


def _is_later(one: Voice, other: Voice) -> bool:
    return one.days is not None and other.days is not None and one.days[0] > other.days[1]


def _counts(voice: Voice) -> bool:
    """Whether the voice holds a figure that it has not taken back, and is somebody."""
    return voice.standing is not None and voice.standing.independent and voice.doubt is None


def _standing(voice: Voice) -> Point:
    assert voice.standing is not None
    return voice.standing
