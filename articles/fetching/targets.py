"""A web address as somebody wrote it, to what may be asked of which server.

In: a string. Out: a Target of normalised parts, from which the request is built anew: no second parser reads the
string, so that none can read it differently. Raises Refused(BAD_ADDRESS or BLOCKED_ADDRESS).
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from articles.records import Reason, Refused

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
# White space and control characters are dropped by some parsers and kept by others; a backslash is a slash to browsers.
AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\]")
HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
SAFE = "/%:@!$&'()*+,;=-._~?[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to ask, and for what: host in lower case ASCII without brackets, path from its slash on with the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host as the header Host and addresses have it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and authority: what has a robots.txt of its own."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return f"{self.origin}{self.path}"


def parse(url: str) -> Target:
    """Return the target of an absolute http(s) address."""
    url = url.strip()
    if not url or len(url) > LONGEST or AMBIGUOUS.search(url):
        raise Refused(Reason.BAD_ADDRESS)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(Reason.BAD_ADDRESS) from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        raise Refused(Reason.BAD_ADDRESS)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    path = path if path.startswith("/") else f"/{path}"
    return Target(scheme, host_of(parts.hostname), PORTS[scheme] if port is None else port, quote(path, safe=SAFE))


def follow(base: Target, location: str) -> Target:
    """Return where a redirect leads; an unreadable one is refused as the redirect that it is."""
    try:
        # Servers write umlauts and spaces into the header; http.client hands it out as Latin-1.
        return parse(urljoin(base.url, repaired(location)))
    except ValueError as error:
        raise Refused(Reason.BAD_ADDRESS) from error


def repaired(location: str) -> str:
    """Return a Location with its UTF-8 read as such and blanks escaped."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    return location.strip().replace(" ", "%20")


def host_of(name: str) -> str:
    """Return a host in its one form: an IP address as the standard writes it, or a name in ASCII.

    Refuses numbers that only some programs take for addresses: 2130706433, 0x7f.1, 0177.0.0.1, 127.1.
    """
    if ":" in name:
        return literal(name)
    try:
        host = idna.encode(name.rstrip("."), uts46=True, transitional=False).decode("ascii") if name.strip(".") else ""
    except (idna.IDNAError, UnicodeError):
        host = name.rstrip(".").lower()  # underscores and the like: real, but no IDNA
    if not HOST.fullmatch(host) or len(host) > 253:
        raise Refused(Reason.BAD_ADDRESS)
    return literal(host) if NUMBER.fullmatch(host.rsplit(".", 1)[-1]) else host


def literal(name: str) -> str:
    """Return an IP address in its one form; anything near to one is refused as an attempt to hide one."""
    try:
        return str(ipaddress.ip_address(name))
    except ValueError as error:
        raise Refused(Reason.BLOCKED_ADDRESS, name[:80]) from error
