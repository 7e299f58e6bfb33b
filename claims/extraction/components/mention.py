"""A source named by a preposition or postposition.

In: nothing. Out: the record `Mention`.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extraction.components.voices import Voice


@dataclass(frozen=True, slots=True)
class Mention:
    """A prepositional source: its tokens (end exclusive), who speaks, and which rule found it."""

    start: int
    end: int
    voices: tuple[Voice, ...]
    rule: str
