"""Tokens → sentences: line breaks always end one, a full stop unless it belongs to an abbreviation or an ordinal.

In: `doc.text`, in which breaks inside a sentence are blanks already (`wrapping.py`). Out: `token.is_sent_start`.
Offsets of sentences come from `spans(doc)`, without outer white space.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import cache

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components.columns import text_of
from claims.extraction.components.full_stops import ends_sentence
from claims.extraction.lexicon import load

# "..." and "(!)" inside brackets stand for something left out or for a comment; they end nothing.
REMARK = re.compile(r"[(\[][.!?…]+[)\]]")
CAPITAL = "A-ZÄÖÜÀ-ÖØ-ÞĆČĐİŁŐŚŞŠŰŹŻŽ"
OPENING = "(?:``|''|,,|[„«»“\"'‚‹›(\\[–—•-]){0,3}"
CLOSING = "(?:''|[»«“”\"'’‘›‹)\\]]){0,3}"
WEB = re.compile(r"(?:\bwww|\bhttps?:|@)\S*$")
LONGEST_ADDRESS = 200


@cache
def candidate() -> re.Pattern[str]:
    """Where a sentence may end: a line break; a mark before a blank; a mark, or nothing, where the blank was lost."""
    # Two letters may be an ending ("LehrerIn").
    openers = "|".join(word for word in load("sentences")["openers"] if len(word) > 2)
    return re.compile(
        rf"(?P<line>\n+)|(?<![.!?…])(?P<mark>[.!?…]+){CLOSING}[ \t\u00a0]+(?={OPENING} ?[{CAPITAL}0-9§€@#])"
        rf"|(?<=[a-zäöüß]{{3}})(?P<lost>[.!?])[“”\"»«]?(?=[„«»\"]?[{CAPITAL}][a-zäöüß])"
        rf"|(?<=[a-zäöüß]{{3}})(?=(?:{openers})\s)"
    )


def breaks(text: str) -> Iterator[int]:
    """Character offsets at which a new sentence begins, ascending."""
    for match in candidate().finditer(text):
        if is_end(text, match):
            yield match.end()


def is_end(text: str, match: re.Match[str]) -> bool:
    """Whether a candidate ends a sentence."""
    stop = match.start()
    if match["mark"] is not None and REMARK.match(text, stop - 1 if stop else 0):
        return False
    if match["lost"] and WEB.search(text, max(0, stop - LONGEST_ADDRESS), stop):
        return False
    if match["mark"] == "." or match["lost"] == ".":
        return ends_sentence(text, stop, match.end())
    return True


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
    whole = text_of(doc)
    for sentence in doc.sents:
        text = whole[sentence.start_char : sentence.end_char]
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.start_char + len(text.rstrip())
        if end > start:
            yield start, end
