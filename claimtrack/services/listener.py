"""Sockets to listen on and to knock at: the web server's is opened first, so that a busy port is told at once.

In: host and port. Out: a listening socket that outlives every restart of the web server.
"""

import errno
import socket
import urllib.error
import urllib.request
from pathlib import Path

from claimtrack.services.errors import ServiceError


def listen(host: str, port: int) -> socket.socket:
    """Open the socket; port 0 takes any free one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(256)
    except (OSError, OverflowError) as error:
        raise ServiceError(_reason(host, port, error)) from error
    return listening


def url(host: str, listening: socket.socket) -> str:
    """Return the address to open in a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{listening.getsockname()[1]}/"


def answers(address: str) -> bool:
    """Whether a web server gives any answer at all at this address, be it an error."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(f"{address}healthz", timeout=2).close()
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        return False
    return True


def accepts(path: Path) -> bool:
    """Whether somebody listens on a Unix socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        return probe.connect_ex(str(path)) == 0


def _reason(host: str, port: int, error: OSError | OverflowError) -> str:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program. Choose another, such as --port {port + 1}."
    if code == errno.EACCES:
        return f"Port {port} may not be opened by this account. Choose one above 1023 with --port."
    return f"The address {host}, port {port}, cannot be opened: {error}."
