"""German endings by rule: enough to know a declined form again and to write a phrase in the nominative.

In: words as written. Out: base forms. Regular endings only (Duden grammar: strong adjective declension, genitive of
names); irregular nouns stand in `lexicon/heads.toml` with their forms.
"""

from __future__ import annotations

from functools import lru_cache

ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
DETERMINING = ("eine", "dies", "jene", "jede", "kein", "welch", "solch", "seine", "ihre", "unsere")
SMALL = {
    "oder",
    "aber",
    "über",
    "unter",
    "wieder",
    "weder",
    "hinter",
    "gegen",
    "neben",
    "wegen",
    "immer",
    "einer",
    "alle",
    "sowie",
}
SMALL |= {
    "denen",
    "deren",
    "ohne",
    "sondern",
    "worden",
    "werden",
    "haben",
    "sollen",
    "wollen",
    "können",
    "müssen",
    "wurde",
}
SMALL |= {"wurden", "hatte", "hatten", "habe", "werde", "sollte", "sollten", "konnte", "konnten", "wollte", "wollten"}
STRONG = {"m": "er", "f": "e", "n": "es", "p": "e"}  # nominative without article, by gender; p: plural


def declined(adjective: str) -> list[str]:
    """All declined forms: russisch → russische, russischen, …; an invariable one (Schweizer) stays."""
    if adjective[:1].isupper() and "-" not in adjective:
        return [adjective]
    return [adjective + ending for ending in ADJECTIVE_ENDINGS]


def people(noun: str) -> list[str]:
    """Forms of a word for a people: Russe → Russen, Russin, Russinnen; Syrer → Syrern, Syrers, Syrerin."""
    if noun.endswith("e"):
        return [noun, noun + "n", noun[:-1] + "in", noun[:-1] + "innen"]
    if noun.endswith("er"):
        return [noun, noun + "n", noun + "s", noun + "in", noun + "innen"]
    return [noun, noun + "s", noun + "n", noun + "en", noun + "in", noun + "innen"]


def genitives(name: str) -> list[str]:
    """The genitive of a name: Kursk → Kursks; after a hissing sound an apostrophe: Paris → Paris', Paris’."""
    if name.endswith(("s", "ß", "x", "z")):
        return [name + "'", name + "’"]
    return [name + "s"]


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Whether a word looks like a declined adjective or participle: small, with one of the endings."""
    declines = word[:1].islower() and len(word) > 3 and word.endswith(ADJECTIVE_ENDINGS)
    return declines and not word.startswith(DETERMINING) and word not in SMALL


def strong(adjective: str, gender: str) -> str:
    """The adjective as it stands in the nominative without article: südkoreanischen, m → südkoreanischer."""
    for ending in ("en", "em", "er", "es", "e"):
        if adjective.endswith(ending) and len(adjective) > len(ending) + 2:
            return adjective[: -len(ending)] + STRONG[gender]
    return adjective
