"""Sources with the place in the text where they are named, and several joined by "und".

In: actors with their tokens. Out: `Voice`s.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from claims.extraction.components.actor_index import DETERMINERS, JOINS
from claims.extraction.components.columns import lower
from claims.extraction.extensions import ActorMention
from claims.records import SourceRef, SourceType


@dataclass(frozen=True, slots=True)
class Voice:
    """A source and the tokens that name it (end exclusive)."""

    source: SourceRef
    start: int
    end: int


def voice(span: tuple[int, int, ActorMention]) -> Voice:
    """An actor as a source."""
    start, end, actor = span
    return Voice(SourceRef(actor.name, actor.canonical, actor.type, actor.speaker), start, end)


def joined(doc: Doc, actors: list[tuple[int, int, ActorMention]], first: int) -> list[Voice]:
    """The actor at `first` and those joined to it ("die USA und die NATO"); all bear the whole phrase as name."""
    chain = [actors[first]]
    for span in actors[first + 1 :]:
        between = lower(doc)[chain[-1][1] : span[0]]
        words = [w for w in between if w not in DETERMINERS | {",", "den", "dem"}]
        words = ["und"] if words == ["als", "auch"] else words  # "sowohl die Armee als auch die Polizei"
        if not between or len(words) > 1 or (words and words[0] not in JOINS) or (not words and "," not in between):
            break
        chain.append(span)
    if len(chain) == 1:
        return [voice(chain[0])]
    if not any(doc[i].lower_ in JOINS | {"auch"} for i in range(chain[0][1], chain[-1][0])):
        return [voice(chain[0])]
    name = ", ".join(c[2].name for c in chain[:-1]) + " und " + chain[-1][2].name
    named = [c for c in chain if c[2].type is not SourceType.UNNAMED] or chain[:1]
    voices = [Voice(replace(voice(c).source, name=name), chain[0][0], chain[-1][1]) for c in named]
    return list({v.source.canonical: v for v in voices}.values())
