"""What a site's robots.txt asks of us (RFC 9309).

In: the answer to its request, or the refusal of it. Out: text to keep, and whether a page may be fetched.
"""

from __future__ import annotations

from functools import lru_cache

from protego import Protego

from articles.fetching.targets import Target
from articles.records import Reason, Refused

PATH = "/robots.txt"
NAME = "claimtrack"  # under which robots.txt may speak of us
LONGEST = 500 * 1024  # more need not be read, says the RFC
SLOWEST = 60.0  # seconds between two requests that a site may ask for


def text_of(body: bytes) -> str:
    """Return a robots.txt as text that PostgreSQL can hold."""
    return body[:LONGEST].decode("utf-8", "replace").replace("\x00", "")


def stands_for_none(refusal: Refused) -> bool:
    """Say whether no robots.txt could be had in a way that allows everything.

    A server that has none, or gives none, allows it. One that is out of order does not: it may have one.
    """
    return refusal.reason in (
        *(Reason.NOT_FOUND, Reason.FORBIDDEN, Reason.HTTP_STATUS, Reason.WRONG_TYPE, Reason.EMPTY),
        *(Reason.TOO_LARGE, Reason.REDIRECTS, Reason.BOMB),
    )


def allows(text: str, target: Target) -> bool:
    """Say whether robots.txt lets us fetch the target."""
    return target.path == PATH or not text.strip() or bool(parsed(text).can_fetch(target.url, NAME))


def delay(text: str) -> float:
    """Return the seconds that robots.txt wants between two requests, 0 where it says nothing."""
    asked = parsed(text).crawl_delay(NAME) if text.strip() else None
    return min(float(asked or 0), SLOWEST)


@lru_cache(maxsize=16)
def parsed(text: str) -> Protego:
    return Protego.parse(text)
