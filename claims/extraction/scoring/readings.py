"""Documents read once, however many tables ask for them; and by the model once, however often rules change.

In: articles. Out: analysed `Doc`s. With a file, what the trained model read is kept there, for it takes most of the
time; a file made by another model is not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from spacy.tokens import Doc, DocBin

from claims.extraction import model_version, pipeline
from claims.extraction.export import Row, normalise, row
from claims.extraction.scoring.sets import Article
from claims.extraction.wrapping import unwrapped

KEPT = ("ORTH", "SPACY", "POS", "TAG", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")


class Readings:
    """What was read; file: where the model's readings are kept, None for nowhere."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.by_model: dict[str, Doc] = dict(kept(file)) if file else {}
        self.fresh = False
        self.docs: dict[tuple[str, str | None, str | None], Doc] = {}

    def doc(self, article: Article) -> Doc:
        """An article with everything recognised on it."""
        key = (article.text, article.published, article.title)
        if key not in self.docs:
            self.docs[key] = self.analysed(article)
        return self.docs[key]

    def claims(self, article: Article) -> list[Row]:
        """The rows of its claims, as the scorer reads them."""
        return [{"doc": article.doc, **row(claim)} for claim in normalise(self.doc(article))]

    def analysed(self, article: Article) -> Doc:
        if self.file is None:
            return pipeline.analyse(article.text, day(article.published), article.title)
        doc = self.modelled(unwrapped(article.text)).copy()
        doc._.written, doc._.published, doc._.title = article.text, day(article.published), article.title
        nlp = pipeline.pipeline()
        for name in pipeline.COMPONENTS:
            doc = nlp.get_pipe(name)(doc)
        return doc

    def modelled(self, text: str) -> Doc:
        """A text as the trained model alone reads it."""
        if text not in self.by_model:
            nlp = pipeline.pipeline()
            with nlp.select_pipes(disable=list(pipeline.COMPONENTS)):
                self.by_model[text] = nlp(text)
            self.fresh = True
        return self.by_model[text]

    def save(self) -> None:
        """Keep what the model read, if there is a file for it and something new."""
        if self.file and self.fresh:
            kept_docs = DocBin(attrs=list(KEPT), store_user_data=False)
            for doc in self.by_model.values():
                kept_docs.add(doc)
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_bytes(model_version().encode() + b"\n" + kept_docs.to_bytes())


def kept(file: Path) -> Iterator[tuple[str, Doc]]:
    """The texts of a file with what this model read in them; none where the file is another model's, or missing."""
    if not file.is_file():
        return
    version, _, data = file.read_bytes().partition(b"\n")
    if version.decode(errors="replace") == model_version():
        for doc in DocBin().from_bytes(data).get_docs(pipeline.pipeline().vocab):
            yield doc.text, doc


def day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None
