"""One verb for two sources: "Die Veranstalter sprachen von 900 Leuten, die Polizei von 400" (gapping, Duden grammar).

In: a frame whose verb reports alone. Out: that frame, cut where the next source begins, and a frame for each of those.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components.actor_index import DETERMINERS, Actors
from claims.extraction.components.clauses import Segment, Unit
from claims.extraction.components.frame import Frame, trimmed
from claims.extraction.components.speech_verbs import verb_in
from claims.extraction.components.voices import joined
from claims.extraction.lexicon import load

OPENERS = {"und", "während", "aber"}


def gapped(doc: Doc, unit: Unit, frame: Frame, actors: Actors) -> list[Frame]:
    """The frame and those that share its verb."""
    if frame.rule != "attribution.alone":
        return [frame]
    behind = [s for s in unit.segments if s.start >= frame.end and not s.quoted]
    parts = [part for segment in behind if (part := _second(doc, segment, frame, actors))]
    if not parts:
        return [frame]
    first = replace(frame, content=trimmed(doc, frame.content[0], parts[0].content[0]))
    return [first, *parts]


def _second(doc: Doc, segment: Segment, frame: Frame, actors: Actors) -> Frame | None:
    """A clause of source and figure without any verb."""
    spans = actors.within(segment.tokens)
    if not spans or not any(doc[i].like_num for i in range(spans[0][1], segment.end)):
        return None
    opening = {doc[i].lower_ for i in range(segment.start, spans[0][0])}
    verbs = load("speech")["auxiliaries"]["words"]
    if opening - DETERMINERS - OPENERS or verb_in(doc, segment.tokens):
        return None
    if any(doc[i].lower_ in verbs for i in segment.tokens):
        return None
    content = trimmed(doc, segment.start, segment.end)
    return Frame(segment.start, segment.end, content, tuple(joined(doc, spans, 0)), frame.stance, "attribution.gapping")
