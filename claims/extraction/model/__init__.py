"""The trained German pipelines that come with claimtrack, and which of them this process reads with.

In: the environment variable CLAIMTRACK_MODEL. Out: a spaCy pipeline without our rules, or the folder it lies in.
`accurate` (the default) is a small transformer; `fast` a convolutional network, for archives of a million articles;
`rules` does without either.
"""

from __future__ import annotations

import os
from pathlib import Path

import spacy
from spacy.language import Language

import claims.extraction.network  # noqa: F401 - the components that the saved pipelines name
import claims.extraction.words.lemmatizer  # noqa: F401
import claims.extraction.words.tags  # noqa: F401
from claims.extraction.tokenizer import NAME as TOKENIZER

HERE = Path(__file__).parent
TRAINED = ("accurate", "fast")
WITHOUT = "rules"
DEFAULT = "accurate"


def chosen() -> str:
    """The name that CLAIMTRACK_MODEL gives; raises `ValueError` for an unknown one."""
    name = os.environ.get("CLAIMTRACK_MODEL") or DEFAULT
    if name not in (*TRAINED, WITHOUT):
        raise ValueError(f"CLAIMTRACK_MODEL is {name!r}; it can be {', '.join((*TRAINED, WITHOUT))}")
    return name


def folder(name: str) -> Path:
    """Where a trained pipeline lies."""
    return HERE / name


def load(name: str) -> Language:
    """A fresh pipeline; raises `OSError` where its files are not installed."""
    if name == WITHOUT:
        nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
        nlp.meta.update(name=WITHOUT, version="1")
        return nlp
    return spacy.load(folder(name))
