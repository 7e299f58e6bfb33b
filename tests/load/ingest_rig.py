"""Database, broker and one intake worker of their own, in a folder that is thrown away; for benchmarks of the intake.

In: nothing. Out: Django set up on the fresh database, and the processes that run, by name and number.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def services() -> Iterator[Any]:
    """Give a supervisor that runs a fresh, migrated database and a broker; everything ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="claimtrack-ingest-")).resolve()
    os.environ |= {"CLAIMTRACK_HOME": str(folder), "DATABASE_URL": "", "REDIS_URL": ""}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    import django

    django.setup()
    from claimtrack.services.embedded import leave_no_sockets, prepare_folders, start_embedded
    from claimtrack.services.first_run import migrate
    from claimtrack.services.supervisor import Supervisor

    prepare_folders()
    supervisor = Supervisor(folder / "logs", print)
    try:
        start_embedded(supervisor)
        migrate()
        yield supervisor
    finally:
        supervisor.stop()
        leave_no_sockets()
        shutil.rmtree(folder, ignore_errors=True)


def start_worker(supervisor: Any) -> None:
    """Start the intake worker as `manage.py up` does, and wait until it takes tasks."""
    from claimtrack.services import programs

    supervisor.start(programs.worker("intake", 1))
    log = Path(os.environ["CLAIMTRACK_HOME"]) / "logs" / "worker-intake.log"
    supervisor.wait_until("worker-intake", lambda: "ready" in log.read_text(errors="replace"), 60)


def processor_seconds(supervisor: Any) -> dict[str, float]:
    """Return the processor time that each child and all below it have used so far, and this process's own."""
    table = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            table[int(stat.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])) / TICKS)
    found = {"self": sum(os.times()[:2])}
    for name in ("database", "broker", "worker-intake"):
        family = {supervisor.pid(name)}
        while more := {pid for pid, (parent, _) in table.items() if parent in family} - family:
            family |= more
        found[name] = sum(table[pid][1] for pid in family if pid in table)
    return found
