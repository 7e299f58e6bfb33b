"""Changes in a series of figures.

In: the points of one episode, in order. Out: what each does to its source's last word and to other sources (`across`).

Within a source:
- A figure that the source has given before is `repeated`, however many outlets print it and however late: an old
  figure retold after a newer one is no lowering. (A source that truly returns to an old figure is read so, too.)
- Two figures of one article said on one day have no order in time, so neither raises nor lowers the other, unless the
  text says which came first (`von 12 auf 15`); else the first in the text, where news stands, counts on.
- A figure whose text takes an older one back is `corrected`, against the source's own claim of the old one, else
  against who gave it last; where nobody did, it is like any other. The text tells the order, so it needs no day.
- A claim of unknown day may else be `first` or `repeated`, never more: the rest would be claims about time.
- Who cannot confirm or denies a figure gives none; it is set off against figures that it overlaps.
- What a later version of an article has no more is `corrected` or `retracted`, or only printed once less (`withdrawn`).

What is news from a named institution or person is then set off against other sources, but for a figure that its own
text calls a former one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims.comparison.across import MEMORY, against_others
from claims.comparison.former import follows, in_one_breath, taken_back, told_in_order
from claims.comparison.points import ChangeRecord, Point, What, is_behind
from claims.comparison.settled import Settled
from claims.comparison.values import compare, overlap, same
from claims.comparison.voices import DOUBTS, Step, Voice, row, value_of
from claims.comparison.withdrawn import Leaving, is_still_told, retracted, with_leavings, with_overwritten
from claims.records import Stance


def figure_changes(
    points: Sequence[Point], since: date | None = None, settled: Settled | None = None
) -> list[ChangeRecord]:
    """The changes of one episode; points must stand in their order and carry values.

    since: only those of this day and later, and of unknown day; what was said before is read for what it left standing.
    settled: knows what is stored; changes that stay as they are stored are not among those returned. Raises `Whole`.
    """
    voices: dict[str, Voice] = {}
    found: list[ChangeRecord] = []
    # Before that day nobody could be overtaken yet who still can be.
    heard = since - MEMORY if since and since - date.min > MEMORY else None
    ordered, former = told_in_order(with_overwritten(points))
    corrected: set[int] = set()  # what another figure stands in the place of
    for point in with_leavings(ordered):
        if isinstance(point, Leaving):
            rows = [] if point.point.id in corrected else _left(voices[point.point.origin], point, ordered)
            found += [each for each in rows if _is_of(each, since)]
            continue
        # Taken out and put back, so that the mapping lists the sources by who spoke last.
        voice = voices.pop(point.origin, None) or Voice()
        steps = _doubted(voice, point) if point.stance in DOUBTS else _stated(voices, voice, point)
        kept = settled is not None and settled.is_kept(voice, point, steps)
        if not kept and point.independent and point.id not in former and is_behind(point, heard) and _are_news(steps):
            steps += against_others(voices, point)
        voices[point.origin] = voice
        if voice.withdrawn and point.stance not in DOUBTS and point.said is not None:
            voice.stand_by(point)
        if point.overwrites is not None:
            corrected |= {old.id for what, _, old in steps if what is What.CORRECTED and old is point.overwrites}
            found += [each for each in (row(*step) for step in steps) if _is_of(each, since)]
        elif steps and not kept and is_behind(point, since):
            found += [row(*step) for step in steps]
    return found


def _is_of(change: ChangeRecord, since: date | None) -> bool:
    return since is None or change.day is None or change.day >= since


def _left(voice: Voice, leaving: Leaving, points: Sequence[Point]) -> list[ChangeRecord]:
    """What it does that the text of a point has it no more; nobody holds it then, unless it is told elsewhere."""
    point = leaving.point
    held = voice.doubt if point.stance in DOUBTS else voice.standing
    if held is None or not _is_said_by(held, point) or is_still_told(leaving, points):
        return []
    if held is voice.doubt:
        voice.doubt = None
    else:
        voice.withdrawn = True
    return [retracted(leaving)]


def _is_said_by(held: Point, point: Point) -> bool:
    in_doubt = point.stance not in DOUBTS or held.stance is point.stance
    return in_doubt and same(value_of(held), value_of(point))


def _are_news(steps: Sequence[Step]) -> bool:
    return all(what is not What.REPEATED for what, _, _ in steps)


def _stated(voices: dict[str, Voice], voice: Voice, point: Point) -> list[Step]:
    rows = _answer_to_own_doubt(voice, point)
    value = value_of(point)
    known = voice.spoken.get((value.low, value.high))
    old = taken_back(voices, voice, point)
    if old is not None and _is_news(voice, point, known):
        rows.append((What.CORRECTED, point, old))
        if voice.standing is None or point.said is not None:
            voice.stand_by(point)
        voice.spoken.pop((value.low, value.high), None)  # so that it becomes the last one
    elif known is not None:
        return [*rows, (What.REPEATED, point, known)]
    elif voice.standing is None:
        rows += [] if rows else [(What.FIRST, point, None)]
        voice.stand_by(point)
    else:
        rows += _moved(voice, point)
    voice.spoken[value.low, value.high] = point
    return rows


def _is_news(voice: Voice, point: Point, known: Point | None) -> bool:
    """Whether the correction is told for the first time, and of a figure that does not stand yet."""
    if known is not None and known.former == point.former and known.takes_back:
        return False
    return voice.standing is None or not same(value_of(voice.standing), value_of(point))


def _moved(voice: Voice, point: Point) -> list[Step]:
    """Set the figure off against the standing one, which it replaces if it is news."""
    assert voice.standing is not None
    before = voice.standing
    what = compare(value_of(before), value_of(point))
    if what is What.REPEATED:
        return [(what, point, before)]
    if point.said is None or (in_one_breath(before, point) and not follows(point, before)):
        return []
    voice.stand_by(point)
    return [(what, point, before)]


def _answer_to_own_doubt(voice: Voice, point: Point) -> list[Step]:
    """`confirmed` or `admitted`, where the source gives a figure that it had doubted."""
    doubt = voice.doubt
    if doubt is None or in_one_breath(doubt, point) or not overlap(value_of(doubt), value_of(point)):
        return []
    # "Räumt ein" presupposes what was denied before, so it needs no date of its own.
    if point.said is None and point.stance is not Stance.CONFIRMS:
        return []
    voice.doubt = None
    return [(What.ADMITTED if doubt.stance is Stance.DENIES else What.CONFIRMED, point, doubt)]


def _doubted(voice: Voice, point: Point) -> list[Step]:
    standing, doubt = voice.standing, voice.doubt
    voice.doubt = point
    if doubt is not None and doubt.stance is point.stance:
        return [(What.REPEATED, point, doubt)]
    if standing is None:
        return [(What.FIRST, point, None)] if doubt is None else []
    unordered = point.said is None or in_one_breath(standing, point)
    if unordered or not overlap(value_of(standing), value_of(point)):
        return []
    return [(What.RETRACTED, point, standing)]
