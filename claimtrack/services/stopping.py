"""Ctrl-C and SIGTERM: while starting they end the start, afterwards they are a wish that the main loop looks at."""

import signal
from types import FrameType
from typing import Self

WISHES = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequest:
    """Whether somebody wants us to stop."""

    def __init__(self) -> None:
        self.wanted = False
        self._interrupts = True

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._note) for number in WISHES}
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def only_note(self) -> None:
        """From now on a signal is only noted: stopping in order must not be cut short by a second Ctrl-C."""
        self._interrupts = False

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.wanted = True
        if self._interrupts:
            self._interrupts = False
            raise KeyboardInterrupt
