"""E-mails as files: the letter is an article, what is attached to it are members.

In: an open .eml file. Out: its body with subject, date and sender as fields, then each attachment under its own name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from typing import Any, BinaryIO

from articles.readers import limits
from articles.readers.members import Budget, Found, Member
from articles.records import Format, RawItem, Reason, Refused

# email.policy.default parses these heads by recursive descent, which is slow in their length.
PARSED = re.compile(rb"^(?:content-[a-z-]{1,40}|mime-version):(?:[^\n]*\n[ \t])*[^\n]*", re.IGNORECASE | re.MULTILINE)
MULTIPART = re.compile(rb"multipart/", re.IGNORECASE)
HEAD_CHARS = 4096
KNOWN = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|mime-version|content-type|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
STUB_CHARS = 200  # "this newsletter is shown in HTML only"
LETTERHEAD = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


def from_eml(name: str, data: bytes, budget: Budget) -> Iterator[Found]:
    """Yield the letter, if it has a text, and its attachments; raises Refused where it is no e-mail."""
    budget.take(len(data))
    message = message_of(data)
    try:
        yield from letter(name, message)
        for number, part in enumerate(message.iter_attachments(), start=1):
            if not ornament(part):
                yield attached(name, number, part)
    except Refused:
        raise
    except Exception as error:
        # The email package raises what its parsing of broken heads runs into; the sender sees the e-mail refused.
        raise Refused(Reason.BAD_DOCUMENT) from error


def message_of(data: bytes) -> EmailMessage:
    """Return the bytes as a tree of parts; raises Refused where they are no e-mail or would take for ever to parse."""
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")
    check(data)
    return parsed(data)


def check(data: bytes) -> None:
    """Refuse what is no e-mail or would take for ever to parse."""
    if not KNOWN.search(data[: data.find(b"\n\n") + 1 or None]):
        raise Refused(Reason.BAD_DOCUMENT)
    if data.count(b"\n--") > limits.MAIL_PARTS:
        raise Refused(Reason.TOO_MANY, f"> {limits.MAIL_PARTS}")
    # Within parts of parts the email package asks of each line whether it ends one of them.
    levels, lines = len(MULTIPART.findall(data)), data.count(b"\n")
    if levels > limits.MAIL_LEVELS or levels * lines > limits.MAIL_WORK:
        raise Refused(Reason.TOO_MANY, f"> {limits.MAIL_LEVELS}")
    if any(len(head[0]) > HEAD_CHARS for head in PARSED.finditer(data)):
        raise Refused(Reason.BAD_DOCUMENT, "head")


def parsed(data: bytes) -> EmailMessage:
    """Return the e-mail as a tree of its parts."""
    try:
        return BytesParser(policy=policy.default).parse(io.BytesIO(data))
    except Exception as error:
        # As above; parts within parts without end raise RecursionError.
        raise Refused(Reason.BAD_DOCUMENT) from error


def letter(name: str, message: EmailMessage) -> Iterator[RawItem]:
    """Yield the body: plain text, or HTML where the text is missing or a stub."""
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    text, page = words(plain), words(html)
    chosen = page if page and len(text.strip()) < STUB_CHARS else text
    if not chosen.strip():
        return
    payload = chosen.replace("\x00", "\ufffd").encode("utf-8", "replace")
    if len(payload) > limits.ITEM_BYTES:
        raise Refused(Reason.TOO_LARGE)
    yield RawItem(name, payload, Format.HTML if chosen is page else Format.TEXT, heads(message))


def words(part: MIMEPart | None) -> str:
    """Return the text of a part; what no codec reads is replaced."""
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, ValueError):  # a charset that nobody knows, or that is none
        content = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]
    return content if isinstance(content, str) else ""


def heads(message: EmailMessage) -> dict[str, str]:
    """Return what the head of the letter says, by our field names: subject, day of sending, sender."""
    raw = {key.lower(): value for key, value in reversed(list(message.raw_items()))}
    short = {key for key in ("subject", "date", "from") if 0 < len(str(raw.get(key, ""))) <= HEAD_CHARS}
    found = {
        "title": clean(message["subject"]) if "subject" in short else "",
        "published": day(message["date"]) if "date" in short else "",
        "author": sender(message["from"]) if "from" in short else "",
    }
    return {key: value for key, value in found.items() if value}


def day(head: Any) -> str:
    """Return the day of sending as the sender's clock had it, or "" where the head is no date."""
    moment = getattr(head, "datetime", None)
    return moment.date().isoformat() if moment else ""


def sender(head: Any) -> str:
    """Return the sender's name, or the address without one."""
    addresses = getattr(head, "addresses", ())
    return clean(addresses[0].display_name or addresses[0].addr_spec)[:300] if addresses else ""


def clean(head: Any) -> str:
    """Return a head as one line that UTF-8 and PostgreSQL can hold."""
    return " ".join(str(head).encode("utf-8", "replace").decode("utf-8").replace("\x00", "").split())[:2000]


def ornament(part: MIMEPart) -> bool:
    """Say whether a part is no attachment of the sender's choosing: a logo within the letter, a signature."""
    inside = part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
    return inside or part.get_content_type() in LETTERHEAD


def attached(name: str, number: int, part: MIMEPart) -> Member:
    """Return an attachment as a file; forwarded e-mails are files as well."""
    content = part.get_content() if part.get_content_type() == "message/rfc822" else part.get_payload(decode=True)
    data = bytes(content) if isinstance(content, EmailMessage) else content
    ending = ".eml" if part.get_content_type() == "message/rfc822" else ""
    own = clean(part.get_filename() or f"{number}").replace("/", "_").replace("\\", "_")
    own = own if own.lower().endswith(ending) else own + ending
    return Member(f"{name}/{own}", io.BytesIO(data if isinstance(data, bytes) else b""))


def from_file(name: str, file: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield what an e-mail file holds."""
    file.seek(0)
    data = file.read(limits.DOCUMENT_BYTES + 1)
    if len(data) > limits.DOCUMENT_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if data.strip():
        yield from from_eml(name, data, budget)
