"""A real HTTP server on the loopback address whose answers a test says, and policies that let fetches reach it."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from articles.fetching import Policy

Answer = Callable[[BaseHTTPRequestHandler], None]
HOST = "zeitung.test"


@dataclass
class Site:
    """What a server answers by path, and the requests it got as (path, headers)."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None

    def encrypt(self, certificate: Path) -> None:
        """Speak TLS from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)

    def url(self, path: str = "/", host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def policy(self, **more) -> Policy:
        """A policy under which the site's host may be asked, although it lies on the loopback address."""
        values = {
            "private_hosts": frozenset({f"{HOST}:{self.port}"}),
            "resolve": lambda host, port, seconds: ["127.0.0.1"],
            "seconds": 5.0,
            "read_seconds": 2.0,
        }
        return Policy(**{**values, **more})


@contextlib.contextmanager
def serving(**answers: Answer) -> Iterator[Site]:
    """Run a server; its answers may be changed while it runs."""
    site = Site(answers={f"/{name}": answer for name, answer in answers.items()})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            with contextlib.suppress(OSError):
                site.answers.get(self.path, status(404))(self)
            self.close_connection = True

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.server, site.port = server, server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def gives(body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """Answer 200 with a body; headers by names with _ for -."""
    data = body.encode() if isinstance(body, str) else body

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(data)

    return answer


def status(code: int, **headers: str) -> Answer:
    """Answer a status without a body."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in {"Content-Length": "0", **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()

    return answer


def leads(to: str, code: int = 302) -> Answer:
    """Answer a redirect."""
    return status(code, Location=to)


def writes(*pieces: bytes, between: float = 0.0, endless: bool = False, stop: threading.Event | None = None) -> Answer:
    """Write raw bytes, with a pause in between; endless: the last piece again and again."""
    stop = stop or threading.Event()

    def answer(request: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            request.wfile.write(piece)
            request.wfile.flush()
            if between:
                stop.wait(between)
        while endless and not stop.is_set():
            request.wfile.write(pieces[-1])
            if between:
                stop.wait(between)

    return answer
