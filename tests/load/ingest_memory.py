"""Peak memory of each process while an upload of 1 GB comes in by HTTP and is read; exits 1 above the bar.

Run: `python -m tests.load.ingest_memory [--quick]`. In: nothing. Out: for a .jsonl and for a .zip the seconds of the
upload and the most that each process ever had resident (VmHWM of /proc), beside the bar.

The files are made of a thousand articles under ever new numbers, 1 GB as they are sent (the .zip is not packed, so that
its bytes are as many), and go through gunicorn and the upload form, which keeps them; the worker makes items of them
and reads a thousand, which is as much as all for its memory. Pages of PostgreSQL's shared buffers (128 MB) count for
each of its processes that touched them. Figures are peaks since the start, so those of the second file hold for both.
Quick: 60 MB each.
Needs six times the size on the disk.
"""

from __future__ import annotations

import argparse
import http.client
import http.cookiejar
import json
import os
import re
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.load import ingest_articles as made
from tests.load.ingest_rig import services, start_worker

BAR = 400.0  # MB
MEGABYTE = 1_000_000
SIZE, QUICK = 1000, 60  # MB
READ = 1000  # items
PATIENCE = 1800.0  # seconds
KINDS = 1000  # different articles; the rest are these under other numbers
PASSWORD = "nur-fuer-diese-messung"
BOUNDARY = "grenze-der-messung"
PAGES_EACH = 4  # articles in one page of the .zip, so that a gigabyte needs fewer members than an archive may have


def write_jsonl(path: Path, size: int) -> None:
    """Write lines of texts until the file has its size."""
    lines = [json.dumps({**made.article(number), "title": f"Meldung {number} @@@"}) + "\n" for number in range(KINDS)]
    with path.open("w", encoding="utf-8") as file:
        number = 0
        while file.tell() < size * MEGABYTE:
            file.write("".join(line.replace("@@@", str(number + n)) for n, line in enumerate(lines)))
            number += len(lines)


def write_zip(path: Path, size: int) -> None:
    """Write unpacked pages until the archive has its size."""
    pages = [made.page(number) for number in range(KINDS // PAGES_EACH)]
    bodies = [part.partition("<article>")[2].partition("</article>")[0] for part in pages]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        number = 0
        while path.stat().st_size < size * MEGABYTE:
            page = pages[number % len(pages)]
            more = "".join(bodies[(number + n) % len(bodies)] for n in range(PAGES_EACH))
            archive.writestr(
                f"{number % 100:02}/seite-{number}.html", page.replace("</article>", f"{number}{more}</article>")
            )
            number += 1


def peaks(supervisor: Any) -> dict[str, float]:
    """Return for each child and all below it the most that any of them had resident, in MB."""
    table: dict[int, tuple[int, float]] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if peak := re.search(r"VmHWM:\s+(\d+) kB", text):
            parent = re.search(r"PPid:\s+(\d+)", text)
            table[int(status.parent.name)] = (int(parent[1]) if parent else 0, int(peak[1]) * 1024 / MEGABYTE)
    found = {}
    for name in ("database", "broker", "web", "worker-intake"):
        family = {supervisor.pid(name)}
        while more := {pid for pid, (parent, _) in table.items() if parent in family} - family:
            family |= more
        found[name] = max(table[pid][1] for pid in family if pid in table)
    return found


def framed(name: str, token: str) -> tuple[bytes, bytes]:
    """Return what stands before and behind the file in the form, as a browser sends it."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="uploads"; filename="{name}"\r\n'
    return (head + "Content-Type: application/octet-stream\r\n\r\n").encode(), f"\r\n--{BOUNDARY}--\r\n".encode()


def pieces(path: Path, head: bytes, tail: bytes) -> Iterator[bytes]:
    """Yield the form with the file, piece by piece."""
    yield head
    with path.open("rb") as file:
        while piece := file.read(1 << 18):
            yield piece
    yield tail


class Browser:
    """An admin who is logged in."""

    def __init__(self, port: int) -> None:
        self.port, self.base = port, f"http://127.0.0.1:{port}"
        self.jar = http.cookiejar.CookieJar()
        handlers = urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.jar)
        opener = urllib.request.build_opener(*handlers)
        opener.open(f"{self.base}/login/", timeout=60).close()
        fields = {"username": "admin", "password": PASSWORD, "csrfmiddlewaretoken": self.cookies()["csrftoken"]}
        opener.open(f"{self.base}/login/", urllib.parse.urlencode(fields).encode(), timeout=60).close()
        assert "sessionid" in self.cookies(), "no login"

    def cookies(self) -> dict[str, str]:
        """Return the cookies by name."""
        return {cookie.name: cookie.value or "" for cookie in self.jar}

    def upload(self, path: Path) -> None:
        """Send the file by the upload form."""
        from django.urls import reverse

        head, tail = framed(path.name, self.cookies()["csrftoken"])
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Content-Length": str(len(head) + path.stat().st_size + len(tail)),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies().items()),
            "Accept": "application/json",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=3600)
        connection.request("POST", reverse("articles:upload"), body=pieces(path, head, tail), headers=headers)
        answer = connection.getresponse()
        told = answer.read().decode()
        assert answer.status == 200, f"{answer.status} {told[:500]}"


def start_web(supervisor: Any) -> Browser:
    """Start gunicorn as `manage.py up` does and log in."""
    from django.contrib.auth import get_user_model

    from claimtrack.services import listener, programs
    from claimtrack.services.first_run import collect_static

    get_user_model().objects.create_superuser("admin", password=PASSWORD)
    collect_static(Path(os.environ["CLAIMTRACK_HOME"]) / "static.state")
    listening = listener.listen("127.0.0.1", 0)
    supervisor.start(programs.web(listening.fileno()))
    address = listener.url("127.0.0.1", listening)
    supervisor.wait_until("web", lambda: listener.answers(address), 60)
    return Browser(listening.getsockname()[1])


def measured(path: Path, browser: Browser, supervisor: Any) -> bool:
    """Upload a file, print what the processes have taken at most until now; whether all kept to the bar."""
    from articles.models import Arrival, Batch, BatchItem

    began = time.monotonic()
    browser.upload(path)
    seconds = time.monotonic() - began
    items = BatchItem.objects.filter(batch=Batch.objects.latest("pk"))
    ended = items.exclude(state=BatchItem.State.RECEIVED)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and (Arrival.objects.exists() or ended.count() < READ):
        time.sleep(1)
    whole = time.monotonic() - began
    count, read = items.count(), ended.count()
    size = path.stat().st_size / MEGABYTE
    print(
        f"{path.suffix} of {size:,.0f} MB: answered after {seconds:.0f} s; {count:,} items and {read:,} of them read"
        f" after {whole:.0f} s",
        flush=True,
    )
    found = peaks(supervisor)
    for name, peak in found.items():
        print(f"{'ok  ' if peak <= BAR else 'MISS'} {name}: {peak:.0f} MB (bar {BAR:.0f})", flush=True)
    return not Arrival.objects.exists() and read > 0 and max(found.values()) <= BAR


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} MB instead of {SIZE}")
    size = QUICK if parser.parse_args(arguments).quick else SIZE
    good = True
    with tempfile.TemporaryDirectory(prefix="claimtrack-ingest-files-") as folder, services() as supervisor:
        browser = start_web(supervisor)
        start_worker(supervisor)
        for ending, write in (("zip", write_zip), ("jsonl", write_jsonl)):
            path = Path(folder) / f"gross.{ending}"
            write(path, size)
            good &= measured(path, browser, supervisor)
            path.unlink()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
