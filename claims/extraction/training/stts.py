"""Tags of the Stuttgart-Tübingen tagset that follow from the word and its universal tag, for silver data.

In: a word, its universal tag, the tag a network gave. Out: the tag that the guidelines prescribe (Schiller, Teufel,
Stöckert and Thielen 1999), or the one given. Where GSD knows a word's universal tag by hand and the network's tag
contradicts it, the network's is corrected or dropped.
"""

from __future__ import annotations

import re

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
