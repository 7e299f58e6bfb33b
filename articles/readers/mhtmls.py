"""Web pages as browsers save them in one file (.mhtml, .mht; RFC 2557).

In: an open file. Out: the page, with the address that it was saved from; its pictures, styles and frames are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from typing import BinaryIO

from articles.readers import limits, mails
from articles.readers.members import Budget, Found
from articles.readers.warcs import recoded
from articles.records import Format, RawItem, Reason, Refused

PAGES = ("text/html", "application/xhtml+xml")


def from_mhtml(name: str, file: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield the page; raises Refused where there is none. The day of saving is not that of publication."""
    file.seek(0)
    data = file.read(limits.DOCUMENT_BYTES + 1)
    if len(data) > limits.DOCUMENT_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if not data.strip():
        return
    budget.take(len(data))
    message = mails.message_of(data)
    try:
        yield page(name, message)
    except Refused:
        raise
    except Exception as error:
        # The email package raises what its parsing of broken heads runs into; the sender sees the file refused.
        raise Refused(Reason.BAD_DOCUMENT) from error


def page(name: str, message: EmailMessage) -> RawItem:
    """Return the first part that is a page: the others are its frames."""
    root = next((part for part in message.walk() if part.get_content_type() in PAGES), None)
    if root is None:
        raise Refused(Reason.NO_PAGES)
    content = root.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise Refused(Reason.EMPTY)
    if len(content) > limits.ITEM_BYTES:
        raise Refused(Reason.TOO_LARGE)
    charset = root.get_content_charset() or ""
    address = head(message, "snapshot-content-location") or head(root, "content-location")
    return RawItem(name, recoded(content, charset), Format.HTML, {"url": address} if address else {})


def head(part: MIMEPart, name: str) -> str:
    """Return one head as a line, "" where it is missing or longer than an address."""
    raw = next((value for key, value in part.raw_items() if key.lower() == name), "")
    value = mails.clean(raw)
    return value if len(value) < 2000 else ""
