"""Where the embedded services live: one folder of data, one short private folder of sockets.

In: the environment. Out: paths, and the addresses that settings need before anything runs. Nothing is started here.
"""

import hashlib
import os
import secrets
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from claimtrack.services.errors import ServiceError

DATABASE_NAME = "claimtrack"
DATABASE_USER = "claimtrack"
# The kernel's limit of a Unix socket's path is 107 bytes on Linux and 103 on macOS; PostgreSQL appends 14.
LONGEST_SOCKET_FOLDER = 85


@cache
def home() -> Path:
    """CLAIMTRACK_HOME, or the user's data directory for claimtrack; not created here."""
    named = os.environ.get("CLAIMTRACK_HOME")
    return Path(named or platformdirs.user_data_dir("claimtrack", appauthor=False)).expanduser().resolve()


def runtime() -> Path:
    """The folder of sockets, short enough for a Unix socket's path, one per home and user."""
    name = f"claimtrack-{os.getuid()}-{hashlib.sha256(str(home()).encode()).hexdigest()[:12]}"
    folder = Path(tempfile.gettempdir()) / name
    return folder if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER else Path("/tmp") / name


def embedded_database() -> dict[str, Any]:
    """Django's DATABASES entry for the embedded PostgreSQL."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE_NAME,
        "USER": DATABASE_USER,
        "HOST": str(runtime()),
    }


def broker_socket() -> Path:
    """The socket of the embedded Valkey."""
    return runtime() / "valkey.sock"


def embedded_broker_url() -> str:
    """The Redis URL of the embedded Valkey."""
    return f"redis+socket://{broker_socket()}"


def secret_key() -> str:
    """The installation's secret, made on first use and kept readable by its owner alone."""
    path = home() / "secret-key"
    try:
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(50))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ServiceError(
            f"claimtrack cannot keep its data in {home()}: {error.strerror}. "
            "Set CLAIMTRACK_HOME to a folder of your own that can be written."
        ) from error


def _write_once(path: Path, content: str) -> None:
    """Put a whole file in place unless another process was first; nobody ever reads half of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(content)
        os.link(draft, path)
    except FileExistsError:
        pass  # another process made it between our look and our link
    finally:
        os.unlink(draft)
