"""What the tree says of a figure: the noun that it counts, where words between hide it (`neun mehr oder minder gut
erhaltene Skelette`), whether it is the name of what stands before it (`Artikel 51`, `ein A 340`), and whether a word
before it hedges or governs (`Haftbefehl gegen drei Männer`).

In: a figure that the words alone gave, and a `Doc` with a tree. Out: the figure, corrected; None where nothing counts.
Source: Universal Dependencies, nummod and case.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.noun_phrases import SKIPPED
from claims.extraction.components.nouns import lookup
from claims.extraction.extensions import Quantity
from claims.extraction.lexicon import load
from claims.records import Approximation, Metric

NAMES = {"nummod", "appos", "flat", "compound"}
COUNTS = {"nummod", "amod", "det", "nmod"}
NAMED_BY_NUMBER = {"NN", "NE", "XY", "FM", "TRUNC"}
OPENING = frozenset('„“"»«(')
FARTHEST = 9  # tokens between a number and its noun


def checked(doc: Doc, quantity: Quantity) -> Quantity | None:
    """The figure as the tree has it."""
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    number = last_number(span) if span is not None else None
    if span is None or number is None:
        return quantity
    top = highest(number, span)
    if is_name(top, span, quantity):
        return None
    return unhedged(span, counted(doc, top, quantity))


def last_number(span: Span) -> Token | None:
    """The number in a figure, the last of a range."""
    return next((token for token in reversed(list(span)) if token.tag_ == "CARD" or token.like_num), None)


def highest(number: Token, span: Span) -> Token:
    """The word of the figure that hangs on a word outside: `Millionen` of `zwei Millionen`."""
    while span.start <= number.head.i < span.end and number.head.i != number.i:
        number = number.head
    return number


def is_name(top: Token, span: Span, quantity: Quantity) -> bool:
    """Whether a bare number tells one thing from others of its kind or name: it hangs on the noun right before it."""
    if span.start == 0 or top.dep_ not in NAMES or top.head.i >= span.start or quantity.approx != Approximation.EXACT:
        return False
    if quantity.noun is not None and lookup(quantity.noun).person:
        return False
    before = span.doc[span.start - 1]
    if before.text in OPENING and span.start > 1:
        before = span.doc[span.start - 2]
    return before.i == top.head.i and (before.tag_ in NAMED_BY_NUMBER or before.text == "§")


def counted(doc: Doc, top: Token, quantity: Quantity) -> Quantity:
    """The figure with the noun that it modifies, where the words found none or one that belongs to it."""
    noun = top.head
    right = top.i < noun.i <= top.i + FARTHEST and top.dep_ in COUNTS and is_countable(noun) and not is_ordinal(top)
    if quantity.noun_start is None or quantity.noun_end is None:
        return with_noun(quantity, noun, top) if right else quantity
    found = doc.char_span(quantity.noun_start, quantity.noun_end, alignment_mode="expand")
    if found is None or (right and found[-1].i == noun.i):
        return quantity
    if right and found[-1].head.i == noun.i and found[-1].dep_ in {"amod", "compound", "nmod"} and found.end <= noun.i:
        return with_noun(quantity, noun, top)
    beyond = found[-1].sent.start > top.i or is_collective(found[-1], top)
    return without_noun(quantity) if beyond else quantity


def is_collective(noun: Token, top: Token) -> bool:
    """Whether a genitive in the singular tells whose the counted are: `zwanzig der Landespolizei`."""
    return noun.head.i == top.i and {"Gen", "Sing"} <= {*noun.morph.get("Case", []), *noun.morph.get("Number", [])}


def is_countable(noun: Token) -> bool:
    """Whether a word is a noun, or a unit of area."""
    return noun.tag_ in {"NN", "NE"} and (noun.text[0].isupper() or lookup(noun.text).metric is Metric.AREA)


def is_ordinal(number: Token) -> bool:
    """Whether a number has a full stop and goes on: `der 140. Geburtstag`."""
    return (
        number.tag_ == "ADJA"
        and number.text[0].isdigit()
        or number.text.endswith(".")
        or (number.i + 1 < len(number.doc) and number.nbor().text == "." and number.head.i > number.i)
    )


def with_noun(quantity: Quantity, noun: Token, top: Token) -> Quantity:
    """The figure counting a noun, with the adjectives between."""
    between = noun.doc[top.i + 1 : noun.i]
    end = next((token.i for token in between if token.tag_ == "CARD"), noun.i)  # "43 alte und 90 neue Boote"
    modifiers = tuple(
        token.text
        for token in noun.doc[top.i + 1 : end]
        if token.head.i == noun.i and is_adjective(token.text) and token.text not in SKIPPED and is_bare(token)
    )
    return replace(
        quantity,
        noun=noun.text,
        noun_start=noun.idx,
        noun_end=noun.idx + len(noun),
        modifiers=modifiers,
        unit=lookup(noun.text).singular,
    )


def is_bare(adjective: Token) -> bool:
    """Whether an adjective or participle stands without phrases of its own (`in Betrieb befindliche`)."""
    return all(child.dep_ in {"advmod", "conj", "cc", "punct", "amod"} for child in adjective.children)


def without_noun(quantity: Quantity) -> Quantity:
    return replace(quantity, noun=None, noun_start=None, noun_end=None, modifiers=(), unit=None)


def unhedged(span: Span, quantity: Quantity) -> Quantity:
    """The figure without a hedge that is a preposition of its noun (`unter 50 Bewerbern`), not of a level (`fiel unter
    50 Euro`)."""
    first = span[0]
    if first.lower_ not in load("numbers")["prepositions"]["hedges"] or first.dep_ != "case" or first.tag_ != "APPR":
        return quantity
    if first.head.head.lemma_.lower() in load("numbers")["prepositions"]["levels"]:
        return quantity
    value = quantity.low if quantity.low is not None else quantity.high
    return replace(quantity, low=value, high=value, approx=Approximation.EXACT)
