"""RSS, Atom and JSON Feed to entries.

In: a feed's bytes and headers. Out: FeedPage. Raises Refused(ENTITIES, WRONG_TYPE).
"""

from __future__ import annotations

import html as characters
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree, html

from articles.records import Reason, Refused

MOST = 500  # entries of one poll; more are an archive, not news
LONGEST = 2000
WHOLE = 1200  # characters of text from which an entry's content can be a whole article
END = 60  # characters at which the end of a teaser is seen
# How teasers end.
CUT = re.compile(r"(\[…\]|\[\.\.\.\]|…|\.\.\.|weiterlesen|mehr lesen|read more|continue reading)\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: key is its own name for itself; content is HTML or ""; published an ISO day or ""."""

    key: str
    url: str
    title: str = ""
    published: str = ""
    author: str = ""
    content: str = ""

    @property
    def is_whole(self) -> bool:
        """Say whether the content looks like the whole article rather than its teaser."""
        text = plain(self.content)
        return len(text) >= WHOLE and not CUT.search(text[-END:])


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A feed as it is now."""

    title: str
    entries: tuple[Entry, ...]


def parse(body: bytes, headers: Mapping[str, str], url: str) -> FeedPage:
    """Return the feed; entries without a key and an address are left out, the newest come as the feed has them."""
    start = body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return from_json(body, url)
    if b"<!ENTITY" in body.upper():
        raise Refused(Reason.ENTITIES)
    known = {name: headers[name] for name in ("content-type", "content-language") if name in headers}
    # As a stream: of a string feedparser would guess whether it is an address or a file to open.
    found = feedparser.parse(
        io.BytesIO(body), response_headers={**known, "content-location": url}, resolve_relative_uris=True
    )
    if not found.get("version") and not found.entries:
        raise Refused(Reason.WRONG_TYPE, headers.get("content-type", "")[:80])
    entries = tuple(entry for row in found.entries[:MOST] if (entry := from_row(row, url)))
    return FeedPage(short(found.feed.get("title", "")), entries)


def from_row(row: Any, base: str) -> Entry | None:
    """Return an entry of RSS or Atom."""
    address = absolute(str(row.get("link") or ""), base)
    key = str(row.get("id") or address)
    contents = [part.get("value", "") for part in row.get("content") or [] if "html" in str(part.get("type", ""))]
    if not key:
        return None
    day = row.get("published_parsed") or row.get("updated_parsed")
    return Entry(
        key=key,
        url=address,
        title=short(row.get("title", "")),
        published=iso(day),
        author=short(row.get("author", "")),
        content=storable(max(contents, key=len, default="")),
    )


def iso(day: Any) -> str:
    """Return a parsed time's day, "" where there is none: feedparser reads days that no calendar has."""
    try:
        return date(*day[:3]).isoformat() if day else ""
    except (ValueError, TypeError, OverflowError):
        return ""


def from_json(body: bytes, base: str) -> FeedPage:
    """Return a JSON Feed (jsonfeed.org, version 1.1)."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(Reason.BAD_JSON) from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise Refused(Reason.WRONG_TYPE, "application/json")
    entries = (from_item(item, base) for item in items[:MOST] if isinstance(item, dict))
    return FeedPage(short(document.get("title", "")), tuple(entry for entry in entries if entry))


def from_item(item: Mapping[str, Any], base: str) -> Entry | None:
    """Return an entry of a JSON Feed."""
    address = absolute(text(item.get("url")) or text(item.get("external_url")), base)
    key = text(item.get("id")) or address
    if not key:
        return None
    authors = item.get("authors") or [item.get("author")]
    names = [text(one.get("name")) for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    content = text(item.get("content_html")) or paragraphs(text(item.get("content_text")))
    return Entry(
        key=key,
        url=address,
        title=short(text(item.get("title"))),
        published=text(item.get("date_published"))[:40],
        author=short(", ".join(filter(None, names))),
        content=storable(content),
    )


def text(value: Any) -> str:
    """Return a JSON value that should be a string, or a number that stands for one."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def paragraphs(plain_text: str) -> str:
    """Return plain text as HTML."""
    parts = (characters.escape(part.strip()) for part in re.split(r"\n\s*\n", plain_text) if part.strip())
    return "".join(f"<p>{part}</p>" for part in parts)


def absolute(link: str, base: str) -> str:
    """Return a link made absolute, or "" where it is none."""
    try:
        found = urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""
    return found if found.startswith(("http://", "https://")) and len(found) <= LONGEST else ""


def plain(content: str) -> str:
    """Return the text of a piece of HTML."""
    if not content.strip():
        return ""
    try:
        return " ".join(str(html.fromstring(f"<div>{content}</div>").text_content()).split())
    except (etree.LxmlError, ValueError, AssertionError):
        return ""


def short(value: Any) -> str:
    """Return a title or name on one line, without markup."""
    line = plain(str(value)) if "<" in str(value) or "&" in str(value) else str(value)
    return storable(" ".join(line.split()))[:300]


def storable(value: str) -> str:
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
