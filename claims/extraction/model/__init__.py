"""The trained German pipelines that come with claimtrack, and which of them this process reads with.

In: a name, by default the chosen one (`claims.extraction.choice`). Out: a spaCy pipeline without our rules.
`accurate` (the default) is a small transformer; `fast` a convolutional network, for archives of a million articles;
`rules` does without either.
"""

from __future__ import annotations

import spacy
from spacy.language import Language

import claims.extraction.network  # noqa: F401 - the components that the saved pipelines name
import claims.extraction.words.lemmatizer  # noqa: F401
import claims.extraction.words.tags  # noqa: F401
from claims.extraction.choice import DEFAULT, TRAINED, WITHOUT, chosen, folder
from claims.extraction.tokenizer import NAME as TOKENIZER

__all__ = ["DEFAULT", "TRAINED", "WITHOUT", "chosen", "folder", "load"]


def load(name: str) -> Language:
    """A fresh pipeline; raises `OSError` where its files are not installed."""
    if name == WITHOUT:
        nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
        nlp.meta.update(name=WITHOUT, version="1")
        return nlp
    return spacy.load(folder(name))
