"""Text → what the network reads in it: tags, sentences, trees, names, all as numbers of labels.

In: a `Text`. Out: a `Reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from claims.extraction.network.files import NETWORK, PIECES, Files
from claims.extraction.network.inputs import Window, inputs
from claims.extraction.network.names import BIO, Known, Span
from claims.extraction.network.pieces import Pieces
from claims.extraction.network.session import Outputs, Session
from claims.extraction.network.starts import starts
from claims.extraction.network.text import Flags, Numbers, Text
from claims.extraction.network.trees import Relations, heads

SYNTAX = ("upos", "xpos", "feats", "sent", "names", "arc", "dep_d", "dep_h")
VECTORS = "hidden"
COLUMNS = ("upos", "xpos", "feats", "deps", "heads")
# (words, STTS tags) → names known beforehand.
NamesIn = Callable[[Sequence[str], Sequence[str]], Iterable[Known]]


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


class Reader:
    """The loaded network and everything that reads its outputs."""

    def __init__(self, files: Files, vectors: bool, names_in: NamesIn | None = None) -> None:
        self.labels = files.labels()
        self.pieces = Pieces(files.read(PIECES))
        self.relations = Relations(files.relations(), self.labels["deps"].index("ROOT"))
        self.bio = BIO(self.labels["names"])
        self.session = Session(files.openable(NETWORK))
        self.outputs = (*SYNTAX, VECTORS) if vectors else SYNTAX
        self.names_in = names_in

    def read(self, text: Text) -> Reading:
        """Window by window, then the names of the whole text."""
        reading = Reading.empty(len(text), len(self.bio.labels))
        for window in inputs(text, self.pieces, self.labels["pieces_per_window"]):
            self.fill(reading, text, window, self.session.run(window, self.outputs))
        if self.names_in:
            tags = [self.labels["xpos"][number] for number in reading.columns["xpos"].tolist()]
            self.bio.add(reading.scores, self.names_in(text.words, tags))
        reading.names = list(self.bio.spans(self.bio.best(reading.scores, reading.starts)))
        return reading

    def fill(self, reading: Reading, text: Text, window: Window, outputs: Outputs) -> None:
        """Enter what was read in one window."""
        here, columns = slice(window.start, window.end), reading.columns
        opens = starts(outputs["sent"], text.line[here], text.ruled[here])
        governors = heads(outputs["arc"], opens)
        columns["upos"][here] = outputs["upos"].argmax(-1)
        columns["xpos"][here] = outputs["xpos"].argmax(-1)
        columns["feats"][here] = outputs["feats"]
        columns["heads"][here] = governors - np.arange(len(governors))
        columns["deps"][here] = self.relations.best(outputs["dep_d"], outputs["dep_h"], governors)
        reading.starts[here] = opens
        reading.scores[here] = outputs["names"]
        if VECTORS in outputs:
            if reading.vectors is None:
                reading.vectors = np.zeros((len(text), outputs[VECTORS].shape[-1]), dtype=np.float32)
            reading.vectors[here] = outputs[VECTORS]
