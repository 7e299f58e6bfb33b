"""The vocabulary of the way in: plain frozen records, no Django.

In: nothing. Out: what readers hand to intake and cleaning, what cleaning hands back, and the codes of all reasons for
which an item may end without a new article. The words for each reason are in `articles.reasons`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Format(StrEnum):
    """How one article's bytes are to be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


class Reason(StrEnum):
    """Why an item was not read, or not to its end."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    BINARY = "binary"
    UNSUPPORTED = "unsupported"
    BAD_FRONT_MATTER = "bad_front_matter"
    BAD_JSON = "bad_json"
    BAD_TABLE = "bad_table"
    BAD_ROW = "bad_row"
    NO_TEXT_FIELD = "no_text_field"
    NO_MAIN_TEXT = "no_main_text"
    BAD_ARCHIVE = "bad_archive"
    ENCRYPTED = "encrypted"
    NESTED = "nested"
    BOMB = "bomb"
    UNSAFE_NAME = "unsafe_name"
    NOT_A_FILE = "not_a_file"
    TRUNCATED = "truncated"
    BAD_DOCUMENT = "bad_document"
    ENTITIES = "entities"
    NO_PAGES = "no_pages"
    SCANNED = "scanned"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_COLUMNS = "too_many_columns"
    SLOW = "slow"
    BAD_ADDRESS = "bad_address"
    BLOCKED_ADDRESS = "blocked_address"
    NO_HOST = "no_host"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    REDIRECTS = "redirects"
    TOO_SLOW = "too_slow"
    CUT_OFF = "cut_off"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    BUSY = "busy"
    SERVER_ERROR = "server_error"
    HTTP_STATUS = "http_status"
    WRONG_TYPE = "wrong_type"
    ROBOTS = "robots"
    RESERVED = "reserved"
    LANGUAGE = "language"
    COPY = "copy"
    INTERNAL = "internal"
    GAVE_UP = "gave_up"
    NO_ROOM = "no_room"
    FILES_GONE = "files_gone"
    EXTRACTION = "extraction"
    CANCELLED = "cancelled"
    ARTICLE_GONE = "article_gone"


# Where a page by its address did not come, but may come another time.
LATER = frozenset(
    {
        *(Reason.NO_HOST, Reason.UNREACHABLE, Reason.TLS, Reason.TOO_SLOW, Reason.CUT_OFF),
        *(Reason.BUSY, Reason.SERVER_ERROR),
    }
)
# What may go well another time with the same bytes or address; all else stays until other bytes are sent.
RETRYABLE = frozenset({Reason.INTERNAL, Reason.SLOW}) | LATER
# What a person with a right of use may overrule.
WISHES = frozenset({Reason.ROBOTS, Reason.RESERVED})


class Refused(Exception):  # noqa: N818  (not an error of the program: a verdict on what was received)
    """What was received cannot become an article; `reason` says why, `detail` where or what (never article text)."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class RawItem:
    """One article as received.

    name: file, with member ("a.zip/b.txt") and record number ("a.csv#12") where it came from a collection.
    payload: the file's bytes, or the text column of a row in UTF-8. fields: what its row said, by our field names.
    read_as: of a row, how its table was read: encoding, delimiter, and the columns where somebody said what they mean.
    """

    name: str
    payload: bytes
    format: Format
    fields: Mapping[str, str] = field(default_factory=dict)
    read_as: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """A file, member or row that no article can be made of, and why."""

    name: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article decoded: content is text, or the page where format is HTML; fields are named as in fields.toml.

    name: of the item it came from (see RawItem), since names of files often begin with a day; "" where it has none.
    """

    content: str
    format: Format
    fields: Mapping[str, str] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of publication, how exact it is (day, month, year, unknown), and how it was found (Article.Found)."""

    day: date | None = None
    precision: str = "unknown"
    found: str = "unknown"


@dataclass(frozen=True, slots=True)
class Noise:
    """Characters start to end (exclusive) of the cleaned text that are no news text, and what they are."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """One article ready to be stored; every offset counts in characters of `text`.

    domain, country (ISO 3166, two letters) and is_agency tell of the outlet; agency names whose report it prints, in
    whole or in part ("dpa", "AFP/dpa").
    """

    title: str
    text: str
    noise: tuple[Noise, ...] = ()
    published: FoundDate = FoundDate()
    outlet: str = ""
    domain: str = ""
    author: str = ""
    url: str = ""
    language: str = "de"
    agency: str = ""
    country: str = ""
    is_agency: bool = False
