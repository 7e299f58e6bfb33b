"""Collections with one article per record: JSON, JSON lines, CSV.

In: a name and an open file. Out: one RawItem or Fault per record, numbered from 1 behind a "#".
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, TextIO

from articles.readers import fields, limits
from articles.readers.encoding import check_text, decode, encoding_of, open_text
from articles.readers.tables import (
    DELIMITERS,
    HEAD_BYTES,
    MOST_KEYS,
    SHOWN_ROWS,
    UNSAID,
    Met,
    Tables,
    cells,
    flat,
    labelled,
    peeked,
    renamed,
)
from articles.records import Fault, Format, RawItem, Reason, Refused

LIST_KEYS = ("articles", "artikel", "items", "documents", "dokumente", "data", "results", "entries")
SEP = re.compile(r"sep=([,;\t|])", re.IGNORECASE)
TEXTS = {"text", "html"}
Columns = Mapping[str, str] | None
MARKUP = re.compile(r"^\s*<(?:!doctype|html|body|article|div|p|h[1-6])\b.*</\w+>\s*$", re.IGNORECASE | re.DOTALL)

# The csv module knows this limit per process only; its default (128 kB) is less than a long article.
csv.field_size_limit(limits.ITEM_BYTES)


def from_json(name: str, file: BinaryIO, tables: Tables = UNSAID) -> Iterator[RawItem | Fault]:
    """Yield the articles of a JSON document: a list, an object with a list, or one article."""
    file.seek(0)
    data = file.read(limits.COLLECTION_BYTES + 1)
    if len(data) > limits.COLLECTION_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if not data.strip():
        return
    if sum(map(data.count, (b",", b"{", b"["))) > limits.JSON_SIGNS:
        raise Refused(Reason.TOO_MANY)
    encoding = encoding_of(data)
    document = parsed(decode(data))
    records = records_of(document)
    columns, read_as = objects(name, "json", encoding, records or [document], tables)
    if records is None:
        yield record(name, document, columns, read_as)
        return
    for number, value in enumerate(records, start=1):
        limit_records(number)
        yield checked(f"{name}#{number}", value, columns, read_as)


def from_jsonl(name: str, file: BinaryIO, tables: Tables = UNSAID) -> Iterator[RawItem | Fault]:
    """Yield the article of each line; empty lines count but give nothing."""
    text = open_text(file, tables.named(name).encoding)
    filled: Iterator[tuple[int, str]] = ((n, line) for n, line in enumerate(lines(text), start=1) if line.strip())
    first, filled = peeked(filled) if tables.asked else ([], filled)
    columns, read_as = objects(name, "jsonl", text.encoding, list(values(first)), tables)
    for number, line in filled:
        limit_records(number)
        try:
            if len(line) > limits.ITEM_BYTES:
                raise Refused(Reason.TOO_LARGE)
            yield record(f"{name}#{number}", parsed(line), columns, read_as)
        except Refused as refusal:
            yield Fault(f"{name}#{number}", refusal.reason, refusal.detail)


def values(numbered_lines: Iterable[tuple[int, str]]) -> Iterator[Any]:
    """Yield the values of those lines that have one."""
    for _, line in numbered_lines:
        with suppress(Refused):
            yield parsed(line[: limits.ITEM_BYTES])


def objects(
    name: str, kind: str, encoding: str, records: Sequence[Any], tables: Tables
) -> tuple[Columns, dict[str, Any]]:
    """Return which keys mean what, where somebody said so, and how the file is read; note its keys on the way."""
    read_as: dict[str, Any] = {"encoding": encoding}
    if not tables.asked:
        return None, read_as
    flattened = [flat(value) for value in records[:SHOWN_ROWS] if isinstance(value, Mapping)]
    labels = list(dict.fromkeys(label for value in flattened for label in value))[:MOST_KEYS]
    columns = tables.columns(name, labels) if labels else None
    if tables.note and labels:
        plain = [label for value in records[:SHOWN_ROWS] if isinstance(value, Mapping) for label in value]
        known = bool(fields.known(map(str, plain)) & TEXTS)
        rows = tuple(cells(value, labels) for value in flattened)
        tables.note(Met(name, kind, encoding, "", tuple(labels), rows, known))
    return columns, read_as | ({"columns": dict(columns)} if columns is not None else {})


def from_csv(name: str, file: BinaryIO, tables: Tables = UNSAID) -> Iterator[RawItem | Fault]:
    """Yield the article of each row below the header; the delimiter is the one that gives the header most sense."""
    said, head = tables.named(name), head_bytes(file) if tables.note else b""
    text = open_text(file, said.encoding)
    delimiter, header = head_of(text, said.delimiter)
    if not header:
        return
    names = next(csv.reader([header], delimiter=delimiter))
    if len(names) > limits.COLUMNS:
        raise Refused(Reason.TOO_MANY_COLUMNS, f"{len(names)} > {limits.COLUMNS}")
    rows = table_rows(whole_lines(text), delimiter)
    filled: Iterator[tuple[int, list[str]]] = ((n, row) for n, row in rows if any(cell.strip() for cell in row))
    read_as: dict[str, Any] = {"encoding": text.encoding, "delimiter": delimiter}
    known, labels = bool(fields.known(names) & TEXTS), labelled(names) if tables.asked else names
    columns = tables.columns(name, labels)
    if tables.note:
        first, filled = peeked(filled)
        shown = tuple(tuple(fields.scalar(cell)[:2000] for cell in row) for _, row in first)
        tables.note(Met(name, "csv", text.encoding, delimiter, tuple(labels), shown, known, head))
    if columns is None and not known:
        raise Refused(Reason.NO_TEXT_FIELD, ", ".join(names)[:200])
    used, read_as = (names, read_as) if columns is None else (labels, {**read_as, "columns": dict(columns)})
    for number, row in filled:
        yield checked(f"{name}#{number}", dict(zip(used, row, strict=False)), columns, read_as)


def head_bytes(file: BinaryIO) -> bytes:
    """Return the first bytes of a file."""
    file.seek(0)
    return file.read(HEAD_BYTES)


def head_of(text: TextIO, said: str = "") -> tuple[str, str]:
    """Return (delimiter, line of the columns' names), or ("", "") for an empty table. said: the delimiter, if known.

    Excel puts a line before it that names the delimiter: "sep=;".
    """
    filled = (line for line in whole_lines(text) if line.strip())
    header = next(filled, "")
    check_text(header)
    if named := SEP.fullmatch(header.strip("\ufeff\r\n")):
        header = next(filled, "")
        check_text(header)
        return said or named[1], header
    return (said or delimiter_of(header), header) if header else ("", "")


def table_rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (number, cells) of each row; a table that breaks is refused from that row on."""
    taken: list[str] = []
    reader = csv.reader(noted(lines, taken), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        limit_records(number)
        taken.clear()
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise Refused(Reason.BAD_TABLE, f"#{number}") from error
        except Refused as refusal:
            raise Refused(refusal.reason, f"#{number}") from refusal
        # A quotation mark that nobody closed makes one row of all that follow.
        if len(taken) > 1 and sum(line.count('"') for line in taken) % 2:
            raise Refused(Reason.BAD_TABLE, f"#{number}")
        if row is None:
            return
        yield number, row


def noted(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """Yield the lines, and note each in `taken`."""
    for line in lines:
        taken.append(line)
        yield line


def delimiter_of(header: str) -> str:
    """Return the delimiter under which the header names most fields we know, then most columns."""

    def sense(delimiter: str) -> tuple[int, int]:
        columns = next(csv.reader([header], delimiter=delimiter), [])
        return len(fields.known(columns)), len(columns)

    return max(DELIMITERS, key=sense)


def lines(text: TextIO) -> Iterator[str]:
    """Yield lines; of one that is longer than an article only a piece one character too long, the rest is not held."""
    while line := text.readline(limits.ITEM_BYTES + 1):
        yield line
        while len(line) > limits.ITEM_BYTES and not line.endswith("\n"):
            line = text.readline(limits.ITEM_BYTES + 1)


def whole_lines(text: TextIO) -> Iterator[str]:
    """Yield the lines of a table; a too long one ends it, since nothing after it can be trusted."""
    for line in lines(text):
        if len(line) > limits.ITEM_BYTES:
            raise Refused(Reason.TOO_LARGE)
        yield line


def parsed(text: str) -> Any:
    """Return the JSON value of `text`."""
    try:
        # NaN and Infinity are no JSON, though Python writes them: they stand for no value.
        return json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise Refused(Reason.BAD_JSON, f"{error.lineno}:{error.colno}") from error
    except (ValueError, RecursionError) as error:  # numbers without end, brackets without end
        raise Refused(Reason.BAD_JSON) from error


def records_of(document: Any) -> list[Any] | None:
    """Return the list of articles in a document, or None where the document is itself one."""
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and not fields.known(document) & {"text", "html"}:
        return next((document[key] for key in LIST_KEYS if isinstance(document.get(key), list)), None)
    return None


def limit_records(number: int) -> None:
    """Refuse to go on where a file has more records than anybody would send on purpose."""
    if number > limits.RECORDS:
        raise Refused(Reason.TOO_MANY, f"> {limits.RECORDS}")


def checked(name: str, value: Any, columns: Columns, read_as: Mapping[str, Any]) -> RawItem | Fault:
    """Return the record's article, or its Fault: one bad row must not end the file."""
    try:
        return record(name, value, columns, read_as)
    except Refused as refusal:
        return Fault(name, refusal.reason, refusal.detail)


def record(name: str, value: Any, columns: Columns, read_as: Mapping[str, Any]) -> RawItem:
    """Return the article of one JSON value or table row; a bare string is its text.

    columns: what somebody said that its columns mean; None where their names say it.
    """
    row = {"text": value} if isinstance(value, str) else value
    if not isinstance(row, Mapping):
        raise Refused(Reason.BAD_ROW)
    if columns is not None and not isinstance(value, str):
        row = renamed(flat(row), columns)
    if any("\x00" in value for value in row.values() if isinstance(value, str)):
        raise Refused(Reason.BINARY)
    found = fields.mapped(row)
    html, text = found.pop("html", ""), found.pop("text", "")
    content = html or text
    if not content:
        raise Refused(Reason.NO_TEXT_FIELD, ", ".join(map(str, list(row)[:10]))[:200])
    check_text(content)
    markup = bool(html) or MARKUP.match(content) is not None
    payload = content.encode("utf-8", "replace")
    if len(payload) > limits.ITEM_BYTES:
        raise Refused(Reason.TOO_LARGE)
    short = {key: v[:2000] for key, v in found.items()}
    return RawItem(name, payload, Format.HTML if markup else Format.TEXT, short, read_as)
