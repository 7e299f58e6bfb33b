"""One child of the supervisor: what to run, and the running process with its group.

In: a Program. Out: a process in a session of its own, whose whole group can be stopped, and its log.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from claimtrack.services.home import home

PROJECT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("child.py")


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Program:
    """What to run and how to end it; a lower rank is stopped earlier, `grace` seconds before it is killed."""

    name: str
    argv: tuple[str, ...]
    rank: int
    stop_signal: signal.Signals = signal.SIGTERM
    # All ranks together stay below the ten seconds that a stop may take.
    grace: float = 2.0
    identity: str = "self"
    environment: Mapping[str, str] = field(default_factory=dict)
    pass_fds: tuple[int, ...] = ()
    before_start: Callable[[], None] = nothing
    # A program that is meant to end: `done` is called when it ended well, and it is not started again.
    once: bool = False
    done: Callable[[], None] = nothing


class Process:
    """A running Program."""

    def __init__(self, program: Program, log: Path) -> None:
        self.program = program
        self.started = time.monotonic()
        # Appending lets the log be cut while the child writes on.
        with open(log, "ab") as output:
            self._popen = subprocess.Popen(
                wrapped(program),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # The same home and code for all, from wherever `up` was called.
                cwd=PROJECT,
                env={**os.environ, "CLAIMTRACK_HOME": str(home()), **program.environment},
                pass_fds=program.pass_fds,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process, and the number of its group."""
        return self._popen.pid

    def ended(self) -> bool:
        """Whether the leader of the group is gone."""
        return self._popen.poll() is not None

    @property
    def went_well(self) -> bool:
        """Whether it ended by itself without an error."""
        return self._popen.returncode == 0

    @property
    def result(self) -> str:
        """How it ended, in words."""
        code = self._popen.returncode
        return f"killed by {signal.Signals(-code).name}" if code is not None and code < 0 else f"exit status {code}"

    def ask_to_stop(self) -> None:
        """Send the leader its own stop signal."""
        if not self.ended():
            self._popen.send_signal(self.program.stop_signal)

    def wait(self, until: float) -> bool:
        """Wait for the leader until a moment of the monotonic clock; True when it is gone."""
        try:
            self._popen.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill_group(self) -> None:
        """Kill whatever is left of the group, and wait for the leader so that no zombie stays."""
        # Nothing may be left; macOS says EPERM for a group of zombies.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._popen.wait()


def wrapped(program: Program) -> list[str]:
    """Put child.py in front: it changes the user and ties the program to our life."""
    return [
        sys.executable,
        "-I",
        "-S",
        str(CHILD),
        str(os.getpid()),
        str(int(program.stop_signal)),
        program.identity,
        *program.argv,
    ]
