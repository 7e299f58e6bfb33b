"""The network as a component of a spaCy pipeline: `nlp.add_pipe("claimtrack_network")`.

In: a tokenised `Doc`. Out: the same with tags, features, heads, relations, sentences and names, and with word vectors
in `doc.tensor` if the setting `vectors` asks for them. The network is loaded with the first Doc.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from claims.extraction.network.annotate import Annotator
from claims.extraction.network.files import Files
from claims.extraction.network.reading import Reader
from claims.extraction.network.text import read

# So many words are read together: enough to sort windows by length, few enough to be held.
WORDS_AT_ONCE = 10_000
ASSIGNS = ["pos", "tag", "morph", "head", "dep", "is_sent_start", "ent_iob", "ent_type"]


@Language.factory(
    "claimtrack_network",
    assigns=[*(f"token.{name}" for name in ASSIGNS), "doc.sents", "doc.ents", "doc.tensor"],
    default_config={"vectors": False, "batch_pieces": 2048},
)
def create(nlp: Language, name: str, vectors: bool, batch_pieces: int) -> Network:
    return Network(nlp.vocab, vectors=vectors, batch_pieces=batch_pieces)


class Network:
    """Callable on one Doc, `pipe` for many; empty until `from_disk` or `from_bytes` tells where its files are."""

    def __init__(self, vocab: Vocab, *, vectors: bool = False, batch_pieces: int = 2048) -> None:
        self.vocab = vocab
        self.vectors = vectors
        self.batch_pieces = batch_pieces
        self.files: Files | None = None
        self._loaded: tuple[Reader, Annotator] | None = None

    def load(self) -> tuple[Reader, Annotator]:
        """Network and annotator, loaded on first use; raises `ValueError` if there are no files to load."""
        if self._loaded is None:
            if self.files is None:
                raise ValueError("claimtrack_network has no trained network: load the pipeline with spacy.load")
            reader = Reader(self.files, self.vectors, self.batch_pieces)
            self._loaded = reader, Annotator(self.vocab, reader.labels)
        return self._loaded

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1000) -> Iterator[Doc]:
        """The Docs in their order; at most `batch_size` of them wait for one another."""
        for docs in portions(stream, batch_size):
            self.annotate(docs)
            yield from docs

    def annotate(self, docs: Sequence[Doc]) -> None:
        reader, annotator = self.load()
        texts = [read(doc) for doc in docs]
        for doc, text, reading in zip(docs, texts, reader.read(texts), strict=True):
            annotator(doc, text, reading)

    @property
    def labels(self) -> tuple[str, ...]:
        """Kinds of names, which spaCy lists in the pipeline's meta data."""
        if self.files is None:
            return ()
        return tuple(sorted({label[2:] for label in self.files.labels()["names"]} - {""}))

    def to_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> None:
        if self.files is not None:
            self.files.copy(Path(path))

    def from_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> Network:
        return self.use(Files(Path(path)))

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        packed: bytes = srsly.msgpack_dumps(self.files.bytes() if self.files is not None else {})
        return packed

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Network:
        contents = srsly.msgpack_loads(data)
        return self.use(Files(contents)) if contents else self

    def use(self, files: Files) -> Network:
        self.files, self._loaded = files, None
        return self

    def __getstate__(self) -> dict[str, Any]:
        """For a process that is started anew: it loads the network itself."""
        return self.__dict__ | {"_loaded": None}


def portions(stream: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    """Docs in portions of about `WORDS_AT_ONCE` tokens, at most `most` Docs each."""
    waiting: list[Doc] = []
    tokens = 0
    for doc in stream:
        waiting.append(doc)
        tokens += len(doc)
        if tokens >= WORDS_AT_ONCE or len(waiting) >= most:
            yield waiting
            waiting, tokens = [], 0
    if waiting:
        yield waiting
