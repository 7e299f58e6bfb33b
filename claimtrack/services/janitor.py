"""A small process that outlives the supervisor by seconds and ends what it left behind; run as a plain script.

In, on standard input: `+ GROUP RANK SIGNAL` when a child starts, `- GROUP` when it ended. When the input ends, the
supervisor is gone, in order or by kill -9: every group still listed is asked to stop, lowest rank first, and killed
when it does not. So nothing stays behind on any system, and the database is shut down rather than cut off.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable

PATIENCE = 4.0


def tidy_up(groups: dict[int, tuple[int, int]]) -> None:
    """Stop the groups, rank by rank: {group: (rank, signal)}."""
    for rank in sorted({rank for rank, _ in groups.values()}):
        ranked = {group: number for group, (at, number) in groups.items() if at == rank}
        for group, number in ranked.items():
            _signal(group, number)
        _wait(ranked)
        for group in ranked:
            _signal(group, signal.SIGKILL)


def _wait(groups: Iterable[int]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and any(_signal(group, 0) for group in groups):
        time.sleep(0.05)


def _signal(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def listen(lines: Iterable[str]) -> dict[int, tuple[int, int]]:
    """Read until the input ends and return the groups still running."""
    groups: dict[int, tuple[int, int]] = {}
    for line in lines:
        what, group, *rest = line.split()
        if what == "+":
            groups[int(group)] = (int(rest[0]), int(rest[1]))
        else:
            groups.pop(int(group), None)
    return groups


if __name__ == "__main__":
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    tidy_up(listen(sys.stdin))
