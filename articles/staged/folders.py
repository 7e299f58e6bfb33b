"""The bytes of uploads that lie ready: a private folder for each, below STAGING_DIR.

In: an upload's id, open files. Out: numbered files that only this account can read; names that senders give never
become names on the disk.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class NoRoom(Exception):  # noqa: N818  (a state of the disk that people are told of, no error of the program)
    """The disk is full, or no more may be written."""


def folder_of(key: uuid.UUID) -> Path:
    """Return where an upload's files lie, whether or not they do."""
    return Path(settings.STAGING_DIR) / key.hex


@contextmanager
def room() -> Iterator[None]:
    """Say NoRoom where the disk is full; other errors of the system stay what they are."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom from error
        raise


def keep(key: uuid.UUID, files: Iterable[UploadedFile[Any]]) -> None:
    """Write the files into the folder as 0, 1, 2 …; on a full disk nothing stays and NoRoom is raised."""
    folder = folder_of(key)
    try:
        with room():
            Path(settings.STAGING_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
            for number, file in enumerate(files):
                keep_one(file, folder / str(number))
    except BaseException:
        remove(key)
        raise


def keep_one(file: UploadedFile[Any], target: Path) -> None:
    """Move or copy one uploaded file; a large one is already on the disk and is moved where it can be."""
    written = getattr(file, "temporary_file_path", None)
    if written is not None:
        with suppress(OSError):  # another file system: it is copied
            os.replace(written(), target)
            target.chmod(0o600)
            return
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)


def write(key: uuid.UUID, name: str, data: bytes) -> None:
    """Write a file of our own beside the uploaded ones."""
    with room():
        (folder_of(key) / name).write_bytes(data)


def remove(key: uuid.UUID) -> None:
    """Delete the folder of an upload; one that is gone already is no error."""
    shutil.rmtree(folder_of(key), ignore_errors=True)


def strays(known: set[str], age: float) -> list[Path]:
    """Return folders that belong to no upload and are older than `age` seconds: left by a server that was killed."""
    root = Path(settings.STAGING_DIR)
    if not root.is_dir():
        return []
    end = time.time() - age
    return [folder for folder in root.iterdir() if folder.name not in known and folder.stat().st_mtime < end]
