"""`Doc` → its words as the network reads them: white space is no word, but tells where sentences can begin.

In: a tokenised `Doc`. Out: `Text`, parallel columns with one entry a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX, IS_SPACE, LENGTH, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc

from claims.extraction.components.sentences import breaks

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Text:
    """words: as written. at: index of each word's token in the Doc. spaced: white space stands before the word.

    line: the word opens a line. ruled: the rules of `components.sentences` see a sentence begin with it.
    """

    words: list[str]
    at: Numbers
    spaced: Flags
    line: Flags
    ruled: Flags

    def __len__(self) -> int:
        return len(self.words)


def read(doc: Doc) -> Text:
    """The words of a Doc; none if it holds nothing but white space."""
    columns: Any = doc.to_array([IS_SPACE, SPACY, IDX, LENGTH]).reshape(len(doc), 4).astype(np.int64)
    whole = doc.text  # its slices are cheaper than a Token for each word
    blank, begins = columns[:, 0].astype(bool), columns[:, 2]
    tokens = [whole[start:end] for start, end in zip(begins.tolist(), (begins + columns[:, 3]).tolist(), strict=True)]
    at = np.flatnonzero(~blank)
    after_blank = np.concatenate([[True], (blank | columns[:, 1].astype(bool))[:-1]])[: len(doc)]
    broken = np.zeros(len(doc), dtype=np.int64)
    for index in np.flatnonzero(blank).tolist():
        broken[index] = "\n" in tokens[index]
    ruled = np.zeros(len(at), dtype=bool)
    ruled[openings(whole, begins[at])] = True
    return Text(
        words=[tokens[index] for index in at.tolist()],
        at=at,
        spaced=after_blank[at],
        line=np.diff(np.cumsum(broken)[at], prepend=-1) > 0,
        ruled=ruled,
    )


def openings(text: str, offsets: Numbers) -> Numbers:
    """Indices of the words at which a sentence begins by rule; a break inside a word counts for the next."""
    found = np.append(np.searchsorted(offsets, np.fromiter(breaks(text), dtype=np.int64)), 0)
    return np.unique(found[found < len(offsets)])
