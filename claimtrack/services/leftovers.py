"""What servers killed by force leave behind, found and cleared before the next start.

In: folders of data and sockets, which our lock says nobody else may use. Out: no process on them, no stale files.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from claimtrack.services.errors import ServiceError

PATIENCE = 5.0


def clear_postgres(data: Path, sockets: Path) -> None:
    """End servers left on this data and remove their pid file; refuse when somebody else runs one on it."""
    pid_file = data / "postmaster.pid"
    pids = _postgres_on(data)
    if pids and not _is_ours(pid_file, pids, sockets):
        raise ServiceError(f"Another PostgreSQL (process {pids[0]}) runs on {data}. Stop it first.")
    # Fast shutdown for a living server, which then ends its children; children of a dead one only need SIGQUIT.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if not pids:
            break
        pids = _end(pids, number, PATIENCE if number != signal.SIGQUIT else 1.0, lambda: _postgres_on(data))
    if pids:
        raise ServiceError(f"An old PostgreSQL (process {pids[0]}) on {data} cannot be ended.")
    # PostgreSQL itself takes any living process with the old number for its own server.
    pid_file.unlink(missing_ok=True)


def _is_ours(pid_file: Path, pids: list[int], sockets: Path) -> bool:
    """Whether the server listens where we told it to (line 5 of its pid file), or is a child without a server."""
    try:
        lines = pid_file.read_text(encoding="utf-8").splitlines()
        return int(lines[0]) not in pids or lines[4] == str(sockets)
    except (OSError, ValueError, IndexError):
        return True


def _end(pids: list[int], number: int, seconds: float, look: object) -> list[int]:
    """Send a signal and return who is still there after some seconds."""
    assert callable(look)
    for pid in pids:
        try:
            os.kill(pid, number)
        except (ProcessLookupError, PermissionError):
            continue
    end = time.monotonic() + seconds
    while (left := look()) and time.monotonic() < end:
        time.sleep(0.05)
    return list(left)


def _postgres_on(data: Path) -> list[int]:
    """Return the processes of a PostgreSQL whose data is this folder, the server's children among them."""
    return _by_working_folder(data) if sys.platform == "linux" else _by_command_line(data)


def _by_working_folder(data: Path) -> list[int]:
    """On Linux: every process of PostgreSQL works in its folder of data."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.readlink(entry / "cwd") == str(data) and Path(os.readlink(entry / "exe")).name == "postgres":
                    found.append(int(entry.name))
            except OSError:
                continue  # ended meanwhile, or not ours to look at
    return found


def _by_command_line(data: Path) -> list[int]:
    """Elsewhere: the server itself carries the folder in its command line; its children end with it by themselves."""
    listing = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True, check=False).stdout
    rows = [line.split(None, 1) for line in listing.splitlines()]
    return [int(row[0]) for row in rows if len(row) == 2 and "postgres" in row[1] and f"-D {data}" in row[1]]
