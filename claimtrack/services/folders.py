"""The folders of the installation, made private, and the lock that keeps a second start out.

In: the paths of `home`. Out: folders that exist, belong to us and are closed to others, or a ServiceError.
"""

import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimtrack.services.errors import ServiceError

# An empty cluster takes about 40 MB, its write-ahead log grows to 1 GB under load.
LEAST_FREE_BYTES = 300 * 1024 * 1024


def private_folder(path: Path, *, also_owned_by: int | None = None) -> Path:
    """Make `path` a folder that only we can open; refuse a link or a folder of somebody else."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = path.lstat()
        if not stat.S_ISDIR(info.st_mode) or info.st_uid not in {os.geteuid(), also_owned_by}:
            raise ServiceError(f"{path} belongs to somebody else. Remove it, or choose another CLAIMTRACK_HOME.")
        if stat.S_IMODE(info.st_mode) != 0o700:
            path.chmod(0o700)
    except OSError as error:
        raise ServiceError(
            f"The folder {path} cannot be used: {error.strerror}. Set CLAIMTRACK_HOME to one that can be written."
        ) from error
    return path


def home_folder(path: Path) -> Path:
    """Make the home and prove that it can be written and that the disk has room."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True) if os.access(_existing(path), os.W_OK) else None
    if not os.access(path, os.W_OK | os.X_OK):
        raise ServiceError(f"{path} cannot be written. Set CLAIMTRACK_HOME to a folder of your own.")
    free = shutil.disk_usage(path).free
    if free < LEAST_FREE_BYTES:
        raise ServiceError(
            f"The disk of {path} has {free // 2**20} MB free; the database needs {LEAST_FREE_BYTES // 2**20} MB. "
            "Make room, or set CLAIMTRACK_HOME to a folder on another disk."
        )
    return path


def _existing(path: Path) -> Path:
    """Return the nearest folder at or above `path` that is there already."""
    return next(folder for folder in (path, *path.parents) if folder.exists())


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the installation's lock; the kernel frees it when the process ends, however it ends."""
    with open(home / "lock", "a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EWOULDBLOCK, errno.EACCES}:
                raise ServiceError(f"{home} cannot be locked: {error.strerror}.") from error
            file.seek(0)
            raise ServiceError(
                f"claimtrack is already running with the data in {home} (process {file.read().strip() or 'unknown'}). "
                "Stop it with Ctrl-C there, or set CLAIMTRACK_HOME to another folder for a second installation."
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
