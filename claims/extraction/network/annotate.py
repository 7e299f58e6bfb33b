"""A `Reading` → annotation on the `Doc`, all columns at once.

In: a Doc, its words, what the network read. Out: the Doc's tags, features, trees, sentences, names and vectors.
White space hangs on the word before it, as in spaCy's own pipelines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (  # type: ignore[import-not-found]
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    MORPH,
    POS,
    SENT_START,
    TAG,
)
from spacy.tokens import Doc
from spacy.vocab import Vocab

from claims.extraction.network.reading import Reading
from claims.extraction.network.text import Numbers, Text

Codes = NDArray[np.uint64]
BEGINS, INSIDE, OUTSIDE = 3, 1, 2


class Annotator:
    """Knows the numbers that a vocabulary gives to labels."""

    def __init__(self, vocab: Vocab, labels: dict[str, Any]) -> None:
        self.vocab = vocab
        self.upos = self.codes(labels["upos"])
        self.xpos = self.codes(labels["xpos"])
        self.deps = self.codes(labels["deps"])
        features = ["" if value == "_" else value for value in labels["feats"]]
        self.feats = np.array([vocab.morphology.add(value) for value in features], dtype=np.uint64)
        self.blank = {POS: self.code("SPACE"), TAG: self.code("_SP"), DEP: self.code("dep")}

    def code(self, label: str) -> int:
        # For good, even if the article at hand passes (`pipeline.passing`).
        return int(self.vocab.strings.add(label, allow_transient=False))  # type: ignore[call-arg]

    def codes(self, labels: Sequence[str]) -> Codes:
        return np.array([self.code(label) for label in labels], dtype=np.uint64)

    def __call__(self, doc: Doc, text: Text, reading: Reading) -> None:
        """Annotate the Doc; linear in its length."""
        if not len(doc):
            return
        columns: dict[int, Any] = {
            POS: self.column(doc, text, POS, self.upos[reading.columns["upos"]]),
            TAG: self.column(doc, text, TAG, self.xpos[reading.columns["xpos"]]),
            MORPH: self.column(doc, text, MORPH, self.feats[reading.columns["feats"]]),
            DEP: self.column(doc, text, DEP, self.deps[reading.columns["deps"]]),
            HEAD: heads(len(doc), text, reading).astype(np.uint64),
        }
        columns[ENT_IOB], columns[ENT_TYPE] = self.names(len(doc), text, reading)
        doc.from_array(list(columns), np.stack(list(columns.values()), axis=1))  # type: ignore[arg-type]
        # After the heads: spaCy guesses sentences from them, and this guess is not always right for crossing arcs.
        marks = np.full(len(doc), -1, dtype=np.int64)
        marks[text.at[reading.starts]] = 1
        marks[: text.at[0] + 1 if len(text) else len(doc)] = -1
        marks[0] = 1
        doc.from_array([SENT_START], marks.astype(np.uint64)[:, None])  # type: ignore[arg-type]
        if reading.vectors is not None:
            doc.tensor = np.zeros((len(doc), reading.vectors.shape[1]), dtype=np.float32)
            doc.tensor[text.at] = reading.vectors

    def column(self, doc: Doc, text: Text, attribute: int, values: Codes) -> Codes:
        """One value a token."""
        found = np.full(len(doc), self.blank.get(attribute, 0), dtype=np.uint64)
        found[text.at] = values
        return found

    def names(self, tokens: int, text: Text, reading: Reading) -> tuple[Codes, Codes]:
        """ENT_IOB and ENT_TYPE of each token; white space within a name belongs to it."""
        marks, kinds = np.full(tokens, OUTSIDE, dtype=np.uint64), np.zeros(tokens, dtype=np.uint64)
        for start, end, kind in reading.names:
            first, last = text.at[start], text.at[end - 1]
            marks[first : last + 1] = INSIDE
            marks[first] = BEGINS
            kinds[first : last + 1] = self.code(kind)
        return marks, kinds


def heads(tokens: int, text: Text, reading: Reading) -> Numbers:
    """Distance of each token to its head; white space at the beginning hangs on the first word."""
    if not len(text):
        return -np.arange(tokens)
    index = np.arange(tokens)
    before = np.maximum(np.searchsorted(text.at, index, side="right") - 1, 0)
    found = text.at[before] - index
    words = np.arange(len(text))
    found[text.at] = text.at[words + reading.columns["heads"]] - text.at
    return found
