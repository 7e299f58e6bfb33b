"""The main text of a web page and what its metadata say.

In: HTML. Out: text without navigation, related lists and scripts (trafilatura), title, site, author, address, date.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree, html
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document, Extractor

from articles.cleaning import page_dates, page_meta
from articles.records import Reason, Refused

# What trafilatura discards has a named reason of ours and needs no line in the log.
logging.getLogger("trafilatura").setLevel(logging.ERROR)

LEAST_TITLE = 15  # characters of a headline that tells where the site's name begins
SITE = re.compile(r"\s*[|–—·:-]\s+([^|–—]{2,40})")
HEAD = 5000  # characters in which a page that is whole opens
TOO_LITTLE = 200  # characters of main text under which a more generous extraction is tried
# Made once: each reads a file of settings anew.
TRIES = (
    Extractor(output_format="python", fast=True, tables=False, comments=False),
    Extractor(output_format="python", fast=False, tables=False, comments=False),
    Extractor(output_format="python", fast=True, recall=True, comments=False),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text, its metadata by our field names, and its day of publication by the way it was found."""

    text: str
    meta: Mapping[str, str]
    dates: Mapping[str, str]


def main_text(content: str) -> Page:
    """Return the page's text and metadata; raises Refused(NO_MAIN_TEXT) where it has none."""
    tree = parsed(whole(content))
    text = extracted(tree)
    if not text:
        raise Refused(Reason.NO_MAIN_TEXT)
    meta = {name: storable(value) for name, value in page_meta.of_page(tree).items()}
    meta["outlet"] = site_name(tree, meta["outlet"])
    known = {key: value for key, value in meta.items() if value}
    # Last, since it takes the tree apart.
    return Page(storable(text), known, page_dates.found_on(tree, known.get("url", "")))


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
    """Return the page as a tree, which all who read it share; raises Refused(NO_MAIN_TEXT) where it is none."""
    try:
        tree = load_html(content)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refused(Reason.NO_MAIN_TEXT) from error
    if tree is None:
        raise Refused(Reason.NO_MAIN_TEXT)
    return tree


def extracted(tree: html.HtmlElement) -> str:
    """Return trafilatura's text, "" where it finds none; the tree stays as it is.

    What comes out too short is tried again: with its copies of readability and jusText, then in favour of recall and
    with tables; the longest text counts.
    """
    best = ""
    for options in TRIES:
        best = max(best, text_of(tree, options), key=len)
        if len(best) >= TOO_LITTLE:
            break
    return best


def text_of(tree: html.HtmlElement, options: Extractor) -> str:
    """Return the text of one extraction, "" where there is nothing to extract."""
    try:
        found = bare_extraction(tree, options=options)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        return ""
    return str(found.text or "") if isinstance(found, Document) else ""
