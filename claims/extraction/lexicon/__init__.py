"""The word lists behind the rules: TOML files in this folder, read once per process.

In: a list's name ("places"). Out: its tables as plain mappings; `LexiconError` names the file that cannot be read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


class LexiconError(Exception):
    """A word list is missing or is no valid TOML; the message names its file."""


@cache
def load(name: str) -> Mapping[str, Any]:
    """The word list `<name>.toml` of this folder, read-only at the top level."""
    source = files(__name__).joinpath(f"{name}.toml")
    try:
        return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"word list {name}.toml cannot be read: {error}") from error
