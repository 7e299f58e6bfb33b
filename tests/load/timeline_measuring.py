"""Pages asked for and their statements run bare, in turns. In: pages. Out: their times, ratios and sizes, printed.

The floor runs what the page ran: the same statements with the same parameters, on a connection of psycopg alone that
binds parameters as Django's does, every row fetched.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import re
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import psycopg
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

MOST_QUERIES = 12
MOST_SVG = 250_000  # bytes
SVG = re.compile(rb"<svg\b.*?</svg>", re.DOTALL)
Statement = tuple[str, Any]


@dataclass(frozen=True)
class Page:
    """What is asked for: addresses that are taken in turn; `bar` is the ratio, None for no bar.

    target: of HTMX, empty for a whole page; drawn: whether its charts must stay below MOST_SVG.
    """

    name: str
    addresses: Sequence[str]
    bar: float | None
    target: str = ""
    drawn: bool = False


@dataclass
class Result:
    """Seconds of the page and of its floor; bytes of the largest answer; queries of the one with most."""

    page: Page
    times: list[float] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)
    size: int = 0
    svg: int = 0
    queries: int = 0

    @property
    def ratio(self) -> float:
        """95th percentile of the page over that of its floor."""
        return _p95(self.times) / _p95(self.floors)

    @property
    def good(self) -> bool:
        """Whether all bars are met."""
        met = self.page.bar is None or self.ratio <= self.page.bar
        return met and self.queries <= MOST_QUERIES and not (self.page.drawn and self.svg > MOST_SVG)

    def __str__(self) -> str:
        bar = "–" if self.page.bar is None else f"{self.page.bar:.0f}"
        times = f"{_p95(self.times) * 1e3:8.0f}{statistics.median(self.times) * 1e3:8.0f}{_p95(self.floors) * 1e3:8.0f}"
        sizes = f"{self.queries:9}{self.size / 1e3:7.0f}{self.svg / 1e3:8.0f}"
        return f"{self.page.name:38}{times}{self.ratio:7.2f}{bar:>6}{sizes}{'' if self.good else '  MISSED'}"


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def reader() -> str:
    """Make an analyst and log her in; return the cookie."""
    user, made = User.objects.get_or_create(username="analyst")
    if made:
        user.groups.add(Group.objects.get(name="analyst"))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return SimpleCookie({settings.SESSION_COOKIE_NAME: session.session_key or ""}).output(header="").strip()


class Server:
    """claimtrack as gunicorn would call it."""

    def __init__(self, cookie: str) -> None:
        from claimtrack.wsgi import application

        self._application = application
        self._cookie = cookie
        gc.collect()

    def measure(self, page: Page, requests: int) -> Result:
        """Ask, run the floor, ask again; print the line of the page."""
        result = Result(page)
        statements = {address: self._statements(page, address, result) for address in page.addresses}
        with closing(_bare()) as bare:
            for address in page.addresses:  # the pages are warm by now, the bare connection is not
                _floor(bare, statements[address])
            for number in range(requests):
                address = page.addresses[number % len(page.addresses)]
                result.times.append(self._time(page, address))
                result.floors.append(_floor(bare, statements[address]))
        print(result, flush=True)
        return result

    def profile(self, page: Page, requests: int) -> None:
        """Print the statements with their times, and the functions that take most."""
        result = Result(page)
        with closing(_bare()) as bare:
            for sql, params in self._statements(page, page.addresses[0], result):
                print(f"{_floor(bare, [(sql, params)]) * 1e3:8.1f} ms  {sql[:3000]}\n")
        profile = cProfile.Profile()
        for number in range(requests):
            profile.runcall(self.get, page.addresses[number % len(page.addresses)], page.target)
        print(page.name)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        pstats.Stats(profile).sort_stats("cumulative").print_stats("claims/|templates/|psycopg", 60)

    def get(self, address: str, target: str = "") -> bytes:
        """Return the answer; anything but a page is an error."""
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost"}
        environ |= {"HTTP_COOKIE": self._cookie, "HTTP_ACCEPT_LANGUAGE": "de", "wsgi.input": BytesIO()}
        if target:
            environ |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": target}
        setup_testing_defaults(environ)
        states: list[str] = []

        def start(status: str, *_: Any) -> Callable[[bytes], object]:
            states.append(status)
            return len

        answer = self._application(environ, start)
        with closing(answer):
            body = b"".join(answer)
        if states != ["200 OK"]:
            raise SystemExit(f"{address} was answered by {states}")
        return body

    def _time(self, page: Page, address: str) -> float:
        begun = time.perf_counter()
        self.get(address, page.target)
        return time.perf_counter() - begun

    def _statements(self, page: Page, address: str, result: Result) -> list[Statement]:
        """What the page asks of the database, once caches are warm; its sizes go into the result."""
        self.get(address, page.target)
        found: list[Statement] = []

        def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            found.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            body = self.get(address, page.target)
        result.size = max(result.size, len(body))
        drawn = SVG.findall(body)
        result.svg = max(result.svg, sum(len(svg) for svg in drawn if b"<a " in svg or svg is body))
        result.queries = max(result.queries, len(found))
        return found


def _bare() -> psycopg.Connection[tuple[Any, ...]]:
    database = settings.DATABASES["default"]
    bare = psycopg.connect(
        host=database["HOST"], user=database["USER"], dbname=database["NAME"], autocommit=True,
        cursor_factory=psycopg.ClientCursor, prepare_threshold=None,
    )  # fmt: skip
    bare.execute("SET TIME ZONE 'UTC'")
    return bare


def _floor(bare: psycopg.Connection[tuple[Any, ...]], statements: Sequence[Statement]) -> float:
    begun = time.perf_counter()
    for sql, params in statements:
        with bare.cursor() as cursor:
            cursor.execute(sql.encode(), params)
            if cursor.description:
                cursor.fetchall()
    return time.perf_counter() - begun


def memory() -> str:
    """Resident megabytes of this process, now and at most."""
    now = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    return f"{now:.0f} MB, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most"
