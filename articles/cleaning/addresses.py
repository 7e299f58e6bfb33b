"""Web addresses: one form for each, and the domain that stands for its outlet.

In: an address as written. Out: its canonical form and its host; nothing is fetched. Tracking parameters, AMP and mobile
versions lead to the same article, so they get the same address.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from courlan import clean_url

LONGEST = 2000
MOBILE = re.compile(r"^(?:m|mobil|mobile|amp|touch|wap)\.(?=[^.]+\.[^.]+)|(?<=\.)(?:m|mobil|mobile|amp)\.(?=[^.]+\.)")
# Caches in front of AMP pages: https://host.cdn.ampproject.org/c/s/host/path, https://www.google.com/amp/s/host/path
CACHED = re.compile(r"^/(?:amp|[acirv])/(?:s/)?(?=[^/]+\.[^/]+/)")
AMP_PATH = re.compile(r"/amp(?=/?$)|^/amp(?=/)|[.]amp(?=(?:\.html?)?$)|(?<=\w)-amp(?=\.html?$)", re.IGNORECASE)
# What courlan does not know: campaigns of German houses, and the AMP switch.
TRACKING = re.compile(
    r"(?:utm|wt|at|mc|pk|mtm|hsa|ns|cx|icid|itm)[_.-]\w*|wt\.\w+|amp|sara_ref|xtor|cmp|cmpid|cid|emcs_t|dicbo|tmstv|"
    r"cxrecs_s|socid|traffic_source|(?:fb|g|d|ms|y)clid|igshid|reduced|ref_?src|referrer|feedref|campaign|share",
    re.IGNORECASE,
)
SWITCH = {("outputtype", "amp"), ("outputtype", "valueamp"), ("view", "amp"), ("type", "amp"), ("print", "1")}


def canonical(url: str) -> str:
    """Return an http(s) address without tracking, AMP, mobile host and fragment, or "" where it is none."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
        cleaned = clean_url(untracked(url)) or ""
    except ValueError:
        return ""
    return cleaned if len(cleaned) <= LONGEST and "\x00" not in cleaned else ""


def untracked(url: str) -> str:
    """Return the address of the article itself: out of caches, off mobile hosts, without campaign parameters."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if (host.endswith(".cdn.ampproject.org") or host.startswith("www.google.")) and CACHED.match(parts.path):
        parts = urlsplit("https://" + CACHED.sub("", parts.path) + (f"?{parts.query}" if parts.query else ""))
        host = parts.hostname or ""
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    kept = [(k, v) for k, v in pairs if not TRACKING.fullmatch(k) and (k.lower(), v.lower()) not in SWITCH]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    if (desktop := MOBILE.sub("", host)) != host:
        netloc = desktop if desktop.count(".") > 1 else f"www.{desktop}"
        netloc += f":{parts.port}" if parts.port else ""
    else:
        netloc = parts.netloc
    return urlunsplit((parts.scheme, netloc, AMP_PATH.sub("", parts.path), query, ""))


def preferred(given: str, on_page: str) -> str:
    """Return the canonical address of an article: the page's own word for the address that it was fetched from.

    given: what the sender said; on_page: the page's rel=canonical or og:url. That counts unless it is another site's
    (whose article this page prints) or leads to the front page, as on badly kept sites.
    """
    ours, theirs = canonical(given), canonical(on_page)
    if not ours or not theirs:
        return ours or theirs
    return theirs if site(ours) == site(theirs) and not is_front(theirs) else ours


def is_front(url: str) -> bool:
    """Say whether an address is that of a site's front page, which no article has."""
    parts = urlsplit(url)
    return len(parts.path) <= 1 and not parts.query


def site(url: str) -> str:
    """Return the last two labels of an address's host: enough to tell two houses apart."""
    return ".".join(domain(url).split(".")[-2:])


def domain(url: str) -> str:
    """Return the host of a canonical address, without "www."."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:253]


def key(url: str) -> str:
    """Return what two addresses of the same article have in common: no scheme, no "www.", no slash at the end."""
    cleaned = canonical(url)
    if not cleaned:
        return ""
    parts = urlsplit(cleaned)
    return f"{domain(cleaned)}{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"
