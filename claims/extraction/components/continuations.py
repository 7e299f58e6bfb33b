"""Sentences without a source of their own that go on with the one before: in the subjunctive, with `sollen`, `demnach`,
in quotation marks, as points of a list.

In: a `Unit`, the frame that reported last and how many units ago. Out: the frame of the unit, none where the article
speaks itself. Source of the rule: annotation guideline, "Clarifications".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claims.extraction.components.clauses import Unit
from claims.extraction.components.frame import Frame, trimmed
from claims.extraction.components.subjunctive import is_subjunctive
from claims.extraction.components.voices import Voice
from claims.extraction.lexicon import load
from claims.records import Stance

BULLETS = {"-", "–", "•", "·", "*"}
FAR = 2  # units more over which a sentence in the subjunctive, which must have some source, goes back for it
PERFECT = {"haben", "sein"}  # "soll gesunken sein": hearsay, not a plan or a duty
PREFIX = "attribution."
CONTINUING = {PREFIX + rule for rule in ("subjunctive", "hearsay", "linked", "quotation-continued", "list")}


@dataclass(frozen=True, slots=True)
class Signs:
    """What in a unit shows that somebody is still reported."""

    subjunctive: bool
    hearsay: bool
    evident: bool
    linked: bool


def follower(found: list[Frame], last: Frame | None) -> Frame | None:
    """The frame that the next unit may go on with; a report of nobody known ends the one before."""
    named = next((frame for frame in reversed(found) if frame.voices), None)
    if named or not found or all(frame.rule in CONTINUING for frame in found):
        return named or last
    return None


def continued(doc: Doc, unit: Unit, last: Frame | None, idle: int, reach: int) -> list[Frame]:
    """The frame of a unit that names no source. reach: how many units without a source may lie between."""
    words = [doc[i] for s in unit.segments if not s.quoted for i in s.tokens]
    is_open = any(token.text in load("speech")["nonfinal"]["open"] for token in words)
    voices = last.voices if last and not is_open else ()
    signs = _signs(doc, unit, reported=bool(voices) and idle <= reach)
    if idle > (reach + FAR if signs.subjunctive else reach if signs.evident else 0):
        voices = ()  # only the subjunctive and hearsay go on over sentences of the article's own
    rule = _rule(doc, unit, signs, voices)
    content = (unit.start, unit.end) if rule == "quotation-continued" else trimmed(doc, unit.start, unit.end)
    if rule is None or content[0] >= content[1]:
        return []
    return [Frame(unit.start, unit.start, content, voices, Stance.ASSERTS, PREFIX + rule)]


def _signs(doc: Doc, unit: Unit, *, reported: bool) -> Signs:
    words = load("speech")
    tokens = [doc[i] for s in unit.segments if not s.quoted for i in s.tokens]
    hearsay = any(token.lower_ in words["subjunctive"]["hearsay"] for token in tokens)
    opening = [token.lower_ for token in tokens[:3]]
    linked = any(word in words["nonfinal"]["continuing"] for word in opening)
    temporal = any(word in words["nonfinal"]["temporal"] for word in opening) and _is_past(doc, unit)
    return Signs(
        subjunctive=any(is_subjunctive(token, reported) for token in tokens),
        hearsay=hearsay,
        evident=hearsay and tokens[-1].lower_ in PERFECT,
        linked=linked and not temporal,
    )


def _rule(doc: Doc, unit: Unit, signs: Signs, voices: tuple[Voice, ...]) -> str | None:
    """By which rule the unit goes on; None where it is the article's own."""
    if voices and unit.segments and all(s.quoted for s in unit.segments):
        return "quotation-continued"
    if voices and doc[unit.start].text in BULLETS:
        return "list"
    if signs.subjunctive:
        return "subjunctive"
    if signs.hearsay and (voices or signs.evident):
        return "hearsay"
    return "linked" if signs.linked and voices else None


def _is_past(doc: Doc, unit: Unit) -> bool:
    """Whether the first finite verb of a unit is in a past tense; without a model that is not known."""
    morphs = (doc[i].morph for s in unit.segments if not s.quoted for i in s.tokens)
    finite = (morph for morph in morphs if "Fin" in morph.get("VerbForm", []))
    return "Past" in next((morph.get("Tense", []) for morph in finite), [])
