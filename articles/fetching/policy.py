"""What fetching may cost and where it may lead; made of the settings by `articles.collecting`, of its own by a test."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from articles.fetching.proxies import Proxy
from articles.fetching.resolving import system_addresses

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits of one fetch.

    agent: sent as User-Agent. seconds: of the whole fetch with redirects, by the clock; connect_seconds and
    read_seconds: of one connection and of one silence. max_bytes: of a body once unpacked. ports: which may be asked.
    private_hosts: "name" or "name:port" in lower case; such a host may have any address and, where named, any port.
    resolve: (host, port, seconds) to IP addresses. proxy: through which all goes but what is asked of private hosts.
    """

    agent: str = "claimtrack"
    seconds: float = 20.0
    connect_seconds: float = 6.0
    read_seconds: float = 10.0
    max_bytes: int = 32 * MEGABYTE
    ratio: int = 200
    redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    private_hosts: frozenset[str] = frozenset()
    resolve: Callable[[str, int, float], list[str]] = field(default=system_addresses)
    proxy: Proxy | None = None

    def is_named(self, host: str, port: int) -> bool:
        """Say whether somebody has named this host as one of the own network that may be asked."""
        return f"{host}:{port}" in self.private_hosts or (host in self.private_hosts and port in self.ports)

    def proxy_for(self, host: str, port: int) -> Proxy | None:
        """Return the proxy to ask a host through; hosts of the own network are asked without one."""
        return None if self.is_named(host, port) else self.proxy


class Clock:
    """The time that is left of a fetch, its redirects and the questions that come before it."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left, at least a tenth, so that they can stand as a timeout."""
        return max(0.1, self.end - time.monotonic())

    def is_over(self) -> bool:
        return time.monotonic() >= self.end
