"""A corpus into the database: lines by COPY while no index stands, then indexes, numbers and statistics.

In: a `Size`, and the address of a database of our own, as its superuser. Out: the rows, as if articles had been read.
No former versions are kept of made-up claims (the triggers of history rest), nor are foreign keys asked line by line.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg

from tests.load.corpus_rows import Table

LINES = 20_000  # that one COPY takes
WAITING = 4  # COPYs that may wait, so that lines do not pile up
SETTINGS = ("session_replication_role = replica", "maintenance_work_mem = '512MB'", "synchronous_commit = off")
Connect = Callable[[], psycopg.Connection[tuple[Any, ...]]]


def superuser(address: dict[str, Any]) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection for which neither triggers nor foreign keys are asked."""
    connection = psycopg.connect(**address, autocommit=True)
    for setting in SETTINGS:
        connection.execute(f"SET {setting}".encode())
    return connection


class Loader:
    """Takes rows of any table, in any order, and copies them behind the back of who makes them."""

    def __init__(self, connect: Connect) -> None:
        self._lines: dict[str, list[str]] = defaultdict(list)
        self._copies: dict[str, str] = {}
        self._connection = connect()
        self._pool = ThreadPoolExecutor(1)
        self._waiting: list[Future[None]] = []
        self.rows = 0

    def put(self, table: Table, values: Sequence[Any]) -> None:
        """Take a row; `values` in the order in which the table names its columns."""
        lines = self._lines[table.name]
        lines.append(table.line(values))
        self._copies[table.name] = table.copy
        if len(lines) >= LINES:
            self._send(table.name)

    def finish(self) -> None:
        """Wait until all rows are there."""
        for name in list(self._lines):
            self._send(name)
        self._wait(0)
        self._pool.shutdown()
        self._connection.close()

    def _send(self, name: str) -> None:
        lines = self._lines.pop(name, [])
        self.rows += len(lines)
        self._wait(WAITING)
        self._waiting.append(self._pool.submit(self._copy, self._copies[name], "".join(lines)))

    def _wait(self, most: int) -> None:
        while len(self._waiting) > most:
            self._waiting.pop(0).result()

    def _copy(self, statement: str, lines: str) -> None:
        with self._connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            copy.write(lines)


@contextmanager
def without_indexes(connect: Connect, tables: Iterable[str]) -> Iterator[None]:
    """Take the tables' indexes away, but for those of primary keys, and make them anew at the end, two at a time."""
    anew: list[str] = []
    with connect() as connection:
        for table in tables:
            for name, definition in connection.execute(_UNIQUE, [table]).fetchall():
                connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'.encode())
                anew.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
            for name, definition in connection.execute(_INDEXES, [table]).fetchall():
                connection.execute(f"DROP INDEX {name}".encode())
                anew.append(definition)
    yield
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda statement: _run(connect, statement), sorted(anew, key=lambda s: "gin" not in s)))


_UNIQUE = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'u'"
_INDEXES = (
    "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
    " WHERE indrelid = %s::regclass AND NOT indisprimary"
)


def _run(connect: Connect, statement: str) -> None:
    with connect() as connection:
        connection.execute(statement.encode())


def settle(connect: Connect, tables: Sequence[str]) -> None:
    """Go on numbering behind the rows, and let the planner know what is there."""
    with connect() as connection:
        for table in tables:
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 1)) FROM {table}".encode()
            )
    analyze(connect, tables)


def analyze(connect: Connect, tables: Iterable[str]) -> None:
    """Let the planner know what is there, as autovacuum would within minutes."""
    with connect() as connection:
        for table in tables:
            connection.execute(f"VACUUM (ANALYZE) {table}".encode())


class Clock:
    """Says how long each step took."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()

    def say(self, what: str) -> None:
        """Print a step that is done."""
        now = time.monotonic()
        print(f"  {now - self._last:6.1f} s  {what}", flush=True)
        self._last = now

    @property
    def total(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._begun
