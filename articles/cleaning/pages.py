"""The main text of a web page and what its metadata say.

In: HTML. Out: text without navigation, related lists and scripts (trafilatura), title, site, author, address, date.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from htmldate import find_date
from lxml import etree, html
from trafilatura import bare_extraction

from articles.cleaning import stamps
from articles.records import Reason, Refused

# What trafilatura discards has a named reason of ours and needs no line in the log.
logging.getLogger("trafilatura").setLevel(logging.ERROR)

MANY = 200  # elements of metadata; real pages have some dozens
TOO_LITTLE = 200  # characters of main text under which a second, more generous extraction is tried
# Times inside these belong to other articles, comments or the site.
OWN_TIMES = "//time[@datetime][not(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::form)]"
# Neither the year of a copyright nor a later edit is the day of publication.
DATED = "//meta[not(re:test(concat(@name, @property, @itemprop), 'copyright|modif|updated', 'i'))]"
REGEX = {"re": "http://exslt.org/regular-expressions"}
OTHERS = ("related", "teaser", "sidebar", "recommend", "comment", "mehr-zum", "newsletter")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text, its metadata by our field names, and its date as ISO string or ""."""

    text: str
    meta: Mapping[str, str]
    date: str


def main_text(content: str) -> Page:
    """Return the page's text and metadata; raises Refused(NO_MAIN_TEXT) where it has none."""
    tree = parsed(content)
    found = extracted(content)
    if not found.get("text"):
        raise Refused(Reason.NO_MAIN_TEXT)
    names = {"title": "title", "outlet": "sitename", "author": "author", "url": "url"}
    meta = {ours: storable(found.get(theirs)) for ours, theirs in names.items()}
    return Page(storable(found["text"]), {key: value for key, value in meta.items() if value}, page_date(tree))


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
    """Return trafilatura's document; short results are tried again in favour of recall, with tables."""
    strict = document(content, include_tables=False)
    if len(str(strict.get("text") or "")) >= TOO_LITTLE:
        return strict
    generous = document(content, favor_recall=True)
    longer = len(str(generous.get("text") or "")) > len(str(strict.get("text") or ""))
    return generous if longer else strict


def document(content: str, **options: Any) -> dict[str, object]:
    """Return one extraction as a dictionary; {} where there is nothing to extract."""
    try:
        # Its date is not used and shall cost nothing: ours is found below, and never in other articles' teasers.
        quick = {"extensive_search": False}
        found = bare_extraction(
            content, include_comments=False, with_metadata=True, fast=True, date_extraction_params=quick, **options
        )
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        return {}
    if found is None:
        return {}
    return dict(found if isinstance(found, dict) else found.as_dict())


def page_date(tree: html.HtmlElement) -> str:
    """Return the first publication in metadata, JSON-LD or the article's own <time>, as ISO string or ""."""
    reduced = html.Element("html")
    head, body = etree.SubElement(reduced, "head"), etree.SubElement(reduced, "body")
    own = next((element for element in tree.xpath(OWN_TIMES) if not inside_others(element)), None)
    for element in tree.xpath(f"{DATED} | //script[@type='application/ld+json']", namespaces=REGEX)[:MANY]:
        head.append(element)
    if found := search(reduced):
        return found
    if own is None:
        return ""
    body.append(own)
    return search(reduced)


def inside_others(element: html.HtmlElement) -> bool:
    """Say whether an element stands in a block of other articles."""
    marks = " ".join(f"{above.get('class', '')} {above.get('id', '')}" for above in element.iterancestors()).lower()
    return any(name in marks for name in OTHERS)


def search(tree: html.HtmlElement) -> str:
    """Return htmldate's strict answer on a tree that holds nothing but trustworthy places."""
    try:
        found = find_date(
            tree,
            extensive_search=False,
            original_date=True,
            min_date=f"{stamps.FIRST_YEAR}-01-01",
            max_date=stamps.latest().isoformat(),
        )
    except (etree.LxmlError, ValueError, TypeError, OverflowError):
        return ""
    return str(found or "")
