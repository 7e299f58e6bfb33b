"""One token → its lemma.

In: form, UPOS, STTS tag, whether its features say genitive, whether it opens a sentence. Out: the lemma as UD
German-GSD gives it: the tag leads as it does there; without one the part of speech does. Cached, with a bound.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from claims.extraction.words.adjectives import endingless, positive
from claims.extraction.words.closed import forms, pronouns
from claims.extraction.words.nouns import bare_name, exact, singular
from claims.extraction.words.verbs import infinitive_of

CACHED_FORMS = 1 << 17
TAG_OF = {
    "NOUN": "NN",
    "PROPN": "NE",
    "VERB": "VV",
    "AUX": "VA",
    "ADJ": "ADJ",
    "DET": "PDAT",
    "PRON": "PPER",
    "NUM": "CARD",
}
POLITE = {"Sie": "Sie", "Ihnen": "Sie"}
KEPT = {"PUNCT", "SYM", "X"}
TABLED = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")


@cache
def table() -> dict[tuple[str, str], str]:
    """(form, part of speech) → lemma where the rules go wrong: `lexicon/lemmas.tsv`."""
    text = files("claims.extraction.lexicon").joinpath("lemmas.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(form, upos): found for form, upos, found in rows}


@lru_cache(CACHED_FORMS)
def lemma(form: str, upos: str, tag: str = "", genitive: bool = False, opens: bool = True) -> str:
    """The lemma of one token; `opens` false says that a capital is no sentence's first letter."""
    written = form if upos in ("NOUN", "PROPN") else form.lower()
    return table().get((written, upos)) or ruled(form, upos, tag, genitive, opens)


def ruled(form: str, upos: str, tag: str = "", genitive: bool = False, opens: bool = True) -> str:
    """The lemma by rules and the dictionary alone."""
    tag = tag or TAG_OF.get(upos, "")
    word = form.lower()
    if upos == "PROPN":
        return name(form, tag, genitive)
    if upos == "NOUN" or (upos == "NUM" and tag == "NN"):
        return singular(form)
    if upos in ("VERB", "AUX") or tag.startswith("V"):
        return infinitive_of(word, tag)
    if upos in KEPT:
        return form
    if tag.startswith(("P", "ART", "ADJ")) and not tag.startswith("PT") and (found := pronouns().get(word)):
        return found if opens else POLITE.get(form, found)
    if upos == "ADJ" or tag.startswith("ADJ"):
        return positive(form, tag != "ADJD", opens)
    return forms("small").get(word, word)


def name(form: str, tag: str, genitive: bool) -> str:
    """A name keeps its form; a noun or an adjective in it does not (`Vereinigten`, `Staaten`)."""
    if tag == "NN":
        return exact(form) or form
    if tag == "ADJA":
        return endingless(form.lower()) or form
    return bare_name(form, genitive)
