"""The stance of a statement: the most specific of what verb, negation and wording say.

In: the verb's stance, the words of frame and content. Out: a `Stance`. Order and cases: guideline for claims, "Stance".
"""

from __future__ import annotations

from collections.abc import Iterable

from claims.extraction.lexicon import load
from claims.records import SourceType, Stance

ORDER = list(Stance)
SAID = {"Bericht", "Berichte", "Medienberichte", "Medienbericht", "Gerüchte", "Berichten"}


def stance_of(
    verb: Stance, frame: Iterable[str], content: Iterable[str], source: SourceType | None, name: str
) -> Stance:
    """The most specific stance. frame, content: words as written; frame: those of the clause with the verb."""
    framed, said = list(frame), list(content)
    found = [verb, _content(said)]
    if verb is Stance.CONFIRMS and _negated(framed):
        found = [Stance.CANNOT_CONFIRM]
    if _negated(said) and any(word in load("speech")["stances"]["proofs"] for word in said):
        found.append(Stance.CANNOT_CONFIRM)
    if source is SourceType.UNNAMED and any(word.removesuffix("n") in SAID for word in name.split()):
        found.append(Stance.HEDGES)
    return max(found, key=ORDER.index)


def _negated(words: list[str]) -> bool:
    return any(word.lower() in load("speech")["stances"]["negations"] for word in words)


def _content(words: list[str]) -> Stance:
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
