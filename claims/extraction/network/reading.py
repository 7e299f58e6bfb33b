"""Texts → what the network reads in them: tags, sentences, trees, names, all as numbers of labels.

In: `Text`s, as many at once as one likes. Out: a `Reading` for each, in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claims.extraction.network.batches import Batch, batches, cut
from claims.extraction.network.files import NETWORK, PIECES, Files
from claims.extraction.network.names import BIO, Span
from claims.extraction.network.pieces import Pieces
from claims.extraction.network.session import Outputs, Session
from claims.extraction.network.starts import starts
from claims.extraction.network.text import Flags, Numbers, Text
from claims.extraction.network.trees import Relations, heads

SYNTAX = ("upos", "xpos", "feats", "sent", "names", "arc", "dep_d", "dep_h")
VECTORS = "hidden"
COLUMNS = ("upos", "xpos", "feats", "deps", "heads")
# (words, STTS tags) → names known beforehand as (start, end, kind, weight in log odds; infinite: sure).
Known = Callable[[Sequence[str], Sequence[str]], Iterable[tuple[int, int, str, float]]]


@dataclass(slots=True)
class Reading:
    """One entry a word. columns: numbers of labels, and under `heads` the distance to the head, 0 at a root.

    scores: of the labels of names. vectors: [n, width], if they were asked for.
    """

    columns: dict[str, Numbers]
    starts: Flags
    scores: NDArray[np.float64]
    vectors: NDArray[np.float32] | None = None
    names: list[Span] = field(default_factory=list)

    @classmethod
    def empty(cls, words: int, labels: int) -> Reading:
        columns = {name: np.zeros(words, dtype=np.int64) for name in COLUMNS}
        return cls(columns, np.zeros(words, dtype=bool), np.zeros((words, labels)))

    def part(self, start: int, end: int) -> Reading:
        """The reading of some words; a view, names left out."""
        here = slice(start, end)
        columns = {name: column[here] for name, column in self.columns.items()}
        vectors = None if self.vectors is None else self.vectors[here]
        return Reading(columns, self.starts[here], self.scores[here], vectors)


class Reader:
    """The loaded network and everything that reads its outputs."""

    def __init__(self, files: Files, vectors: bool, batch_pieces: int, known: Known | None = None) -> None:
        self.labels = files.labels()
        self.pieces = Pieces(files.read(PIECES))
        self.relations = Relations(files.relations(), self.labels["deps"].index("ROOT"))
        self.bio = BIO(self.labels["names"])
        self.session = Session(files.openable(NETWORK))
        self.outputs = (*SYNTAX, VECTORS) if vectors else SYNTAX
        self.batch_pieces = batch_pieces
        self.known = known

    def read(self, texts: Sequence[Text]) -> list[Reading]:
        """Readings in the order of the texts."""
        ends = np.cumsum([0, *(len(text) for text in texts)]).tolist()
        whole = Reading.empty(ends[-1], len(self.bio.labels))
        line = np.concatenate([np.zeros(0, dtype=bool), *(text.line for text in texts)])
        ruled = np.concatenate([np.zeros(0, dtype=bool), *(text.ruled for text in texts)])
        limit = self.labels["pieces_per_window"]
        found = [w for text, at in zip(texts, ends, strict=False) for w in cut(text, self.pieces, limit, at)]
        for batch in batches(found, self.batch_pieces):
            self.fill(whole, batch, self.session.run(batch, self.outputs), line, ruled)
        readings = [whole.part(start, end) for start, end in zip(ends, ends[1:], strict=False)]
        self.name(whole, texts, readings, ends)
        return readings

    def fill(self, whole: Reading, batch: Batch, outputs: Outputs, line: Flags, ruled: Flags) -> None:
        """Enter one batch."""
        tags = {"upos": outputs["upos"].argmax(-1), "xpos": outputs["xpos"].argmax(-1), "feats": outputs["feats"]}
        if VECTORS in outputs and whole.vectors is None:
            whole.vectors = np.zeros((len(whole.starts), outputs[VECTORS].shape[-1]), dtype=np.float32)
        for row, window in enumerate(batch.windows):
            here, words = slice(window.start, window.end), window.end - window.start
            for name, found in tags.items():
                whole.columns[name][here] = found[row, :words]
            whole.starts[here] = opens = starts(outputs["sent"][row, :words], line[here], ruled[here])
            governors = heads(outputs["arc"][row, :words, : words + 1], opens)
            whole.columns["heads"][here] = governors - np.arange(words)
            whole.columns["deps"][here] = self.relations.best(
                outputs["dep_d"][row, :words], outputs["dep_h"][row, : words + 1], governors
            )
            whole.scores[here] = outputs["names"][row, :words]
            if whole.vectors is not None:
                whole.vectors[here] = outputs[VECTORS][row, :words]

    def name(self, whole: Reading, texts: Sequence[Text], readings: Sequence[Reading], ends: Sequence[int]) -> None:
        """Enter the names of all texts; each text begins a sentence, so no name runs from one into the next."""
        if self.known:
            tags = self.labels["xpos"]
            for text, reading in zip(texts, readings, strict=True):
                self.bio.add(
                    reading.scores, self.known(text.words, [tags[tag] for tag in reading.columns["xpos"].tolist()])
                )
        found = self.bio.best(whole.scores, whole.starts)
        for reading, start, end in zip(readings, ends, ends[1:], strict=False):
            reading.names = list(self.bio.spans(found[start:end]))
