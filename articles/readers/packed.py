"""A gzip stream as the file that it holds, unpacked as it is read.

In: an open .gz file. Out: its content, readable from its start as often as needed; Refused where it breaks off, is
damaged, or unpacks to many times its size.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from articles.readers import limits
from articles.readers.members import Budget, Found, Member
from articles.records import Reason, Refused

MAGIC = b"\x1f\x8b"


class Unpacked(io.BufferedIOBase):
    """The content of a gzip file; only the bytes asked for are held."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        self.file = file
        self.budget = budget
        self.counted = 0
        self.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go back to the start; gzip knows no other place without unpacking all before it."""
        if offset or whence:
            raise io.UnsupportedOperation
        self.file.seek(0)
        self.stream = gzip.GzipFile(fileobj=self.file, mode="rb")
        return 0

    def tell(self) -> int:
        return self.stream.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        """Return up to `size` bytes, never more than a collection may have."""
        most = limits.COLLECTION_BYTES + 1
        try:
            data = self.stream.read(most if size is None or size < 0 else min(size, most))
        except EOFError as error:
            raise Refused(Reason.TRUNCATED) from error
        except (OSError, zlib.error) as error:
            raise Refused(Reason.BAD_ARCHIVE) from error
        self.check()
        return data

    def check(self) -> None:
        """Refuse what has grown too much."""
        done = self.stream.tell()
        if done > self.counted:  # not a second time what is read twice
            self.budget.take(done - self.counted)
            self.counted = done
        if done > limits.RATIO_FROM and done > limits.RATIO * max(1, self.file.tell()):
            raise Refused(Reason.BOMB)


def from_gz(name: str, file: BinaryIO, budget: Budget) -> Iterator[Found]:
    """Yield the one file that was packed; its name is the archive's without the last ending."""
    yield Member(f"{name}/{PurePosixPath(name).stem}", unpacked(file, budget))


def unpacked(file: BinaryIO, budget: Budget) -> BinaryIO:
    """Return the content of a packed file; it has all that readers use of a BinaryIO."""
    return cast(BinaryIO, Unpacked(file, budget))


def plain(file: BinaryIO, budget: Budget) -> BinaryIO:
    """Return the file itself, or its content where it is packed, whatever its name says."""
    file.seek(0)
    packed = file.read(2) == MAGIC
    file.seek(0)
    return unpacked(file, budget) if packed else file
