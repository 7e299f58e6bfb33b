"""A batch cancelled and gone on with, deleted and brought back: by the buttons that an admin sees."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import tasks
from articles.models import Article, Batch, BatchItem
from tests import factories
from tests.articles.test_intake import TEXT, receive
from tests.browser.conftest import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
State = BatchItem.State


@pytest.fixture
def batch(monkeypatch) -> Batch:
    """Two items wait, one is read; nobody reads on."""
    for name in ("enqueue_batch", "send"):
        monkeypatch.setattr(tasks, name, lambda *args: None)
    monkeypatch.setattr("claims.receivers.send", lambda *args: None)
    made: Batch = receive(*((f"{n}.txt", f"{TEXT} {n}") for n in range(3)))
    made.items.filter(position=1).update(state=State.EXTRACTED, article=factories.article())
    return made


def test_cancel_go_on_delete_and_bring_back(open_page, live_server, batch):
    page = open_page(batch.get_absolute_url(), role="admin")
    expect(page.locator("#progress-words")).to_have_text("Finished: 1 of 3")
    assert violations(page) == []

    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#progress-words")).to_have_text("Finished: 3 of 3")
    expect(page.locator("[hx-trigger^=every]")).to_have_count(0)
    expect(page.get_by_text("2 items will not be read.")).to_be_visible()
    page.get_by_role("link", name="2 cancelled").click()
    expect(page.locator("table.items tbody tr")).to_have_count(2)

    page.get_by_role("button", name="Go on with 2 items").click()
    expect(page.locator("#progress-words")).to_have_text("Finished: 1 of 3")
    # What happens elsewhere shows by itself: the last item ends, and with it the polling and the button.
    batch.items.filter(state=State.RECEIVED).update(state=State.FAILED, reason="slow", retryable=True)
    expect(page.locator("#progress-words")).to_have_text("Finished: 3 of 3")
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    expect(page.get_by_role("button", name="Try 2 failed items again")).to_be_visible()

    page.get_by_role("link", name="Delete …").click()
    expect(page.get_by_role("row", name="articles 1")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("heading", name="Bin")).to_be_visible()
    assert violations(page) == []
    assert not Article.objects.exists()
    page.goto(live_server.url + reverse("claims:article_list"))
    expect(page.get_by_text("No articles yet.")).to_be_visible()

    page.goto(live_server.url + reverse("articles:bin"))
    page.get_by_role("button", name="Bring back").click()
    expect(page.locator("#progress-words")).to_have_text("Finished: 3 of 3")
    assert Article.objects.count() == 1


def test_pages_of_batches_on_a_phone(open_page, live_server, batch):
    page = open_page(reverse("articles:batches"), role="admin", viewport={"width": 390, "height": 844})
    for name in ("batches", "notices", "bin"):
        page.goto(live_server.url + reverse(f"articles:{name}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        assert violations(page) == [], name
