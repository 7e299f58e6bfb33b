"""A figure as people type it. In: "rund 3.000", "über 10.000", "8.000 bis 10.000", "1,2 Mio." Out: its range.

Both languages of the interface are read alike. A full stop or comma before exactly three figures groups thousands;
otherwise it is the decimal mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.records import Approximation

_HEDGES = {
    Approximation.ABOUT: ("rund", "etwa", "circa", "ca.", "ca", "ungefähr", "knapp", "gut", "about", "around", "~"),
    Approximation.MORE_THAN: ("über", "mehr als", "mindestens", "more than", "over", "at least", ">"),
    Approximation.LESS_THAN: ("weniger als", "unter", "fast", "less than", "under", "almost", "<"),
    Approximation.UP_TO: ("bis zu", "höchstens", "up to", "at most"),
}
_WORDS = {word: approx for approx, words in _HEDGES.items() for word in words}
_SCALES = {"tausend": 3, "tsd": 3, "thousand": 3, "k": 3, "million": 6, "millionen": 6, "mio": 6, "m": 6}
_SCALES |= {"milliarde": 9, "milliarden": 9, "mrd": 9, "billion": 9, "bn": 9}
_HEDGE = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_NUMBER = r"\d[\d.,'’\u00a0\u202f ]*"
_SCALE = rf"(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})\.?"
_RANGE = re.compile(
    rf"^(?:(?:zwischen|between|from|von)\s+)?({_NUMBER})\s*({_SCALE})?\s*(?:bis|und|to|and|[-–—])\s*({_NUMBER})\s*({_SCALE})?$",
    re.IGNORECASE,
)
_ONE = re.compile(rf"^({_HEDGE})?\s*({_NUMBER})\s*({_SCALE})?$", re.IGNORECASE)
_GROUPED = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")
LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Figure:
    """The range that the words allow; None is open."""

    low: Decimal | None
    high: Decimal | None
    approx: Approximation


def parse_figure(text: str) -> Figure:
    """Return the figure that `text` tells; raise ValueError where it tells none, or none below 10¹⁵."""
    text = " ".join(text.split())
    if match := _RANGE.match(text):
        return _range(*match.groups())
    if match := _ONE.match(text):
        return _one(*match.groups())
    raise ValueError(text[:60])


def _range(low: str, low_scale: str | None, high: str, high_scale: str | None) -> Figure:
    """Read "8.000 bis 10.000"; a scale behind the second number alone holds for both: "1 bis 2 Mio."."""
    first, last = _number(low, low_scale or high_scale), _number(high, high_scale)
    if first > last:
        raise ValueError(f"{first} > {last}")
    return Figure(first, last, Approximation.RANGE if first < last else Approximation.EXACT)


def _one(hedge: str | None, number: str, scale: str | None) -> Figure:
    value = _number(number, scale)
    approx = _WORDS[hedge.lower()] if hedge else Approximation.EXACT
    if approx is Approximation.MORE_THAN:
        return Figure(value, None, approx)
    if approx in (Approximation.UP_TO, Approximation.LESS_THAN):
        return Figure(None, value, approx)
    return Figure(value, value, approx)


def _number(text: str, scale: str | None) -> Decimal:
    digits = re.sub(r"[ '’\u00a0\u202f]", "", text)
    if _GROUPED.match(digits):
        digits = re.sub(r"[.,]", "", digits)
    elif digits.count(",") + digits.count(".") > 1:
        raise ValueError(text)
    power = _SCALES.get((scale or "").rstrip(".").lower(), 0)
    value = Decimal(digits.replace(",", ".").rstrip(".")).scaleb(power)
    if value >= LARGEST or value != round(value, 4):
        raise ValueError(text)
    return value
