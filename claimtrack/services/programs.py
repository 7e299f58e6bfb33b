"""The programs of claimtrack itself: web server, workers, beat.

In: addresses and numbers. Out: Programs for the supervisor. Containers run the same command lines, see
docker-compose.yml.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from claimtrack.services.process import Program

# Gossip and mingle are chatter between workers that nobody here listens to.
CELERY = (sys.executable, "-m", "celery", "-A", "claimtrack")
WORKER = ("worker", "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO")

# Set for what `up` starts, see claimtrack/celery.py.
SUPERVISED = "CLAIMTRACK_SUPERVISED"

MANAGE = str(Path(__file__).parents[2] / "manage.py")


def web(listening: int) -> Program:
    """The web server on a socket that we opened: callers queue there while the server starts again."""
    return Program(
        name="web",
        argv=(
            *(sys.executable, "-m", "gunicorn", "--config", "python:claimtrack.webserver"),
            *("--bind", f"fd://{listening}", "claimtrack.wsgi:application"),
        ),
        rank=0,
        pass_fds=(listening,),
    )


def worker(queue: str, processes: int, pool: str = "prefork") -> Program:
    """A Celery worker on one queue. Work cut off by a stop that is over its grace is given to the next worker.

    pool: `threads` for work that mostly waits for others.
    """
    return Program(
        name=f"worker-{queue}",
        argv=(
            *CELERY,
            *WORKER,
            *("--queues", queue, "--concurrency", str(processes), "--pool", pool, "--hostname", f"{queue}@%h"),
        ),
        rank=1,
        environment={SUPERVISED: "1"},
    )


def beat(run: Path) -> Program:
    """The clock of the sweepers; its notes of last runs survive a restart, so a nightly task missed is made up for."""
    return Program(
        name="beat",
        argv=(
            *(*CELERY, "beat", "--schedule", str(run / "beat"), "--pidfile", ""),
            *("--loglevel", "WARNING"),
        ),
        rank=0,
    )


def demo(done: Callable[[], None]) -> Program:
    """The loading of the demo articles, beside the web server so that the first page need not wait for it."""
    return Program(name="demo", argv=(sys.executable, MANAGE, "seed_demo"), rank=0, once=True, done=done)
