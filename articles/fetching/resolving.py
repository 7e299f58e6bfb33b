"""Names to addresses, checked before anybody connects to them.

In: a Target and a Policy. Out: the IP addresses to connect to. We ask for them ourselves and connect to what we were
told and have checked: asking a second time might give another answer (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from typing import TYPE_CHECKING

from articles.fetching.networks import is_public
from articles.fetching.targets import Target
from articles.records import Reason, Refused

if TYPE_CHECKING:
    from articles.fetching.policy import Clock, Policy

TRIED = 3  # of a host's addresses
BRIEFLY = 2.0  # seconds for a resolver that may well know nothing of the internet


def addresses(target: Target, policy: Policy, clock: Clock) -> list[str]:
    """Return up to TRIED addresses of the target's host, all of them public unless the host is a named private one."""
    named = policy.is_named(target.host, target.port)
    if target.port not in policy.ports and not named:
        raise Refused(Reason.BLOCKED_ADDRESS, f":{target.port}")
    found = [target.host] if is_address(target.host) else _asked(target, policy, clock)
    if not found:
        raise Refused(Reason.NO_HOST, target.host)
    if found == [target.host] and not is_address(target.host):
        return found  # a name that the proxy will look up
    # One bad address among good ones is a trap, not a mistake: which is used would be chance.
    if not named and not all(map(is_public, found)):
        raise Refused(Reason.BLOCKED_ADDRESS, target.host)
    return found[:TRIED]


def _asked(target: Target, policy: Policy, clock: Clock) -> list[str]:
    """What the resolver says; the name itself, where it knows none and the proxy is there to look names up."""
    proxy = policy.proxy_for(target.host, target.port)
    if proxy is None or not proxy.resolves:
        return policy.resolve(target.host, target.port, clock.left())
    try:
        known = policy.resolve(target.host, target.port, min(BRIEFLY, clock.left()))
    except Refused:
        return [target.host]
    # What the own network knows by this name is checked; the proxy is then told the name all the same.
    return [target.host] if all(map(is_public, known)) else known


def is_address(host: str) -> bool:
    """Say whether a host is an IP address and no name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def system_addresses(host: str, port: int, seconds: float) -> list[str]:
    """Return what the system's resolver says; it knows no time limit, so it is asked in a thread that may be left."""
    answers: list[list[str] | OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.append(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            answers.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=ask, daemon=True, name="resolver")
    thread.start()
    thread.join(seconds)
    if not answers:
        raise Refused(Reason.TOO_SLOW, host)
    if isinstance(answers[0], OSError):
        raise Refused(Reason.NO_HOST, host) from answers[0]
    return answers[0]
