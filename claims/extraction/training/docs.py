"""Annotated sentences → spaCy's `Doc`s: gold to train on, gold to measure by.

In: `Sentence`s and a vocabulary. Out: Docs whose text is the sentences' with one blank between them. What a corpus does
not say is missing in spaCy's sense: not measured, and no tagger trains on it. A head without a relation is missing as
well. Beware: spaCy's parser (3.8) takes a word without a head for a root, so it wants whole trees to train on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

import numpy as np
from spacy.attrs import MORPH, SENT_START  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from claims.extraction.training.conllu import Sentence

T = TypeVar("T")


def docs_of(sentences: Iterable[Sentence], vocab: Vocab, size: int = 5) -> Iterator[Doc]:
    """Docs of `size` sentences each, the last perhaps of fewer."""
    rest = iter(sentences)
    while some := list(islice(rest, size)):
        yield doc_of(some, vocab)


def doc_of(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """One Doc of all sentences."""
    heads, deps = trees(sentences)
    doc = Doc(
        vocab,
        words=joined(s.words for s in sentences),
        spaces=spaces(sentences),
        pos=column(s.upos for s in sentences),
        tags=column(s.xpos for s in sentences),
        lemmas=column(s.lemmas for s in sentences),
        heads=heads if any(deps) else None,
        deps=deps if any(deps) else None,
        ents=column(s.names for s in sentences),
    )
    set_features(doc, joined(s.feats for s in sentences))
    mark_starts(doc, sentences)
    return doc


def joined(columns: Iterable[Sequence[T]]) -> list[T]:
    return list(chain.from_iterable(columns))


def column(columns: Iterable[Sequence[str | None]]) -> list[str]:
    """One column of all sentences; empty strings are spaCy's missing values."""
    return [value or "" for value in joined(columns)]


def spaces(sentences: Sequence[Sentence]) -> list[bool]:
    """White space after each token: always between sentences, none at the end."""
    found = [after for s in sentences for after in (*s.spaces[:-1], True)]
    return [*found[:-1], False]


def trees(sentences: Sequence[Sentence]) -> tuple[list[int], list[str]]:
    """Heads as indices in the Doc, and relations."""
    heads: list[int] = []
    deps: list[str] = []
    for s in sentences:
        first = len(heads)
        for index, (head, dep) in enumerate(zip(s.heads, s.deps, strict=True)):
            heads.append(first + (index if head is None or dep is None else head))
            deps.append(dep if dep and head is not None else "")
    return heads, deps


def set_features(doc: Doc, feats: Sequence[str | None]) -> None:
    """Features by their keys: the constructor of Doc cannot tell unknown ones from none."""
    keys = [0 if value is None else doc.vocab.morphology.add(value) for value in feats]
    doc.from_array([MORPH], np.array(keys, dtype=np.uint64)[:, None])  # type: ignore[arg-type]


def mark_starts(doc: Doc, sentences: Sequence[Sentence]) -> None:
    """Sentences as they are: spaCy's guess from the heads fails where a tree has gaps or crossing arcs."""
    marks = np.full(len(doc), -1, dtype=np.int64)
    marks[np.cumsum([0, *(len(s) for s in sentences[:-1])])] = 1
    doc.from_array([SENT_START], marks.astype(np.uint64)[:, None])  # type: ignore[arg-type]
