"""Words by which a clause tells where somebody is, goes or something happens; for clauses without a (right) tree.

In: a stretch of a scene. Out: whether it tells so. Word classes: `lexicon/movements.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from claims.extraction.components.scenes import Scene
from claims.extraction.lexicon import load


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(words) + r")(?!\w)")


@cache
def going() -> re.Pattern[str]:
    """A verb of movement, stay or fighting."""
    verbs = load("movements")["verbs"]
    return _words([*verbs["motion"], *verbs["stay"], *verbs["fight"]])


@cache
def happening() -> re.Pattern[str]:
    """A word of taking place, of harm, of finding; a noun of attack, stay or gathering."""
    verbs = load("movements")["verbs"]
    return _words([*verbs["event"], *verbs["harm"], *verbs["found"], *load("movements")["nouns"]["words"]])


@cache
def motion_nouns() -> re.Pattern[str]:
    """A noun of movement, which needs a place to or from which."""
    return _words(load("movements")["nouns"]["motion"])


@cache
def never() -> re.Pattern[str]:
    """A word of demand, threat, worry or habit."""
    return _words(load("movements")["nouns"]["never"])


def tells(scene: Scene, start: int, end: int) -> bool:
    """Whether a clause has a verb of movement, stay, fighting, or one of taking place or harm."""
    found = going().search(scene.text, start, end) or happening().search(scene.text, start, end)
    return found is not None
