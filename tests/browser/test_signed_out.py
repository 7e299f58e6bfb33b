"""Who is signed out, or without a server, in the middle of an edit: what was typed stays, and can be saved then."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Claim
from tests.claims.stories import north_korea

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def topic():
    return north_korea()


def sign_in(page, name: str) -> None:
    user = User.objects.get(username=name)
    user.set_password("geheim")
    user.save()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("geheim")
    page.locator("main button[type=submit]").click()


def test_on_the_card_a_sign_in_in_another_window_lets_the_typed_figure_be_saved(open_page, topic):
    claim = Claim.objects.get(value_low=8000)
    page = open_page(f"{topic.get_absolute_url()}?claim={claim.pk}", role="editor")
    page.keyboard.press("f")
    expect(page.get_by_label("Figure", exact=True)).to_be_focused()
    page.get_by_label("Figure", exact=True).fill("7.654")
    page.context.set_offline(True)
    page.locator("#claim").get_by_role("button", name="Save").click()
    expect(page.locator("#failed")).to_be_visible()
    page.context.set_offline(False)
    Session.objects.all().delete()
    page.locator("#claim").get_by_role("button", name="Save").click()
    notice = page.locator("#signed-out")
    expect(notice).to_contain_text("What you typed here stays")
    expect(page.locator("#failed")).to_be_hidden()
    expect(page.get_by_label("Figure", exact=True)).to_have_value("7.654")
    with page.context.expect_page() as opened:
        notice.get_by_role("link").click()
    sign_in(opened.value, "editor-1")
    expect(opened.value.locator(".account summary")).to_have_text("editor-1")
    page.locator("#claim").get_by_role("button", name="Save").click()
    expect(page.locator(".card-done")).to_contain_text("The claim was corrected.")
    expect(notice).to_be_hidden()
    claim.refresh_from_db()
    assert claim.value_low == 7654


def test_on_the_workbench_the_typed_figure_comes_back_after_the_sign_in(open_page, topic):
    claim = Claim.objects.get(value_low=1500)
    page = open_page(reverse("claims:review_claim", args=[claim.pk]), role="editor")
    page.get_by_label("Figure", exact=True).fill("1.600")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("what you typed is kept")).to_be_visible()
    sign_in(page, "editor-1")
    page.get_by_role("button", name="Save it now").click()
    expect(page.get_by_text("The claim was corrected.")).to_be_visible()
    claim.refresh_from_db()
    assert claim.value_low == 1600
