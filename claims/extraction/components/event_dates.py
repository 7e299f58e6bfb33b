"""Which date of its own sentence tells when a claim happened: the one under the same predicate, else one whose clause
the tree joins with it.

In: a scene with the tree of its sentence, date expressions that date no saying, and where the claim stands. Out: an
`Event`. `derzeit` holds for its own clause, a date in a relative clause for that clause, `seit er 2002 kam` opens.
Source: Universal Dependencies (clausal relations); annotation guideline, "Clarifications" (time).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from operator import itemgetter

from spacy.tokens import Token

from claims.extraction.components import governors
from claims.extraction.components.governors import Tense
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import DateExpression
from claims.extraction.lexicon import load
from claims.records import Precision

Event = tuple[date | None, date | None, Precision]
NO_EVENT: Event = (None, None, Precision.UNKNOWN)
# How near a date is to a claim: under its predicate, above it, beside it, below it.
SAME, HELD, JOINED, LOOSE = range(4)
OPENING, CLOSING = {"seit", "seitdem"}, {"bis"}
MEANWHILE = {"als", "während", "wobei", "indem", "da", "weil", "dass", "nachdem", "ob", "wie", "wo"}
DONE = {*governors.DONE, Tense.PLUPERFECT, Tense.NONE}
AIM = re.compile(r"\bfür\s(?:de[nr]\s)?$")
BESIDE, FAR = 40, 100  # characters
NOW = {"date.now", "date.present"}
BEFORE = re.compile(r" (?:mit |noch |nur |waren es )*")
CLOSE_BY = re.compile(r"\S+(?: [\w-]+){0,2} (?:im )?$")
# "Seit der Trainer 2002 kam", "seit dem Abzug im Mai 1998".
SINCE = re.compile(
    r"^\W*Seit(?:dem)? (?:[^\d,;:]{1,60} )?$"
    r"|\bseit (?:dem|der|den) (?:[a-zäöüß]+en ){0,2}[A-ZÄÖÜ]\w+ (?:(?:im|am|vom|von|des|Anfang|Ende|Mitte) )?$"
)


@cache
def documents() -> re.Pattern[str]:
    """Nouns of what is written or agreed, whose date says when that was, not when its matter is."""
    return re.compile(r"(?:" + "|".join(load("events")["documents"]["nouns"]) + r")", re.IGNORECASE)


@cache
def former() -> re.Pattern[str]:
    """What says that a figure is of an earlier time than the rest: `der einst 85.000 Stellen`."""
    return re.compile(r"\b(?:" + "|".join(load("events")["former"]["words"]) + r")\s(?:(?:noch|rund|etwa|über)\s)?$")


def of_claim(scene: Scene, usable: list[DateExpression], start: int, end: int, at: int | None) -> Event:
    """The event of text[start:end]; at: the word that counts. Of equally near dates the one in the stretch, then the
    first."""
    told = predicate(scene, start, end, at)
    if told is None or (at is not None and former().search(scene.text[max(scene.start, at - BESIDE) : at])):
        return NO_EVENT
    ranked = []
    for place, item in enumerate(usable):
        under = governors.predicate(scene, item.start)
        if under is None or is_elsewhere(scene, item, at) or (at is not None and is_others(scene, item, at)):
            continue
        near = nearness(under, told, item, is_aim(scene, item))
        if near is not None:
            apart = not start <= item.start < end
            order = (near, not is_own(scene, item, at), apart, not governors.is_adverbial(scene, item, under), place)
            ranked.append((order, bounded(scene, item, marked(under, told))))
    return min(ranked, key=itemgetter(0))[1] if ranked else NO_EVENT


def predicate(scene: Scene, start: int, end: int, at: int | None) -> Token | None:
    """The predicate of a claim: above the word that counts, else of its stretch."""
    if at is not None:
        return governors.predicate(scene, at)
    if scene.span is None:
        return None
    return governors.of_span(scene.span.doc.char_span(start, end, alignment_mode="contract"))


def is_others(scene: Scene, item: DateExpression, at: int) -> bool:
    """Whether a date behind the figure has a figure of its own (`407 Millionen, für das laufende Jahr weitere 410`) or
    stands in brackets behind something else."""
    if item.start < at:
        return False
    bracket = scene.text.rfind("(", at, item.start)
    if bracket - at > BESIDE and ")" not in scene.text[bracket : item.start]:
        return True
    first, last = scene.clause(item.start)
    return not first <= at < last and any(first <= other.start < last for other in scene.quantities)


def is_own(scene: Scene, item: DateExpression, at: int | None) -> bool:
    """Whether a date stands right behind a figure's noun: `von 80 Fällen im Jahr 2003 auf 40 im Jahr 2004`, or right
    before the figure: `gegenüber dem Vorjahr mit 33`."""
    if at is not None and item.end <= at and BEFORE.fullmatch(scene.text, item.end, at):
        return True
    if at is None or not 0 < item.start - at <= BESIDE or not CLOSE_BY.match(scene.text, at, item.start):
        return False
    return not any(at < other.start < item.start for other in scene.quantities)


def is_elsewhere(scene: Scene, item: DateExpression, at: int | None = None) -> bool:
    """Whether a date belongs to a noun of its own: a document (`Planungen aus dem Jahr 2005`), or what came before or
    is spoken of (`gegen das Ergebnis der Wahl vom 12. Juni`); at: a word that may belong to the same noun."""
    token, counted = governors.token_at(scene, item.start), governors.token_at(scene, at) if at is not None else None
    above = [word for word in governors.line(token) if word.pos_ == "NOUN"] if token is not None else []
    if counted is not None and any(word.is_ancestor(counted) for word in above[1:]):
        return False
    nouns = [word for word in above if not item.start <= word.idx < item.end]
    if any(documents().search(word.text) and not is_bound(word) for word in nouns):
        return True
    above = [word for n, word in enumerate(above) if not n or word.text not in load("events")["spans"]["nouns"]]
    if len(above) < 2 or above[0].dep_ != "nmod":
        return False
    apart = load("events")["apart"]["prepositions"]
    return any(child.lower_ in apart for word in above[1:] for child in word.children if child.dep_ == "case")


def is_bound(noun: Token) -> bool:
    """Whether something runs from or up to what a noun names: `seit dem Beschluss im Mai`."""
    return any(child.dep_ == "case" and child.lower_ in OPENING | CLOSING for child in noun.children)


def is_aim(scene: Scene, item: DateExpression) -> bool:
    """Whether a date is that of a plan: `für morgen`."""
    return AIM.search(scene.text, max(scene.start, item.start - BESIDE), item.start) is not None


def nearness(under: Token, told: Token, item: DateExpression, aim: bool) -> int | None:
    """How near the clause of a date is to that of a claim; None where one says nothing of the other."""
    if under.i == told.i:
        return SAME
    if item.rule in NOW:
        return None
    if under.is_ancestor(told) and not joined(under, told):
        return HELD if aim or same_time(under, told) else None
    if joined(under, told):
        return JOINED if under.i < told.i and same_time(under, told) else None
    if told.is_ancestor(under):
        return LOOSE if stands_for(under, told) else None
    return None


def joined(one: Token, other: Token) -> bool:
    """Whether two predicates are coordinated."""
    return first_of(one).i == first_of(other).i


def first_of(token: Token) -> Token:
    """The first of the predicates that are coordinated with one."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def same_time(one: Token, other: Token) -> bool:
    """Whether two clauses are told in one tense, or both as done; an infinitive has none of its own."""
    first, second = governors.tense(one), governors.tense(other)
    return first == second or Tense.NONE in {first, second} or (first in DONE and second in DONE)


def stands_for(below: Token, above: Token) -> bool:
    """Whether the date of a subordinate clause dates the one above it too: of content and of circumstance, not of a
    relative clause."""
    steps = list(path(below, above))
    if any(item.dep_ == "acl" for item in steps):
        return False
    return all(item.dep_ != "advcl" or marker(item) in MEANWHILE | OPENING | CLOSING | {""} for item in steps)


def path(below: Token, above: Token) -> list[Token]:
    """The tokens from one up to, but without, another above it."""
    found = []
    while below.i != above.i and below.head.i != below.i:
        found.append(below)
        below = below.head
    return found


def marker(token: Token) -> str:
    """The conjunction of a subordinate clause."""
    return next((child.lower_ for child in token.children if child.dep_ == "mark"), "")


def marked(under: Token, told: Token) -> str:
    """The conjunction of the clause of a date, where it is not that of the claim."""
    return "" if under.i == told.i else marker(under)


def bounded(scene: Scene, item: DateExpression, word: str) -> Event:
    """The event of a date, open where its clause or phrase says from or up to when (`seit er 2002 kam`)."""
    since = SINCE.search(scene.text[max(scene.clause(item.start)[0], item.start - FAR) : item.start])
    if word in OPENING or (since and item.high is not None):
        return item.low, None, Precision.OPEN
    if word in CLOSING:
        return None, item.high, Precision.OPEN
    return item.low, item.high, item.precision
