"""A browser that sends one upload while the web server is killed under it, and sends the same form again.

In: an `Installation`, a file's bytes, at which shares of the upload to kill. Out: the address of the batch; what the
database held after each kill is at most one batch. What is not items of it yet, a worker makes items of meanwhile.
"""

import http.client
import http.cookiejar
import os
import re
import signal
import time
import urllib.error
import urllib.parse
import urllib.request

from tests.installation import processes, wait_for

PIECES = 25
FIELD = re.compile(r'name="(csrfmiddlewaretoken|sent_as)"[^>]* value="([^"]+)"')


class Browser:
    """Cookies, forms and uploads of one admin."""

    def __init__(self, it):
        self.it = it
        self.cookies = http.cookiejar.CookieJar()
        handlers = (urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies))
        self.opener = urllib.request.build_opener(*handlers)

    def get(self, path):
        """Return a page's text."""
        with self.opener.open(self.it.url.rstrip("/") + path, timeout=20) as answer:
            return answer.read().decode()

    def fields(self, path):
        """Return the hidden fields of a page's forms."""
        return dict(FIELD.findall(self.get(path)))

    def post(self, path, page, **values):
        """Send a form that stands on a page; return the text of where it leads."""
        data = urllib.parse.urlencode({**self.fields(page), **values}).encode()
        with self.opener.open(self.it.url.rstrip("/") + path, data, timeout=60) as answer:
            return answer.read().decode()

    def log_in(self, password):
        """Log in as the first admin."""
        self.post("/login/", "/login/", username="admin", password=password)

    def send(self, fields, name, content, *, seconds, at=lambda share: None):
        """Upload a file piece by piece, slowly enough to be killed; `at` is told each share. Return where it leads."""
        boundary, address = "chaosboundary", urllib.parse.urlsplit(self.it.url)
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
            for field, value in {**fields, "title": "Chaos", "action": "bring"}.items()
        ]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="uploads"; filename="{name}"\r\n\r\n'
        body = "".join(parts).encode() + head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=120)
        try:
            connection.putrequest("POST", "/batches/new/")
            for key, value in {
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "Content-Length": str(len(body)),
                "Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies),
                "Accept": "text/html",
            }.items():
                connection.putheader(key, value)
            connection.endheaders()
            size = len(body) // PIECES + 1
            for number in range(PIECES):
                connection.send(body[number * size : (number + 1) * size])
                at((number + 1) / PIECES)
                time.sleep(seconds / PIECES)
            at(1.1)
            answer = connection.getresponse()
            page = answer.read()
            assert answer.status == 302, (answer.status, page[:2000])
            return answer.getheader("Location")
        finally:
            connection.close()


def kill_tree(it, name):
    """Kill a child with all processes below it by force; return the seconds until another one is there."""
    table, found = processes(), {it.child(name)}
    assert None not in found, f"{name} is not running"
    while more := {pid for pid, (parent, _) in table.items() if parent in found} - found:
        found |= more
    for pid in found:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    return wait_for(lambda: it.child(name) not in ({None} | found), 20, f"another {name}")


def answering(browser):
    """Whether the web server shows its login page."""
    try:
        return "csrfmiddlewaretoken" in browser.get("/login/")
    except (OSError, http.client.HTTPException):
        return False


def sizes(it):
    """Return how many items each batch has."""
    with it.database() as database:
        rows = (
            "SELECT count(i.id) FROM articles_batch b LEFT JOIN articles_batchitem i ON i.batch_id = b.id GROUP BY b.id"
        )
        return [number for (number,) in database.execute(rows).fetchall()]


def upload_under_fire(it, browser, content, count, moments, random):
    """Send the same form until it is answered, the web server killed at each of the moments; return the address.

    moments: shares of the upload; above 1 all is sent and the server stores it, or has, and has not answered.
    """
    fields = browser.fields("/batches/new/")
    for moment in moments:
        killed: list[float] = []

        def kill(share, moment=moment, killed=killed):
            if share >= moment and not killed:
                time.sleep(random.uniform(0, 0.4) if moment > 1 else 0)
                killed.append(kill_tree(it, "web"))

        try:
            answered = browser.send(fields, "chaos.jsonl", content, seconds=1.5, at=kill)
        except (OSError, http.client.HTTPException) as error:
            answered = f"no answer ({type(error).__name__})"
        wait_for(lambda: answering(browser), 60, "the web server again")
        found = sizes(it)
        assert len(found) <= 1, f"the upload is there twice: {found}"
        assert all(number <= count for number in found), f"items are there twice: {found}"
        print(f"  web killed at {moment:4.0%} of the upload: {answered}; batches stored: {len(found)}")
    address = browser.send(fields, "chaos.jsonl", content, seconds=0.5)
    assert len(sizes(it)) == 1, f"the upload is there twice, or not at all: {sizes(it)}"
    return address
