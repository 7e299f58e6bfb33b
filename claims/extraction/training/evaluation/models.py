"""Name or path → a loaded pipeline; the shipped ones by name.

In: `fast`, `accurate` or a folder. Out: a spaCy `Language` as `spacy.load` makes it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import spacy
from spacy.language import Language

SHIPPED = Path(__file__).resolve().parents[2] / "model"
NAMES = ("accurate", "fast")
# Importing these registers what a pipeline's configuration names.
REGISTER = ("claims.extraction.tokenizer", "claims.extraction.network", "claims.extraction.words.lemmatizer")


def located(name: str) -> Path:
    """The folder of a shipped model, or the path itself."""
    return SHIPPED / name if name in NAMES else Path(name)


def shipped() -> list[str]:
    """Names of the models that are there, the default first."""
    return [name for name in NAMES if (SHIPPED / name / "config.cfg").exists()]


def register() -> None:
    """Make our components and tokenizer known to spaCy."""
    for module in REGISTER:
        import_module(module)


def load(path: Path) -> Language:
    """The pipeline in a folder; raises `OSError` where there is none."""
    register()
    return spacy.load(path)


def megabytes(path: Path) -> float:
    """Size of all files of a folder, in millions of bytes."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6
