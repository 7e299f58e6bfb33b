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

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from claims.comparison.points import Point, What
from claims.comparison.times import RECENT_DAYS, meet, window
from claims.comparison.values import stretched
from claims.comparison.voices import DOUBTS, Held, Step, Voice, value_of
from claims.records import Stance

OVERTAKEN_WITHIN = 92  # days
TIME_TO_FOLLOW = 3  # days
MEMORY = timedelta(days=OVERTAKEN_WITHIN)  # what was said before that is not looked at any more, but by denials


def against_others(voices: dict[str, Voice], point: Point) -> list[Step]:
    """The rows that the point makes with others; marks voices that it leaves behind."""
    if point.stance is Stance.CANNOT_CONFIRM:
        return []
    return [*_same_time(voices, point), *_overtaken(voices, point)]


# From here on as few calls as may be: hundreds of sources ask this of each other a million times.
def _same_time(voices: dict[str, Voice], point: Point) -> list[Step]:
    said, denies = point.said, point.stance is Stance.DENIES
    if said is None and not denies:
        return []  # near to nothing
    first, last = _around(said or date.max, RECENT_DAYS)
    rows: dict[What, Step] = {}
    low, high = stretched(value_of(point))
    days = window(point)
    for voice in reversed(voices.values()):
        other = voice.standing
        if other is None or voice.withdrawn or not other.independent:
            continue
        if not denies and (other.said is None or not first <= other.said <= last):
            continue
        bottom, top = voice.reach
        agree = low <= top and bottom <= high
        what = What.CORROBORATED if agree and not denies else What.CONTRADICTED
        if what not in rows and (agree or (not denies and meet(days, voice.days))):
            rows[what] = (what, point, other)
            if len(rows) == 2:
                break
    return list(rows.values())


@lru_cache(maxsize=5000)
def _around(day: date, reach: int) -> tuple[date, date]:
    """The first and last day that lie within so many days of this one."""
    number = day.toordinal()
    return (
        date.fromordinal(max(number - reach, date.min.toordinal())),
        date.fromordinal(min(number + reach, date.max.toordinal())),
    )


def _overtaken(voices: dict[str, Voice], point: Point) -> list[Step]:
    if point.said is None or point.stance in DOUBTS:
        return []
    low, high = stretched(value_of(point))
    days = window(point)
    assert days is not None  # its day is known
    behind = _left_behind(voices, low, high, point.said, days[0])
    since = _newer(voices, point.said) if behind else []
    left = [voice for voice in behind if _is_seconded(voice, since, upward=low > voice.reach[1])]
    for voice in left:
        voice.overtaken = True
    return [(What.OVERTAKEN, point, voice.standing) for voice in left[:1]]


def _left_behind(voices: dict[str, Voice], low: Decimal, high: Decimal, today: date, about: date) -> list[Voice]:
    """Who holds an older figure about an earlier time outside of this range; who spoke last comes first."""
    first, _ = _around(today, OVERTAKEN_WITHIN)
    return [
        voice
        for voice in reversed(voices.values())
        if not voice.overtaken
        and (low > voice.reach[1] or high < voice.reach[0])
        and voice.held is not None
        and first <= voice.held[0] < today
        and voice.doubt is None
        and not voice.withdrawn
        and voice.days is not None
        and voice.days[1] < about
    ]


def _newer(voices: dict[str, Voice], today: date) -> list[Held]:
    """What others said three days to a month ago, the last first: there was time to follow it, and it is no history."""
    first, last = _around(today, RECENT_DAYS)[0], _around(today, TIME_TO_FOLLOW)[0]
    found = [
        voice.held
        for voice in voices.values()
        if voice.held is not None and first <= voice.held[0] <= last and voice.doubt is None and not voice.withdrawn
    ]
    return sorted(found, reverse=True)


def _is_seconded(voice: Voice, since: list[Held], *, upward: bool) -> bool:
    """Whether one of the others, too, has since given a figure about a later time that lies on the same side."""
    assert voice.held is not None
    assert voice.days is not None
    before, about, (bottom, top) = voice.held[0], voice.days[1], voice.reach
    # A plain loop over plain tuples: a topic of hundreds of sources asks this a million times.
    for said, first, low, high in since:
        if said <= before:
            return False
        if first > about and (low > top if upward else high < bottom):
            return True
    return False
