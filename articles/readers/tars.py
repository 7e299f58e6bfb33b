"""Members of a tar archive, packed or not, read as a stream and never unpacked to disk.

In: an open archive. Out: each regular file with its bytes; links, devices and names that lead outside become Faults.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from articles.readers import limits
from articles.readers.members import Budget, Found, Member, ignored, leads_outside
from articles.readers.packed import plain
from articles.records import Fault, Reason, Refused

# What tarfile raises on archives that are broken or lie about themselves.
BROKEN = (tarfile.TarError, EOFError, OSError, ValueError, IndexError, OverflowError, UnicodeError, AttributeError)
DESCRIBING = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)


class Header(tarfile.TarInfo):
    """A member's head; tarfile holds long names in memory whole, so that their declared size is looked at first."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Header:
        info = super().frombuf(buf, encoding, errors)
        if info.type in DESCRIBING and info.size > limits.HEADER_BYTES or info.size < 0:
            raise tarfile.ReadError("oversized head")
        return info


def from_tar(name: str, file: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield each file of the archive, in its order."""
    try:
        with tarfile.open(fileobj=plain(file, budget), mode="r|", tarinfo=Header) as archive:
            number = 0
            while info := archive.next():
                number += 1
                if number > limits.MEMBERS:
                    raise Refused(Reason.TOO_MANY, f"> {limits.MEMBERS}")
                archive.members = []  # type: ignore[attr-defined]  # tarfile would keep them all
                if not info.isdir() and not ignored(info.name):
                    yield opened(archive, info, f"{name}/{info.name}")
    except BROKEN as error:
        raise Refused(Reason.BAD_ARCHIVE) from error


def opened(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> Found:
    """Return one member's bytes, or why they are not read."""
    if leads_outside(info.name):
        return Fault(name, Reason.UNSAFE_NAME)
    if not info.isreg() or info.issparse():
        return Fault(name, Reason.NOT_A_FILE)
    if info.size > limits.COLLECTION_BYTES:
        return Fault(name, Reason.TOO_LARGE)
    try:
        member = archive.extractfile(info)
        data = member.read() if member else b""
    except tarfile.ReadError as error:  # the file ends before the member does
        raise Refused(Reason.TRUNCATED, info.name[:200]) from error
    return Member(name, io.BytesIO(data))
