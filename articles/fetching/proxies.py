"""The proxy through which requests leave the network, where there is one.

In: its address, and where to. Out: a connection that leads there. Kinds: `http://` (a tunnel by CONNECT, RFC 9110) and
`socks5://` (RFC 1928, 1929), both with user and password where the address has them.

The proxy is told an IP address that we have asked for and checked ourselves, never a name: so it leads to no other
place than a direct connection would, and TLS is between us and the site. Only where `resolves` is set, for networks
that know no names of the internet, does it get the name and choose the address; then it is the proxy that has to keep
requests away from the own network, while numbers, ports and names that the system knows are still checked by us.
"""

from __future__ import annotations

import base64
import http.client
import ipaddress
import socket
import struct
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from articles.records import Reason, Refused

PORTS = {"http": 3128, "socks5": 1080}
SOCKS = 5
BY_PASSWORD, NO_METHOD = 2, 255
LONGEST = 255


class ProxyFault(OSError):
    """The proxy did not let us through; says why in few words."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where the proxy is, as whom we ask it, and whether it is told names instead of addresses."""

    kind: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    resolves: bool = False

    def connect(self, host: str, port: int, seconds: float) -> socket.socket:
        """Return a connection through the proxy to a host, an IP address or a name. Raises Refused or OSError."""
        sock = socket.create_connection((self.host, self.port), seconds)
        try:
            sock.settimeout(seconds)
            (_through_http if self.kind == "http" else _through_socks)(self, sock, host, port)
        except BaseException as error:
            sock.close()
            if isinstance(error, ProxyFault):
                raise Refused(Reason.UNREACHABLE, f"{host}, proxy: {error}"[:200]) from error
            raise
        return sock


def proxy_of(address: str, *, resolves: bool = False) -> Proxy | None:
    """Return the proxy of an address, None of an empty one; ValueError where it is none that we can use."""
    if not address.strip():
        return None
    parts = urlsplit(address.strip())
    kind = "socks5" if parts.scheme == "socks5h" else parts.scheme
    if kind not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("a proxy is http://host:port or socks5://host:port, with user:password@ before the host")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if max(len(user.encode()), len(password.encode())) > LONGEST or "\n" in user + password:
        raise ValueError("the user's name or password for the proxy cannot be sent")
    by_name = resolves or parts.scheme == "socks5h"
    return Proxy(kind, parts.hostname, parts.port or PORTS[kind], user, password, by_name)


def _through_http(proxy: Proxy, sock: socket.socket, host: str, port: int) -> None:
    """Ask for a tunnel. Plain http goes through one, too: else the proxy would read the name and look it up itself."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    if proxy.user:
        known = base64.b64encode(f"{proxy.user}:{proxy.password}".encode()).decode("ascii")
        lines.append(f"Proxy-Authorization: Basic {known}")
    sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("ascii"))
    answer = http.client.HTTPResponse(sock, method="CONNECT")
    try:
        answer.begin()
    except http.client.HTTPException as error:
        raise ProxyFault("no HTTP") from error
    if not 200 <= answer.status < 300:
        raise ProxyFault(str(answer.status))


def _through_socks(proxy: Proxy, sock: socket.socket, host: str, port: int) -> None:
    method = BY_PASSWORD if proxy.user else 0
    sock.sendall(bytes([SOCKS, 1, method]))
    version, chosen = _read(sock, 2)
    if version != SOCKS or chosen != method:
        raise ProxyFault("wants a password" if chosen in (BY_PASSWORD, NO_METHOD) and not proxy.user else "no SOCKS 5")
    if method == BY_PASSWORD:
        user, password = proxy.user.encode(), proxy.password.encode()
        sock.sendall(bytes([1, len(user)]) + user + bytes([len(password)]) + password)
        if _read(sock, 2)[1]:
            raise ProxyFault("wrong password")
    sock.sendall(bytes([SOCKS, 1, 0]) + _place(host) + struct.pack(">H", port))
    _, code, _, kind = _read(sock, 4)
    if code:
        raise ProxyFault(f"SOCKS {code}")
    # The address that it sends from, which nobody asks for.
    length = {1: 4, 4: 16}.get(kind)
    _read(sock, 2 + (_read(sock, 1)[0] if length is None else length))


def _place(host: str) -> bytes:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = host.encode("ascii")
        return bytes([3, len(name)]) + name
    return bytes([1 if address.version == 4 else 4]) + address.packed


def _read(sock: socket.socket, count: int) -> bytes:
    """Exactly so many bytes; not one more, since what follows is the site's."""
    got = b""
    while len(got) < count:
        piece = sock.recv(count - len(got))
        if not piece:
            raise ProxyFault("hung up")
        got += piece
    return got
