"""Sources named before a postposition: "X zufolge", "Angaben der Polizei zufolge", "ihrer Ansicht nach".

In: the tokens of a clause and the postposition. Out: the `Mention`.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components import trees
from claims.extraction.components.actor_index import DETERMINERS, Actors
from claims.extraction.components.bare_phrases import OBLIQUE, nominative
from claims.extraction.components.countries import by_adjective
from claims.extraction.components.inflection import is_adjective, strong
from claims.extraction.components.mention import Mention
from claims.extraction.components.pronouns import PERSONAL, POSSESSIVE, possessor
from claims.extraction.components.saying_nouns import compound as compound_of
from claims.extraction.components.saying_nouns import is_utterance
from claims.extraction.components.voices import Voice, joined
from claims.extraction.lexicon import load
from claims.records import SourceRef, SourceType

REACH = 6  # tokens before "nach" in which its noun of saying stands: "Ansicht der Richter nach"


def behind(doc: Doc, tokens: list[int], at: int, actors: Actors) -> Mention | None:
    before = [i for i in tokens if i < at]
    if doc[at].lower_ == "nach" and not any(is_utterance(doc[i]) for i in before[-REACH:]):
        return None
    owner = _pronoun(doc, before, at, actors) or _possessor(doc, before, actors)
    if owner:
        return Mention(owner[0].start, at + 1, tuple(owner), "zufolge")
    spans = [span for span in actors.within(before) if span[1] >= at - 1]
    compound = compound_of(doc, before[-1:])
    if compound:
        return Mention(compound.start, at + 1, (compound,), "zufolge")
    if spans:
        first = max(0, len(spans) - 1)
        voices = joined(doc, spans, first)
        start = min(v.start for v in voices)
        if len(voices) == 1 and start > tokens[0] and start - 1 in tokens and _is_attribute(doc, start - 1):
            voices, start = [_attributed(doc, voices[0])], start - 1
        return Mention(_with_saying(doc, start, tokens), at + 1, tuple(voices), "zufolge")
    return _unknown(doc, tokens, at) if doc[at - 1].lower_ not in PERSONAL else None


def _pronoun(doc: Doc, before: list[int], at: int, actors: Actors) -> list[Voice]:
    """ihm zufolge, ihnen zufolge."""
    return possessor(doc, at - 1, actors) if before and doc[at - 1].lower_ in PERSONAL else []


def _possessor(doc: Doc, before: list[int], actors: Actors) -> list[Voice]:
    """seiner Ansicht nach, ihren Angaben zufolge."""
    first = next((i for i in before[-3:-1] if doc[i].lower_ in POSSESSIVE), None)
    if first is None or not is_utterance(doc[before[-1]]):
        return []
    return [replace(v, end=before[-1] + 1) for v in possessor(doc, first, actors)]


def _unknown(doc: Doc, tokens: list[int], at: int) -> Mention | None:
    """A noun of no known actor: "Gerüchten zufolge"."""
    start, end = _phrase(doc, tokens, at)
    name = nominative(doc, start, end)
    if start >= end or not doc[end - 1].text[0].isupper():
        return None
    return Mention(start, at + 1, (Voice(SourceRef(name, name, SourceType.UNNAMED), start, end),), "zufolge")


def _phrase(doc: Doc, tokens: list[int], at: int) -> tuple[int, int]:
    """The noun that the postposition governs, with its adjectives: by the tree, else what stands before it."""
    noun = doc[at].head
    if trees.parsed(doc) and doc[at].dep_ == "case" and tokens[0] <= noun.i < at:
        start, end = trees.phrase(noun)
        if start > tokens[0] and doc[start - 1].tag_ == "PIAT" and is_adjective(doc[start - 1].lower_):
            start -= 1  # "anderen Aussagen", "mehreren Quellen"
        return max(start, tokens[0]), min(end, at)
    start = at - 1
    while start > tokens[0] and is_adjective(doc[start - 1].text):
        start -= 1
    return start, at


def _is_attribute(doc: Doc, at: int) -> bool:
    word = doc[at].lower_
    return word in load("speech")["prepositions"]["attributes"] or doc[at].text in by_adjective()


def _attributed(doc: Doc, voice: Voice) -> Voice:
    """ersten Angaben → erste Angaben."""
    name = f"{strong(doc[voice.start - 1].lower_, 'p')} {voice.source.name}"
    canonical = name if voice.source.canonical == voice.source.name else voice.source.canonical
    return Voice(replace(voice.source, name=name, canonical=canonical), voice.start - 1, voice.end)


def _with_saying(doc: Doc, start: int, tokens: list[int]) -> int:
    """Take in "Angaben der", "Einem Bericht von" before the actor."""
    saying = load("speech")["prepositions"]["nouns"]
    index = start
    while index > tokens[0]:
        before = doc[index - 1]
        if not (before.lower_ in DETERMINERS | OBLIQUE | {"von", "einem", "einer"} or before.text in saying):
            break
        index -= 1
    return index
