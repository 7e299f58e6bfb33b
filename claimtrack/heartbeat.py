"""Each worker's sign of life, from its own main loop: the loop also takes messages, so a worker cut off goes silent.

In: a running Celery worker. Out: a WorkerSign per queue it reads, every few seconds. A task in the queue would not do:
behind a long queue a busy worker would look dead.
"""

from typing import Any

import structlog
from celery import bootsteps
from django.db import DatabaseError, connection
from django.utils import timezone

EVERY_SECONDS = 10.0
log = structlog.get_logger(__name__)


class Heartbeat(bootsteps.StartStopStep):
    """A step of the worker's start that puts the sign on its timer."""

    requires = ("celery.worker.components:Timer",)

    def start(self, worker: Any) -> None:
        """Sign now and then regularly."""
        queues = sorted(worker.app.amqp.queues.consume_from)
        sign(queues)
        self.entry = worker.timer.call_repeatedly(EVERY_SECONDS, sign, (queues,))

    def stop(self, worker: Any) -> None:
        """Take the sign off the timer."""
        self.entry.cancel()


def sign(queues: list[str]) -> None:
    """Note that a worker on these queues is alive; a database that is away is no reason to stop working."""
    from claimtrack.models import WorkerSign

    try:
        for queue in queues:
            WorkerSign.objects.update_or_create(queue=queue, defaults={"seen_at": timezone.now()})
    except DatabaseError as error:
        log.warning("no sign of life could be written", error=str(error).strip())
    finally:
        # Processes forked later must not inherit an open connection.
        connection.close()
