"""The word lists behind the rules: TOML and tab-separated files in this folder, read once per process.

In: a list's name ("places"). Out: its tables as plain mappings, or its rows; `LexiconError` names the file that cannot
be read. Long lists of one shape are tables: TOML takes ten times as long to read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

FEW = 4  # words that are looked through as fast as looked up


class LexiconError(Exception):
    """A word list is missing or is no valid TOML; the message names its file."""


class Words(list[str]):
    """A list of words that knows at once whether one is in it; it is never changed."""

    __slots__ = ("_known",)

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._known = frozenset(words)

    def __contains__(self, word: object) -> bool:
        return word in self._known


def with_words(value: Any) -> Any:
    """Tables as read, with each longer list of words as `Words`."""
    if isinstance(value, dict):
        return {key: with_words(inner) for key, inner in value.items()}
    if isinstance(value, list) and len(value) > FEW and all(isinstance(item, str) for item in value):
        return Words(value)
    return [with_words(item) for item in value] if isinstance(value, list) else value


@cache
def load(name: str) -> Mapping[str, Any]:
    """The word list `<name>.toml` of this folder, read-only at the top level."""
    source = files(__name__).joinpath(f"{name}.toml")
    try:
        return MappingProxyType(with_words(tomllib.loads(source.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"word list {name}.toml cannot be read: {error}") from error


@cache
def rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv`, each with that many columns; missing ones are empty, # opens a comment."""
    source = files(__name__).joinpath(f"{name}.tsv")
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"word list {name}.tsv cannot be read: {error}") from error
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if wrong := [row for row in cells if len(row) > columns]:
        raise LexiconError(f"word list {name}.tsv cannot be read: too many columns in {wrong[0]}")
    return tuple((*row, *[""] * (columns - len(row))) for row in cells)
