"""An adjective's form → its positive without ending.

In: the form as written. Participles that decline keep their form (`die bestellten Waren` → `bestellt`); as predicates
they give the verb (`sie waren begeistert` → `begeistern`), as in UD German-GSD.
"""

from __future__ import annotations

from functools import cache

from claims.extraction.components.city_adjectives import city_of
from claims.extraction.lexicon import load
from claims.extraction.words.known import known

ENDINGS = ("en", "em", "er", "es", "e")
PARTICIPLES = ("nd", "t", "en")


@cache
def irregular() -> dict[str, str]:
    """Stem → positive that no rule finds."""
    return {stem: lemma for lemma, stems in load("lemmas")["adjectives"]["positive"].items() for stem in stems}


@cache
def lexical() -> frozenset[str]:
    """Participles that are adjectives of their own."""
    return frozenset(load("lemmas")["adjectives"]["lexical"]["participles"])


@cache
def suffixes() -> tuple[str, ...]:
    """What adjectives end with."""
    return tuple(load("lemmas")["adjectives"]["lexical"]["endings"])


def positive(form: str, inflected: bool, opens: bool) -> str:
    """`größeren` → `groß`; `inflected` is false for predicates and adverbs (ADJD), which have no ending to lose."""
    word = form.lower()
    if of_a_place(form, word) or (not opens and foreign(form, word)):
        return form
    if not inflected:
        return predicate(word)
    return irregular().get(word) or endingless(word) or degree(word) or stripped(word)


def of_a_place(form: str, word: str) -> bool:
    """`Berliner`, `1990er`, `siebziger`: never declined, written as the name is."""
    if not form.endswith("er"):
        return False
    if form[:1].isdigit() or word.endswith(("zehner", "ziger", "ßiger")):
        return form[-3:-2].isdigit() or not form[:1].isdigit()
    if not form[:1].isupper() or len(form) < 5:
        return False
    stem = word[:-2]
    return city_of(form) is not None or degree(stem) is None and degree(word) is None and not stem.endswith(suffixes())


def foreign(form: str, word: str) -> bool:
    """`High`, `First`: capitalised within a sentence, and neither the word nor its stem is German."""
    return form[:1].isupper() and known(word) is None and endingless(word) is None


def endingless(word: str) -> str | None:
    """The positive of the word without one of its endings."""
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and (found := degree(stem)):
            return found
    return None


def degree(stem: str) -> str | None:
    """The positive of a stem without ending of case; None where it is no adjective's stem."""
    if found := irregular().get(stem):
        return found
    lemma = known(stem)
    if stem.endswith("st") and (compared := known(stem + "en")) and len(compared) < len(stem) - 1:
        return compared
    if lemma is None:
        return None
    if lemma == stem or lemma.endswith("n") and stem.endswith(PARTICIPLES):
        return stem
    return lemma if stem.endswith(("er", "st", "r")) else None


def predicate(word: str) -> str:
    """The form itself, unless it is compared or a verb's participle."""
    lemma = known(word)
    if word in irregular():
        return irregular()[word]
    if word in lexical() or lemma is None or word.endswith("nd"):
        return word
    if word.endswith(("t", "en")) and lemma.endswith("n"):
        return lemma
    return lemma if word.endswith(("er", "sten")) else word


def stripped(word: str) -> str:
    """Without a stem that is known: what the dictionary has, or the ending off."""
    lemma = known(word)
    if lemma and not lemma.endswith("n"):
        return lemma.lower()
    for ending in ENDINGS:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word.removesuffix(ending)
    return word
