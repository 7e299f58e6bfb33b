"""A figure as people type it. In: "rund 3.000", "über 10.000", "8.000 bis 10.000", "1,2 Mio." Out: its range.

Both languages of the interface are read alike. A full stop or comma before exactly three figures groups thousands;
otherwise it is the decimal mark. One to twelve may be words, and dozens are counted: "zwei Dutzend".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.records import Approximation

_HEDGES = {
    Approximation.ABOUT: (
        "rund",
        "etwa",
        "circa",
        "zirka",
        "ca.",
        "ca",
        "ungefähr",
        "schätzungsweise",
        "annähernd",
        "um die",
        "an die",
        "knapp",
        "gut",
        "about",
        "around",
        "roughly",
        "approximately",
        "some",
        "~",
        "≈",
    ),
    Approximation.MORE_THAN: (
        "über",
        "mehr als",
        "mindestens",
        "wenigstens",
        "more than",
        "over",
        "at least",
        ">",
        "≥",
        ">=",
    ),
    Approximation.LESS_THAN: (
        "weniger als",
        "unter",
        "fast",
        "nahezu",
        "beinahe",
        "less than",
        "under",
        "almost",
        "nearly",
        "<",
    ),
    Approximation.UP_TO: (
        "bis zu",
        "höchstens",
        "maximal",
        "nicht mehr als",
        "up to",
        "at most",
        "no more than",
        "≤",
        "<=",
    ),
}
_WORDS = {word: approx for approx, words in _HEDGES.items() for word in words}
_FACTORS = {
    12: ("dutzend", "dozen"), 100: ("hundert", "hundred"), 10**3: ("tausend", "tsd", "thousand", "k"),
    10**6: ("million", "millionen", "mio", "m"), 10**9: ("milliarde", "milliarden", "mrd", "billion", "bn"),
}  # fmt: skip
_SCALES = {word: factor for factor, words in _FACTORS.items() for word in words}
_COUNTED = (
    ("ein", "eine", "one"), ("zwei", "two"), ("drei", "three"), ("vier", "four"), ("fünf", "five"), ("sechs", "six"),
    ("sieben", "seven"), ("acht", "eight"), ("neun", "nine"), ("zehn", "ten"), ("elf", "eleven"), ("zwölf", "twelve"),
)  # fmt: skip
_SPELLED = {word: number for number, words in enumerate(_COUNTED, start=1) for word in words}
_HEDGE = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_ABOUT = "|".join(map(re.escape, _HEDGES[Approximation.ABOUT]))
_NUMBER = rf"(?:\d[\d.,'’\u00a0\u202f ]*|{'|'.join(sorted(_SPELLED, key=len, reverse=True))})"
_SCALE = rf"(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})\.?"
_RANGE = re.compile(
    rf"^(?:(?:zwischen|between|from|von|{_ABOUT})\s+)?({_NUMBER})\s*({_SCALE})?\s*(?:bis|und|to|and|[-–—])\s*({_NUMBER})\s*({_SCALE})?$",
    re.IGNORECASE,
)
_ONE = re.compile(rf"^({_HEDGE})?\s*({_NUMBER})\s*({_SCALE})?$", re.IGNORECASE)
_GROUPED = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")
_GROUPED_AND_PARTED = re.compile(r"^\d{1,3}(?:(?:\.\d{3})+,|(?:,\d{3})+\.)\d+$")  # "1.500,5", "1,500.5"
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
    spelled = _SPELLED.get(text.lower())
    value = Decimal(spelled or _digits(text))
    if scale:
        value *= _SCALES[scale.rstrip(".").lower()]
    if value >= LARGEST or value != round(value, 4):
        raise ValueError(text)
    return value


def _digits(text: str) -> str:
    """The number without marks between thousands, with a full stop as the decimal mark."""
    digits = re.sub(r"[ '’\u00a0\u202f]", "", text)
    if _GROUPED.match(digits):
        return re.sub(r"[.,]", "", digits)
    if _GROUPED_AND_PARTED.match(digits):
        whole, _, part = digits.rpartition("," if digits.rfind(",") > digits.rfind(".") else ".")
        return f"{re.sub('[.,]', '', whole)}.{part}"
    if digits.count(",") + digits.count(".") > 1:
        raise ValueError(text)
    return digits.replace(",", ".").rstrip(".")
