"""A real Chromium against the real server: the system's own browser, or the one that Playwright brings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.claims.stories import member

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Milliseconds a page may take to become as expected: a busy machine answers in seconds what takes 70 ms else, and how
# fast pages are is measured in tests/load.
PATIENCE = 30_000
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this folder; skipped, with the reason, where there is none."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright's event loop runs in this thread; Django's guard against blocking it is of no use to tests.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        try:
            chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        except Exception as error:  # noqa: BLE001  (Playwright's own error; its text says how to install a browser)
            pytest.skip(f"no browser: {str(error).splitlines()[0]}")
        expect.set_options(timeout=PATIENCE)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Return a function that opens an address as somebody; a script error or refused style fails the test.

    Who opens it is signed in by a session of the database, not by the form: that is a page less each time, and
    `test_access` tries the form.
    """
    contexts, complaints = [], []

    def opened(address: str, role: str = "analyst", **options) -> Page:
        context = browser.new_context(**({"locale": "en", "viewport": {"width": 1400, "height": 1000}} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None
        )
        context.add_cookies([session_of(member(role, name=f"{role}-{len(contexts)}"), live_server.url)])
        page.goto(live_server.url + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def session_of(user: User, address: str) -> Any:
    """Sign somebody in and return the cookie that says so to the server at this address."""
    client = Client()
    client.force_login(user)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key or "", "url": address}


def violations(page: Page) -> list[str]:
    """Return what axe-core finds against WCAG 2.1 AA and good practice, a line each."""
    found = Axe().run(page, options={"runOnly": WCAG})
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
