"""What a new figure does to an old one: raised, lowered, refined, widened or only repeated.

In: two `Value`s of one series. Out: a `What`, or whether they overlap, or by how much they differ.

Words are softer than sets, so open ends get the limit that readers have in mind (`bounds`):
- `über 10.000`, `mindestens 10.000` reach to 1.5 times the figure: 11.000 refines it, 50.000 raises it.
- `Tausende`, `Dutzende` reach to ten times their least value, where the next larger word begins.
- `fast 500`, `weniger als 500` begin at half of it; `bis zu 500` begins at 0.
`about` is met by anything within 5 percent of the larger figure: `rund 3.000` then 3.100 is repeated (3.2 percent),
`rund 10.000` then 11.000 is raised (9.1 percent). Two exact figures are repeated only when equal.
"""

from __future__ import annotations

from decimal import Decimal

from claims.comparison.points import Value, What
from claims.records import Approximation

TOLERANCE = Decimal("0.05")
MORE_THAN_REACH = Decimal("1.5")
VAGUE_REACH = Decimal(10)
LESS_THAN_START = Decimal("0.5")
PERCENT_LIMIT = Decimal(10) ** 10
NO_CHANGE = (Decimal(0), Decimal("0.00"))

# Two figures with the same open end are set off by their known end: `mindestens 144`, then `mindestens 150`.
OPEN_ENDED = frozenset({Approximation.MORE_THAN, Approximation.VAGUE, Approximation.LESS_THAN, Approximation.UP_TO})


def bounds(value: Value) -> tuple[Decimal, Decimal]:
    """Least and largest figure that readers have in mind, both closed."""
    low, high = value.low, value.high
    if low is None and high is None:
        raise ValueError("a value without any bound says nothing")
    if high is None:
        assert low is not None
        return low, low * (VAGUE_REACH if value.approx is Approximation.VAGUE else MORE_THAN_REACH)
    if low is None:
        return (high * LESS_THAN_START if value.approx is Approximation.LESS_THAN else Decimal(0)), high
    return low, high


def figure(value: Value) -> Decimal:
    """The one figure that stands for the value where two are set off: the middle of a range, else its known end."""
    if value.low is not None and value.high is not None:
        return (value.low + value.high) / 2
    known = value.low if value.high is None else value.high
    assert known is not None
    return known


def same(old: Value, new: Value) -> bool:
    """Whether the new words only repeat the old ones."""
    if (old.low, old.high) == (new.low, new.high):
        return True
    if not (_is_point(old) and _is_point(new)) or Approximation.ABOUT not in (old.approx, new.approx):
        return False
    return abs(figure(old) - figure(new)) <= TOLERANCE * max(abs(figure(old)), abs(figure(new)))


def overlap(one: Value, other: Value) -> bool:
    """Whether both can be true at once; `about` stretches by the tolerance."""
    low_1, high_1 = stretched(one)
    low_2, high_2 = stretched(other)
    return low_1 <= high_2 and low_2 <= high_1


def stretched(value: Value) -> tuple[Decimal, Decimal]:
    """The bounds, by the tolerance further apart where the words say `about`."""
    low, high = bounds(value)
    if value.approx is not Approximation.ABOUT:
        return low, high
    return low * (1 - TOLERANCE), high * (1 + TOLERANCE)


def compare(old: Value, new: Value) -> What:
    """What the new value does to the old one of the same source."""
    if same(old, new):
        return What.REPEATED
    if old.approx is new.approx and new.approx in OPEN_ENDED:
        return What.RAISED if figure(new) > figure(old) else What.LOWERED
    old_low, old_high = bounds(old)
    new_low, new_high = bounds(new)
    if (old_low, old_high) == (new_low, new_high):
        return What.REPEATED
    if old_low <= new_low and new_high <= old_high:
        return What.REFINED
    if new_low <= old_low and old_high <= new_high:
        return What.WIDENED
    return What.RAISED if new_low > old_low else What.LOWERED


def difference(old: Value, new: Value) -> tuple[Decimal, Decimal | None]:
    """New minus old in the unit of both, and in percent of the old (None where that is 0 or absurdly large)."""
    before, after = figure(old), figure(new)
    change = after - before
    if not before:
        return change, None
    if before == after:  # most of what is said only repeats
        return NO_CHANGE
    percent = (change / before * 100).quantize(Decimal("0.01"))
    return change, percent if abs(percent) < PERCENT_LIMIT else None


def _is_point(value: Value) -> bool:
    return value.low is not None and value.low == value.high
