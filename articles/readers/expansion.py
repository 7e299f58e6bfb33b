"""One file to its articles.

In: a name and an open file. Out: RawItems and Faults, one after the other, so that a caller never holds them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from articles.readers import archives, limits, rows
from articles.records import Fault, Format, RawItem, Reason, Refused

Part = RawItem | Fault

SINGLE = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}
COLLECTIONS: dict[str, Callable[[str, BinaryIO], Iterator[Part]]] = {
    ".json": rows.from_json,
    ".jsonl": rows.from_jsonl,
    ".ndjson": rows.from_jsonl,
    ".csv": rows.from_csv,
    ".tsv": rows.from_csv,
}
ARCHIVES = {".zip"}
SUFFIXES = sorted({*SINGLE, *COLLECTIONS, *ARCHIVES})
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def expand(name: str, file: BinaryIO) -> Iterator[Part]:
    """Yield each article of the file, and a Fault for each part that has none; never raises on what it reads.

    name: the file's name, whose ending says the format. file: seekable bytes, read from the start.
    """
    shown = printable(name)
    if suffix_of(name) not in ARCHIVES:
        yield from guarded(shown, expand_plain(shown, file))
        return
    for member, opened in archives.members(shown, file):
        if isinstance(opened, Fault):
            yield opened
        elif suffix_of(member) in ARCHIVES:
            yield Fault(printable(member), Reason.NESTED)
        else:
            yield from guarded(printable(member), expand_plain(printable(member), opened))


def expand_plain(name: str, file: BinaryIO) -> Iterator[Part]:
    """Yield the articles of a file that is no archive."""
    suffix = suffix_of(name)
    if suffix in COLLECTIONS:
        yield from COLLECTIONS[suffix](name, file)
    elif suffix in SINGLE:
        yield RawItem(name, whole(file), SINGLE[suffix])
    else:
        raise Refused(Reason.UNSUPPORTED, suffix)


def guarded(name: str, parts: Iterator[Part]) -> Iterator[Part]:
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


def whole(file: BinaryIO) -> bytes:
    """Return all bytes of a file that holds one article."""
    file.seek(0)
    data = file.read(limits.ITEM_BYTES + 1)
    if len(data) > limits.ITEM_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refused(Reason.EMPTY)
    return data


def suffix_of(name: str) -> str:
    """Return the ending that says the format, in lower case, with its dot."""
    return PurePosixPath(name.replace("\x00", "")).suffix.lower()


def printable(name: str) -> str:
    """Return a name that can be shown and stored: no control or direction characters, and of bounded length."""
    clean = UNPRINTABLE.sub("\ufffd", name)
    if len(clean) <= limits.NAME_CHARS:
        return clean
    half = limits.NAME_CHARS // 2
    return f"{clean[: half - 1]}…{clean[-half:]}"
