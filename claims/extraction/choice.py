"""Which trained pipeline this process reads with, and its version. Nothing of spaCy is loaded to tell.

In: the environment variable CLAIMTRACK_MODEL. Out: a name of `claims.extraction.model`, its folder, its version.
"""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path

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
    return Path(__file__).parent / "model" / name


def model_version(name: str | None = None) -> str:
    """Name and version of the pipeline called so, by default of the chosen one, and of spaCy.

    Raises `OSError` where its files are not installed, and `ValueError` as `chosen`.
    """
    name = name or chosen()
    if name == WITHOUT:
        told = {"name": WITHOUT, "version": "1"}
    else:
        told = json.loads((folder(name) / "meta.json").read_text(encoding="utf-8"))
    return f"de_{told['name']}-{told['version']}-spacy{version('spacy')}"
