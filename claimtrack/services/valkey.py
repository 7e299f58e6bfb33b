"""The embedded broker: Valkey, or a Redis, on a private socket.

In: the folder of its data and of its socket. Out: a Program for the supervisor. The queue is only a hint (PostgreSQL
is the truth, the sweepers take up what is lost), so unreadable data is put aside rather than repaired.
"""

import time
from contextlib import suppress
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from claimtrack.services import binaries
from claimtrack.services.process import Program

# So many starts, each ending at once with one of these words in the log, mean data that it cannot read.
UNREADABLE = ("Bad file format", "Fatal error loading", "Wrong signature", "Unrecoverable error")
STARTS_BEFORE_PUT_ASIDE = 2
AT_ONCE_SECONDS = 10.0


class Valkey:
    """One broker in one folder."""

    def __init__(self, data: Path, socket: Path, log: Path) -> None:
        self.binary = binaries.broker_program()
        self.data = data
        self.socket = socket
        self._log = log
        self._starts_in_vain = 0
        self._last_start = 0.0

    def program(self) -> Program:
        """Return what the supervisor runs."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
            "loglevel": "notice",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return Program(name="broker", argv=(str(self.binary), *options), rank=2, grace=1.0, before_start=self.recover)

    def recover(self) -> None:
        """Before each start: end a server left on our socket, remove the socket, put unreadable data aside."""
        with suppress(redis.ConnectionError, redis.TimeoutError):  # none there, as it should be
            self._client().shutdown(nosave=True)
        self.socket.unlink(missing_ok=True)
        at_once = time.monotonic() - self._last_start < AT_ONCE_SECONDS
        self._starts_in_vain = self._starts_in_vain + 1 if at_once else 0
        self._last_start = time.monotonic()
        if self._starts_in_vain > STARTS_BEFORE_PUT_ASIDE and self._cannot_read():
            self.data.rename(self.data.with_name(f"{self.data.name}.unreadable-{int(time.time())}"))
            self._starts_in_vain = 0
        self.data.mkdir(mode=0o700, exist_ok=True)

    def answers(self) -> bool:
        """Whether the server has loaded its data and answers."""
        try:
            self._client().ping()
        except (redis.RedisError, OSError):
            return False
        return True

    def _client(self) -> redis.Redis:
        once = Retry(NoBackoff(), retries=0)  # the supervisor asks again itself
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2, socket_connect_timeout=2, retry=once)

    def _cannot_read(self) -> bool:
        try:
            end = self._log.read_text(encoding="utf-8", errors="replace")[-3000:]
        except OSError:
            return False
        return any(sign in end for sign in UNREADABLE)
