"""The embedded database and broker of one installation, under a supervisor.

In: which of the two are wanted. Out: both answering on their private sockets, and their versions in words.
"""

import os
import pwd
from contextlib import suppress
from pathlib import Path

from claimtrack.services import binaries
from claimtrack.services.folders import home_folder, private_folder
from claimtrack.services.home import broker_socket, home, runtime
from claimtrack.services.postgres import Postgres
from claimtrack.services.supervisor import Supervisor
from claimtrack.services.valkey import Valkey

# Recovery after a crash replays the write-ahead log, which can take a while on a slow disk.
DATABASE_PATIENCE = 60.0
BROKER_PATIENCE = 30.0


def start_embedded(
    supervisor: Supervisor, *, database: bool = True, broker: bool = True, careless: bool = False
) -> list[str]:
    """Start what is wanted and wait until it answers; return names with versions, such as `PostgreSQL 18.6`."""
    postgres = _postgres(careless) if database else None
    valkey = _valkey() if broker else None
    if postgres:
        postgres.prepare()
        supervisor.start(postgres.program())
    if valkey:
        supervisor.start(valkey.program())
        supervisor.wait_until("broker", valkey.answers, BROKER_PATIENCE)
    if postgres:
        supervisor.wait_until("database", postgres.answers, DATABASE_PATIENCE)
        postgres.ensure_database()
    return [
        *([f"PostgreSQL {binaries.version(postgres.folder / 'postgres')}"] if postgres else []),
        *([f"{_brand(valkey)} {binaries.version(valkey.binary)}"] if valkey else []),
    ]


def leave_no_sockets() -> None:
    """Remove the folder of sockets after a stop; where something is left in it, the next start needs to see it."""
    with suppress(OSError):
        runtime().rmdir()


def prepare_folders() -> None:
    """Make the home with its folders of logs and run files, private to us."""
    home_folder(home())
    for name in ("logs", "run"):
        private_folder(home() / name)


def _postgres(careless: bool) -> Postgres:
    return Postgres(home() / "postgres", _sockets(), careless=careless)


def _valkey() -> Valkey:
    _sockets()
    return Valkey(private_folder(home() / "valkey"), broker_socket(), home() / "logs" / "broker.log")


def _sockets() -> Path:
    """The folder of sockets, which root may have given to `nobody` at an earlier start."""
    return private_folder(runtime(), also_owned_by=pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None)


def _brand(valkey: Valkey) -> str:
    return "Valkey" if "valkey" in valkey.binary.name else "Redis"
