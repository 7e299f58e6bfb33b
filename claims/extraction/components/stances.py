"""The stance of a statement: the most specific of what verb, negation and wording say.

In: the verb's stance, the words of frame and content. Out: a `Stance`. Order and cases: guideline for claims, "Stance".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.extraction.lexicon import load
from claims.records import SourceType, Stance

ORDER = list(Stance)
# What is said not to be known: no proof, no confirmation, a cause that is unclear.
UNCONFIRMED = re.compile(
    r"\b(?:keine?[nr]?|keinerlei|weder|nicht)\s(?:\w+\s){0,3}"
    r"(?:Belege|Beweise|Hinweise|Bestätigung|Erkenntnisse|Anzeichen|bestätigen|bestätigt|verifizier\w+)\b"
    r"|\b(?:noch|bislang|bisher|weiterhin|derzeit|völlig|nach wie vor)\s(?:\w+\s)?(?:unklar|ungeklärt|fraglich)\b",
)
# Reports without a reporter; whose `Bericht` is named vouches for it.
SAID = re.compile(r"(?:berichte|gerüchte|meldungen|medienbericht|presseberichte?)n?$")


def stance_of(
    verb: Stance, frame: Iterable[str], content: Iterable[str], source: SourceType | None, name: str
) -> Stance:
    """The most specific stance. frame, content: words as written; frame: those of the clause with the verb."""
    framed, said = list(frame), list(content)
    found = [verb, of_content(said)]
    if verb is Stance.CONFIRMS and _negated(framed):
        found = [Stance.CANNOT_CONFIRM]
    if UNCONFIRMED.search(" ".join(said)):
        found.append(Stance.CANNOT_CONFIRM)
    if source is SourceType.UNNAMED and any(SAID.search(word.lower()) for word in name.split()):
        found.append(Stance.HEDGES)
    return max(found, key=ORDER.index)


def _negated(words: list[str]) -> bool:
    return any(word.lower() in load("speech")["stances"]["negations"] for word in words)


def of_content(words: list[str]) -> Stance:
    """The stance that the words of what is said show: a plan, a doubt or neither."""
    stances = load("speech")["stances"]
    ahead = any(word in stances["future"] for word in words)
    hedged = any(word in stances["hedges"] for word in words)
    maybe = any(word.startswith("könnte") for word in words)
    if (ahead and not maybe) or _future_tense(words):
        return Stance.EXPECTS
    return Stance.HEDGES if hedged else Stance.ASSERTS


def _future_tense(words: list[str]) -> bool:
    """werden with an infinitive at the end; a participle there is the passive."""
    if not any(word in {"werde", "werden", "wird"} for word in words):
        return False
    last = next((w for w in reversed(words) if w.isalpha()), "")
    if last in {"werden", "wird", "werde"}:  # "dass … geschickt werden", "dass … kommen werde"
        rest = [w for w in words if w.isalpha()]
        last = rest[-2] if len(rest) > 1 else ""
        return last.islower() and last.endswith(("eln", "ern", "ieren", "en")) and not _participle(last)
    return last.islower() and last.endswith(("en", "eln", "ern", "sein")) and not _participle(last)


def _participle(word: str) -> bool:
    return (
        "ge" in word[:6]
        and not word.startswith("geben")
        or word.startswith(("be", "ver", "ent", "er", "zer"))
        and (word.endswith(("t", "ommen", "offen", "orben", "ieben", "essen", "oren")))
    )
