"""Where a word breaks that lost a blank: `Soldatenwas` → `Soldaten` `was`, `BerlinRund` → `Berlin` `Rund`.

In: a run of characters without blank or punctuation. Out: the offset of the break, or None. A break needs a known word
on its left, so that `iPhone`, `YouTube`, `eBay` and `GmbH` stay whole.
"""

from __future__ import annotations

import re
from functools import cache

from claims.extraction.components.place_names import city_rows
from claims.extraction.lexicon import load
from claims.extraction.words.known import known

SHORTEST = 3
CAMEL = re.compile(r"[a-zäöüß\d][A-ZÄÖÜ]")


@cache
def tails() -> tuple[str, ...]:
    """Small words that hang on the word before them."""
    return tuple(load("tokens")["tails"])


@cache
def whole() -> frozenset[str]:
    """Names that look like two words."""
    return frozenset(load("tokens")["whole"])


@cache
def hanging_capital() -> re.Pattern[str]:
    """A word in lower case, or a year, with a capitalised one behind it: `derPräsident`, `2024Die`."""
    return re.compile(r"([a-zäöüß]{3,40}|(?:19|20)\d\d)([A-ZÄÖÜ][a-zäöüß]{1,40})")


@cache
def hanging_opener() -> re.Pattern[str]:
    """A capitalised word with a sentence opener behind it."""
    openers = "|".join([*load("sentences")["openers"], *load("tokens")["openers"]])
    return re.compile(rf"([A-ZÄÖÜ][a-zäöüß]{{2,40}}?)({openers})")


@cache
def cities() -> frozenset[str]:
    """Names that the dictionary of German words does not have."""
    return frozenset(row[0] for row in city_rows())


def break_in(run: str) -> int | None:
    """Offset of the first character of the word that hangs on another."""
    if CAMEL.search(run):
        return None if run in whole() else capital_in(run)
    if run.endswith(tails()) and run[:1].isupper() and run.isalpha() and known(run) is None:
        return tail_of(run)
    return None


def capital_in(run: str) -> int | None:
    """The break before a capital."""
    if match := hanging_opener().fullmatch(run):
        return match.start(2)
    if not (match := hanging_capital().fullmatch(run)):
        return None
    left, right = match.groups()
    opens = hanging_opener().fullmatch("Xxx" + right) is not None
    believed = opens if left.isdigit() else known(left) is not None and (opens or is_name(right))
    return match.start(2) if believed else None


def tail_of(run: str) -> int | None:
    """The break before a small word, where a noun or a city stands before it."""
    starts = (len(run) - len(tail) for tail in tails() if run.endswith(tail))
    return next((start for start in starts if is_name(run[:start])), None)


def is_name(word: str) -> bool:
    """Whether a capitalised word is a noun or a city as written."""
    return len(word) >= SHORTEST and (known(word) is not None or word in cities())
