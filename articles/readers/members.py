"""What containers hand on: a file within a file, and how much all of them together may still unpack.

In: nothing. Out: the records that archives, e-mails and `expansion` share.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from articles.readers import limits
from articles.records import Fault, RawItem, Reason, Refused


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file: its name below the container's, and its open bytes."""

    name: str
    file: BinaryIO


Part = RawItem | Fault
Found = Part | Member


class Budget:
    """How many bytes one upload may still unpack, over all its archives."""

    def __init__(self) -> None:
        self.left = limits.EXPANDED_BYTES

    def take(self, size: int) -> None:
        """Count bytes that are about to be unpacked; raise Refused(TOO_LARGE) where they are too many."""
        self.left -= size
        if self.left < 0:
            raise Refused(Reason.TOO_LARGE)


def ignored(name: str) -> bool:
    """Say whether a member is none of the sender's doing: macOS resource forks, dot files, thumbnails."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return "__MACOSX" in parts or hidden or parts[-1:] in ((), ("Thumbs.db",), ("desktop.ini",))


def leads_outside(name: str) -> bool:
    """Say whether a member would leave its folder if somebody unpacked it: such an archive is an attack."""
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    outside = posix.is_absolute() or bool(windows.drive) or bool(windows.root)
    return outside or ".." in windows.parts
