"""Tags that follow from the word: what the guidelines of STTS and GSD's habits make certain.

In: a word, its universal tag, the tag a network gave. Out: the tags that the guidelines prescribe (Schiller, Teufel,
Stöckert and Thielen 1999), or those given. An adjective that stands for an adverb (`kam schnell`) stays ADJ and ADJD;
`lexicon/adjectives.txt` holds the forms that GSD's train text calls adjectives in at least four of five cases. Used on
what a network reads, and on silver data.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

PREPOSITIONS = [
    "an",
    "auf",
    "aus",
    "bei",
    "durch",
    "für",
    "gegen",
    "hinter",
    "in",
    "mit",
    "nach",
    "neben",
    "über",
    "um",
    "unter",
    "von",
    "vor",
    "zu",
    "zwischen",
]
PRONOMINAL = re.compile(rf"(?:da|dar|hier|drauf|dran|drin)(?:r?(?:{'|'.join(PREPOSITIONS)}))")
PRONOMINAL_WORDS = {
    *[
        "außerdem",
        "ausserdem",
        "demnach",
        "deshalb",
        "deswegen",
        "trotzdem",
        "stattdessen",
        "infolgedessen",
        "seitdem",
        "währenddessen",
    ],
    *["demgegenüber", "dementsprechend", "daher"],
}
INTERROGATIVE = re.compile(rf"wo(?:r?(?:{'|'.join(PREPOSITIONS)}))|wann|warum|weshalb|weswegen|wieso")
PARTICLES = [
    "ab",
    "an",
    "auf",
    "aus",
    "bei",
    "bloß",
    "da",
    "dagegen",
    "dar",
    "davon",
    "dazu",
    "durch",
    "ein",
    "empor",
    "entgegen",
    "entlang",
    "fehl",
    "fern",
    "fest",
    "fort",
    "frei",
    "gegenüber",
    "gleich",
    "heim",
    "her",
    "herab",
    "heran",
    "herauf",
    "heraus",
    "herbei",
    "herein",
    "herum",
    "herunter",
    "hervor",
    "hin",
    "hinaus",
    "hindurch",
    "hinein",
    "hinweg",
    "hinzu",
    "klar",
    "los",
    "mit",
    "nach",
    "nieder",
    "offen",
    "preis",
    "rück",
    "statt",
    "stand",
    "teil",
    "über",
    "um",
    "unter",
    "vor",
    "voran",
    "voraus",
    "vorbei",
    "vorwärts",
    "weg",
    "weiter",
    "wieder",
    "zu",
    "zurecht",
    "zurück",
    "zusammen",
    "zuvor",
]
WITH_ZU = re.compile(rf"(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})zu\w{{2,}}[nr]n?")
DOTS = re.compile(r"\.{2,}|…")
COMPATIBLE = {("ADJ", "ADV"): "ADJD", ("ADV", "ADJD"): "ADV", ("PROPN", "ADJD"): "NE"}


@cache
def adjectives() -> frozenset[str]:
    """Small adjective forms that are hardly ever adverbs of their own."""
    text = files("claims.extraction.lexicon").joinpath("adjectives.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@lru_cache(1 << 16)
def both(word: str, upos: str, tag: str) -> tuple[str, str]:
    """Universal tag and tag by rule, else those given."""
    if upos == "ADV" and tag in ("ADV", "ADJD") and word in adjectives():
        return "ADJ", "ADJD"
    return upos, settled(word, upos, tag) or tag


def settled(word: str, upos: str | None, tag: str | None) -> str | None:
    """The tag by rule, else the one given."""
    lower = word.lower()
    if DOTS.fullmatch(word):
        return "$("
    if upos == "ADV" and (PRONOMINAL.fullmatch(lower) or lower in PRONOMINAL_WORDS):
        return "PAV"
    if upos == "ADV" and INTERROGATIVE.fullmatch(lower):
        return "PWAV"
    if upos == "VERB" and tag == "VVINF" and WITH_ZU.fullmatch(lower):
        return "VVIZU"
    if upos is not None and tag is not None:
        return COMPATIBLE.get((upos, tag), tag)
    return tag
