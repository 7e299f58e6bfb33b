"""A unit of text cut into clauses and quoted speech, by punctuation alone.

In: a `Doc`, its quoted passages and the commas that belong to names. Out: `Unit`s: sentences, joined where a quotation
runs on from one to the next, each with its `Segment`s.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claims.extraction.components.columns import lower, written
from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.quotation import Passage
from claims.extraction.components.speech_verbs import verb_in
from claims.extraction.lexicon import load

SMALL = frozenset(load("function_words")["nominal"])
AUXILIARY = {
    "hatte",
    "hatten",
    "wurde",
    "wurden",
    "werden",
    "haben",
    "hätte",
    "wäre",
    "wollte",
    "sollte",
    "konnte",
    "musste",
}
CLAUSE = 4  # tokens
CUTS = {",", ";", ":", "–", "—", "-"}


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens between two cuts; before: the cut before them ("" at the start); quoted: whether it is speech in marks."""

    start: int
    end: int
    before: str
    quoted: bool

    @property
    def tokens(self) -> list[int]:
        """Its token positions."""
        return list(range(self.start, self.end))


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more sentences that belong together."""

    start: int
    end: int
    segments: tuple[Segment, ...]


def units(doc: Doc, quoted: list[Passage], closed: set[int]) -> list[Unit]:
    """The text as units, in order. closed: tokens whose punctuation does not cut."""
    speech = {p.start: p.end for p in quoted if p.speech}
    running = {i for start, end in speech.items() for i in range(start + 1, end)}
    inside = closed | {i for p in quoted if not p.speech for i in range(p.start, p.end)}
    bounds: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start, end = _trimmed(doc, sentence.start, sentence.end)
        if start >= end:
            continue
        if bounds and start in running:
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((start, end))
    return [Unit(start, end, _whole_subjects(doc, _segments(doc, start, end, speech, inside))) for start, end in bounds]


def _whole_subjects(doc: Doc, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Put a subject back together that commas cut: "Peter Kern, Leiter der Wache, sagte"."""
    first = segments[0] if segments else None
    if first is None or first.quoted or not _is_name(doc, first):
        return segments
    wie = doc[first.start].lower_ == "wie"
    for at, segment in enumerate(segments[1:4], start=1):
        if segment.quoted or segment.before != ",":
            break
        verb = verb_in(doc, segment.tokens)
        if verb and (at >= 2 or wie) and (verb.finite == segment.start or (wie and verb.last == segment.end - 1)):
            return (Segment(first.start, segment.end, first.before, quoted=False), *segments[at + 1 :])
    return segments


def _is_name(doc: Doc, segment: Segment) -> bool:
    """Whether a segment is a bare noun phrase: no word in it can be a verb."""
    if segment.end - segment.start > 14 or not any(
        doc[i].text[0].isupper() for i in segment.tokens[1:] or segment.tokens
    ):
        return False
    return all(_can_be_nominal(doc, i) for i in segment.tokens)


def _can_be_nominal(doc: Doc, at: int) -> bool:
    word = doc[at]
    if not word.text[0].islower():
        return True
    ahead = at + 1 < len(doc) and (doc[at + 1].text[0].isupper() or doc[at + 1].text[0].islower())
    return word.lower_ in SMALL or (is_adjective(word.text) and ahead and word.lower_ not in AUXILIARY)


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return start, end


def _segments(doc: Doc, start: int, end: int, speech: dict[int, int], inside: set[int]) -> tuple[Segment, ...]:
    opening = {i: min(speech[i], end) for i in range(start, end) if i in speech}
    brackets = _bracketed(doc, start, end)
    words = written(doc)
    found: list[Segment] = []
    begin, before, index = start, "", start
    while index < end:
        if index in opening:
            if index > begin:
                found.append(Segment(begin, index, before, quoted=False))
                before = ""
            found.append(Segment(index, opening[index], before, quoted=True))
            begin = index = opening[index]
            before = ""
            continue
        if (words[index] in CUTS and index not in inside) or index in brackets:
            if index > begin:
                found.append(Segment(begin, index, before, quoted=False))
            begin, before = index + 1, words[index]
        index += 1
    last = end - 1 if doc[end - 1].text in {".", "!", "?"} and end - 1 >= begin else end
    if last > begin:
        found.append(Segment(begin, last, before, quoted=False))
    return tuple(part for segment in found for part in _predicates(doc, segment))


def _bracketed(doc: Doc, start: int, end: int) -> set[int]:
    """The brackets around a clause that reports: "(die Zeitung hatte 90 angegeben)", but not those of "(CDU)"."""
    found: set[int] = set()
    opening: int | None = None
    for index in range(start, end):
        if doc[index].text == "(":
            opening = index
        elif doc[index].text == ")" and opening is not None:
            if index - opening > CLAUSE and verb_in(doc, list(range(opening + 1, index))):
                found |= {opening, index}
            opening = None
    return found


def _predicates(doc: Doc, segment: Segment) -> list[Segment]:
    """Cut before the second verb of speech of one subject: "bestreitet den Angriff | und berichtet, dass …"."""
    if segment.quoted:
        return [segment]
    words = lower(doc)
    for at in range(segment.start + 1, segment.end - 1):
        if words[at] in {"und", "aber", "doch", "sowie"} and verb_in(doc, [at + 1]):
            first = verb_in(doc, list(range(segment.start, at)))
            second = verb_in(doc, list(range(at + 1, segment.end)))
            if first and second and second.finite == at + 1 and first.last < at:
                rest = Segment(at + 1, segment.end, "und", quoted=False)
                return [Segment(segment.start, at, segment.before, quoted=False), rest]
    return [segment]
