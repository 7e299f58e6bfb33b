"""What somebody says of a table whose columns, delimiter or encoding are not those that were found.

In: names, headers, first rows. Out: which column means what, and a note of each table that was met, for those who ask.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from articles.readers import fields
from articles.records import Refused

# What a column can be said to mean, in the order in which people look for it.
FIELDS = ("text", "title", "published", "outlet", "url", "author", "language", "html")
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "cp1252", "iso8859-15", "cp850", "mac-roman", "utf-16")
SHOWN_ROWS = 5
HEAD_BYTES = 256 * 1024  # of a table, kept so that it can be looked at again under another delimiter or encoding
DEPTH = 3  # objects in objects whose keys become columns
MOST_KEYS = 200

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is to be read; what is empty is left to what is found.

    columns: label of a column to one of FIELDS, or "" for a column that is left out; None where nobody said.
    """

    columns: Mapping[str, str] | None = None
    delimiter: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """A table as it was found: its columns' labels and its first rows, cell by cell.

    known: whether the columns' names say which holds the text. head: the first bytes of a delimited table.
    """

    name: str
    kind: str
    encoding: str
    delimiter: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    known: bool
    head: bytes = b""

    @property
    def signature(self) -> str:
        return signature_of(self.labels)


@dataclass(frozen=True, slots=True)
class Tables:
    """What was said of an upload's tables, by a table's name or by its header ("#" and its signature)."""

    said: Mapping[str, Table] = field(default_factory=dict)
    note: Callable[[Met], None] | None = None

    @property
    def asked(self) -> bool:
        """Say whether anybody said or asks anything; else files are read by their names alone."""
        return bool(self.said or self.note)

    def named(self, name: str) -> Table:
        """Return what was said of this very table."""
        return self.said.get(name, Table())

    def columns(self, name: str, labels: Sequence[str]) -> Mapping[str, str] | None:
        """Return which column means what, said of this table or of any with the same header."""
        if self.said:
            for key in (name, f"#{signature_of(labels)}"):
                if key in self.said and self.said[key].columns is not None:
                    return self.said[key].columns
        return None


UNSAID = Tables()


def signature_of(labels: Iterable[str]) -> str:
    """Return what tells a header from others: the same for the same columns, whatever their order."""
    return hashlib.sha256("\n".join(sorted(map(fields.normal, labels))).encode("utf-8", "replace")).hexdigest()[:24]


def labelled(columns: Sequence[str]) -> list[str]:
    """Return a label for each column: its name, with its number where it has none or one that was there before."""
    labels: list[str] = []
    for number, column in enumerate(columns, start=1):
        name = fields.scalar(column.strip("\ufeff \t"))[:200]
        taken = not name or name in labels
        labels.append(f"{name} ({number})".strip() if taken else name)
    return labels


def renamed(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """Return the row under our field names; of several columns for one field the first that is filled counts."""
    found: dict[str, Any] = {}
    for label, meaning in columns.items():
        if meaning and not fields.plain(found.get(meaning)) and label in row:
            found[meaning] = row[label]
    return found


def flat(record: Mapping[Any, Any], before: str = "", depth: int = DEPTH) -> dict[str, Any]:
    """Return an object's values by their path: {"a": {"b": 1}} becomes {"a": {"b": 1}, "a.b": 1}."""
    found: dict[str, Any] = {}
    for key, value in islice(record.items(), MOST_KEYS):
        path = f"{before}{key}"[:200]
        found[path] = value
        if isinstance(value, Mapping) and depth > 1:
            found.update(flat(value, f"{path}.", depth - 1))
    return dict(islice(found.items(), MOST_KEYS))


def cells(record: Mapping[str, Any], labels: Sequence[str], most: int = 2000) -> tuple[str, ...]:
    """Return a record's values as they can be shown."""
    return tuple(fields.plain(record.get(label))[:most] for label in labels)


def peeked(rows: Iterator[T], count: int = SHOWN_ROWS) -> tuple[list[T], Iterator[T]]:
    """Return the first rows and all rows; what goes wrong among the first is raised when the iterator comes to it."""
    first: list[T] = []
    wrong: list[Refused] = []
    try:
        first.extend(islice(rows, count))
    except Refused as refusal:
        wrong.append(refusal)

    def everything() -> Iterator[T]:
        yield from first
        if wrong:
            raise wrong[0]
        yield from rows

    return first, everything()
