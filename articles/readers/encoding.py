"""Bytes to text: the encoding is found, not assumed.

In: bytes, or an open file. Out: text with plain newlines. Order: byte order mark, UTF-8, what the page itself names,
then charset-normalizer among the encodings that German texts come in.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes

from articles.records import Reason, Refused

# UTF-32 before UTF-16: the mark of the one begins with the mark of the other.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GERMAN = ["cp1252", "iso8859_15", "cp850", "mac_roman", "utf_16_le", "utf_16_be"]
BINARY_STARTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SAMPLE = 64 * 1024
# One character of several bytes in UTF-8; in the old encodings such a run of signs has no meaning.
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # half a character: UTF-8 knows none
HIGH = re.compile(rb"[\x80-\xff]")
MIXED = "claimtrack-mixed"


def patched(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252: files that were put together of others mix the two."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding != "utf-8":
        return "\ufffd", error.end
    if SURROGATE.match(error.object, error.start):
        return "\ufffd", error.start + 3
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error(MIXED, patched)


def decode(data: bytes, *, page: bool = False) -> str:
    """Return the text of `data`, newlines as \\n; `page` lets an HTML page name its encoding.

    Raises Refused(BINARY) where the bytes are no text in any of the known encodings.
    """
    if data.startswith(BINARY_STARTS):
        raise Refused(Reason.BINARY)
    text = data.decode(encoding_of(data, page=page), MIXED)
    check_text(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_text(text: str) -> None:
    """Refuse what is not text: PostgreSQL cannot store NUL, and control characters are the mark of other formats."""
    controls = len(CONTROL.findall(text[:SAMPLE]))
    if "\x00" in text or controls > len(text[:SAMPLE]) // 100:
        raise Refused(Reason.BINARY)


def encoding_of(data: bytes, *, page: bool = False) -> str:
    """Return the name of the codec that reads `data` best."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    if is_utf8(data):
        return "utf-8"
    return (declared(data) if page else None) or ("utf-8" if is_mixed(telling(data)) else guessed(data))


def is_utf8(data: bytes, *, final: bool = True) -> bool:
    """Say whether `data` is UTF-8; with final=False a character cut off at the end is allowed."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def is_mixed(data: bytes) -> bool:
    """Say whether most of what is beyond ASCII is UTF-8, though not all: half characters, rows of another source."""
    found = SEQUENCE.findall(data)
    rest = len(HIGH.findall(data)) - sum(map(len, found))
    return b"\x00" not in data and len(found) * 2 > rest


def declared(data: bytes) -> str | None:
    """Return the encoding that the head of a page names, if Python knows it and it fits the bytes."""
    match = DECLARED.search(data[:4096])
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        data.decode(name)
    except (LookupError, ValueError):
        return None
    # What calls itself Latin-1 is Windows-1252 on the web (WHATWG Encoding Standard, "Names and labels").
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def guessed(data: bytes) -> str:
    """Return charset-normalizer's best guess among the encodings of German texts, Windows-1252 if it has none."""
    best = from_bytes(telling(data), cp_isolation=GERMAN, preemptive_behaviour=False).best()
    return best.encoding if best else "cp1252"


def telling(data: bytes) -> bytes:
    """Return a sample that holds the first bytes outside ASCII, so that long plain starts do not hide them."""
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff\x00]", data)), 0)
    start = max(0, first - SAMPLE // 2) & ~1  # even, so that UTF-16 stays in step
    return data[start : start + SAMPLE]


def open_text(file: BinaryIO, encoding: str = "") -> TextIO:
    """Return the file as text from its start, read as it goes; its encoding is found in a first pass, or given."""
    file.seek(0)
    start = file.read(SAMPLE)
    if start.startswith(BINARY_STARTS):
        raise Refused(Reason.BINARY)
    name = encoding or file_encoding(file, start)
    file.seek(0)
    # A wrapper that is thrown away closes what it wraps; the caller's file stays open behind this copy of its reader.
    return io.TextIOWrapper(Unclosed(file), encoding=name, errors=MIXED, newline="")  # type: ignore[type-var]


def file_encoding(file: BinaryIO, start: bytes) -> str:
    """Return the codec of a whole file without holding it in memory."""
    for mark, name in MARKS:
        if start.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk, last = start, b""
    try:
        while chunk:
            decoder.decode(chunk)
            chunk, last = file.read(SAMPLE), chunk
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return "utf-8" if is_mixed(last + chunk) else guessed(last + chunk)
    return "utf-8"


class Unclosed(io.BufferedIOBase):
    """A readable view of a file that may be closed without closing the file."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self.file.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self.file.read(SAMPLE if size < 0 else size)
