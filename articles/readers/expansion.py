"""One file to its articles.

In: a name and an open file. Out: RawItems and Faults, one after the other, so that a caller never holds them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from articles.readers import archives, limits, mails, mhtmls, packed, rows, tars, warcs
from articles.readers.members import Budget, Found, Member, Part
from articles.readers.tables import UNSAID, Tables
from articles.records import Fault, Format, RawItem, Reason, Refused

SINGLE = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}
# Read for their text by whoever reads the item, not here: that may take long.
DOCUMENTS = {".pdf": Format.PDF, ".docx": Format.DOCX}
COLLECTIONS: dict[str, Callable[[str, BinaryIO, Tables], Iterator[Part]]] = {
    ".json": rows.from_json,
    ".jsonl": rows.from_jsonl,
    ".ndjson": rows.from_jsonl,
    ".csv": rows.from_csv,
    ".tsv": rows.from_csv,
}
# What unpacks: never opened within one another.
ARCHIVES: dict[str, Callable[[str, BinaryIO, Budget], Iterator[Found]]] = {
    ".zip": archives.from_zip,
    ".tar": tars.from_tar,
    ".tar.gz": tars.from_tar,
    ".tgz": tars.from_tar,
    ".gz": packed.from_gz,
    ".warc.gz": warcs.from_warc,
}
CONTAINERS = {
    ".eml": mails.from_file,
    ".warc": warcs.from_warc,
    ".mhtml": mhtmls.from_mhtml,
    ".mht": mhtmls.from_mhtml,
}
DOUBLE = (".tar.gz", ".warc.gz")
SUFFIXES = sorted({*SINGLE, *DOCUMENTS, *COLLECTIONS, *ARCHIVES, *CONTAINERS})
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def expand(name: str, file: BinaryIO, tables: Tables = UNSAID) -> Iterator[Part]:
    """Yield each article of the file, and a Fault for each part that has none; never raises on what it reads.

    name: the file's name, whose ending says the format. file: seekable bytes, read from the start. tables: what
    somebody said of the tables in it.
    """
    yield from expanded(Member(name, file), Budget(), tables)


def expanded(member: Member, budget: Budget, tables: Tables, inside: tuple[str, ...] = ()) -> Iterator[Part]:
    """Yield the articles of a file that lies in containers of the formats `inside`, the outermost first."""
    name, suffix = printable(member.name), suffix_of(member.name)
    for found in guarded(name, opened(Member(name, member.file), suffix, budget, tables, inside)):
        if isinstance(found, Member):
            yield from expanded(found, budget, tables, (*inside, suffix))
        elif found.name == name:
            yield found
        else:
            yield renamed(found)


def opened(member: Member, suffix: str, budget: Budget, tables: Tables, inside: tuple[str, ...]) -> Iterator[Found]:
    """Yield what a file holds: its articles, or the files within it."""
    name, file = member.name, member.file
    if suffix in COLLECTIONS:
        yield from COLLECTIONS[suffix](name, file, tables)
    elif suffix in SINGLE:
        yield RawItem(name, whole(file), SINGLE[suffix])
    elif suffix in DOCUMENTS:
        yield RawItem(name, whole(file, limits.DOCUMENT_BYTES), DOCUMENTS[suffix])
    elif suffix in ARCHIVES:
        if any(outer in ARCHIVES for outer in inside):
            raise Refused(Reason.NESTED)
        yield from ARCHIVES[suffix](name, file, budget)
    elif suffix in CONTAINERS:
        if len(inside) >= limits.NESTING:
            raise Refused(Reason.NESTED)
        yield from CONTAINERS[suffix](name, file, budget)
    else:
        raise Refused(Reason.UNSUPPORTED, suffix)


def guarded(name: str, parts: Iterator[Found]) -> Iterator[Found]:
    """Yield the parts; a refusal of the file as a whole becomes its Fault. A file without a part is empty."""
    found = False
    try:
        for part in parts:
            found = True
            yield part
    except Refused as refusal:
        yield Fault(name, refusal.reason, refusal.detail)
    else:
        if not found:
            yield Fault(name, Reason.EMPTY)


def whole(file: BinaryIO, most: int | None = None) -> bytes:
    """Return all bytes of a file that holds one article, which may be `most` (limits.ITEM_BYTES)."""
    most = most or limits.ITEM_BYTES
    file.seek(0)
    data = file.read(most + 1)
    if len(data) > most:
        raise Refused(Reason.TOO_LARGE)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused(Reason.EMPTY)
    return data


def suffix_of(name: str) -> str:
    """Return the ending that says the format, in lower case, with its dot."""
    name = name.replace("\x00", "").lower()
    return next((double for double in DOUBLE if name.endswith(double)), PurePosixPath(name).suffix)


def renamed(part: Part) -> Part:
    """Return the part under a name that can be shown."""
    shown = printable(part.name)
    return part if shown == part.name else replace(part, name=shown)


def printable(name: str) -> str:
    """Return a name that can be shown and stored: no control or direction characters, and of bounded length."""
    clean = UNPRINTABLE.sub("\ufffd", name)
    if len(clean) <= limits.NAME_CHARS:
        return clean
    half = limits.NAME_CHARS // 2
    return f"{clean[: half - 1]}…{clean[-half:]}"
