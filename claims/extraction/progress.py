"""A bar on the terminal that tells how much of the input is read; nothing where nobody watches.

In: what was read so far, in bytes and documents. Out: one line on standard error, drawn over itself.
"""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 30
PAUSE = 0.1  # seconds between two drawings


class Progress:
    """total: bytes of the input, None where that is not known; shown: whether anybody watches."""

    def __init__(self, stream: TextIO, total: int | None, shown: bool) -> None:
        self.stream, self.total, self.shown = stream, total, shown
        self.read = self.documents = 0
        self.drawn = 0.0

    def advance(self, size: int) -> None:
        """A document of that many bytes is read."""
        self.read += size
        self.documents += 1
        if self.shown and time.monotonic() - self.drawn >= PAUSE:
            self.drawn = time.monotonic()
            self.stream.write(f"\r\x1b[K{self.line()}")
            self.stream.flush()

    def line(self) -> str:
        """The bar, the share and the number of documents; the number alone where the size is not known."""
        number = f"{self.documents} document{'' if self.documents == 1 else 's'}"
        if not self.total:
            return number
        share = min(1.0, self.read / self.total)
        full = round(WIDTH * share)
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {share:4.0%}  {number}"

    def clear(self) -> None:
        """Take the line away, before other words are written or at the end."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
