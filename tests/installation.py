"""A whole claimtrack in a folder of its own, started as a user starts it; for tests that kill its processes.

In: a folder. Out: `manage.py up` running, its output line by line, its children by name.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
# What each child's command line contains.
CHILDREN = {
    "database": "bin/postgres -D",
    "broker": "unixsocket:",
    "web": "gunicorn",
    "worker-intake": "--queues intake",
    "worker-fetch": "--queues fetch",
    "worker-extract": "--queues extract",
    "beat": "celery -A claimtrack beat",
    "janitor": "services/janitor.py",
}
_http = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def wait_for(condition, seconds, what):
    """Return the seconds until the condition holds; fail after `seconds`."""
    began = time.monotonic()
    while not condition():
        waited = time.monotonic() - began
        assert waited < seconds, f"{what}: not within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began


def processes():
    """Return {pid: (parent, command line)} of everything that runs here."""
    listing = subprocess.run(["ps", "-axww", "-o", "pid=,ppid=,stat=,command="], capture_output=True, text=True).stdout
    rows = (line.split(None, 3) for line in listing.splitlines())
    return {int(row[0]): (int(row[1]), row[3]) for row in rows if len(row) == 4 and not row[2].startswith("Z")}


class Installation:
    """`manage.py up` in a folder."""

    def __init__(self, home, *options, **environment):
        self.home = Path(home)
        self.home.mkdir(exist_ok=True)
        self.output_path = self.home.parent / f"{self.home.name}.out"
        # Empty, not absent: a developer's .env must not name other services.
        self.environment = {
            **os.environ,
            "CLAIMTRACK_HOME": str(self.home),
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "CLAIMTRACK_MODEL": "",  # what ships
            **environment,
        }
        self.options = options
        self.popen = None

    def command(self, *arguments):
        """Return a management command of this installation."""
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    def start(self):
        """Start, and return the seconds until it says that it is ready."""
        with open(self.output_path, "w") as output:
            self.popen = subprocess.Popen(
                self.command("up", "--port", "0", *self.options),
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return wait_for(self._ready_or_dead, 300, "manage.py up")

    def _ready_or_dead(self):
        assert self.popen.poll() is None, self.output()
        return "ready: open" in self.output()

    def output(self):
        """What it has written so far."""
        return self.output_path.read_text()

    @property
    def url(self):
        """The address that it named."""
        return self.output().split("ready: open ")[1].split()[0]

    @property
    def password(self):
        """The first admin's password, which is printed at the first start only."""
        return self.output().split("log in as admin with the password ")[1].split()[0]

    def health(self, timeout=5):
        """The health page's answer; empty where there is none."""
        try:
            with _http.open(f"{self.url}healthz", timeout=timeout) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)
        except OSError:
            return {}

    def well(self):
        """Whether every part says that it is well."""
        return self.health().get("ok", False)

    def database(self):
        """A connection to the embedded database, whose socket's folder is line 5 of the server's pid file."""
        sockets = (self.home / "postgres" / "postmaster.pid").read_text().splitlines()[4]
        return psycopg.connect(host=sockets, user="claimtrack", dbname="claimtrack", connect_timeout=5)

    def signed_since(self, moment):
        """The queues whose workers gave a sign of life after a moment; none while the database is away."""
        with contextlib.suppress(psycopg.OperationalError, OSError, IndexError), self.database() as database:
            rows = database.execute("SELECT queue FROM claimtrack_workersign WHERE seen_at > %s", [moment])
            return {queue for (queue,) in rows.fetchall()}
        return set()

    def nothing_to_read(self):
        """Whether every article's claims are read."""
        with self.database() as database:
            waiting = "SELECT count(*) FROM claims_extractionrun WHERE state IN ('waiting', 'running')"
            return database.execute(waiting).fetchone() == (0,)

    def run(self, *arguments, **options):
        """Run another management command on the same installation."""
        return subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, timeout=300, **options
        )

    def child(self, name):
        """The process of a child, None while it is away."""
        mark = CHILDREN[name]
        found = [pid for pid, (parent, line) in processes().items() if parent == self.popen.pid and mark in line]
        return found[0] if found else None

    def kill_child(self, name):
        """Kill a child by force and return the seconds until another one is there."""
        old = self.child(name)
        assert old, f"{name} is not running"
        os.kill(old, signal.SIGKILL)
        return wait_for(lambda: self.child(name) not in (None, old), 20, f"another {name}")

    def family(self):
        """All processes below `up`, to see later whether they are gone."""
        table, found = processes(), {self.popen.pid}
        while True:
            more = {pid for pid, (parent, _) in table.items() if parent in found} - found
            if not more:
                return found
            found |= more

    def signal(self, number):
        """Send `up` a signal."""
        self.popen.send_signal(number)

    def stop(self):
        """Stop it, and return the seconds that took; by force only as a last resort."""
        began = time.monotonic()
        if self.popen and self.popen.poll() is None:
            self.signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.popen.wait(30)
            if self.popen.poll() is None:
                self.popen.kill()
                self.popen.wait()
        return time.monotonic() - began


@contextlib.contextmanager
def running(home, *options):
    """Give an installation without demo articles whose parts are all well; it ends with the block."""
    it = Installation(home, "--no-demo", "--workers", "1", *options)
    try:
        it.start()
        wait_for(it.well, 60, "all parts well")
        yield it
    finally:
        it.stop()
