"""What a page's metadata say: title, site, author, address.

In: a page as a tree. Out: strings by our field names. trafilatura's steps, in its order, without those for
what we do not use or find ourselves (categories, tags, licence, date): they took a quarter of the time of a page. A
test compares both on all sample pages.
"""

from __future__ import annotations

import logging
import re

from lxml import html
from trafilatura import metadata
from trafilatura.settings import Document

log = logging.getLogger(__name__)

# What its search for the author goes by: that copies the page and takes longer than all else here. Where no attribute
# of an element that holds text has one of these words, it can find none.
BYLINES = re.compile(
    "author|byl|bbl|username|zuozhe|bianji|xiaobian|channel-name|submitted-by|posted-by|journalist-name|screenname|"
    "writer",
    re.IGNORECASE,
)


def of_page(tree: html.HtmlElement) -> dict[str, str]:
    """Return what the page says of itself; "" for what it does not say."""
    found = from_data(tree)
    found.title = found.title or metadata.extract_title(tree)
    if not found.author and may_have_byline(tree):
        found.author = metadata.extract_author(tree)
    found.url = found.url or metadata.extract_url(tree)
    found.sitename = site(found.sitename or metadata.extract_sitename(tree) or "", found.url or "")
    found.clean_and_trim()
    names = {"title": found.title, "outlet": found.sitename, "author": found.author, "url": found.url}
    return {name: value or "" for name, value in names.items()}


def from_data(tree: html.HtmlElement) -> Document:
    """Return what its metadata and its data for search engines say."""
    found = metadata.examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None  # a role or an account, rarely a name
    try:
        return metadata.extract_meta_json(tree, found)
    except Exception as error:
        # Data for search engines come in every shape, and its reader raises on some; the page's other words count.
        log.info("data for search engines are left out", extra={"because": type(error).__name__})
        return found


def may_have_byline(tree: html.HtmlElement) -> bool:
    """Say whether an element may be found that holds the author's name."""
    for element in tree.iter():
        if element.tag == "author":
            return True
        if element.attrib and element.tag not in ("meta", "link") and BYLINES.search(" ".join(element.attrib.values())):
            return True
    return False


def site(name: str, url: str) -> str:
    """Return the site's name as a name is written, or its host where it has none."""
    if name:
        name = name.lstrip("@")
        return name if not name or "." in name or name[0].isupper() else name.title()
    match = metadata.META_URL.match(url)
    return match[1] if match else ""
