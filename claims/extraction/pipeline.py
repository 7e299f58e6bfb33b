"""Text → spaCy `Doc` with everything the components recognise on it.

In: text, publication date, title. Out: a `Doc` (see `extensions.py`). One pipeline per process, built on first use: the
trained one that CLAIMTRACK_MODEL names (`claims.extraction.model`), then our rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction import model
from claims.extraction.components import actors, attribution, claims, dates, noise, places, quantities, sentences
from claims.extraction.extensions import register
from claims.extraction.wrapping import unwrapped

Article = tuple[str, date | None, str | None]
MODULES = (noise, dates, quantities, places, actors, attribution, claims)
COMPONENTS = tuple(f"claimtrack_{module.__name__.rpartition('.')[2]}" for module in MODULES)
SENTENCES = f"claimtrack_{sentences.__name__.rpartition('.')[2]}"
MAX_CHARACTERS = 20_000_000
# Ten times the longest newspaper article. What is longer is an archive page or rubbish; a network would need minutes.
READ_BY_MODEL = 500_000
# Forty megabytes; a month of news has as many different words.
WORDS_KEPT = 100_000


def build(name: str | None = None) -> Language:
    """A fresh pipeline on the trained one called `name`, by default on the chosen one.

    Raises `LexiconError` where a word list cannot be read, `OSError` where the trained pipeline is not installed.
    """
    register()
    name = name or model.chosen()
    nlp = model.load(name)
    nlp.max_length = MAX_CHARACTERS
    if name == model.WITHOUT:
        nlp.add_pipe(SENTENCES)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


@cache
def built(name: str) -> Language:
    """The pipeline of that name in this process."""
    return build(name)


def pipeline() -> Language:
    """The chosen pipeline of this process."""
    return built(model.chosen())


def reader(text: str) -> Language:
    """The pipeline that reads this text."""
    return pipeline() if len(text) <= READ_BY_MODEL else built(model.WITHOUT)


def prepared(nlp: Language, text: str, published: date | None, title: str | None) -> Doc:
    """The tokens of an article, with what the rules are told about it."""
    doc = nlp.make_doc(unwrapped(text))
    doc._.written = text
    doc._.published = published
    doc._.title = title
    return doc


def analyse(text: str, published: date | None = None, title: str | None = None, nlp: Language | None = None) -> Doc:
    """Run all components over one article; `doc.text` has blanks for soft line breaks, so offsets hold in `text`."""
    nlp = nlp or reader(text)
    return nlp(prepared(nlp, text, published, title))


def analyse_all(articles: Sequence[Article]) -> Iterator[Doc]:
    """The same for articles that the model reads, all in one batch: a convolutional network is half as fast again."""
    nlp = pipeline()
    return nlp.pipe((prepared(nlp, *article) for article in articles), batch_size=max(1, len(articles)))


@contextmanager
def passing(nlp: Language) -> Iterator[None]:
    """While articles are read: what their words leave in the vocabulary of spaCy goes with them once that is full.

    Common words are known by then, and rare ones would stay for good, each that the process ever met. No `Doc` made
    inside may be looked at afterwards.
    """
    if len(nlp.vocab) < WORDS_KEPT:
        yield
        return
    with nlp.memory_zone():
        yield
