"""`lexicon/forms.marisa`: 1.1 million German forms, each with the way from it to its lemma, read where it lies on disk.

In: the file that `claims.extraction.training.forms` makes. Out: a mapping from form to lemma, no dictionary in memory:
the processes of a machine share the file's pages, and opening it takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import commonprefix
from pathlib import Path
from typing import TypeVar, overload

import marisa_trie

from claims.extraction.lexicon import LexiconError

PATH = Path(__file__).resolve().parents[1] / "lexicon" / "forms.marisa"
Default = TypeVar("Default")


def edit(form: str, lemma: str) -> bytes:
    """How the lemma comes of the form: a byte for the characters to cut at its end, then what to add."""
    kept = len(commonprefix((form, lemma)))
    return bytes((len(form) - kept,)) + lemma[kept:].encode()


def edited(form: str, how: bytes) -> str:
    """The lemma that an edit leads to."""
    return form[: len(form) - how[0]] + how[1:].decode()


class Forms(Mapping[str, str]):
    """Form → lemma, case kept."""

    def __init__(self, path: Path = PATH) -> None:
        self.trie = marisa_trie.BytesTrie()
        try:
            self.trie.mmap(str(path))
        except (OSError, RuntimeError) as error:
            raise LexiconError(f"word list {path.name} cannot be read: {error}") from error

    @overload
    def get(self, key: str) -> str | None: ...
    @overload
    def get(self, key: str, default: str | Default) -> str | Default: ...
    def get(self, key: str, default: str | Default | None = None) -> str | Default | None:
        # Most of the forms that are asked for are unknown: Mapping's own `get` would raise for each.
        how = self.trie.get(key)
        return edited(key, how[0]) if how else default

    def __getitem__(self, key: str) -> str:
        lemma = self.get(key)
        if lemma is None:
            raise KeyError(key)
        return lemma

    def __iter__(self) -> Iterator[str]:
        return iter(self.trie.iterkeys())

    def __len__(self) -> int:
        return len(self.trie)
