"""The embedded PostgreSQL: its cluster, its start, and what a crash left.

In: the folder of its programs, of its data and of its socket. Out: a Program for the supervisor, and a database
`claimtrack` that answers on the private socket. No TCP; who may open the folder of the socket may log in.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from claimtrack.services import binaries, leftovers
from claimtrack.services.account import hand_over, identity, place_for
from claimtrack.services.errors import ServiceError
from claimtrack.services.home import DATABASE_NAME, DATABASE_USER
from claimtrack.services.process import Program, wrapped

SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    # Pages ask for a few thousand rows by statements of many parts; compiling these takes longer than running them.
    "jit": "off",
    # What a page sorts and counts fits into this; spilling it to the disk takes longer.
    "work_mem": "16MB",
    # Data of an SSD, mostly cached by the system: an index is worth using.
    "random_page_cost": "1.1",
}
# For the throw-away cluster of the tests: nothing in it has to survive the machine.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One cluster in one folder."""

    def __init__(self, data: Path, sockets: Path, *, careless: bool = False) -> None:
        self.folder = binaries.postgres_folder()
        self.identity = identity()
        self.data = place_for(data, self.folder, self.identity)
        self.sockets = sockets
        self.settings = {**SETTINGS, **(CARELESS if careless else {}), "unix_socket_directories": str(sockets)}

    def program(self) -> Program:
        """Return what the supervisor runs; SIGINT is PostgreSQL's fast shutdown, with a checkpoint."""
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        return Program(
            name="database",
            argv=(str(self.folder / "postgres"), "-D", str(self.data), *options),
            rank=3,
            stop_signal=signal.SIGINT,
            grace=4.0,
            identity=self.identity,
            environment=_plain_environment(),
            before_start=self.recover,
        )

    def prepare(self) -> None:
        """Make the cluster on the first start; refuse one of another major version."""
        hand_over(self.data, self.identity)
        hand_over(self.sockets, self.identity)
        version_file = self.data / "PG_VERSION"
        ours = binaries.postgres_major(self.folder)
        if not version_file.exists():
            self._initdb(ours)
        theirs = int(version_file.read_text(encoding="ascii"))
        if theirs != ours:
            raise ServiceError(
                f"The data in {self.data} is of PostgreSQL {theirs}, the programs in {self.folder} are {ours}.\n"
                f"Set CLAIMTRACK_POSTGRES_BIN to programs of version {theirs}, make a backup with "
                "`manage.py backup`, then restore it into a new CLAIMTRACK_HOME."
            )

    def recover(self) -> None:
        """Clear what a killed server left: its processes, its pid file, its socket."""
        leftovers.clear_postgres(self.data, self.sockets)

    def answers(self) -> bool:
        """Whether the server takes connections."""
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure_database(self) -> None:
        """Make the role and the database where they are missing."""
        with self._connect("postgres") as connection:
            connection.autocommit = True
            role, name = sql.Identifier(DATABASE_USER), sql.Identifier(DATABASE_NAME)
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [DATABASE_USER]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE_NAME]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, role))

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(host=str(self.sockets), user=SUPERUSER, dbname=database, connect_timeout=3)

    def _initdb(self, major: int) -> None:
        """Make the cluster beside its place and move it there whole: a start cut short leaves no half cluster."""
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        hand_over(draft, self.identity)
        options = ["-D", str(draft), "-U", SUPERUSER, "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8"]
        if "fsync" in self.settings:
            options.append("--no-sync")
        program = Program(
            name="initdb",
            argv=(str(self.folder / "initdb"), *options, *_locale(major)),
            rank=0,
            identity=self.identity,
        )
        environment = {**os.environ, **_plain_environment()}
        result = subprocess.run(wrapped(program), env=environment, capture_output=True, text=True, check=False)
        if result.returncode:
            last = "\n  ".join((result.stdout + result.stderr).strip().splitlines()[-6:])
            raise ServiceError(f"The database could not be made in {self.data}:\n  {last}")
        draft.rename(self.data)


def _locale(major: int) -> list[str]:
    """Code-point order that is the same on every system; names that are listed carry a German sort key."""
    if major >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=en_US.UTF-8" if sys.platform == "darwin" else "--locale=C.UTF-8", "--lc-collate=C"]


def _plain_environment() -> dict[str, str]:
    """English messages, and none of the user's PG* variables, which the server would take as its own."""
    return {**{name: "" for name in os.environ if name.startswith("PG")}, "LC_ALL": "C", "LANG": "C"}
