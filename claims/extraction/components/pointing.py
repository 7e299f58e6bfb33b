"""Das berichtete X: a frame that opens with a pronoun for what is reported, before it or after it.

In: a `Unit`, the unit before it and the actors. Out: the frame. It points back to the unit before, unless its own
sentence goes on with what is reported: after a colon or `dass`, or with a clause behind `unter Berufung auf Y` that has
a subject and a finite verb of its own (texts translated by machine lose the mark between).
"""

from __future__ import annotations

from spacy.tokens import Doc

from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import Segment, Unit
from claims.extraction.components.frame import Frame, trimmed
from claims.extraction.components.frames import COMPLEMENT
from claims.extraction.components.sources import relayed, subject
from claims.extraction.components.speech_verbs import SpeechVerb, verb_in
from claims.extraction.lexicon import load

POINTERS = {"das", "dies", "darüber", "dieses"}
CLAUSE = 3  # tokens: a subject, a finite verb, and what they say


def pointing(doc: Doc, unit: Unit, before: Unit | None, actors: Actors) -> list[Frame]:
    """The frame of a unit that opens with a pronoun and a verb of speech. before: None where it has a source."""
    segment = unit.segments[0] if unit.segments else None
    if segment is None or segment.quoted or len(segment.tokens) < CLAUSE or doc[segment.start].lower_ not in POINTERS:
        return []
    verb = verb_in(doc, segment.tokens)
    if verb is None or verb.finite != segment.start + 1:
        return []
    return _ahead(doc, unit, segment, verb, actors) or _back(doc, unit, segment, verb, before, actors)


def _ahead(doc: Doc, unit: Unit, segment: Segment, verb: SpeechVerb, actors: Actors) -> list[Frame]:
    """What follows the name behind `unter Berufung auf` in its own sentence, where that is a clause."""
    reliant = next((i for i in segment.tokens if doc[i].text in load("speech")["prepositions"]["reliant"]), None)
    behind = [span for span in actors.within(segment.tokens) if reliant is not None and span[0] > reliant]
    if not behind:
        return []
    cut = behind[0][1]
    content = trimmed(doc, cut, unit.end)
    if not _is_clause(doc, cut, segment, unit):
        return []
    named = [i for i in segment.tokens if i < cut]
    voices = relayed(doc, named, subject(doc, named[1:], verb, actors), actors)
    return [Frame(segment.start, cut, content, tuple(voices), verb.stance, "attribution.pointing-ahead")]


def _is_clause(doc: Doc, cut: int, segment: Segment, unit: Unit) -> bool:
    """Whether a main clause stands behind the name: without any mark, or after a comma or colon."""
    finite = load("speech")["auxiliaries"]["words"]
    if segment.end - cut >= CLAUSE:
        return any(doc[i].lower_ in finite for i in range(cut + 1, segment.end))
    following = unit.segments[1] if cut == segment.end and len(unit.segments) > 1 else None
    if following is None or following.quoted or doc[following.start].lower_ in COMPLEMENT:
        return False
    subjunctive = load("speech")["subjunctive"]["words"]
    return following.before == ":" or any(doc[i].lower_ in subjunctive for i in following.tokens)


def _back(doc: Doc, unit: Unit, segment: Segment, verb: SpeechVerb, before: Unit | None, actors: Actors) -> list[Frame]:
    if before is None or _is_clause_ahead(doc, unit):
        return []
    voices = relayed(doc, segment.tokens, subject(doc, segment.tokens[1:], verb, actors), actors)
    content = trimmed(doc, before.start, before.end)
    if not voices or content[0] >= content[1]:
        return []
    return [Frame(segment.start, segment.end, content, tuple(voices), verb.stance, "attribution.pointing-back")]


def _is_clause_ahead(doc: Doc, unit: Unit) -> bool:
    return len(unit.segments) > 1 and (unit.segments[1].quoted or doc[unit.segments[1].start].lower_ in COMPLEMENT)
