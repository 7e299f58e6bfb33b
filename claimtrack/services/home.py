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

DATABASE_NAME = "claimtrack"
DATABASE_USER = "claimtrack"


@cache
def home() -> Path:
    """CLAIMTRACK_HOME, or the user's data directory for claimtrack; not created here."""
    named = os.environ.get("CLAIMTRACK_HOME")
    return (
        Path(named).expanduser().resolve() if named else Path(platformdirs.user_data_dir("claimtrack", appauthor=False))
    )


def runtime() -> Path:
    """The folder of sockets, short enough for the 107 bytes of a Unix socket's path, one per home and user."""
    digest = hashlib.sha256(str(home()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"claimtrack-{os.getuid()}-{digest}"


def embedded_database() -> dict[str, Any]:
    """Django's DATABASES entry for the embedded PostgreSQL."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE_NAME,
        "USER": DATABASE_USER,
        "HOST": str(runtime()),
    }


def embedded_broker_url() -> str:
    """The Redis URL of the embedded Valkey."""
    return f"redis+socket://{runtime()}/valkey.sock"


def secret_key() -> str:
    """The installation's secret, made on first use and kept readable by its owner alone."""
    path = home() / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        return path.read_text(encoding="ascii").strip()
