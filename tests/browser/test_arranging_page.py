"""An editor merges two topics by keyboard alone, sees what it does, and undoes it; axe finds nothing on the way."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from claims.models import Arrangement, Claim, Series, Topic
from tests.browser.conftest import violations
from tests.claims.stories import north_korea, tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def army(live_server) -> Topic:
    north_korea()
    tell("Es sind 700.", "700", said=date(2024, 10, 19), low=700, high=700, subject_class="Kämpfer")
    return Topic.objects.get(subject_class="Kämpfer")


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_topics_are_merged_and_unmerged_by_keyboard(open_page, army):
    page = open_page(army.get_absolute_url(), role="editor")
    page.locator(".arrange-menu summary").focus()
    press(page, "Enter", "Tab", "Tab", "Enter")
    page.get_by_role("heading", name="Merge into another topic").wait_for()
    assert violations(page) == []
    assert page.locator("#id_into option").count() == 1  # what shares the actor
    page.get_by_role("searchbox").focus()
    with page.expect_response(lambda answer: answer.url.endswith("q=myanmar")):
        page.keyboard.type("myanmar")
    page.get_by_text("Nothing is found by these words.").wait_for()
    press(page, "ControlOrMeta+a")
    with page.expect_response(lambda answer: answer.url.endswith("q=soldat")):
        page.keyboard.type("soldat")
    page.locator("#id_into option", has_text="Nordkorea · Soldaten").wait_for(state="attached")
    press(page, "Tab", "Tab", "Tab")  # by the button of the search, and the list
    page.keyboard.type("the same people")
    press(page, "Enter")
    foreseen = page.locator(".foreseen")
    foreseen.wait_for()
    assert "Moving: 1 claim of 1 source." in foreseen.inner_text()
    assert violations(page) == []
    page.get_by_role("button", name="Merge").focus()
    press(page, "Enter")
    page.locator(".message.success").wait_for()
    assert page.locator("h1").inner_text() == "Nordkorea · Soldaten"
    page.goto(page.url.split("/topics/")[0] + reverse("claims:arrangements"))
    page.get_by_role("button", name="Undo").focus()
    press(page, "Enter")
    page.get_by_text("Undone by").wait_for()
    assert violations(page) == []
    assert not Arrangement.objects.in_force().exists()
    assert army.series.filter(claims__isnull=False).exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_forms_and_they_fit_a_phone(open_page, army, live_server, scheme):
    series = Series.objects.get(metric="deployed", topic__subject_class="Soldaten")
    claim = Claim.objects.get(value_low=1500)
    pages = [
        reverse("claims:topic_name", args=[army.pk]),
        reverse("claims:series_merge", args=[series.pk]),
        reverse("claims:series_split", args=[series.pk]),
        reverse("claims:claim_move", args=[claim.pk]),
    ]
    page = open_page(pages[0], role="editor", color_scheme=scheme, viewport={"width": 390, "height": 844})
    found = {}
    for address in pages:
        page.goto(live_server.url + address)
        page.locator("main .form button[name]").first.click()  # empty: the faults are shown
        page.locator("main .form [role=alert]").first.wait_for()
        found[address] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    assert {address: what for address, what in found.items() if what} == {}
