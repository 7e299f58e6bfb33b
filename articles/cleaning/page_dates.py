"""When a page says that it was published: JSON-LD, metadata, the article's own <time>.

In: a page as a tree. Out: days as written or ISO, by the way in which they were found ("jsonld", "meta"). Dates of
teasers, comments, later edits and copyright lines are never taken; where two articles of a page claim different days
and none of them is known to be the page's own, none is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from htmldate import find_date
from lxml import etree, html

from articles.cleaning import stamps
from articles.cleaning.letters import VISIBLE

MANY = 200  # elements of metadata; real pages have some dozens
NODES = 5000  # of JSON-LD
LARGEST = 1_000_000  # characters of one script
LD = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"
# Times inside these belong to other articles, comments or the site.
OWN_TIMES = "//time[not(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::form)]"
# Neither the year of a copyright nor a later edit is the day of publication.
DATED = "//meta[not(re:test(concat(@name, @property, @itemprop), 'copyright|modif|updated|expire|revis', 'i'))]"
REGEX = {"re": "http://exslt.org/regular-expressions"}
OTHERS = (
    "related",
    "teaser",
    "sidebar",
    "recommend",
    "comment",
    "mehr-zum",
    "newsletter",
    "kommentar",
    "aside",
    "breaking",
)
LATER = re.compile(r"modif|updat|aktualisier|geändert|stand", re.IGNORECASE)
# What metadata call the day of publication, the surest first, in lower case.
NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dcterms.issued",
    "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "parsely-pub-date",
    "sailthru.date",
    "publishdate", "publish-date", "publish_date", "publication_date", "published_at", "pubdate", "article.published",
    "cxenseparse:recs:publishtime", "vr:published_time", "bt:pubdate", "article_date_original", "date",
)  # fmt: skip
TYPES = re.compile(r"(?:.*Article|.*Posting|Report|Blog|Review|CreativeWork|WebPage)$")
BROKEN = re.compile(r"\"datePublished\"\s*:\s*\"([^\"\\]{4,40})\"")
# Below these keys stand other articles, pictures, films and comments.
# fmt: off
NOT_ITS_OWN = frozenset({
    "about", "associatedmedia", "blogpost", "citation", "comment", "haspart", "image", "isbasedon", "ispartof",
    "itemlistelement", "liveblogupdate", "mentions", "relatedlink", "review", "significantlink", "subjectof", "video",
    "workexample",
})
# fmt: on


def found_on(tree: html.HtmlElement, url: str) -> dict[str, str]:
    """Return the day of publication by the way it was found; url: the page's canonical address or ""."""
    ways = {"jsonld": from_json_ld(tree, url), "meta": from_meta(tree) or from_time(tree)}
    return {way: written for way, written in ways.items() if written}


def from_json_ld(tree: html.HtmlElement, url: str) -> str:
    """Return the datePublished of the page's article, "" where there is none or more than one may be meant."""
    scripts = [script.text or "" for script in tree.xpath(LD)[:20]]
    found = [article for script in scripts for article in articles_in(script)]
    dates = {str(article["datePublished"]).strip() for article in found}
    if len(dates) > 1:
        found = [article for article in found if is_page(article, url, headlines(tree))]
        dates = {str(article["datePublished"]).strip() for article in found}
    days = {stamps.parse(written) for written in dates} - {(None, "unknown")}
    return min(written for written in dates if stamps.parse(written)[0]) if len(days) == 1 else ""


def articles_in(script: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a script that are articles with a day of publication."""
    if len(script) > LARGEST:
        return
    try:
        waiting: list[Any] = [json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
    except (ValueError, RecursionError):
        yield from ({"datePublished": written} for written in BROKEN.findall(script))
        return
    for _ in range(NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if isinstance(node.get("datePublished"), str) and TYPES.match(kind(node)):
                yield node
            waiting += [value for name, value in node.items() if name.lower() not in NOT_ITS_OWN]


def kind(node: dict[str, Any]) -> str:
    """Return the type of an object, the last one where it has several."""
    named = node.get("@type")
    return str(named[-1] if isinstance(named, list) and named else named)


def is_page(article: dict[str, Any], url: str, titles: set[str]) -> bool:
    """Say whether an object is the page's own article, by its address or headline."""
    main = article.get("mainEntityOfPage")
    addresses = [article.get("url"), article.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return bool(url) and url in addresses or bare(str(article.get("headline", ""))) in titles


def headlines(tree: html.HtmlElement) -> set[str]:
    """Return the page's main headings, letters only."""
    return {bare(heading.text_content()) for heading in tree.xpath("//h1")[:5]} - {""}


def bare(text: str) -> str:
    """Return a text's letters, however they are spaced and cased."""
    return "".join(VISIBLE.findall(text)).casefold()


def from_meta(tree: html.HtmlElement) -> str:
    """Return the first day of publication among the metadata: by known names, else htmldate's strict answer."""
    elements = tree.xpath(DATED, namespaces=REGEX)[:MANY]
    named: dict[str, str] = {}
    for element in elements:
        for attribute in ("property", "name", "itemprop"):
            if name := element.get(attribute, "").lower():
                named.setdefault(name, element.get("content") or element.get("datetime") or "")
    for name in NAMES:
        if stamps.parse(named.get(name, ""))[0]:
            return named[name]
    reduced = html.Element("html")
    etree.SubElement(reduced, "head").extend(elements)
    etree.SubElement(reduced, "body")
    return strict(reduced) if elements else ""


def strict(tree: html.HtmlElement) -> str:
    """Return htmldate's strict answer on a tree that holds nothing but trustworthy places."""
    first, last = f"{stamps.FIRST_YEAR}-01-01", stamps.latest().isoformat()
    try:
        found = find_date(tree, extensive_search=False, original_date=True, min_date=first, max_date=last)
        return str(found or "")
    except (etree.LxmlError, ValueError, TypeError, OverflowError):
        return ""


def from_time(tree: html.HtmlElement) -> str:
    """Return the day of the first <time> that is the article's own and no later edit's."""
    for element in tree.xpath(OWN_TIMES)[:MANY]:
        marks = " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "title"))
        before = f"{element.getprevious().tail or ''}" if element.getprevious() is not None else ""
        before = before or (element.getparent().text or "" if element.getparent() is not None else "")
        if inside_others(element) or LATER.search(marks) or LATER.search(before[-40:]):
            continue
        for written in (element.get("datetime") or "", " ".join(element.text_content().split())[:80]):
            if stamps.parse(written)[0]:
                return written
    return ""


def inside_others(element: html.HtmlElement) -> bool:
    """Say whether an element stands in a block of other articles."""
    marks = " ".join(f"{above.get('class', '')} {above.get('id', '')}" for above in element.iterancestors()).lower()
    return any(name in marks for name in OTHERS)
