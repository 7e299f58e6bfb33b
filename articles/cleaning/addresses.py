"""Web addresses: one form for each, and the domain that stands for its outlet.

In: an address as written. Out: its canonical form and its host; nothing is fetched.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from courlan import clean_url

LONGEST = 2000


def canonical(url: str) -> str:
    """Return an http(s) address without tracking parameters and fragment, or "" where it is none."""
    try:
        parts = urlsplit(url.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
        cleaned = clean_url(url.strip()) or ""
    except ValueError:
        return ""
    return cleaned if len(cleaned) <= LONGEST and "\x00" not in cleaned else ""


def domain(url: str) -> str:
    """Return the host of a canonical address, without "www."."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:253]
