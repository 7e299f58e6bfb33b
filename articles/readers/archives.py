"""Members of a ZIP archive, read in memory and never unpacked to disk.

In: an open archive. Out: each member's name with its bytes, or the Fault that kept them back.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from articles.readers import limits
from articles.records import Fault, Reason, Refused

# What zipfile and its decompressors raise on archives that are broken or lie about themselves.
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, RuntimeError)
ENCRYPTED_FLAG = 0x1


def members(name: str, file: BinaryIO) -> Iterator[tuple[str, BinaryIO | Fault]]:
    """Yield (member's name below the archive's, its bytes or a Fault) for each file of the archive, in its order."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not ignored(info)]
            check_whole(infos)
            for info in infos:
                yield f"{name}/{info.filename}", opened(archive, info, f"{name}/{info.filename}")
    except Refused as refusal:
        yield name, Fault(name, refusal.reason, refusal.detail)
    except BROKEN:
        yield name, Fault(name, Reason.BAD_ARCHIVE)


def ignored(info: zipfile.ZipInfo) -> bool:
    """Say whether a member is none of the sender's doing: folders, macOS resource forks, dot files, thumbnails."""
    parts = PurePosixPath(info.filename).parts
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return info.is_dir() or "__MACOSX" in parts or hidden or parts[-1:] in ((), ("Thumbs.db",), ("desktop.ini",))


def check_whole(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive by what it says of itself, before anything is unpacked."""
    if not infos:
        raise Refused(Reason.EMPTY)
    if len(infos) > limits.MEMBERS:
        raise Refused(Reason.TOO_MANY, f"{len(infos)} > {limits.MEMBERS}")
    if sum(info.file_size for info in infos) > limits.EXPANDED_BYTES:
        raise Refused(Reason.TOO_LARGE)


def opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> BinaryIO | Fault:
    """Return one member's bytes, or why they are not read."""
    try:
        check_member(info)
        with archive.open(info) as member:
            # The directory may lie about sizes: never take more than the limit.
            data = member.read(limits.COLLECTION_BYTES + 1)
    except Refused as refusal:
        return Fault(name, refusal.reason, refusal.detail)
    except NotImplementedError:
        return Fault(name, Reason.UNSUPPORTED, "compression")
    except BROKEN:
        return Fault(name, Reason.BAD_ARCHIVE)
    return io.BytesIO(data) if len(data) <= limits.COLLECTION_BYTES else Fault(name, Reason.TOO_LARGE)


def check_member(info: zipfile.ZipInfo) -> None:
    """Refuse members that are hostile or cannot be read."""
    if info.flag_bits & ENCRYPTED_FLAG:
        raise Refused(Reason.ENCRYPTED)
    if unsafe(info):
        raise Refused(Reason.UNSAFE_NAME)
    if info.file_size > limits.COLLECTION_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if info.file_size > limits.RATIO_FROM and info.file_size > limits.RATIO * max(1, info.compress_size):
        raise Refused(Reason.BOMB)


def unsafe(info: zipfile.ZipInfo) -> bool:
    """Say whether the member would leave its folder if somebody unpacked it: such an archive is an attack."""
    posix, windows = PurePosixPath(info.filename), PureWindowsPath(info.filename)
    outside = posix.is_absolute() or bool(windows.drive) or bool(windows.root)
    return outside or ".." in windows.parts or stat.S_ISLNK(info.external_attr >> 16)
