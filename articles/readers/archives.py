"""Members of a ZIP archive, read in memory and never unpacked to disk.

In: an open archive. Out: each member with its bytes, or the Fault that kept them back.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, BinaryIO

from articles.readers import limits, zip_names
from articles.readers.members import Budget, Found, Member, ignored, leads_outside
from articles.records import Fault, Reason, Refused

# What zipfile and its decompressors raise on archives that are broken or lie about themselves.
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, RuntimeError)
ENCRYPTED_FLAG = 0x1
CHUNK = 1024 * 1024
LOCAL_HEAD = 30  # bytes in front of each member, at least


class Bounded(io.BufferedIOBase):
    """An archive's bytes, of which no single read may be huge: zipfile reads the whole directory at once."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > limits.DIRECTORY_BYTES:
            raise Refused(Reason.TOO_MANY, f"> {limits.MEMBERS}")
        return self.file.read(limits.DIRECTORY_BYTES if size is None or size < 0 else size)


def from_zip(name: str, file: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield each file of the archive, in its order."""
    try:
        with zipfile.ZipFile(Bounded(file)) as archive:
            check_whole(archive.infolist(), file.seek(0, io.SEEK_END), budget)
            infos = [(zip_names.readable(info), info) for info in archive.infolist()]
            infos = [(shown, info) for shown, info in infos if not shown.endswith("/")]
            parts = zip_names.parts_of_pages(shown for shown, _ in infos)
            for shown, info in infos:
                if not ignored(shown) and shown not in parts:
                    yield opened(archive, info, f"{name}/{shown}")
    except BROKEN as error:
        raise Refused(Reason.BAD_ARCHIVE) from error


def check_whole(infos: list[zipfile.ZipInfo], size: int, budget: Budget) -> None:
    """Refuse an archive of that size by what it says of itself, before anything is unpacked."""
    if len(infos) > limits.MEMBERS:
        raise Refused(Reason.TOO_MANY, f"{len(infos)} > {limits.MEMBERS}")
    if overlap(infos):
        raise Refused(Reason.BOMB)
    unpacked = sum(info.file_size for info in infos if not is_bomb(info))  # those are refused one by one
    if unpacked > limits.RATIO_FROM and unpacked > limits.RATIO * size:
        raise Refused(Reason.BOMB)
    budget.take(unpacked)


def overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Say whether members share bytes: so a small archive unpacks to any size (David Fifield, "A better zip bomb")."""
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    return any(start + LOCAL_HEAD + size > after for (start, size), (after, _) in pairwise(spans))


def opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Found:
    """Return one member's bytes, or why they are not read."""
    try:
        return Member(name, io.BytesIO(content(archive, info, limits.COLLECTION_BYTES)))
    except Refused as refusal:
        return Fault(name, refusal.reason, refusal.detail)


def content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return a member's bytes; raises Refused where it is hostile, broken or larger than `most`."""
    check_member(info, most)
    try:
        with archive.open(info) as member:
            return bounded(member, most)
    except NotImplementedError as error:
        raise Refused(Reason.UNSUPPORTED, f"compression {info.compress_type}") from error
    except BROKEN as error:
        raise Refused(Reason.BAD_ARCHIVE) from error


def bounded(member: IO[bytes], most: int) -> bytes:
    """Return all bytes of a member: the directory may lie about sizes, so that never more than `most` are taken."""
    buffer = bytearray()
    while chunk := member.read(CHUNK):
        buffer += chunk
        if len(buffer) > most:
            raise Refused(Reason.TOO_LARGE)
    return bytes(buffer)


def check_member(info: zipfile.ZipInfo, most: int) -> None:
    """Refuse members that are hostile or cannot be read."""
    if info.flag_bits & ENCRYPTED_FLAG:
        raise Refused(Reason.ENCRYPTED)
    if leads_outside(info.filename):
        raise Refused(Reason.UNSAFE_NAME)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Refused(Reason.NOT_A_FILE)
    if info.file_size > most:
        raise Refused(Reason.TOO_LARGE)
    if is_bomb(info):
        raise Refused(Reason.BOMB)


def is_bomb(info: zipfile.ZipInfo) -> bool:
    """Say whether a member says that it unpacks to many times its size."""
    return info.file_size > limits.RATIO_FROM and info.file_size > limits.RATIO * max(1, info.compress_size)
