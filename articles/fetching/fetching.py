"""An address to the bytes behind it, through redirects, each of which is checked like the first.

In: an address, a Policy, and what has to be asked before each request. Out: Fetched, or Refused with the reason; a
reason that says "later" carries the seconds the server asked for in `wait`.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from articles.fetching import bodies, connecting, resolving, targets
from articles.fetching.policy import Clock, Policy
from articles.fetching.statuses import check_status
from articles.fetching.targets import Target
from articles.records import Reason, Refused

REDIRECTS = (301, 302, 303, 307, 308)
NOT_MODIFIED = 304
ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, text/markdown;q=0.9, */*;q=0.1"
KEPT = 4096  # characters of a header's value


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave; url is where it was found in the end, names of headers are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def fetch(
    url: str,
    policy: Policy,
    *,
    headers: Mapping[str, str] | None = None,
    permit: Callable[[Target, Clock], None] | None = None,
    clock: Clock | None = None,
) -> Fetched:
    """Return what stands at the address.

    headers: more request headers, for instance If-None-Match, to which a server may answer 304. permit: called before
    each request with its target and the clock, may raise Refused. clock: where the time already runs.
    """
    clock = clock or Clock(policy.seconds)
    target, seen = targets.parse(url), set[str]()
    while True:
        if target.url in seen or len(seen) > policy.redirects:
            raise Refused(Reason.REDIRECTS)
        seen.add(target.url)
        if permit:
            permit(target, clock)
        found = once(target, policy, clock, headers or {})
        if isinstance(found, Fetched):
            return found
        target = found


def once(target: Target, policy: Policy, clock: Clock, more: Mapping[str, str]) -> Fetched | Target:
    """Ask one server once: return what it gave, or where it sends us."""
    ips = resolving.addresses(target, policy, clock)
    if clock.is_over():
        raise Refused(Reason.TOO_SLOW, target.host)
    asked = {"User-Agent": policy.agent, "Accept": ACCEPT, "Accept-Encoding": "gzip", "Accept-Language": "de", **more}
    exchange, response = connecting.ask(target, ips, asked, policy, clock)
    with exchange:
        location = response.headers.get("Location")
        if response.status in REDIRECTS and location:
            return targets.follow(target, location)
        got = flat(response)
        if response.status == NOT_MODIFIED and {"If-None-Match", "If-Modified-Since"} & set(more):
            return Fetched(target.url, response.status, got)
        check_status(response.status, got)
        return Fetched(target.url, response.status, got, bodies.read(exchange, response, target, policy))


def flat(response: http.client.HTTPResponse) -> dict[str, str]:
    """Return the headers, those of one name joined by commas as the standard allows."""
    found: dict[str, str] = {}
    for name, value in response.headers.items():
        key = name.lower()
        found[key] = f"{found[key]}, {value}"[:KEPT] if key in found else value[:KEPT]
    return found
