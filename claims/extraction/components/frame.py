"""A frame of reporting: who, with what verb, and the stretch of text that is reported.

In: nothing. Out: the record `Frame`, and `trimmed` for stretches.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claims.extraction.components.voices import Voice
from claims.records import Stance


@dataclass(frozen=True, slots=True)
class Frame:
    """A source with what it reports; all positions are tokens, end exclusive."""

    start: int
    end: int
    content: tuple[int, int]
    voices: tuple[Voice, ...]
    stance: Stance
    rule: str


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without commas, colons, spaces at the ends and the full stop."""
    while start < end and (doc[start].text in {",", ":", ";", "–", "."} or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in {",", ":", ";", "–", ".", "("} or doc[end - 1].is_space):
        end -= 1
    return start, end
