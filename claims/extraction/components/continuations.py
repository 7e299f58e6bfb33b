"""Sentences without a source of their own that go on with the one before: in the subjunctive, with `sollen`, `demnach`,
in quotation marks, as points of a list.

In: a `Unit`, the frame that reported last and how many units ago. Out: the frame of the unit, none where the article
speaks itself. Source of the rule: annotation guideline, "Clarifications".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from claims.extraction.components import text_owners, tree_sources, trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import Unit
from claims.extraction.components.frame import Frame, trimmed
from claims.extraction.components.pronouns import PRONOUNS, is_pronoun, resolved
from claims.extraction.components.speech_verbs import SpeechVerb
from claims.extraction.components.subjunctive import is_subjunctive
from claims.extraction.components.voices import Voice
from claims.extraction.lexicon import load
from claims.records import SourceRef, SourceType, Stance

BULLETS = {"-", "–", "•", "·", "*"}
FAR = 2  # units more over which a sentence in the subjunctive, which must have some source, goes back for it
PERFECT = {"haben", "sein"}  # "soll gesunken sein": hearsay, not a plan or a duty
NOBODY = {SourceType.UNNAMED, SourceType.MEDIA, SourceType.AGENCY}
PREFIX = "attribution."
CONTINUING = {PREFIX + rule for rule in ("subjunctive", "hearsay", "linked", "quotation-continued", "list")}


@dataclass(frozen=True, slots=True)
class Signs:
    """What in a unit shows that somebody is still reported."""

    subjunctive: bool
    hearsay: bool
    evident: bool
    linked: bool
    referring: bool


def follower(found: list[Frame], last: Frame | None) -> Frame | None:
    """The frame that the next unit may go on with; a report of nobody known ends the one before."""
    named = next((frame for frame in reversed(found) if frame.voices), None)
    if named or not found or all(frame.rule in CONTINUING for frame in found):
        return named or last
    return None


def continued(
    doc: Doc, unit: Unit, before: Unit | None, last: Frame | None, idle: int, reach: int, actors: Actors
) -> list[Frame]:
    """The frame of a unit that names no source. before: the unit before; reach: how many units without a source may
    lie between."""
    implied = _implied(doc, unit, actors)
    if implied:
        return [implied]
    words = [doc[i] for s in unit.segments if not s.quoted for i in s.tokens]
    is_open = any(token.text in load("speech")["nonfinal"]["open"] for token in words)
    voices = last.voices if last and not is_open else ()
    signs = _signs(doc, unit, reported=bool(voices) and idle <= reach)
    if signs.referring and before and (owner := text_owners.owner_in(doc, before.start, before.end, actors)):
        source = SourceRef(owner.name, owner.canonical, owner.type, owner.speaker)
        named = (Voice(source, unit.start, unit.start + 1),)
        return [
            Frame(unit.start, unit.start, trimmed(doc, unit.start, unit.end), named, Stance.ASSERTS, PREFIX + "text")
        ]
    if idle > (reach + FAR if signs.subjunctive else reach if signs.evident else 0):
        voices = ()  # only the subjunctive and hearsay go on over sentences of the article's own
    if idle and before and signs.subjunctive:
        voices = tuple(v for v in acting(doc, before, actors) if v.source.type is not SourceType.UNNAMED) or voices
    if signs.subjunctive:
        voices = _speaking(doc, unit, actors) or voices
    rule = _rule(doc, unit, signs, voices)
    content = (unit.start, unit.end) if rule == "quotation-continued" else trimmed(doc, unit.start, unit.end)
    if rule is None or content[0] >= content[1]:
        return []
    return [Frame(unit.start, unit.start, content, voices, Stance.ASSERTS, PREFIX + rule)]


def _implied(doc: Doc, unit: Unit, actors: Actors) -> Frame | None:
    """A clause in the subjunctive under a main clause in the indicative is what the subject of that one says: "Der Rat
    beharrt darauf, dass es zu spät sei"."""
    root = _root(doc, unit)
    if root is None or any(is_subjunctive(token, False) for token in (root, *root.children)):
        return None
    for segment in unit.segments[1:]:
        first, words = doc[segment.start], [doc[i] for i in segment.tokens]
        stated = first.lower_ == "dass" or any(_is_stated(token) for token in words)
        if stated and not segment.quoted and any(is_subjunctive(token, False) for token in words):
            voices = acting(doc, unit, actors)
            content = trimmed(doc, segment.start, unit.end)
            frame = Frame(unit.start, segment.start, content, tuple(voices), Stance.ASSERTS, PREFIX + "implied")
            return frame if voices else None
    return None


def _is_stated(token: Token) -> bool:
    """Whether a verb in the subjunctive says, without `dass`, what somebody holds: "mit dem Argument, es sei …"."""
    if not is_subjunctive(token, False):
        return False
    verb = token.head if token.dep_ in trees.AUXILIARIES else token
    linked = any(c.dep_ == "mark" or "Rel" in c.morph.get("PronType", []) for c in verb.children)
    return verb.dep_ in {"ccomp", "parataxis", "acl", "advcl"} and not linked


def _root(doc: Doc, unit: Unit) -> Token | None:
    if not trees.parsed(doc):
        return None
    return next((doc[i] for i in range(unit.start, unit.end) if doc[i].dep_ == "ROOT"), None)


def acting(doc: Doc, unit: Unit, actors: Actors) -> list[Voice]:
    """Who acts in a sentence of the article's own: "Kern lobte den Plan. Er sei ein Anfang" is Kern's opinion."""
    root = _root(doc, unit)
    if root is None or trees.is_passive(root) or _is_reported(root):
        return []
    subject = trees.subject(root)
    if subject is None:
        return []
    if subject.pos_ == "PRON" and subject.lower_ in PRONOUNS:
        finite = next((c.i for c in root.children if c.dep_ == "aux"), root.i)
        said = SpeechVerb("sagen", Stance.ASSERTS, root.i, finite, root.i, False, False)
        return [voice for voice in resolved(doc, subject.i, said, actors) if not is_pronoun(voice.source)]
    return tree_sources.at(doc, subject, actors)


def _speaking(doc: Doc, unit: Unit, actors: Actors) -> tuple[Voice, ...]:
    """Who acts in the indicative in a sentence with a clause in the subjunctive: "Kern will prüfen, ob es gehe"."""
    return tuple(v for v in acting(doc, unit, actors) if v.source.type not in NOBODY and not is_pronoun(v.source))


def _is_reported(root: Token) -> bool:
    """Whether a sentence is in the subjunctive itself: who acts in it is spoken of: "Die Bahn hätte Vorteile"."""
    return any(is_subjunctive(token, True) for token in (root, *root.children))


def _signs(doc: Doc, unit: Unit, *, reported: bool) -> Signs:
    words = load("speech")
    tokens = [doc[i] for s in unit.segments if not s.quoted for i in s.tokens]
    hearsay = any(token.lower_ in words["subjunctive"]["hearsay"] and _is_main(token) for token in tokens)
    opening = [token.lower_ for token in tokens[:3]]
    linked = any(word in words["nonfinal"]["continuing"] for word in opening)
    temporal = any(word in words["nonfinal"]["temporal"] for word in opening) and _is_past(doc, unit)
    return Signs(
        subjunctive=any(is_subjunctive(token, reported) for token in tokens),
        hearsay=hearsay,
        evident=hearsay and tokens[-1].lower_ in PERFECT,
        linked=linked and not temporal,
        referring=opening[:1] == ["darin"] or (linked and not temporal),
    )


def _is_main(token: Token) -> bool:
    """Whether a finite verb stands in the main clause: not "das Schiff, das hier ankern soll"."""
    if not trees.parsed(token.doc):
        return True
    verb = token.head if token.dep_ in trees.AUXILIARIES else token
    while verb.dep_ in {"conj", "parataxis", "xcomp"} and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ not in {"acl", "advcl", "ccomp", "csubj"}


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
