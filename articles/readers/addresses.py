"""A list of web addresses: one a line, or a column of a table beside what else the table says of each.

In: bytes. Out: one Address per line or row, in their order, each once. Whether an address can be asked is not looked
at here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from articles.readers import fields, limits
from articles.readers.encoding import decode
from articles.readers.rows import head_of, table_rows, whole_lines
from articles.records import Reason, Refused

MOST = 10_000  # addresses of one list
KEPT = ("title", "outlet", "published", "author")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address as written, and what its row says of the article by our field names."""

    url: str
    fields: Mapping[str, str] = field(default_factory=dict)


def listed(data: bytes) -> list[Address]:
    """Return the addresses of a list; empty lines and those that begin with # are left out, repetitions too.

    Raises Refused(EMPTY, TOO_MANY, BINARY, BAD_TABLE).
    """
    if len(data) > limits.ITEM_BYTES:
        raise Refused(Reason.TOO_LARGE)
    text = decode(data)
    found: dict[str, Address] = {}
    for address in rows(text) if is_table(text) else lines(text):
        found.setdefault(address.url, address)
        if len(found) > MOST:
            raise Refused(Reason.TOO_MANY, f"> {MOST}")
    if not found:
        raise Refused(Reason.EMPTY)
    return list(found.values())


def is_table(text: str) -> bool:
    """Say whether the first line names columns, one of them that of the addresses."""
    delimiter, header = head_of(io.StringIO(text))
    return bool(header) and "url" in fields.known(next(csv.reader([header], delimiter=delimiter), []))


def rows(text: str) -> Iterator[Address]:
    """Yield the addresses of a table."""
    stream = io.StringIO(text)
    delimiter, header = head_of(stream)
    names = next(csv.reader([header], delimiter=delimiter))
    for _, row in table_rows(whole_lines(stream), delimiter):
        said = fields.mapped(dict(zip(names, row, strict=False)))
        if said.get("url"):
            yield Address(said["url"], {name: said[name][:2000] for name in KEPT if said.get(name)})


def lines(text: str) -> Iterator[Address]:
    """Yield the addresses of a plain list."""
    for line in text.splitlines():
        url = line.strip().strip("<>\"'").strip()
        if url and not url.startswith("#"):
            yield Address(url)
