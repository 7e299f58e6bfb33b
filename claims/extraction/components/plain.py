"""A parsed `Doc` as plain Python objects: the same names as spaCy's `Doc`, `Span` and `Token`, at a tenth of the time.

In: a `Doc` whose annotation is complete. Out: what looks like one, for rules to read. spaCy makes a `Token` and a
string anew for each look at `doc[i]`, `token.head` or `token.dep_`, and the rules look fifty times at each word; here
each word is made once, with its head, its children and its strings. Nothing can be written but `doc._`, `user_data`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from typing import Any, TypeVar, cast, overload

import numpy as np
from spacy.tokens import Doc

from claims.extraction.components import columns, trees
from claims.extraction.components.plain_strings import STRINGS, Features, features

PLAIN = "claimtrack_plain"
NAMED = ("MORPH", "ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")  # by numbers of the vocabulary
COLUMNS = (*NAMED, "IDX", "ENT_IOB", "SENT_START", "HEAD")
ENT_IOB = ("", "I", "O", "B")
SENT_START = {-1: False, 0: None, 1: True}

C = TypeVar("C")


class Word:
    """Like a `Token`; each token is one object, equal to itself only."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_sent_start", "lemma_", "lower_",
        "morph", "pos_", "tag_", "text",
    )  # fmt: skip
    head: Word

    def __init__(
        self, doc: PlainDoc, i: int, idx: int, ent_iob: int, sent_start: int, morph: Features, text: str, lower: str,
        lemma: str, pos: str, tag: str, dep: str, ent_type: str,
    ) -> None:  # fmt: skip
        self.doc = doc
        self.i = i
        self.idx = idx
        self.ent_iob_ = ENT_IOB[ent_iob]
        self.is_sent_start = SENT_START[sent_start]
        self.morph = morph
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.children: list[Word] = []

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: Word) -> bool:
        return self.i < other.i

    def __str__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> Any:
        """What is seldom asked and no token: `like_num`, `is_punct`."""
        return getattr(self.doc.source[self.i], name)

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def lefts(self) -> list[Word]:
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Word]:
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> Iterator[Word]:
        """Itself and all below it; without recursion, since a list of thousands hangs one on the other."""
        waiting = [(self, False)]
        while waiting:
            word, opened = waiting.pop()
            if opened:
                yield word
                continue
            waiting += [(child, False) for child in reversed(word.rights)]
            waiting.append((word, True))
            waiting += [(child, False) for child in reversed(word.lefts)]

    @property
    def ancestors(self) -> Iterator[Word]:
        here = self
        while here.head is not here:
            here = here.head
            yield here

    def is_ancestor(self, other: Word) -> bool:
        return any(above is self for above in other.ancestors)

    @property
    def left_edge(self) -> Word:
        return self.doc.words[self.doc.source[self.i].left_edge.i]

    @property
    def right_edge(self) -> Word:
        return self.doc.words[self.doc.source[self.i].right_edge.i]

    @property
    def sent(self) -> Stretch:
        return self.doc.sentence(self.i)

    def nbor(self, i: int = 1) -> Word:
        return self.doc.words[self.i + i]


class Stretch:
    """Like a `Span`."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: PlainDoc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Word | Stretch:
        inside = range(self.start, self.end)
        if isinstance(at, slice):
            chosen = inside[at]
            return Stretch(self.doc, chosen.start, max(chosen.start, chosen.stop))
        return self.doc.words[inside[at]]

    @property
    def start_char(self) -> int:
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> Stretch:
        return self.doc.sentence(self.start)

    @property
    def root(self) -> Word:
        """The word nearest to the root of the sentence, the first of several."""
        words = self.doc.words[self.start : self.end]
        for word in words:
            if word.head is word:
                return word
        outside = (word for word in words if not self.start <= word.head.i < self.end)
        return min(outside, key=distance, default=words[0])


def distance(word: Word) -> int:
    """How far the root of the sentence is; a mark or a blank is no root of anything if there is a word."""
    if not word.children and (word.is_punct or word.is_space):
        return len(word.doc.words) - 1
    return sum(1 for _ in word.ancestors)


class PlainDoc:
    """Like a `Doc`; source: the one it was made of."""

    def __init__(self, source: Doc) -> None:
        self.source = source
        self.text = columns.text_of(source)
        self.user_data: dict[Any, Any] = source.user_data
        self._ = source._
        self.words = self.made()
        self.starts = [word.idx for word in self.words]
        self.user_data[columns.WRITTEN] = [word.text for word in self.words]
        self.user_data[columns.LOWER] = [word.lower_ for word in self.words]

    def made(self) -> list[Word]:
        """The words with their heads and children, from all columns of the `Doc` at once."""
        column = dict(zip(COLUMNS, self.source.to_array(list(COLUMNS)).T, strict=True))
        morphs, *named = (STRINGS.column(self.source, column[name].tolist()) for name in NAMED)
        signed = [column[name].astype(np.int64).tolist() for name in ("IDX", "ENT_IOB", "SENT_START")]
        parts = enumerate(zip(*signed, map(features, morphs), *named, strict=True))
        words = [Word(self, i, *fields) for i, fields in parts]
        heads = (column["HEAD"].astype(np.int64) + np.arange(len(words))).tolist()
        for word, head in zip(words, heads, strict=True):
            word.head = words[head]
            if head != word.i:
                words[head].children.append(word)
        return words

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Word | Stretch:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.words))
            return Stretch(self, start, max(start, end))
        return self.words[at]

    @cached_property
    def sents(self) -> list[Stretch]:
        return [Stretch(self, sentence.start, sentence.end) for sentence in self.source.sents]

    @cached_property
    def ents(self) -> list[Stretch]:
        return [Stretch(self, name.start, name.end, name.label_) for name in self.source.ents]

    def sentence(self, at: int) -> Stretch:
        """The sentence of the word with this number."""
        return self.sents[bisect_right(self.sents, at, key=lambda sentence: sentence.start) - 1]

    def has_annotation(self, attribute: str) -> bool:
        return self.source.has_annotation(attribute)

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Stretch | None:
        """The words from one offset to another, as `Doc.char_span`: a blank belongs to the word before it."""
        if not 0 <= start < len(self.text) or not 0 < end <= len(self.text):
            return None
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        begins, stops = self.starts[first], self.starts[last] + len(self.words[last].text)
        if alignment_mode == "strict" and (start != begins or end != stops):
            return None
        if alignment_mode == "contract":
            first, last = first + (begins < start), last - (end < stops)
            return Stretch(self, first, last + 1) if first <= last else None
        if alignment_mode == "expand" and start == begins + len(self.words[first].text):
            first += 1
        return Stretch(self, first, last + 1)


def plain(doc: Doc) -> Doc:
    """The plain form of a parsed `Doc`, made once; the `Doc` itself where there are no trees to look at.

    Its type is a fiction: rules use what spaCy and this module have in common.
    """
    if isinstance(doc, PlainDoc) or not trees.parsed(doc):
        return doc
    found = doc.user_data.get(PLAIN)
    if found is None:
        found = doc.user_data[PLAIN] = PlainDoc(doc)
    return cast(Doc, found)


def plainly(call: Callable[[C, Doc], object]) -> Callable[[C, Doc], Doc]:
    """A component's `__call__` that works on the plain form of the `Doc` it is given and returns."""

    @wraps(call)
    def component(self: C, doc: Doc) -> Doc:
        call(self, plain(doc))
        return doc

    return component
