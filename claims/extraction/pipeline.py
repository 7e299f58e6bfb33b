"""Text → spaCy `Doc` with everything the components recognise on it.

In: text, publication date, title. Out: a `Doc` (see `extensions.py`). One pipeline per process, built on first use
from `spacy.blank("de")`; a trained pipeline will take the place of the blank one in `build`.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import spacy
import spacy.about
from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components import actors, attribution, claims, dates, noise, places, quantities, sentences
from claims.extraction.extensions import register
from claims.extraction.tokenizer import ArticleTokenizer
from claims.extraction.wrapping import unwrapped

MODULES = (sentences, noise, dates, quantities, places, actors, attribution, claims)
COMPONENTS = tuple(f"claimtrack_{module.__name__.rpartition('.')[2]}" for module in MODULES)
MAX_CHARACTERS = 20_000_000


def build() -> Language:
    """A fresh pipeline; raises `LexiconError` where a word list cannot be read."""
    register()
    nlp = spacy.blank("de")
    nlp.max_length = MAX_CHARACTERS
    nlp.tokenizer = ArticleTokenizer(nlp)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@cache
def pipeline() -> Language:
    """The pipeline of this process."""
    return build()


def analyse(text: str, published: date | None = None, title: str | None = None) -> Doc:
    """Run all components over one article; `doc.text` has blanks for soft line breaks, so offsets hold in `text`."""
    nlp = pipeline()
    doc = nlp.make_doc(unwrapped(text))
    doc._.written = text
    doc._.published = published
    doc._.title = title
    return nlp(doc)


def model_version() -> str:
    """Name and version of the trained model in the pipeline; the blank one learns nothing."""
    meta = pipeline().meta
    return f"{meta['lang']}_{meta['name'] or 'blank'}-spacy{spacy.about.__version__}"
