"""What was fetched: a web page, a text, a PDF – by what the server says and, where it says nothing, by the first bytes.

In: Fetched. Out: its Format and its bytes, in UTF-8 where the server named the encoding.
Raises Refused(WRONG_TYPE, EMPTY).
"""

from __future__ import annotations

import codecs
from email.message import Message

from articles.fetching.fetching import Fetched
from articles.records import Format, Reason, Refused

FORMATS = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
    "text/markdown": Format.MARKDOWN,
    "application/pdf": Format.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format.DOCX,
}
UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/x-download")
TEXTS = (Format.HTML, Format.TEXT, Format.MARKDOWN)
PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")


def payload_of(fetched: Fetched) -> tuple[Format, bytes]:
    """Return how the bytes are to be read, and the bytes."""
    if not fetched.body.strip():
        raise Refused(Reason.EMPTY)
    said, charset = content_type(fetched.headers.get("content-type", ""))
    if fetched.body.startswith(b"%PDF-"):
        return Format.PDF, fetched.body
    found = FORMATS.get(said)
    if found is None and said in UNSAID and fetched.body[:512].lstrip().lower().startswith(PAGE_STARTS):
        found = Format.HTML
    if found is None or found is Format.PDF:
        raise Refused(Reason.WRONG_TYPE, said[:80])
    return found, in_utf8(fetched.body, charset) if found in TEXTS else fetched.body


def content_type(header: str) -> tuple[str, str]:
    """Return the type of a Content-Type header and its charset, both in lower case, "" where it names none."""
    message = Message()
    message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset", "")
    return header.partition(";")[0].strip().lower(), str(charset).strip("'\" ").lower()


def in_utf8(body: bytes, charset: str) -> bytes:
    """Return a text in UTF-8 behind a byte order mark, where it truly is in the encoding that the server names.

    Else as it is: readers find the encoding themselves, and servers often name one that nobody looked at.
    """
    if body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not charset.isascii():
        return body
    try:
        codec = codecs.lookup(charset)
        if not charset or codec.name == "utf-8":
            return body
        text = str(codec.decode(body, "strict")[0])
        return codecs.BOM_UTF8 + text.encode("utf-8")
    except (LookupError, UnicodeError, ValueError, TypeError):
        return body
