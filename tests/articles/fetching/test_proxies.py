"""Pages through a proxy: it gets checked addresses and never a name, and what may not be asked is not asked of it."""

from __future__ import annotations

import base64
import contextlib
import socket
import socketserver
import ssl
import struct
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.checks import run_checks

from articles import sites
from articles.fetching import Policy, connecting, fetch
from articles.fetching.proxies import Proxy, proxy_of
from articles.records import Reason, Refused
from tests.articles.fetching.servers import HOST, gives, leads, serving

PUBLIC = "93.184.215.14"
CERTIFICATE = Path(__file__).with_name("zeitung.pem")


class Server(socketserver.ThreadingTCPServer):
    """A proxy that leads every request to one server, and keeps what it was asked for."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, handler, to: int, answer: str = "200 OK", login: str = "") -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.to, self.answer, self.login = to, answer, login
        self.asked: list[str] = []


class Tunnel(socketserver.StreamRequestHandler):
    """CONNECT, by user and password where the server wants them."""

    server: Any  # the proxy above

    def handle(self):
        place = self.rfile.readline().decode().split()[1]
        head = list(iter(lambda: self.rfile.readline().decode().strip(), ""))
        self.server.asked.append(place)
        wanted = base64.b64encode(self.server.login.encode()).decode()
        known = not self.server.login or f"Proxy-Authorization: Basic {wanted}" in head
        answer = self.server.answer if known else "407 Who are you"
        self.wfile.write(f"HTTP/1.1 {answer}\r\n\r\n".encode())
        if answer.startswith("200"):
            joined(self.connection, self.server.to)


class Socks(socketserver.StreamRequestHandler):
    """SOCKS 5."""

    server: Any  # the proxy above

    def handle(self):
        _, count = self.rfile.read(2)
        method = 2 if self.server.login else 0
        chosen = method if method in self.rfile.read(count) else 255
        self.wfile.write(bytes([5, chosen]))
        if chosen == 2:
            user = self.rfile.read(self.rfile.read(2)[1]).decode()
            password = self.rfile.read(self.rfile.read(1)[0]).decode()
            wrong = f"{user}:{password}" != self.server.login
            self.wfile.write(bytes([1, wrong]))
            if wrong:
                return
        kind = self.rfile.read(4)[3:]
        if not kind:
            return
        host = (
            self.rfile.read(self.rfile.read(1)[0]).decode() if kind[0] == 3
            else socket.inet_ntop(*((socket.AF_INET, self.rfile.read(4)) if kind[0] == 1
                                    else (socket.AF_INET6, self.rfile.read(16))))
        )  # fmt: skip
        self.server.asked.append(f"{host}:{struct.unpack('>H', self.rfile.read(2))[0]}")
        code = 0 if self.server.answer.startswith("200") else 2
        self.wfile.write(bytes([5, code, 0, 1]) + bytes(6))
        if not code:
            joined(self.connection, self.server.to)


def joined(one: socket.socket, port: int) -> None:
    """Pass on what comes, both ways, until one end closes."""
    with socket.create_connection(("127.0.0.1", port)) as other:
        threading.Thread(target=passed, args=(other, one), daemon=True).start()
        passed(one, other)


def passed(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def proxying(kind: str, site, **more) -> Iterator[tuple[Server, Policy]]:
    """A proxy of the kind in front of the site, and a policy by which the site is asked through it."""
    server = Server(Tunnel if kind == "http" else Socks, site.port, **more)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    login = f"{server.login}@" if server.login else ""
    proxy = proxy_of(f"{kind}://{login}127.0.0.1:{server.server_address[1]}")
    policy = Policy(
        proxy=proxy, ports=frozenset({site.port}), resolve=lambda *asked: [PUBLIC], seconds=5.0, read_seconds=2.0
    )
    try:
        yield server, policy
    finally:
        server.shutdown()
        server.server_close()


kinds = pytest.mark.parametrize("kind", ["http", "socks5"])


@kinds
@pytest.mark.parametrize("login", ["", "ada:gehe!m"])
def test_a_page_comes_through_the_proxy_which_gets_the_checked_address_and_no_name(kind, login):
    with serving(a=gives("da"), b=leads("/a")) as site, proxying(kind, site, login=login) as (server, policy):
        assert fetch(site.url("/b"), policy).body == b"da"
        assert server.asked == [f"{PUBLIC}:{site.port}"] * 2
        assert site.asked[0][1]["host"] == f"{HOST}:{site.port}"
        assert "proxy-authorization" not in site.asked[0][1]


@kinds
def test_tls_is_between_us_and_the_site(kind, monkeypatch):
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    monkeypatch.setattr(connecting, "context", lambda: trusting)
    with serving(a=gives("da")) as site:
        site.encrypt(CERTIFICATE)
        with proxying(kind, site) as (_, policy):
            assert fetch(f"https://{HOST}:{site.port}/a", policy).body == b"da"
            with pytest.raises(Refused) as caught:
                fetch(f"https://andere.test:{site.port}/a", policy)
            assert caught.value.reason == Reason.TLS


@kinds
@pytest.mark.parametrize("resolves", [False, True])
def test_what_may_not_be_asked_is_not_asked_through_the_proxy_either(kind, resolves):
    with serving(a=gives("da")) as site, proxying(kind, site) as (server, policy):
        policy = replace(policy, proxy=replace(cast("Proxy", policy.proxy), resolves=resolves))
        site.answers["/los"] = leads(f"http://169.254.169.254:{site.port}/")
        inside = replace(policy, resolve=lambda *asked: [PUBLIC, "10.0.0.1"])
        for address, by in (
            (f"http://127.0.0.1:{site.port}/a", policy),
            (f"http://[::1]:{site.port}/a", policy),
            ("http://zeitung.test:22/", policy),
            (site.url("/a"), inside),
        ):
            with pytest.raises(Refused) as caught:
                fetch(address, by)
            assert caught.value.reason == Reason.BLOCKED_ADDRESS
        assert server.asked == []
        with pytest.raises(Refused) as caught:
            fetch(site.url("/los"), policy)
        assert caught.value.reason == Reason.BLOCKED_ADDRESS
        assert len(server.asked) == 1


@kinds
def test_a_proxy_that_looks_names_up_gets_the_name(kind):
    def unknown(*asked):
        raise Refused(Reason.NO_HOST)

    with serving(a=gives("da")) as site, proxying(kind, site) as (server, policy):
        policy = replace(policy, resolve=unknown)
        with pytest.raises(Refused) as caught:
            fetch(site.url("/a"), policy)
        assert caught.value.reason == Reason.NO_HOST
        assert (
            fetch(site.url("/a"), replace(policy, proxy=replace(cast("Proxy", policy.proxy), resolves=True))).body
            == b"da"
        )
        assert server.asked == [f"{HOST}:{site.port}"]


@kinds
def test_hosts_of_the_own_network_are_asked_without_it(kind):
    with serving(a=gives("da")) as site, proxying(kind, site) as (server, policy):
        assert fetch(site.url("/a"), site.policy(proxy=policy.proxy)).body == b"da"
        assert server.asked == []


@kinds
def test_a_proxy_that_lets_nobody_through_is_named(kind):
    with serving(a=gives("da")) as site:
        with proxying(kind, site, answer="403 No") as (_, policy), pytest.raises(Refused) as caught:
            fetch(site.url("/a"), policy)
        assert caught.value.reason == Reason.UNREACHABLE
        assert "proxy: " in caught.value.detail
        with proxying(kind, site, login="ada:x") as (_, policy), pytest.raises(Refused) as caught:
            fetch(site.url("/a"), replace(policy, proxy=replace(cast("Proxy", policy.proxy), user="", password="")))
        assert "proxy: " in caught.value.detail
        assert site.asked == []


def test_a_proxy_that_is_not_there_or_says_nothing_ends_in_time():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        policy = Policy(resolve=lambda *asked: [PUBLIC], seconds=2.0, connect_seconds=1.5)
        for proxy, reason in (
            (Proxy("http", "127.0.0.1", silent.getsockname()[1]), Reason.TOO_SLOW),
            (Proxy("socks5", "127.0.0.1", silent.getsockname()[1]), Reason.TOO_SLOW),
            (Proxy("http", "127.0.0.1", 1), Reason.UNREACHABLE),
        ):
            with pytest.raises(Refused) as caught:
                fetch("http://zeitung.test/", replace(policy, proxy=proxy))
            assert caught.value.reason == reason


def test_addresses_of_proxies():
    assert proxy_of("") is None
    assert proxy_of("http://proxy.example") == Proxy("http", "proxy.example", 3128)
    assert proxy_of("socks5://a%40b:c%3Ad@proxy.example:99") == Proxy("socks5", "proxy.example", 99, "a@b", "c:d")
    assert proxy_of("socks5h://proxy.example").resolves
    assert proxy_of("http://proxy.example", resolves=True).resolves
    assert "c:d" not in repr(proxy_of("http://a:c%3Ad@proxy.example"))
    for wrong in ("proxy.example:3128", "https://proxy.example", "ftp://x", "http://", "http://x:port", "http://x/y"):
        with pytest.raises(ValueError, match="proxy|[Pp]ort"):
            proxy_of(wrong)


def test_the_setting_is_used_and_checked(settings):
    settings.FETCH_PROXY = "http://ada:geheim@proxy.example:8080"
    assert sites.policy().proxy == Proxy("http", "proxy.example", 8080, "ada", "geheim")
    assert not [found for found in run_checks() if found.id == "articles.E001"]
    settings.FETCH_PROXY = "https://ada:geheim@proxy.example"
    [found] = [found for found in run_checks() if found.id == "articles.E001"]
    assert "geheim" not in found.msg
