"""Machine-readable reservations of text and data mining, and what publishers wish of learning machines.

In: a site's tdmrep.json, an answer's headers, a page. Out: a Reservation, or None. Sources: TDM Reservation Protocol
(W3C community group, 2024): file at the origin, HTTP header, HTML metadata; and the customary `noai`, `noml` of
X-Robots-Tag and meta robots. Where they contradict each other, the one that reserves counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from articles.fetching.targets import Target
from articles.records import Reason, Refused

PATH = "/.well-known/tdmrep.json"
MOST_RULES = 1000
LONGEST = 500
WISHES = re.compile(r"\b(noai|noml|noimageai)\b", re.IGNORECASE)
# A page is looked through only where its bytes name one of these at all.
MARKS = re.compile(rb"tdm-reservation|noai|noml", re.IGNORECASE)
HEAD = 512 * 1024


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation: how it was declared, in the words of the declaration, and the address of its policy or ""."""

    how: str
    policy: str = ""


class Reserved(Refused):
    """A page that may not be mined; it brings its reservation along."""

    def __init__(self, reservation: Reservation) -> None:
        super().__init__(Reason.RESERVED, reservation.policy or reservation.how)
        self.reservation = reservation


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of tdmrep.json: paths with * and $ as in robots.txt."""

    location: str
    reserved: bool
    policy: str = ""


def rules_of(body: bytes) -> list[Rule]:
    """Return the entries of a tdmrep.json; a file that is none reserves nothing."""
    try:
        entries = json.loads(body)
    except (ValueError, RecursionError):
        return []
    entries = entries if isinstance(entries, list) else [entries]
    return [found for entry in entries[:MOST_RULES] if (found := rule_of(entry))]


def rule_of(entry: Any) -> Rule | None:
    """Return one entry, or None where it says nothing that we understand."""
    if not isinstance(entry, Mapping) or not isinstance(location := entry.get("location"), str):
        return None
    policy = entry.get("tdm-policy", "")
    return Rule(
        location[:LONGEST].replace("\x00", ""),
        is_yes(entry.get("tdm-reservation")),
        web_address(policy if isinstance(policy, str) else ""),
    )


def of_site(rules: list[Rule], target: Target) -> Reservation | None:
    """Return what tdmrep.json says of a target: the longest location that fits it counts, as in robots.txt."""
    fitting = [rule for rule in rules if fits(rule.location, target.path)]
    if not fitting:
        return None
    best = max(fitting, key=lambda rule: (len(rule.location), rule.reserved))
    return Reservation("tdmrep.json", web_address(best.policy, target.url)) if best.reserved else None


def fits(location: str, path: str) -> bool:
    """Say whether a pattern fits the beginning of a path; * is anything, $ at the end its end.

    Done by parts, not as a regular expression: a hostile pattern must not cost more than its length.
    """
    ends = location.endswith("$")
    first, *others = location.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others):
        if ends and number == len(others) - 1:
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path)


def of_answer(headers: Mapping[str, str], url: str) -> Reservation | None:
    """Return what the headers of an answer reserve."""
    if any(is_yes(value) for value in headers.get("tdm-reservation", "").split(",")):
        return Reservation("tdm-reservation: 1", web_address(headers.get("tdm-policy", ""), url))
    wish = WISHES.search(headers.get("x-robots-tag", ""))
    return Reservation(f"X-Robots-Tag: {wish[1].lower()}") if wish else None


def of_page(content: bytes, url: str = "") -> Reservation | None:
    """Return what the metadata of an HTML page reserve."""
    if not MARKS.search(content):
        return None
    names = {name.lower(): value for name, value in metadata(content)}
    if is_yes(names.get("tdm-reservation")):
        return Reservation('<meta name="tdm-reservation">', web_address(names.get("tdm-policy", ""), url))
    wish = next((found for name in ("robots", "claimtrack") if (found := WISHES.search(names.get(name, "")))), None)
    return Reservation(f'<meta name="robots" content="{wish[1].lower()}">') if wish else None


def metadata(content: bytes) -> list[tuple[str, str]]:
    """Return (name, content) of the page's meta elements."""
    try:
        tree = html.document_fromstring(content[:HEAD])
    except (etree.LxmlError, ValueError, AssertionError):
        return []
    rows = ((meta.get("name") or meta.get("property") or "", meta.get("content") or "") for meta in tree.iter("meta"))
    return [(name.strip(), value.strip()) for name, value in rows if name]


def is_yes(value: Any) -> bool:
    """Say whether a value of tdm-reservation reserves: 1, as number or text."""
    return not isinstance(value, bool) and str(value).strip() == "1"


def web_address(value: str, base: str = "") -> str:
    """Return a policy's address made absolute, or "" where it is no http(s) address: it is shown as a link."""
    try:
        found = urljoin(base, value.strip()) if value.strip() else ""
        parts = urlsplit(found)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    relative = not base and not parts.scheme and found.startswith("/")
    return found if (is_web or relative) and len(found) <= LONGEST and "\x00" not in found else ""
