"""Name or path → a loaded pipeline and its size.

In: `accurate`, `fast` or a folder. Out: a spaCy `Language` as `spacy.load` makes it. That the package of the shipped
models is imported here makes our components and tokenizer known to spaCy.
"""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from claims.extraction.model import TRAINED, folder


def located(name: str) -> Path:
    """The folder of a shipped model, or the path itself."""
    return folder(name) if name in TRAINED else Path(name)


def shipped() -> list[str]:
    """Names of the models that are there, the default first."""
    return [name for name in TRAINED if (folder(name) / "config.cfg").exists()]


def load(path: Path) -> Language:
    """The pipeline in a folder; raises `OSError` where there is none."""
    return spacy.load(path)


def megabytes(path: Path) -> float:
    """Size of all files of a folder, in millions of bytes."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6
