"""The log file of one child: kept short, and read along for errors.

In: a file that a child appends to. Out: its error lines since the last look, a few a minute; older text moved aside.
"""

import re
import shutil
import time
from pathlib import Path

LONGEST = 5 * 1024 * 1024
KEPT = 3
ECHOED_A_MINUTE = 3
# structlog's text and JSON, gunicorn's own lines, PostgreSQL's two worst levels. PostgreSQL's ERROR is only a failed
# query, which the process that sent it reports itself.
ERROR_LINE = re.compile(r'\[(?:error|critical|ERROR|CRITICAL) *\]|"level": "(?:error|critical)"|\bPANIC: ')


class Journal:
    """One child's log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch(mode=0o600)
        self._position = path.stat().st_size
        self._minute = 0.0
        self._echoed = 0

    def new_errors(self) -> list[str]:
        """Return the error lines written since the last call, at most a few a minute."""
        size = self.path.stat().st_size
        if size == self._position:
            return []
        with open(self.path, "rb") as file:
            file.seek(self._position if size > self._position else 0)
            text = file.read(LONGEST)
            self._position = file.tell()
        lines = [line for line in text.decode("utf-8", "replace").splitlines() if ERROR_LINE.search(line)]
        self._rotate(size)
        return self._rationed(lines)

    def last_lines(self, count: int) -> list[str]:
        """Return the end of the log, for a message about a child that does not start."""
        with open(self.path, "rb") as file:
            file.seek(max(0, self.path.stat().st_size - 4000))
            return file.read().decode("utf-8", "replace").splitlines()[-count:]

    def _rationed(self, lines: list[str]) -> list[str]:
        if time.monotonic() - self._minute > 60:
            self._minute, self._echoed = time.monotonic(), 0
        kept = lines[: max(0, ECHOED_A_MINUTE - self._echoed)]
        self._echoed += len(kept)
        return kept

    def _rotate(self, size: int) -> None:
        """Copy a long log aside and cut it: the child keeps its open file, which appends from the start again."""
        if size < LONGEST:
            return
        for number in range(KEPT - 1, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            if older.exists():
                older.replace(self.path.with_name(f"{self.path.name}.{number + 1}"))
        shutil.copy2(self.path, self.path.with_name(f"{self.path.name}.1"))
        with open(self.path, "r+b") as file:
            file.truncate(0)
        self._position = 0
