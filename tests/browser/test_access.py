"""Everybody can read every page: axe finds nothing, in light and dark, and nothing runs out of a narrow screen."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from claims.models import Claim, Topic
from claims.saving import new_feed_key, save_view
from tests.browser.conftest import violations
from tests.claims.stories import north_korea

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def addresses(live_server) -> list[str]:
    topic = north_korea()
    claim = Claim.objects.get(value_low=1500)
    return [
        reverse("claims:home"),
        reverse("claims:topics"),
        f"{topic.get_absolute_url()}?claim={claim.pk}&stance=asserts&from=nonsense",
        claim.get_absolute_url(),
        reverse("claims:claim_edit", args=[claim.pk]),
        reverse("claims:claim_history", args=[claim.pk]),
        f"{topic.get_absolute_url()}?asof=2024-10-25&type=own",
        reverse("claims:compare", args=[topic.pk, topic.slug]),
        f"{reverse('claims:compare', args=[topic.pk, topic.slug])}?of=days",
        reverse("claims:changes"),
        reverse("claims:views"),
        reverse("claims:feeds"),
        reverse("claims:article_list"),
        f"{claim.article.get_absolute_url()}?claim={claim.pk}",
        reverse("password_change"),
        "/nowhere/",
    ]


def keep_things() -> None:
    """Let the editor have a saved view of each sort, and feeds."""
    editor = User.objects.get(username="editor-1")
    save_view(editor, "Was am 25. Oktober 2024 bekannt war", Topic.objects.get(), "asof=2024-10-25")
    save_view(editor, "Gesenkt", None, "what=lowered")
    new_feed_key(editor)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(open_page, live_server, addresses, scheme):
    page = open_page(addresses[0], role="editor", color_scheme=scheme)
    keep_things()
    found = {}
    for address in addresses:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        found[address] = violations(page)
    assert {address: what for address, what in found.items() if what} == {}


def test_axe_finds_nothing_on_the_login_page(browser, live_server):
    page = browser.new_page()
    page.goto(live_server.url + reverse("login"))
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("width", [390, 350])  # a phone, and 1400 pixels at 400 %
def test_no_page_runs_out_of_a_narrow_screen(open_page, live_server, addresses, width):
    page = open_page(addresses[0], role="editor", viewport={"width": width, "height": 800})
    keep_things()
    for address in addresses:
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
