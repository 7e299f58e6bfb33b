"""Sources and counted things in the grammar of a sentence: `der NIS` hob seine, `die Behörden` hoben ihre Angabe an.

In: names as claims carry them, German in every language of the page. Out: words to put into sentences. Genders come
from the word lists that claims are read by; a name that no list knows stands without an article, which is never wrong.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from claims.extraction.lexicon import load

ARTICLES = {"m": "der", "f": "die", "n": "das"}
INDEFINITE = {"der": "ein", "die": "eine", "das": "ein"}
THEIRS = {"der": "seine", "die": "ihre", "das": "seine"}
SHORTEST = 4  # letters that the last part of a compound has at least
PAIR = {"Mann": "Mann"}  # 3.000 Mann: a measure of troops, as in Duden
TROOPS = frozenset({"Soldaten", "Kämpfer", "Streitkräfte", "Truppen"})


@dataclass(frozen=True, slots=True)
class Named:
    """A source as the subject of a German sentence: with its article, if any; `its` stands before `Angabe`."""

    text: str
    plural: bool = False
    its: str = "die"


@lru_cache(maxsize=5_000)
def named(name: str, *, unnamed: bool = False) -> Named:
    """The name with article and number. unnamed: somebody of whom only the office is known (`ein Beamter`)."""
    own = _own_names()
    if name in own:
        article = own[name]
        return Named(f"{article} {_weak(name) if ' ' in name else name}", its=THEIRS[article])
    if name in _table()["plural"]:
        bare = name in _table()["bare"]
        return Named(name if bare else f"die {_weak(name, plural=True)}", plural=True, its="ihre")
    words = name.split()
    for place, word in enumerate(words[:4]):
        found = _head(word)
        if found is not None and all(_is_adjective(before) for before in words[:place]):
            return _with_article(words, place, *found, unnamed=unnamed)
    return Named(name)


def _with_article(words: list[str], place: int, article: str, plural: bool, *, unnamed: bool) -> Named:
    name = " ".join(words)
    if plural:
        return Named(name if place or unnamed else f"die {name}", plural=True, its="ihre")
    if unnamed:
        return Named(f"{INDEFINITE[article]} {name}", its=THEIRS[article])
    described = [*(_weak(word) for word in words[:place]), *words[place:]]
    return Named(f"{article} {' '.join(described)}", its=THEIRS[article])


def _is_adjective(word: str) -> bool:
    return word.isalpha() and word.endswith(("er", "es", "e")) or "-" in word


def _weak(words: str, *, plural: bool = False) -> str:
    """An adjective as it stands behind an article: `russischer` → `russische`, `Vereinte` → `Vereinten`."""
    first, blank, rest = words.partition(" ")
    if plural:
        return f"{first}n{blank}{rest}" if first.endswith("e") else words
    return (first[:-1] if first.endswith(("er", "es")) else first) + blank + rest


def _head(word: str) -> tuple[str, bool] | None:
    """Article and number of a noun, by the longest end of it that a list knows."""
    word = word.strip(",")
    heads = _heads()
    for cut in range(max(0, len(word) - SHORTEST + 1)):
        end = word[cut:] if cut == 0 else word[cut:].capitalize()
        if end in heads:
            return heads[end]
    return None


@cache
def _heads() -> dict[str, tuple[str, bool]]:
    """Nouns that can speak, singular and plural. What is alike in both is one where it names
    an office (`Regierungssprecher`), else several (`Veranstalter`)."""
    found: dict[str, tuple[str, bool]] = {}
    for table in load("heads").values():
        nouns = table.get("nouns") if isinstance(table, dict) else None
        for singular, (gender, plural, *_) in nouns.items() if isinstance(nouns, dict) else ():
            if gender in ARTICLES and (singular != plural or table.get("kind") == "role"):
                found.setdefault(singular, (ARTICLES[gender], False))
            elif gender == "a":  # Beamte, declined like an adjective: ein Beamter
                found.setdefault(f"{singular}r", ("der", False))
            found.setdefault(plural or singular, ("die", True))
    return found


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("german_names.toml").read_text(encoding="utf-8"))


@cache
def _own_names() -> dict[str, str]:
    return {name: article for article in THEIRS for name in _table()[article]}


def unit_words(unit: str, subject: str, cls: str, low: Decimal | None, high: Decimal | None) -> str:
    """What is counted, in the number that its figure asks for: 1 Soldat, rund 11.000 Soldaten, 500 Mann.

    unit: its singular, as a claim stores it; subject, cls: as the text wrote it, and its class, both in the plural.
    """
    if low == high == 1 or not unit:
        return unit
    if unit in PAIR and cls in TROOPS:
        return PAIR[unit]
    return _plurals().get(unit) or _of_compound(unit) or _as_written(unit, f"{subject} {cls}") or unit


@cache
def _plurals() -> dict[str, str]:
    pairs = (form.partition("/") for table in load("nouns").values() for form in table["forms"])
    return {singular: plural or singular for singular, _, plural in pairs}


def _of_compound(unit: str) -> str:
    """By the last part of a compound: Bausoldat, Soldat/Soldaten."""
    for cut in range(1, len(unit) - SHORTEST + 1):
        plural = _plurals().get(unit[cut:].capitalize())
        if plural:
            return unit[:cut] + (plural if unit[cut - 1] == "-" else plural.lower())
    return ""


def _as_written(unit: str, words: str) -> str:
    """The word of the text that is the unit's plural: Regionen for Region, Übungsplätze for Übungsplatz."""
    stem = _plain(unit)[: max(3, len(unit) - 2)]
    return next((word for word in words.split() if word[:1].isupper() and _plain(word).startswith(stem)), "")


def _plain(word: str) -> str:
    return word.casefold().translate(str.maketrans("äöü", "aou"))
