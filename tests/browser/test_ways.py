"""Web addresses, news feeds and keys in a real browser: readable for everybody, wide and narrow, and they work."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from articles import by_address
from articles.models import ApiToken, BatchItem, Feed
from articles.readers.addresses import Address
from articles.records import Reason
from tests.browser.conftest import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def pages() -> list[str]:
    """Return the pages, each with something on it."""
    user = User.objects.get(username__startswith="admin")
    now = timezone.now()
    works = Feed.objects.create(
        url="https://zeitung.example/feed", title="Zeitung", worked_at=now, next_at=now, found=3
    )
    Feed.objects.create(url=f"https://bote.example/{'lang' * 60}", failures=3, reason=Reason.TOO_SLOW, next_at=now)
    Feed.objects.create(url="https://blatt.example/feed", active=False)
    ApiToken.objects.create(user=user, name="Archiv des Ressorts", digest="a", start="ct_abcdefg", used_at=now)
    batch = by_address.receive([Address("https://zeitung.example/a"), Address("kein Link")], user=user)
    reserved = {
        "fetch": "https://zeitung.example/a",
        "reservation": {"how": "tdmrep.json", "policy": "https://z.example"},
    }
    BatchItem.objects.filter(batch=batch, position=1).update(
        state=BatchItem.State.SKIPPED, reason=Reason.RESERVED, metadata=reserved
    )
    names = [reverse(f"articles:{name}") for name in ("addresses", "feeds", "keys")]
    return [*names, reverse("articles:feed_change", args=[works.pk]), batch.get_absolute_url()]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_everybody_can_read_the_pages(open_page, live_server, scheme, width):
    page = open_page(
        reverse("articles:addresses"), role="admin", color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    found = {}
    for address in pages():
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        found[address] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert {address: what for address, what in found.items() if what} == {}


def test_a_key_is_made_and_revoked(open_page, live_server):
    page = open_page(reverse("articles:keys"), role="admin")
    page.get_by_label("Name of the key").fill("Archiv")
    page.get_by_role("button", name="Make", exact=True).click()
    assert page.locator("#made").input_value().startswith("ct_")
    assert violations(page) == []
    page.get_by_role("button", name="Revoke “Archiv”").click()
    page.get_by_text("The key is revoked").wait_for()
    assert page.locator("table.key-list").count() == 0
