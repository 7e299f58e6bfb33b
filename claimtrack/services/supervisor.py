"""Keeps children running: starts them, starts them again when they die, ends them in order.

In: Programs, lowest rank stopped first. Out: running processes, calm messages for the terminal by `say`.
Single-threaded on purpose: the kernel's death signal is tied to the thread that started the child.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from claimtrack.services.errors import ServiceError
from claimtrack.services.journal import Journal
from claimtrack.services.process import Process, Program

BACK_OFF = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
# A child that ran this long was healthy: its next death starts the back-off from the beginning.
HEALTHY_SECONDS = 30.0
JANITOR = Path(__file__).with_name("janitor.py")


class _Post:
    """One place in the supervisor's list: a program, its process while it runs, and its past."""

    def __init__(self, program: Program, journal: Journal) -> None:
        self.program = program
        self.journal = journal
        self.process: Process | None = None
        self.deaths = 0
        self.next_start = 0.0


class Supervisor:
    """All children of one installation."""

    def __init__(self, logs: Path, say: Callable[[str], None]) -> None:
        self._logs = logs
        self._say = say
        self._posts: dict[str, _Post] = {}
        self._janitor: subprocess.Popen[str] | None = None

    def start(self, program: Program) -> None:
        """Start a program and keep it running from now on."""
        post = _Post(program, Journal(self._logs / f"{program.name}.log"))
        self._posts[program.name] = post
        self._launch(post)

    def running(self, name: str) -> bool:
        """Whether a child runs at this moment."""
        process = self._posts[name].process
        return process is not None and not process.ended()

    def pid(self, name: str) -> int | None:
        """The process of a child, while it runs."""
        process = self._posts[name].process
        return process.pid if process else None

    def wait_until(self, name: str, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until a child answers; a ServiceError with the end of its log when it does not in time."""
        end = time.monotonic() + seconds
        while not ready():
            self.tend()
            if time.monotonic() > end:
                journal = self._posts[name].journal
                last = "\n  ".join(journal.last_lines(8))
                raise ServiceError(f"{name} does not start. The end of {journal.path}:\n  {last}")
            time.sleep(0.05)

    def tend(self) -> None:
        """Look after everybody once: mourn, start again when it is time, echo errors."""
        self._keep_janitor()
        for post in list(self._posts.values()):
            if post.process and post.process.ended():
                self._mourn(post, post.process)
                if post.program.once:
                    continue
            if post.process is None and time.monotonic() >= post.next_start:
                self._launch(post)
            for line in post.journal.new_errors():
                self._say(f"{post.program.name}: {line.strip()[:300]}  (more in {post.journal.path})")

    def stop(self) -> None:
        """Stop all children, those of the lowest rank first, each within its grace, then kill what is left."""
        for rank in sorted({post.program.rank for post in self._posts.values()}):
            processes = [p.process for p in self._posts.values() if p.process and p.program.rank == rank]
            for process in processes:
                process.ask_to_stop()
            asked = time.monotonic()
            for process in processes:
                process.wait(asked + process.program.grace)
                self._bury(process)
        self._posts.clear()
        if self._janitor and self._janitor.stdin:
            self._janitor.stdin.close()
            self._janitor.wait()
            self._janitor = None

    def _launch(self, post: _Post) -> None:
        program = post.program
        self._keep_janitor()
        try:
            program.before_start()
        except ServiceError as error:
            if not post.deaths:
                raise
            self._say(f"{program.name}: {error}")
            self._postpone(post)
            return
        post.process = Process(program, self._logs / f"{program.name}.log")
        self._tell(f"+ {post.process.pid} {program.rank} {int(program.stop_signal)}")

    def _mourn(self, post: _Post, process: Process) -> None:
        """Clear what a dead child left and plan its next start."""
        if time.monotonic() - process.started > HEALTHY_SECONDS:
            post.deaths = 0
        self._bury(process)
        post.process = None
        if post.program.once:
            self._dismiss(post, process)
            return
        pause = self._postpone(post)
        self._say(f"{post.program.name} ended ({process.result}); it starts again in {pause:g} s.")

    def _dismiss(self, post: _Post, process: Process) -> None:
        """Take a program that is not to run again off the list."""
        del self._posts[post.program.name]
        if process.went_well:
            post.program.done()
        else:
            self._say(f"{post.program.name} failed ({process.result}); see {post.journal.path}.")

    def _postpone(self, post: _Post) -> float:
        pause = BACK_OFF[min(post.deaths, len(BACK_OFF) - 1)]
        post.deaths += 1
        post.next_start = time.monotonic() + pause
        return pause

    def _bury(self, process: Process) -> None:
        process.kill_group()
        self._tell(f"- {process.pid}")

    def _keep_janitor(self) -> None:
        """Have a janitor, and tell a new one about everybody."""
        if self._janitor and self._janitor.poll() is None:
            return
        command = [sys.executable, "-I", "-S", str(JANITOR)]
        self._janitor = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, bufsize=1, start_new_session=True)
        for post in self._posts.values():
            if post.process:
                program = post.program
                self._tell(f"+ {post.process.pid} {program.rank} {int(program.stop_signal)}")

    def _tell(self, line: str) -> None:
        if self._janitor and self._janitor.stdin:
            # One that died this moment is replaced at the next look; the new one is told everything.
            with suppress(BrokenPipeError):
                self._janitor.stdin.write(f"{line}\n")
