"""What people do in a running installation, by the pages alone: sign in, bring files, watch them being read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from playwright.sync_api import Browser, Page, expect


@contextlib.contextmanager
def signed_in(browser: Browser, address: str, name: str, password: str) -> Iterator[Page]:
    """Give somebody's page in a browser of their own; a script error or refused style fails at the end."""
    context = browser.new_context(locale="en", viewport={"width": 1400, "height": 1000})
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(address)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.locator("main button[type=submit]").click()
    expect(page.locator(".account summary")).to_have_text(name)
    yield page
    context.close()
    assert complaints == []


def zipped(files: dict[str, bytes]) -> bytes:
    """Return an archive of files by their names."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def upload(page: Page, name: str, data: bytes) -> None:
    """Go to the upload page by the menu and bring one archive."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Uploads").click()
    page.get_by_role("link", name="Upload files").click()
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": name, "mimeType": "application/zip", "buffer": data}
    )
    page.get_by_role("button", name="Upload").click()


def wait_until_read(page: Page, items: int) -> None:
    """Watch a batch's page, without touching it, until all its items are finished and it asks no more."""
    expect(page.locator("#progress-words")).to_have_text(f"Finished: {items} of {items}", timeout=180_000)
    expect(page.locator("[hx-trigger^=every]")).to_have_count(0)
