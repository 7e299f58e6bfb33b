"""Tokens → sentences: line breaks always end one, a full stop unless it belongs to an abbreviation or an ordinal.

In: `doc.text`, in which breaks inside a sentence are blanks already (`wrapping.py`). Out: `token.is_sent_start`.
Offsets of sentences come from `spans(doc)`, without outer white space.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.lexicon import load

CANDIDATE = re.compile(
    r"\n+|[.!?…]+[»“”\"’)\]]{0,2}[ \t\u00a0]+(?=[„«»“\"'(–-]{0,2} ?[A-ZÄÖÜ0-9])|[a-zäöüß]{3}[.!?](?=[A-ZÄÖÜ][a-zäöüß])"
)
LAST_WORD = re.compile(r"([\w.]{1,40})$")
NEXT_WORD = re.compile(r"\s*[„«»“\"'(–-]{0,2}\s?([A-ZÄÖÜa-zäöüß0-9]+)")
ORDINAL = re.compile(r"(?:\d{1,2}|[IVX]{1,5})$")


def ends_sentence(text: str, stop: int, after: int) -> bool:
    """Whether the punctuation at text[stop] ends a sentence; text[after:] is what follows."""
    if text[stop] != ".":
        return True
    before = LAST_WORD.search(text, max(0, stop - 40), stop)
    word = before.group(1) if before else ""
    rules = load("sentences")
    if ORDINAL.match(word):
        following = NEXT_WORD.match(text, after)
        return following is not None and following.group(1) in rules["after_ordinal_opens"]
    # A single capital is an initial ("James J. Park"); the list holds the rest.
    return not (re.fullmatch(r"[A-ZÄÖÜ]|(?:[A-Z]\.)+[A-Z]", word) or word.lower() in rules["abbreviations"])


def breaks(text: str) -> Iterator[int]:
    """Character offsets at which a new sentence begins, ascending."""
    for match in CANDIDATE.finditer(text):
        first = match.group()[0]
        if first == "\n" or first.isalpha() or ends_sentence(text, match.start(), match.end()):
            yield match.end()


@Language.factory("claimtrack_sentences", assigns=["token.is_sent_start", "doc.sents"])
def create(nlp: Language, name: str) -> Sentences:
    return Sentences()


class Sentences:
    """Sets `token.is_sent_start` from the character breaks."""

    def __call__(self, doc: Doc) -> Doc:
        starts = [token.idx for token in doc]
        opening = {bisect.bisect_left(starts, at) for at in breaks(doc.text)}
        # Setting `token.is_sent_start` one by one looks through the whole Doc each time.
        marks = [1 if index == 0 or index in opening else -1 for index in range(len(doc))]
        if marks:
            # spaCy keeps the signed mark in an unsigned array; its stub wants a wrapper type.
            column = numpy.array([marks], dtype="int64").T.astype("uint64")
            doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]
        return doc


def spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence in characters, without white space at its ends; empty ones are left out."""
    whole = doc.text  # made anew on each access
    for sentence in doc.sents:
        text = whole[sentence.start_char : sentence.end_char]
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.start_char + len(text.rstrip())
        if end > start:
            yield start, end
