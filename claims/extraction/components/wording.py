"""The stance that the words of a clause show, whoever says them (`stances.py` weighs those of a reporting frame).

In: the words of a clause. Out: a `Stance`; the most specific one wins.
Source of the lists: annotation guideline, "Stance" and "Clarifications" (`lexicon/stances.toml`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.extraction.components.openings import Search
from claims.extraction.lexicon import load
from claims.records import Stance

ORDER = (Stance.DENIES, Stance.CANNOT_CONFIRM, Stance.CONFIRMS, Stance.EXPECTS, Stance.HEDGES)
RANK = {stance: rank for rank, stance in enumerate(Stance)}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One expression for all words of a list."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(load("stances")[name]) + r")(?!\w)", re.IGNORECASE)


@cache
def search() -> tuple[tuple[str, ...], Search]:
    """The names of all lists, and one search for their words."""
    names = tuple(load("stances"))
    return names, Search([pattern(name) for name in names], lead=r"(?<![\w-])")


@lru_cache(maxsize=256)
def lists(words: str) -> frozenset[str]:
    """The names of the lists of which a word stands there."""
    names, patterns = search()
    return frozenset(names[number] for number in patterns.which(words))


def has(name: str, words: str) -> bool:
    return name in lists(words)


@lru_cache(maxsize=256)  # the same clause is asked about for each of its figures and places
def of_words(words: str) -> Stance:
    """The stance that the words show by themselves; without a tree a verb at the end may be a future tense."""
    found = of_tree(words)
    return Stance.EXPECTS if found is Stance.ASSERTS and has("tense", words) else found


def of_tree(words: str) -> Stance:
    """The stance that the words show, where a tree tells the tense."""
    for stance in ORDER:
        if has(stance.value, words):
            return softened(stance, words)
    return Stance.ASSERTS


def softened(stance: Stance, words: str) -> Stance:
    """`könnte` stays hedges even about the future; `sollen` with a time ahead is a plan."""
    if stance is Stance.EXPECTS and has("unsure", words):
        return Stance.HEDGES
    if stance is Stance.HEDGES and not has("unsure", words) and has("future", words):
        return Stance.EXPECTS
    return stance


def combined(first: Stance, second: Stance) -> Stance:
    """The more specific of two."""
    return max(first, second, key=RANK.__getitem__)


def of_content(words: str) -> Stance:
    """The stance inside what is reported: only expects and hedges; the rest is the frame's business."""
    found = of_words(words)
    return found if found in {Stance.EXPECTS, Stance.HEDGES} else Stance.ASSERTS
