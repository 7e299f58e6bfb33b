"""Figures with what they count: `rund 3.000 nordkoreanische Soldaten`, `Tausende Menschen`, `8.000 bis 10.000 Mann`.

In: `doc.text`, `doc._.dates` (a number inside a date is none), `doc._.noise`. Out: `doc._.quantities`, in order.
Left out: dates, ages, ordinals, clock times, percentages, measures, article numbers (guideline, "Kinds").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components import figure_trees, figures, noun_phrases, trees
from claims.extraction.components.columns import text_of
from claims.extraction.components.figure_patterns import FIGURE, FREE
from claims.extraction.components.nouns import lookup
from claims.extraction.components.openings import Search
from claims.extraction.components.plain import plainly
from claims.extraction.extensions import Quantity, register
from claims.extraction.lexicon import load
from claims.records import Approximation, Metric

FIGURES = Search([FIGURE], lead=FREE)
ORDINAL = re.compile(r"\.[ \u00a0]*[\wÄÖÜäöü]")
UNIT_AFTER = re.compile(
    r"[ \u00a0]*(?:%|°|‰|(?:km|m|cm|mm|kg|g|kW|MW|GW|kV|v\. ?H|Std|Min|Sek|kHz|MHz|GB|MB|h)\b"
    r"|-?(?:jährig|fach|mal\b|prozentig|stündig|tägig|köpfig|stöckig|minütig)|[-/:]\w|:\d|-)"
)
YEAR = re.compile(r"(?:1[89]|20)\d\d$")
ARTICLES = frozenset({"ein", "eine", "einen", "einem", "eines", "einer", "eins", "und"})
ZERO = Decimal(0)


@Language.factory("claimtrack_quantities", requires=["doc._.dates", "doc._.noise"], assigns=["doc._.quantities"])
def create(nlp: Language, name: str) -> Quantities:
    register()
    return Quantities()


class Quantities:
    @plainly
    def __call__(self, doc: Doc) -> Doc:
        taken = sorted((record.start, record.end) for record in [*doc._.dates, *doc._.noise])
        found = [quantity for quantity in find(text_of(doc)) if not covered(taken, quantity)]
        doc._.quantities = by_tree(doc, found) if trees.parsed(doc) else found
        return doc


def by_tree(doc: Doc, found: list[Quantity]) -> list[Quantity]:
    """The figures as the trees have them, without those that count nothing."""
    kept = (figure_trees.checked(doc, quantity) for quantity in found)
    return [quantity for quantity in kept if quantity and not (quantity.noun and is_uncounted(quantity.noun))]


def is_uncounted(noun: str) -> bool:
    """Whether a noun is of time, measure, sport or thought: numbers of it are no counts."""
    return noun in NOT_COUNTED or noun.lower().endswith(ABSTRACT)


def covered(taken: list[tuple[int, int]], quantity: Quantity) -> bool:
    """Whether the figure overlaps a date or a noise passage."""
    index = bisect_right(taken, (quantity.end, -1)) - 1
    return any(start < quantity.end and quantity.start < end for start, end in taken[max(0, index - 3) : index + 1])


def find(text: str) -> Iterator[Quantity]:
    """All figures of a text that may count something, in order."""
    plain = (read(text, match) for _, match in FIGURES.find(text))
    # Looked for only where one can be: the pattern is dear, and compounds are rare.
    built = (compound(text, match) for match in COMPOUND.finditer(text)) if COMPOUNDS.search(text) else ()
    yield from sorted((item for item in chain(plain, built) if item), key=lambda item: item.start)


# "eine fünfköpfige Besatzung", "die Zehntausend-Mann-Truppe"
COMPOUND = re.compile(
    r"(?<![\w-])(?P<num>\d{1,5}|[A-ZÄÖÜa-zäöüß][a-zäöüß]{2,30}?)-?(?:köpfige[mnrs]?\b|Mann-(?P<noun>[A-ZÄÖÜ]\w{2,40}))"
)


COMPOUNDS = re.compile(r"köpfige|Mann-")


def compound(text: str, match: re.Match[str]) -> Quantity | None:
    """The figure in a compound."""
    value = number(match["num"].lower())
    phrase = noun_phrases.after(text, match.end()) if match["noun"] is None else None
    if value is None or (match["noun"] is None and phrase is None):
        return None
    noun, start, end = (phrase.noun, phrase.start, phrase.end) if phrase else (match["noun"], *match.span("noun"))
    return Quantity(
        match.start(), match.end("num"), value, value, Approximation.EXACT, noun, start, end,
        phrase.modifiers if phrase else (), lookup(noun).singular, "quantity.compound",
    )  # fmt: skip


def read(text: str, match: re.Match[str]) -> Quantity | None:
    """The quantity behind a match of the figure pattern, None where it counts nothing."""
    if (
        ORDINAL.match(text, match.end())
        and (match["num2"] or match["num"] or "")[-1:].isdigit()
        and len(match["num"] or "") < 3
    ):
        return None
    if UNIT_AFTER.match(text, match.end()) or text[match.end() : match.end() + 1] == "-":
        return None
    if (match["num"] or "").lower() in ARTICLES and not (match["scale"] or match["num2"] or is_one(text, match)):
        return None
    value = interval(match)
    if value is None or (value[0] or value[1] or ZERO) <= ZERO:
        return None
    if text[max(0, match.start() - 24) : match.start()].split()[-1:] and is_label(text, match):
        return None
    phrase = noun_phrases.after(text, match.end())
    if phrase and (is_uncounted(phrase.noun) or is_length(phrase) or is_name(text, match)):
        return None
    if YEAR.match(match["num"] or "") and not match["hedge"] and not (phrase and lookup(phrase.noun).known):
        return None
    low, high, approx, rule = value
    return Quantity(
        match.start(),
        match.end(),
        low,
        high,
        approx,
        phrase.noun if phrase else None,
        phrase.start if phrase else None,
        phrase.end if phrase else None,
        phrase.modifiers if phrase else (),
        lookup(phrase.noun).singular if phrase else None,
        rule,
    )


# "3.000 Höhenmeter", "acht Kilometer Luftlinie", "256 Megabyte"
LENGTH = re.compile(
    r"(?:(?<!quadrat)(?<!kubik)(?<!milli)meter|meilen?)n?$"
    r"|^(?:kilo|mega|giga|tera|milli|mikro|nano|dezi|zenti|hekto|peta)?"
    r"(?:bytes?|bits?|watt|hertz|volt|joule|kalorien?|pascal|ampere|sievert|becquerel|kelvin|pixeln?|gramm|newton)$"
    r"|(?:watt|kilowatt)stunden?$|^jahrtausend|lichtjahre?n?$|spieltage?n?$"
)


def is_length(phrase: noun_phrases.Phrase) -> bool:
    """Whether what follows the figure is a length."""
    return any(LENGTH.search(word.lower()) for word in (phrase.noun, *phrase.modifiers))


ABBREVIATED = re.compile(r"\b(?:sog|gen|bzw|ca|St)\.\s$")


def is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number word with a capital inside a sentence opens a name (`die Tausend Inseln`)."""
    word = match["num"] or ""
    before = text[max(0, match.start() - 2) : match.start()]
    inside = before[1:].isspace() and (
        before[:1].isalpha() or ABBREVIATED.search(text, max(0, match.start() - 8), match.start()) is not None
    )
    return word in {"Tausend", "Hundert"} and not match["hedge"] and inside


# After another number `ein` counts: "sechs Frauen und ein Kind".
JOINED = re.compile(
    r"\b(?:\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf) [\w -]{3,60}(?: und| oder| sowie|,) $",
    re.IGNORECASE,
)
LEAST = {"mindestens", "wenigstens", "zumindest", "genau"}


def is_one(text: str, match: re.Match[str]) -> bool:
    """Whether `ein` is the number one of people: hedged as a number, beside another number, or of a dead one."""
    phrase = noun_phrases.after(text, match.end())
    noun = lookup(phrase.noun) if phrase else None
    if phrase is None or noun is None or not noun.person:
        return False
    if (match["hedge"] or "").lower() in LEAST or noun.metric is Metric.KILLED:
        return True
    return JOINED.search(text, max(0, match.start() - 80), match.start()) is not None


NOT_COUNTED = frozenset(load("numbers")["not_counted"]["words"])
ABSTRACT = tuple(load("numbers")["not_counted"]["endings"])
LABELS = frozenset(load("numbers")["not_counted"]["before"])


def is_label(text: str, match: re.Match[str]) -> bool:
    """Whether the word before makes the number a name or a position (`Artikel 5`, `Warnstufe 3`)."""
    before = text[max(0, match.start() - 24) : match.start()].split()[-1]
    if before.startswith("Jahr"):
        return YEAR.match(match["num"] or "") is not None and not match["hedge"] and not match["scale"]
    return before in LABELS and not match["hedge"]


Value = tuple[Decimal | None, Decimal | None, Approximation, str]


def interval(match: re.Match[str]) -> Value | None:
    """Low, high, approximation and rule name of a figure."""
    if match["several"]:
        scale = match["several_scale"].lower().rstrip(".")
        table = load("numbers")["scale"] | {"zehntausend": 10_000, "hunderttausend": 100_000}
        low = figures.scaled(Decimal(2 * table[scale]), match["several_more"])
        return low, None, Approximation.VAGUE, "quantity.several"
    if match["vague"]:
        return Decimal(load("numbers")["vague"][match["vague"].lower()]), None, Approximation.VAGUE, "quantity.vague"
    first = number(match["num"])
    if first is None:
        return None
    if match["num2"]:
        second = number(match["num2"])
        if second is None:
            return None
        high = figures.scaled(second, match["scale2"])
        low = figures.scaled(first, match["scale"] or (match["scale2"] if first < second else None))
        return (low, high, Approximation.RANGE, "quantity.range") if low < high else None
    value = figures.scaled(first, match["scale"])
    if match["more"]:
        return value, None, Approximation.MORE_THAN, "quantity.or_more"
    return *figures.interval(value, match["hedge"]), "quantity.number"


def number(written: str) -> Decimal | None:
    """Digits or a number word."""
    return figures.digits(written) if written[0].isdigit() else figures.word_value(written)
