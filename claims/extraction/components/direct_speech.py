"""Direct speech: who says what stands in quotation marks.

In: a `Unit` and a quoted segment of it, with the actors. Out: the `Frame`; None where nobody is named beside it.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import Segment, Unit
from claims.extraction.components.colon_speakers import before_colon
from claims.extraction.components.frame import Frame
from claims.extraction.components.prepositional_sources import prepositional
from claims.extraction.components.sources import RELAYS, relayed, subject
from claims.extraction.components.speech_verbs import verb_in
from claims.extraction.components.voices import Voice, joined
from claims.records import Stance


def spoken(doc: Doc, unit: Unit, at: int, actors: Actors) -> Frame | None:
    """Direct speech: who says it stands before (with a colon) or after ("…", sagte X)."""
    segments, segment = unit.segments, unit.segments[at]
    after = segments[at + 1] if at + 1 < len(segments) and not segments[at + 1].quoted else None
    before = segments[at - 1] if at and not segments[at - 1].quoted else None
    content = (segment.start, segment.end)
    for host in (after, before) if segment.before != ":" else (before, after):
        found = _speaker(doc, host, actors, is_after=host is after) if host else None
        if host and found:
            voices, stance = found
            return Frame(host.start, host.end, content, tuple(voices), stance, "attribution.quotation")
    return None


def _speaker(doc: Doc, host: Segment, actors: Actors, *, is_after: bool) -> tuple[list[Voice], Stance] | None:
    verb = verb_in(doc, host.tokens)
    if verb and (not is_after or verb.finite - host.start < 2):
        voices = subject(doc, host.tokens, verb, actors)
        if verb.lemma == "zitieren" and not verb.passive:
            voices = _quoted_by(doc, host.tokens, voices, actors)
        if voices:
            return relayed(doc, host.tokens, voices, actors), verb.stance
    mentions = prepositional(doc, host.tokens, actors)
    if mentions:
        return list(mentions[0].voices), Stance.ASSERTS
    voices = before_colon(doc, host, actors) if not is_after and doc[host.end].text == ":" else []
    return (voices, Stance.ASSERTS) if voices else None


def _quoted_by(doc: Doc, tokens: list[int], voices: list[Voice], actors: Actors) -> list[Voice]:
    """«CNN» zitiert Rutte: the object speaks, the subject relays."""
    taken = {v.start for v in voices}
    others = [k for k, span in enumerate(actors.within(tokens)) if span[0] not in taken and span[2].type not in RELAYS]
    if not others or not voices:
        return voices
    spoken = joined(doc, actors.within(tokens), others[0])
    return [replace(v, source=replace(v.source, via=voices[0].source.canonical)) for v in spoken]
