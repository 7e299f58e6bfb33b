"""Nouns that name somebody who can speak ("Geheimdienst", "Sprecherin", "Experten"), known again in any form.

In: a word of the text. Out: its head noun, whether singular or plural, and what stands before it in a compound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extraction.lexicon import load
from claims.records import SourceType

SHORTEST = 4  # letters of a noun that may end a compound


@dataclass(frozen=True, slots=True)
class Head:
    """A noun of `lexicon/heads.toml`; gender: m, f, n, or a for nouns declined like adjectives."""

    noun: str
    plural: str
    gender: str
    type: SourceType
    kind: str
    office: str


@dataclass(frozen=True, slots=True)
class Match:
    """A word recognised. nominative: the word itself, singular; first: what stands before the head in a compound."""

    head: Head
    nominative: str
    plural: str
    first: str
    can_be_singular: bool
    can_be_plural: bool


def _heads() -> Iterator[Head]:
    for office, table in load("heads").items():
        if office in {"simple", "utterances", "communities"}:
            continue
        for noun, (gender, plural) in table["nouns"].items():
            kind, named = table["kind"], table.get("office", office)
            yield Head(noun, plural, gender, SourceType(table["type"]), kind, named)
            if kind in {"role", "group"} and gender == "m":
                stem = noun[:-1] if noun.endswith("e") else noun
                yield Head(stem + "in", stem + "innen", "f", SourceType(table["type"]), kind, named)


def _singular(head: Head) -> list[str]:
    noun = head.noun
    if head.gender == "a":
        stem = noun.removesuffix("r").removesuffix("e")
        return [stem + ending for ending in ("e", "er", "en", "em")]
    if head.gender == "f":
        return [noun]
    weak = [noun + "n", noun + "en"] if head.kind in {"role", "group"} and head.gender == "m" else []
    if noun.endswith("e") or head.plural == noun + "en":
        return [noun, *weak, noun + "s"]
    return [noun, noun + "s", noun + "es", *weak] if not noun.endswith("ium") else [noun, noun + "s"]


def _plural(head: Head) -> list[str]:
    if head.gender == "a":
        stem = head.noun.removesuffix("r").removesuffix("e")
        return [stem + "e", stem + "en", stem + "er"]
    return [head.plural] if head.plural.endswith(("n", "s")) else [head.plural, head.plural + "n"]


@cache
def _forms() -> dict[str, tuple[Head, bool, bool]]:
    """Written form → head, may be singular, may be plural."""
    forms: dict[str, tuple[Head, bool, bool]] = {}
    for head in _heads():
        singular, plural = set(_singular(head)), set(_plural(head))
        for form in singular | plural:
            forms.setdefault(form, (head, form in singular, form in plural))
    return forms


@cache
def _endings() -> dict[str, str]:
    """Lower-case endings of compounds → the form they stand for."""
    simple = set(load("heads")["simple"]["nouns"])
    return {
        form.lower(): form
        for form, (head, _, _) in _forms().items()
        if len(form) >= SHORTEST and head.noun not in simple
    }


@cache
def _allowed() -> tuple[str, ...]:
    return tuple(load("heads")["simple"]["compounds"])


@lru_cache(maxsize=20_000)
def match(word: str) -> Match | None:
    """The head noun in this word, compounds with it; None for others and for small words."""
    last = word.rpartition("-")[2]
    if not last[:1].isupper() or not last.isalpha():
        return None
    if last in _forms():
        return _match(last, last, word[: len(word) - len(last)].rstrip("-"), word)
    for cut in range(2, len(last) - SHORTEST + 1):
        form = _endings().get(last[cut:]) or (_title(last[cut:]) if last.startswith(_allowed()) else None)
        if form:
            return _match(form, last, last[:cut], word)
    return None


def _title(ending: str) -> str | None:
    form = ending[:1].upper() + ending[1:]
    return form if form in _forms() else None


def _match(form: str, last: str, first: str, word: str) -> Match:
    head, singular, plural = _forms()[form]
    before = word[: len(word) - len(form)]
    joined = bool(before) and not before.endswith("-")

    def whole(noun: str) -> str:
        return before + (noun.lower() if joined else noun)

    return Match(head, whole(head.noun), whole(head.plural), first, singular, plural)


@cache
def _communities() -> dict[str, Match]:
    found: dict[str, Match] = {}
    for noun, (gender, plural, office) in load("heads")["communities"]["nouns"].items():
        head = Head(noun, plural, gender, SourceType.GOVERNMENT, "institution", office)
        for form in _singular(head):
            found[form] = Match(head, noun, plural, "", True, False)
    return found


def community(word: str) -> Match | None:
    """The town, district or state that a noun in the singular means, which speaks in some places only."""
    return _communities().get(word)


def is_utterance(found: Match) -> bool:
    """Whether the noun names what is said rather than who says it ("Angaben", "Bericht")."""
    return found.head.noun in load("heads")["utterances"]["nouns"]
