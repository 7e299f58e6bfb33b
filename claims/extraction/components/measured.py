"""What an amount is of: money of the noun that it belongs to (`ein Schaden von 3 Millionen Euro`) or of the subject of
its clause (`der Umsatz stieg auf 3 Millionen Euro`), hectares of a noun before or behind them (`90 Hektar alter Wald`).

In: a scene with a tree, a figure and its noun. Out: the name of what is measured, None where nothing tells; whether an
amount is a price or a rate per head, which is no claim (annotation guideline, "Conventions").
"""

from __future__ import annotations

import re
from decimal import Decimal

from spacy.tokens import Token

from claims.extraction.components import governors, phrasing
from claims.extraction.components.nouns import Noun, lookup
from claims.extraction.components.quantities import NOT_COUNTED
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import Quantity
from claims.extraction.lexicon import load
from claims.records import Metric

SUBJECTS = {"nsubj", "nsubj:pass"}
SIZES = {"stark", "groß"}
DIMENSIONS = {"schwer", "hoch", "lang", "breit", "tief", "dick", "weit", "alt", "schnell", "dicht"}
BELONGS = {"nmod", "appos", "nummod"}
RATE = re.compile(r"\s+(?:pro|je|per)\s+(?!Jahr|Monat|Woche|Tag|Quartal|Saison)[A-ZÄÖÜ]")
PRICE = re.compile(
    r"(?:preise?[sn]?|tarife?[sn]?|gebühr(?:en)?|eintritt|tickets?|karten?|porto|abgaben?|beitr[äa]ge?[sn]?)$"
)
SMALL = Decimal(1000)  # what costs less is the price of a piece


def name(scene: Scene, quantity: Quantity, noun: Noun) -> str | None:
    """What the amount is of."""
    at = unit(scene, quantity)
    if at is None:
        return None
    if of_size := described(at):
        return phrasing.base(of_size)
    if noun.metric not in {Metric.MONEY, Metric.AREA}:
        return phrasing.bare(predicate) if (predicate := said_to_be(at)) else None
    if noun.metric is Metric.AREA:
        found = behind(at) or bearer(at)
        return phrasing.base(found) if found is not None else None
    found = bearer(at) or subject(at)
    return phrasing.bare(found) if found is not None else None


def unit(scene: Scene, quantity: Quantity) -> Token | None:
    """The word for euros or hectares."""
    return governors.token_at(scene, quantity.noun_start) if quantity.noun_start is not None else None


def described(at: Token) -> Token | None:
    """The noun whose size it is: `eine 300 Mann starke Truppe`, `ein 12 Hektar großes Feld`."""
    size = next_word(at)
    return size.head if size is not None and size.lemma_ in SIZES and size.head.tag_ == "NN" else None


def next_word(at: Token) -> Token | None:
    """The adjective right behind a unit."""
    following = at.nbor() if at.i + 1 < len(at.doc) else None
    return following if following is not None and following.tag_ in {"ADJA", "ADJD"} else None


def is_dimension(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure tells how heavy, high or long something is: `ein 100 Tonnen schweres Gerüst`."""
    at = unit(scene, quantity)
    size = next_word(at) if at is not None else None
    return size is not None and size.lemma_ in DIMENSIONS


def said_to_be(at: Token) -> Token | None:
    """The people that those counted are said to be: `acht Opfer waren Kinder`."""
    counted = at.head if at.dep_ == "nmod" and at.head.tag_ == "CARD" else at
    told = counted.head
    copula = counted.dep_ == "nsubj" and told.tag_ == "NN" and any(child.dep_ == "cop" for child in told.children)
    return told if copula and lookup(told.text).person and phrasing.is_plural(told) else None


def bearer(at: Token) -> Token | None:
    """The noun that the amount belongs to; `in Höhe von` and `im Wert von` lead on to the noun before."""
    found = at.head
    if at.dep_ not in BELONGS or found.tag_ not in {"NN", "NE"} or found.i >= at.i:
        return None
    if is_amount(found):
        return bearer(found)
    if found.lemma_ not in load("numbers")["measures"]["nouns"]:
        return found
    return found.head if found.dep_ == "nmod" and found.head.tag_ == "NN" else subject(found)


def is_amount(noun: Token) -> bool:
    """Whether a noun is part of the amount itself: `Millionen`, `Prozent`, `Euro`."""
    if noun.lower_ in load("numbers")["scale"] or noun.text in NOT_COUNTED:
        return True
    return lookup(noun.text).metric in {Metric.MONEY, Metric.AREA}


def behind(at: Token) -> Token | None:
    """The noun right behind hectares, with its adjectives: `90 Hektar alter Wald`."""
    rest = at.doc[at.i + 1 : at.sent.end]
    found = next((token for token in rest if token.tag_ != "ADJA"), None)
    return found if found is not None and found.tag_ == "NN" else None


def subject(at: Token) -> Token | None:
    """The subject of the clause; what an amount is for that is the subject itself (`für Schulen sind … vorgesehen`)."""
    told = clause(at)
    found = subject_of(told)
    while found is None and told.dep_ in {"conj", "xcomp"} and told.head.i != told.i:
        told = told.head
        found = subject_of(told)
    if found is not None and (found.i == at.i or at.is_ancestor(found) or found.is_ancestor(at)):
        return next((child for child in told.children if child.dep_ == "obl" and is_purpose(child)), None)
    return found if found is not None and found.tag_ == "NN" and lookup(found.text).metric is not Metric.MONEY else None


def subject_of(told: Token) -> Token | None:
    return next((child for child in told.children if child.dep_ in SUBJECTS), None)


def is_purpose(noun: Token) -> bool:
    """Whether a noun is what an amount is for, no span of time."""
    return preposition(noun) == "für" and noun.text not in NOT_COUNTED


def clause(token: Token) -> Token:
    *_, told = governors.line(token)
    return told


def preposition(noun: Token) -> str:
    return next((child.lower_ for child in noun.children if child.dep_ == "case"), "")


def is_price(scene: Scene, quantity: Quantity, noun: Noun) -> bool:
    """Whether an amount is a price or a rate: `je Aktie`, `ein Preis von`, a small sum that something costs."""
    if noun.metric is not Metric.MONEY:
        return False
    if RATE.match(scene.text, quantity.noun_end or quantity.end):
        return True
    at = unit(scene, quantity)
    if at is None:
        return False
    of = bearer(at) or subject(at)
    if of is not None and PRICE.search(of.text.lower()):
        return True
    return clause(at).lemma_.lower() == "kosten" and (quantity.high or quantity.low or SMALL) < SMALL
