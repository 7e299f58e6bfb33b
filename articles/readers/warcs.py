"""Web archives: the pages of a WARC file, as a crawler or a browser saved them.

In: an open .warc or .warc.gz file. Out: each HTML page that was fetched with success, with its address; images,
scripts, redirects and requests are no articles and are left out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.recordloader import ArcWarcRecord

from articles.readers import limits
from articles.readers.members import Budget, Found
from articles.readers.packed import plain
from articles.records import Fault, Format, RawItem, Reason, Refused

PAGES = ("text/html", "application/xhtml+xml")
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


class Lines(DecompressingBufferedReader):  # type: ignore[misc]  # warcio ships no types
    """warcio's reader, whose lines are the heads of records: they may not grow without end."""

    taken = 0

    def readline(self, length: int | None = None) -> bytes:
        left = limits.HEADER_BYTES - self.taken
        line: bytes = super().readline(min(length or left, left)) if left > 0 else b""
        self.taken += len(line)
        if self.taken >= limits.HEADER_BYTES:
            raise Refused(Reason.BAD_DOCUMENT, "head")
        return line


def from_warc(name: str, file: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield the pages of the archive under the number of their record."""
    found, file = False, plain(file, budget)
    if not file.read(1):
        return
    file.seek(0)
    for number, record in numbered(file):
        if not is_page(record):
            continue
        found = True
        try:
            yield page(f"{name}#{number}", record)
        except Refused as refusal:
            yield Fault(f"{name}#{number}", refusal.reason, refusal.detail or address(record)[:200])
    if not found:
        raise Refused(Reason.NO_PAGES)


def numbered(file: BinaryIO) -> Iterator[tuple[int, ArcWarcRecord]]:
    """Yield (number, record) of each record."""
    archive = WARCIterator(file)
    archive.reader = reader = Lines(file)
    number = 0
    while True:
        number += 1
        if number > limits.RECORDS:
            raise Refused(Reason.TOO_MANY, f"> {limits.RECORDS}")
        try:
            record = next(archive, None)
        except Refused:
            raise
        except Exception as error:
            # warcio raises whatever its parsing of broken heads runs into; the sender sees the record's number.
            raise Refused(Reason.BAD_DOCUMENT, f"#{number}") from error
        if record is None:
            return
        reader.taken = 0
        yield number, record


def is_page(record: ArcWarcRecord) -> bool:
    """Say whether a record is an HTML page as the server sent it."""
    headers = record.http_headers
    if record.rec_type != "response" or not headers or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() in PAGES


def page(name: str, record: ArcWarcRecord) -> RawItem:
    """Return the page of a record; the day of its capture is no date of publication and has a name of its own."""
    try:
        data = record.content_stream().read(limits.ITEM_BYTES + 1)
    except Refused:
        raise
    except Exception as error:
        # As above: chunks and compressions of any kind, undone by warcio.
        raise Refused(Reason.BAD_DOCUMENT) from error
    if len(data) > limits.ITEM_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if not data.strip():
        raise Refused(Reason.EMPTY)
    captured = (record.rec_headers.get_header("WARC-Date") or "")[:40]
    fields = {"url": address(record)[:2000], "captured": captured}
    charset = CHARSET.search(record.http_headers.get_header("Content-Type") or "")
    return RawItem(name, recoded(data, charset[1] if charset else ""), Format.HTML, fields)


def address(record: ArcWarcRecord) -> str:
    """Return where the page was fetched."""
    return str(record.rec_headers.get_header("WARC-Target-URI") or "").replace("\x00", "")


def recoded(data: bytes, charset: str) -> bytes:
    """Return the page in UTF-8 where the server named another encoding that fits; the page itself may not name it."""
    try:
        if codecs.lookup(charset).name in ("utf-8", "iso8859-1", "ascii"):
            return data  # found from the bytes as well; Latin-1 fits everything and says nothing
        return data.decode(charset).encode("utf-8", "replace")
    except (LookupError, ValueError, TypeError):
        return data
