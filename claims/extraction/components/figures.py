"""What a written number is worth: digits in German, Austrian and Swiss style, number words, vague words, hedges.

In: the words of a figure, cut apart. Out: its value as `Decimal`, or the interval that hedge and value allow.
Source of the rules: the annotation guideline for claims (README, "What a claim is"); number words by text2num.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from text_to_num import text2num

from claims.extraction.lexicon import load
from claims.records import Approximation

GROUPED = re.compile(r"\d{1,3}(?:[.'’ \u00a0\u202f]\d{3})+$")
SEPARATORS = re.compile(r"[.'’ \u00a0\u202f]")


def digits(written: str) -> Decimal:
    """`10'000`, `10 000`, `1.500` → thousands; `1,2` → a fraction; `5.54` stays a fraction, too."""
    whole, comma, fraction = written.partition(",")
    if GROUPED.match(whole) or comma:
        whole = SEPARATORS.sub("", whole)
    return Decimal(f"{whole}.{fraction}" if comma else whole)


@cache
def word_value(written: str) -> Decimal | None:
    """The value of a number word (`zweihundert`, `anderthalb`), None if it is none."""
    word = " ".join(written.lower().split())
    own = load("numbers")["words"].get(word)
    if own is not None:
        return Decimal(str(own))
    try:
        return Decimal(str(text2num(word, "de")))
    except ValueError:
        return None


def scaled(value: Decimal, scale: str | None) -> Decimal:
    """`1,2` with `Mio.` → 1200000."""
    if not scale:
        return value
    result = value * Decimal(load("numbers")["scale"][scale.lower().rstrip(".")])
    return result.quantize(Decimal(1)) if result == result.to_integral_value() else result


@cache
def hedges() -> dict[str, Approximation]:
    """Hedge in lower case → how it hedges."""
    return {word: Approximation(kind) for kind, words in load("numbers")["hedge"].items() for word in words}


def interval(value: Decimal, hedge: str | None) -> tuple[Decimal | None, Decimal | None, Approximation]:
    """The range that hedge and value allow: `über 500` → 500 and more; `fast 500` → up to 500."""
    approx = hedges().get(" ".join((hedge or "").lower().split()), Approximation.EXACT)
    low = None if approx in {Approximation.LESS_THAN, Approximation.UP_TO} else value
    high = None if approx is Approximation.MORE_THAN else value
    return low, high, approx
