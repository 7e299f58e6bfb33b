"""The main text of a web page and what its metadata say.

In: HTML. Out: text without navigation, related lists and scripts (trafilatura), title, site, author, address, date.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction

from articles.cleaning import page_dates
from articles.records import Reason, Refused

# What trafilatura discards has a named reason of ours and needs no line in the log.
logging.getLogger("trafilatura").setLevel(logging.ERROR)

LEAST_TITLE = 15  # characters of a headline that tells where the site's name begins
SITE = re.compile(r"\s*[|–—·:-]\s+([^|–—]{2,40})")
HEAD = 5000  # characters in which a page that is whole opens
TOO_LITTLE = 200  # characters of main text under which a more generous extraction is tried
TRIES: tuple[dict[str, Any], ...] = (
    {"fast": True, "include_tables": False},
    {"fast": False, "include_tables": False},
    {"fast": True, "favor_recall": True},
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text, its metadata by our field names, and its day of publication by the way it was found."""

    text: str
    meta: Mapping[str, str]
    dates: Mapping[str, str]


def main_text(content: str) -> Page:
    """Return the page's text and metadata; raises Refused(NO_MAIN_TEXT) where it has none."""
    tree = parsed(content)
    found = extracted(whole(content))
    if not found.get("text"):
        raise Refused(Reason.NO_MAIN_TEXT)
    names = {"title": "title", "outlet": "sitename", "author": "author", "url": "url"}
    meta = {ours: storable(found.get(theirs)) for ours, theirs in names.items()}
    meta["outlet"] = site_name(tree, meta["outlet"])
    known = {key: value for key, value in meta.items() if value}
    return Page(storable(found["text"]), known, page_dates.found_on(tree, known.get("url", "")))


def whole(content: str) -> str:
    """Return a page that says it is one: some give only what stands in its body, and trafilatura refuses that."""
    return content if "<html" in content[:HEAD].lower() else f"<!DOCTYPE html>\n<html>{content}</html>"


def site_name(tree: html.HtmlElement, named: str) -> str:
    """Return how the page calls its site: its metadata's word, else what its <title> has behind the headline.

    A bare year (of a copyright) or the host is no name.
    """
    if any(map(str.isalpha, named)) and ("." not in named or " " in named):
        return named
    title = " ".join((tree.findtext(".//title") or "").split())
    for heading in tree.xpath("//h1")[:3]:
        text = " ".join(heading.text_content().split())
        if len(text) >= LEAST_TITLE and (match := SITE.fullmatch(title, len(text))) and title.startswith(text):
            return storable(match[1])
    return named if any(map(str.isalpha, named)) else ""


def storable(value: object) -> str:
    """Return a value as text that PostgreSQL can hold: character references may name NUL or half a surrogate pair."""
    return str(value or "").replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def parsed(content: str) -> html.HtmlElement:
    """Return the page as a tree."""
    try:
        # Bytes, because lxml refuses text that declares an encoding of its own.
        return html.document_fromstring(content.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refused(Reason.NO_MAIN_TEXT) from error


def extracted(content: str) -> dict[str, object]:
    """Return trafilatura's document.

    What comes out too short is tried again: with its copies of readability and jusText, then in favour of recall and
    with tables; the longest text counts.
    """
    best: dict[str, object] = {}
    for options in TRIES:
        found = document(content, **options)
        if len(str(found.get("text") or "")) > len(str(best.get("text") or "")):
            best = found
        if len(str(best.get("text") or "")) >= TOO_LITTLE:
            break
    return best


def document(content: str, **options: Any) -> dict[str, object]:
    """Return one extraction as a dictionary; {} where there is nothing to extract."""
    try:
        # Its date is not used and shall cost nothing: ours is found below, and never in other articles' teasers.
        quick = {"extensive_search": False}
        found = bare_extraction(
            content, include_comments=False, with_metadata=True, date_extraction_params=quick, **options
        )
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        return {}
    if found is None:
        return {}
    return dict(found if isinstance(found, dict) else found.as_dict())
