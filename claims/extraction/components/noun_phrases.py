"""What stands behind a figure: adjectives and the counted noun.

In: text and the offset after a number. Out: a `Phrase` with offsets into that text, or None where no noun follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.components.figure_patterns import GAP
from claims.extraction.components.nouns import lookup
from claims.extraction.lexicon import load

PARTITIVE = re.compile(
    rf"{GAP}+(?:von{GAP}+|(?:der|dieser|seiner|ihrer|aller|ihnen){GAP}+|von{GAP}+(?:den|ihnen|diesen|seinen|ihren){GAP}+)",
    re.I,
)
ADJECTIVE = re.compile(
    rf"{GAP}*+[(\"„«»]?(?P<word>(?:[a-zäöüß]|US-|UN-|EU-|[A-ZÄÖÜ]{{2,4}}-)[a-zäöüß-]{{1,40}}(?:e|en|er|em|es)|[A-ZÄÖÜ][a-zäöüß]{{2,20}}er)[\"“»«]?"
    rf"(?={GAP}+(?:und{GAP}+|oder{GAP}+|,)?[\w\"„«»])(?:,|{GAP}+(?:und|oder)(?={GAP}+[a-zäöüß-]+(?:e|en|er){GAP}+[A-ZÄÖÜ]))?"
)
NOUN = re.compile(rf"{GAP}*(?:\n{GAP}*)?[(„«\"]?(?P<noun>[A-ZÄÖÜ][\w]*(?:-[A-ZÄÖÜ]?[\w]+)*)")
# "vier Rad- und Fußwege": the first noun lacks what the second has.
HALF = re.compile(rf"-(?:{GAP}+(?:und|oder|sowie|bzw\.))(?:{GAP}+|{GAP}*\n)(?P<noun>[A-ZÄÖÜ]\w+)")
GLUED = re.compile(r"(?P<noun>[A-ZÄÖÜ][a-zäöüß]{3,}?)(?:was|der|die|das|und|wobei|aber|nach|sind|wurden|waren)$")
MAX_ADJECTIVES = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """start, end: of the noun; modifiers: adjectives as written."""

    start: int
    end: int
    noun: str
    modifiers: tuple[str, ...]


def not_adjectives() -> frozenset[str]:
    return frozenset(load("numbers")["not_adjective"]["words"])


NO_ADJECTIVE = not_adjectives()
SKIPPED = frozenset(
    {"weitere", "weiteren", "weiterer", "andere", "anderen", "zusätzliche", "zusätzlichen", "neue", "neuen"}
)
CURRENCY = re.compile(rf"{GAP}?(?P<noun>€|\$|£|US\$)")
CURRENCY_NAMES = {"€": "Euro", "$": "Dollar", "US$": "US-Dollar", "£": "Pfund"}


def cut_glued(word: str) -> str:
    """`Soldatenwas` → `Soldaten`: a noun of the lists with a lost space behind it."""
    if lookup(word).known:
        return word
    match = GLUED.match(word)
    return match.group("noun") if match and lookup(match.group("noun")).known else word


def describes(word: str, text: str, end: int) -> bool:
    """Whether a word with an adjective's ending is one: `Berliner Polizisten`, not `Bewohner der`, not `wurden`."""
    if word in NO_ADJECTIVE:
        return False
    return word[0].islower() or "-" in word or (NOUN.match(text, end) is not None and not lookup(word).known)


def after(text: str, at: int) -> Phrase | None:
    """The noun phrase that begins right after a number at text[at]."""
    currency = CURRENCY.match(text, at)
    if currency:
        return Phrase(currency.start("noun"), currency.end(), CURRENCY_NAMES[currency.group("noun")], ())
    partitive = PARTITIVE.match(text, at)
    at = partitive.end() if partitive else at
    modifiers: list[str] = []
    for _ in range(MAX_ADJECTIVES):
        match = ADJECTIVE.match(text, at)
        if not match or not describes(match.group("word"), text, match.end()):
            break
        if match.group("word") not in SKIPPED:
            modifiers.append(match.group("word"))
        at = match.end()
    match = NOUN.match(text, at)
    if not match or (match.start("noun") == at and at and text[at - 1].isalnum()):
        return None
    match = HALF.match(text, match.end()) or match
    noun = cut_glued(match.group("noun"))
    return Phrase(match.start("noun"), match.start("noun") + len(noun), noun, tuple(modifiers))
