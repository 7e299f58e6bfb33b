"""The network as a component of a spaCy pipeline: `nlp.add_pipe("claimtrack_network")`.

In: a tokenised `Doc`. Out: the same with tags, features, heads, relations, sentences and names, and with word vectors
in `doc.tensor` if the setting `vectors` asks for them. The network is loaded with the first Doc. There is no `pipe`:
spaCy calls the component on each Doc of a stream, and batches would gain nothing (see `inputs`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from claims.extraction.network.annotate import Annotator
from claims.extraction.network.files import Files
from claims.extraction.network.reading import NamesIn, Reader
from claims.extraction.network.ruler import names_in
from claims.extraction.network.text import read

ASSIGNS = ["pos", "tag", "morph", "head", "dep", "is_sent_start", "ent_iob", "ent_type"]


@Language.factory(
    "claimtrack_network",
    assigns=[*(f"token.{name}" for name in ASSIGNS), "doc.sents", "doc.ents", "doc.tensor"],
    default_config={"vectors": False, "gazetteer": True},
)
def create(nlp: Language, name: str, vectors: bool, gazetteer: bool) -> Network:
    """gazetteer: whether names known by lists (`ruler`) are fixed or made likelier."""
    return Network(nlp.vocab, vectors=vectors, names_in=names_in if gazetteer else None)


class Network:
    """Callable on a Doc; empty until `from_disk` or `from_bytes` tells where its files are."""

    def __init__(self, vocab: Vocab, *, vectors: bool = False, names_in: NamesIn | None = None) -> None:
        self.vocab = vocab
        self.vectors = vectors
        self.names_in = names_in
        self.files: Files | None = None
        self._loaded: tuple[Reader, Annotator] | None = None

    def load(self) -> tuple[Reader, Annotator]:
        """Network and annotator, loaded on first use; raises `ValueError` if there are no files to load."""
        if self._loaded is None:
            if self.files is None:
                raise ValueError("claimtrack_network has no trained network: load the pipeline with spacy.load")
            reader = Reader(self.files, self.vectors, self.names_in)
            self._loaded = reader, Annotator(self.vocab, reader.labels)
        return self._loaded

    def __call__(self, doc: Doc) -> Doc:
        reader, annotator = self.load()
        text = read(doc)
        annotator(doc, text, reader.read(text))
        return doc

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
