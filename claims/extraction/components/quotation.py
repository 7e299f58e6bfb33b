"""Quoted passages in all marks of German news: „“ ”, »«, «», "", ‚‘.

In: a `Doc` with its actors. Out: passages as token spans with their marks, none inside another; and which of them are
speech rather than a name or a word held at a distance („Experte“).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claims.extraction.components.columns import written

PAIRS = {"„": '“”"', "“": "”", "»": "«", "«": "»", '"': '"', "‚": "‘’", "›": "‹", "‹": "›"}
LONGEST = 250  # tokens; a mark that is not closed by then was no opening mark
SPEECH = 4  # words that a passage needs to be speech, unless a colon goes before


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens from the opening to behind the closing mark."""

    start: int
    end: int
    speech: bool


def passages(doc: Doc) -> list[Passage]:
    """All quoted passages, in order."""
    found: list[Passage] = []
    names = {(actor.start, actor.end) for actor in doc._.actors}
    words = written(doc)
    index = 0
    while index < len(words):
        closing = PAIRS.get(words[index])
        end = _closing(doc, index, closing) if closing else None
        if end is not None:
            speech = _is_speech(doc, index, end) and not _is_name(doc, index, end, names)
            found.append(Passage(index, end + 1, speech))
            index = end
        index += 1
    return found


def _closing(doc: Doc, start: int, marks: str) -> int | None:
    for index in range(start + 1, min(len(doc), start + LONGEST)):
        text = doc[index].text
        if text in marks:
            return index
        if "\n\n" in text or (text == doc[start].text and text != '"'):
            return None
    return None


def _is_name(doc: Doc, start: int, end: int, names: set[tuple[int, int]]) -> bool:
    """Whether the marks hold nothing but an actor: «The Wall Street Journal»."""
    if end - start < 2:
        return False
    first, last = doc[start + 1], doc[end - 1]
    begin, marks = first.idx, (last.idx + len(last), last.idx + len(last) + 1)
    return any((begin, stop) in names for stop in marks)


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    words = sum(doc[i].is_alpha for i in range(start + 1, end))
    if start and doc[start - 1].text == ":":
        return True
    closed = doc[end - 1].text in {".", "!", "?", ",", "…"}
    opens = start == 0 or doc[start - 1].is_punct or doc[start - 1].is_space or bool(doc[start].is_sent_start)
    follows = end + 1 < len(doc) and doc[end + 1].text == ","
    return words >= SPEECH and (closed or opens or follows)
