"""A home with a corpus in its own embedded PostgreSQL, made once and kept.

In: a folder, a `Size`. Out: a database that answers, with the corpus in it, for as long as the block lasts. Only
folders that are empty, or that a former run marked as a corpus, are touched.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from claimtrack.services import first_run
from claimtrack.services.commandline import embedded_database_is_away
from claimtrack.services.embedded import leave_no_sockets, prepare_folders, start_embedded
from claimtrack.services.errors import ServiceError
from claimtrack.services.folders import locked
from claimtrack.services.home import DATABASE_NAME, home, runtime
from claimtrack.services.postgres import SUPERUSER
from claimtrack.services.supervisor import Supervisor
from tests.load.corpus import Size

VERSION = 1  # of the corpus; another one is made anew
MARK = "corpus.json"


@contextmanager
def corpus(size: Size) -> Iterator[None]:
    """Have the database running with the corpus in it; it stops at the end, unless it ran before."""
    _allow(size)
    with ExitStack() as stack:
        if embedded_database_is_away():
            stack.enter_context(_running())
        first_run.migrate()
        first_run.collect_static(home() / "run" / "static-state")
        if not _mark().get("ready"):
            from tests.load.corpus_make import make

            (home() / MARK).write_text(json.dumps({"corpus": _name(size), "ready": False}))
            make(size, address())
            (home() / MARK).write_text(json.dumps({"corpus": _name(size), "ready": True}))
        yield


def address() -> dict[str, Any]:
    """The database, as its superuser."""
    return {"host": str(runtime()), "user": SUPERUSER, "dbname": DATABASE_NAME}


def megabytes() -> float:
    """What the home takes on the disk."""
    return sum(path.stat().st_size for path in home().rglob("*") if path.is_file()) / 2**20


def _name(size: Size) -> str:
    return f"{size}, version {VERSION}"


def _mark() -> dict[str, Any]:
    path = home() / MARK
    return json.loads(path.read_text()) if path.exists() else {}


def _allow(size: Size) -> None:
    """Refuse a folder that is somebody's installation; empty one with another or half a corpus."""
    mark = _mark()
    if not mark and (home() / "postgres").exists():
        raise ServiceError(f"{home()} holds an installation and no corpus; name another folder.")
    if mark and not (mark.get("ready") and mark.get("corpus") == _name(size)):
        if not embedded_database_is_away():
            raise ServiceError(
                f"{home()} holds another corpus, and its database runs; stop it, or name another folder."
            )
        print(f"{home()} holds {mark.get('corpus')}, which is not asked for or not whole: it is made anew")
        for name in ("postgres", MARK):
            path = home() / name
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


@contextmanager
def _running() -> Iterator[None]:
    prepare_folders()
    with locked(home()):
        supervisor = Supervisor(Path(home() / "logs"), print)
        try:
            start_embedded(supervisor, broker=False, careless=True)
            yield
        finally:
            supervisor.stop()
            leave_no_sockets()
