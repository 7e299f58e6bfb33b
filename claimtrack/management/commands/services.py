"""`manage.py services`: the embedded database and broker alone, for psql, backups and tests."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claimtrack.services.embedded import leave_no_sockets, prepare_folders, start_embedded
from claimtrack.services.errors import ServiceError
from claimtrack.services.folders import locked
from claimtrack.services.home import DATABASE_NAME, DATABASE_USER, broker_socket, home, runtime
from claimtrack.services.stopping import StopRequest
from claimtrack.services.supervisor import Supervisor


class Command(BaseCommand):
    """Run the embedded services until told to stop."""

    help = "Starts the embedded database and broker without claimtrack itself. Ctrl-C stops them."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop."""
        if not (settings.EMBEDDED_DATABASE or settings.EMBEDDED_BROKER):
            raise ServiceError("DATABASE_URL and REDIS_URL name services of your own: nothing to start.")
        prepare_folders()
        with locked(home()), StopRequest() as stop:
            supervisor = Supervisor(home() / "logs", self.say)
            try:
                names = start_embedded(supervisor, database=settings.EMBEDDED_DATABASE, broker=settings.EMBEDDED_BROKER)
                self.say_ready(names)
                stop.only_note()
                while not stop.wanted:
                    supervisor.tend()
                    time.sleep(0.2)
            except KeyboardInterrupt:
                pass  # stopped while starting
            finally:
                stop.only_note()
                supervisor.stop()
                leave_no_sockets()

    def say_ready(self, names: list[str]) -> None:
        """Tell how to reach what runs."""
        self.say(f"{' and '.join(names)} running, data in {home()}")
        if settings.EMBEDDED_DATABASE:
            self.say(f"database: psql -h {runtime()} -U {DATABASE_USER} {DATABASE_NAME}")
        if settings.EMBEDDED_BROKER:
            self.say(f"broker: redis-cli -s {broker_socket()}")
        self.say("Ctrl-C stops them")

    def say(self, message: str) -> None:
        """Print one line now, also into a pipe."""
        self.stdout.write(f"claimtrack  {message}")
        self.stdout.flush()
