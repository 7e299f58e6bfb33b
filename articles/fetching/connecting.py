"""One request to one checked address, ended by the clock whatever the server does.

In: a Target, the addresses of its host, headers. Out: an open Exchange, whose answer's head has been read. The TLS
certificate is checked against the host's name, the connection goes to the address that was checked.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from types import TracebackType

import certifi

from articles.fetching.policy import Clock, Policy
from articles.fetching.targets import Target
from articles.records import Reason, Refused


class Exchange:
    """A request and its answer; a context manager that closes the connection.

    A server that sends a byte now and then never runs into a socket's timeout. So a timer shuts the connection down
    when the time is over, by a handle of its own that stays good while TLS takes the socket over.
    """

    def __init__(self, raw: socket.socket, clock: Clock) -> None:
        self.sock: socket.socket = raw
        self.handle = raw.dup()
        self.is_late = False
        self.timer = threading.Timer(clock.left(), self.shut)
        self.timer.daemon = True
        self.timer.start()
        self.response: http.client.HTTPResponse | None = None

    def shut(self) -> None:
        """End the connection, whatever waits on it."""
        self.is_late = True
        with contextlib.suppress(OSError):
            self.handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.timer.cancel()
        for part in (self.response, self.sock, self.handle):
            with contextlib.suppress(OSError):
                if part is not None:
                    part.close()

    def __enter__(self) -> Exchange:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def ask(
    target: Target, ips: list[str], headers: Mapping[str, str], policy: Policy, clock: Clock
) -> tuple[Exchange, http.client.HTTPResponse]:
    """Send the request and return the exchange with the head of its answer; the caller closes the exchange."""
    exchange = Exchange(connected(target, ips, policy, clock), clock)
    try:
        with named_faults(exchange, target):
            if target.scheme == "https":
                exchange.sock = context().wrap_socket(exchange.sock, server_hostname=target.host)
            exchange.sock.settimeout(min(policy.read_seconds, clock.left()))
            exchange.response = response = sent(target, exchange.sock, headers)
        return exchange, response
    except BaseException:
        exchange.close()
        raise


def connected(target: Target, ips: list[str], policy: Policy, clock: Clock) -> socket.socket:
    """Return a connection to the first of the addresses that takes one, through the proxy where there is one."""
    fault: OSError | None = None
    proxy = policy.proxy_for(target.host, target.port)
    for ip in ips:
        if clock.is_over():
            break
        try:
            seconds = min(policy.connect_seconds, clock.left())
            if proxy is not None:
                return proxy.connect(ip, target.port, seconds)
            return socket.create_connection((ip, target.port), seconds)
        except OSError as error:
            fault = error
    if fault is None or isinstance(fault, TimeoutError):
        raise Refused(Reason.TOO_SLOW, target.host) from fault
    raise Refused(Reason.UNREACHABLE, target.host) from fault


def sent(target: Target, sock: socket.socket, headers: Mapping[str, str]) -> http.client.HTTPResponse:
    """Send a GET over an open connection and return its answer with the head read."""
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = sock  # already open, so http.client looks no name up and connects to nothing
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": target.authority, **headers, "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


@cache
def context() -> ssl.SSLContext:
    """Return how servers have to prove who they are: by authorities of the system or of certifi's list."""
    made = ssl.create_default_context()
    made.load_verify_locations(certifi.where())
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


@contextlib.contextmanager
def named_faults(exchange: Exchange, target: Target) -> Iterator[None]:
    """Turn what goes wrong on a connection into its reason."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Refused(Reason.TLS, f"{target.host}: {error.verify_message}"[:200]) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if exchange.is_late or isinstance(error, TimeoutError):
            raise Refused(Reason.TOO_SLOW, target.host) from error
        if isinstance(error, ssl.SSLError):
            raise Refused(Reason.TLS, f"{target.host}: {error.reason or ''}"[:200]) from error
        raise Refused(Reason.CUT_OFF, target.host) from error
    if exchange.is_late:
        raise Refused(Reason.TOO_SLOW, target.host)
