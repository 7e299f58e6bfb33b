"""`manage.py up`: everything that a newsroom needs, from one command until Ctrl-C."""

import io
import os
import socket
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from claimtrack.health import broker_state
from claimtrack.services import first_run, programs
from claimtrack.services.embedded import leave_no_sockets, prepare_folders, start_embedded
from claimtrack.services.errors import ServiceError
from claimtrack.services.folders import locked
from claimtrack.services.home import home
from claimtrack.services.listener import answers, listen, url
from claimtrack.services.stopping import StopRequest
from claimtrack.services.supervisor import Supervisor

FETCHERS = 8  # threads that wait for other people's servers
WEB_PATIENCE = 60.0
NOTE_PASSWORD = "(this password is shown only now; `manage.py changepassword admin` sets a new one)"


class Command(BaseCommand):
    """Start database, broker, workers, clock and web server; keep them running; stop them in order."""

    help = "Starts everything: database, broker, workers and web server. Ctrl-C stops it."
    requires_system_checks: list[str] = []  # run below, when the database is there to be checked

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to listen and how many processes read articles."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
        parser.add_argument(
            "--workers",
            type=int,
            default=max(1, (os.cpu_count() or 2) - 1),
            help="processes that read claims (default: one less than there are processors)",
        )
        parser.add_argument("--no-demo", action="store_true", help="start without the demo articles")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop."""
        prepare_folders()
        with locked(home()), StopRequest() as stop, listen(options["host"], options["port"]) as listening:
            supervisor = Supervisor(home() / "logs", self.say)
            try:
                self.start_services(supervisor)
                address = self.start_claimtrack(supervisor, listening, options)
                self.say_ready(address, first_run.first_admin())
                connections.close_all()
                self.say_who_may_come(options["host"])
                stop.only_note()
                while not stop.wanted:
                    supervisor.tend()
                    time.sleep(0.2)
            except KeyboardInterrupt:
                pass  # stopped while starting
            finally:
                stop.only_note()
                self.say("stopping …")
                supervisor.stop()
                leave_no_sockets()
        self.say("stopped; your data stays in place")

    def start_services(self, supervisor: Supervisor) -> None:
        """Start database and broker and bring both in step with the code."""
        names = start_embedded(supervisor, database=settings.EMBEDDED_DATABASE, broker=settings.EMBEDDED_BROKER)
        self.say(f"{' and '.join(names)} running, data in {home()}" if names else "Using your database and broker.")
        if not settings.EMBEDDED_BROKER and broker_state() != "ok":
            raise ServiceError("The broker named by REDIS_URL does not answer.")
        call_command("check", stdout=io.StringIO())  # silent unless it raises
        first_run.migrate()
        first_run.collect_static(home() / "run" / "static-state")

    def start_claimtrack(self, supervisor: Supervisor, listening: socket.socket, options: dict[str, Any]) -> str:
        """Start the web server, then those who work behind it; return the address."""
        address = url(options["host"], listening)
        supervisor.start(programs.web(listening.fileno()))
        supervisor.wait_until("web", lambda: answers(address), WEB_PATIENCE)
        supervisor.start(programs.worker("intake", 1))
        supervisor.start(programs.worker("fetch", FETCHERS, pool="threads"))
        supervisor.start(programs.worker("extract", max(1, options["workers"])))
        supervisor.start(programs.beat(home() / "run"))
        loaded = home() / "run" / "demo-loaded"
        if not options["no_demo"] and not loaded.exists():
            supervisor.start(programs.demo(done=loaded.touch))
        return address

    def say_ready(self, address: str, password: str | None) -> None:
        """Tell the reader what to do next."""
        lines = [f"ready: open {address} in a browser"]
        if password:
            lines += [f"log in as {first_run.ADMIN} with the password {password}", NOTE_PASSWORD]
        lines.append("Ctrl-C stops everything")
        for line in lines:
            self.say(line)

    def say_who_may_come(self, host: str) -> None:
        """Warn whoever opens the server to the network and forgets that Django answers to known names alone."""
        if settings.ONLY_THIS_MACHINE and host not in {"127.0.0.1", "localhost", "::1"}:
            self.say("other machines get an error until ALLOWED_HOSTS names this one; see Operations in the README")

    def say(self, message: str) -> None:
        """Print one line now, also into a pipe."""
        self.stdout.write(f"claimtrack  {message}")
        self.stdout.flush()
