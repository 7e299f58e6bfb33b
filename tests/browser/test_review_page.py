"""Editors at the workbench, in real browsers: by keyboard, in conflict, many at once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Change, Claim, Comment, Proposal, Step
from claims.rereading import Scope, start
from tests.browser.conftest import violations
from tests.claims.stories import line, north_korea, print_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def topic():
    return north_korea()


def test_a_figure_is_corrected_by_keyboard_alone_and_the_next_item_follows(open_page, topic):
    claim = Claim.objects.get(value_low=10000, source__name="Pentagon")
    page = open_page(f"{reverse('claims:review')}?source={claim.source_id}", role="editor")
    presses = 0

    def press(*keys: str) -> None:
        nonlocal presses
        for key in keys:
            page.keyboard.press(key)
            presses += 1

    page.get_by_role("link", name="Start", exact=True).focus()
    press("Enter")
    expect(page.locator(".workbench-side .claim-value")).to_have_text("10,000")
    press("f")
    page.keyboard.type("9500")
    press("Enter")
    expect(page.get_by_role("status").filter(has_text="The claim was corrected.")).to_be_visible()
    claim.refresh_from_db()
    assert (claim.value_low, claim.review) == (9500, "corrected")
    assert presses <= 12
    press("u")
    expect(page.get_by_text("Undone for 1 claim.")).to_be_visible()
    claim.refresh_from_db()
    assert (claim.value_low, claim.review) == (10000, "machine")


def test_the_timeline_follows_a_correction_and_its_undo(open_page, topic):
    claim = Claim.objects.get(value_low=3000)
    before = set(Change.objects.values_list("claim", "what", "difference"))
    page = open_page(reverse("claims:review_claim", args=[claim.pk]), role="editor")
    page.get_by_label("Figure", exact=True).fill("1.000")
    page.get_by_role("button", name="Save and go on").click()
    note = page.locator(".step-done")
    expect(note).to_contain_text("In the timeline")
    page.goto(page.url.split("/review/")[0] + topic.get_absolute_url())
    expect(page.locator("body")).to_contain_text("lowered")
    assert Change.objects.filter(claim=claim, what="lowered").exists()
    page.goto(page.url.split("/topics/")[0] + reverse("claims:steps"))
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Undone for 1 claim.")).to_be_visible()
    assert set(Change.objects.values_list("claim", "what", "difference")) == before


def test_of_two_editors_neither_loses_what_was_typed(open_page, topic):
    claim = Claim.objects.get(value_low=1500)
    url = reverse("claims:review_claim", args=[claim.pk])
    first, second = open_page(url, role="editor"), open_page(url, role="editor")
    expect(second.get_by_text("is looking at this claim right now")).to_be_visible()
    first.get_by_label("Figure", exact=True).fill("1.600")
    first.get_by_role("button", name="Save and go on").click()
    expect(first.get_by_text("The claim was corrected.")).to_be_visible()
    second.get_by_label("Figure", exact=True).fill("1.700")
    second.get_by_label("Source", exact=True).fill("Pentagon")
    second.get_by_role("button", name="Save and go on").click()
    conflict = second.get_by_role("alert").filter(has_text="Somebody else changed this claim")
    expect(conflict).to_contain_text("1,600")
    expect(conflict).to_contain_text("1.700")
    expect(second.get_by_label("Figure", exact=True)).to_have_value("1.700")
    second.get_by_role("button", name="Save and go on").click()
    expect(second.get_by_text("The claim was corrected.")).to_be_visible()
    claim.refresh_from_db()
    assert (claim.value_low, claim.source.name, claim.version) == (1700, "Pentagon", 3)


def test_two_hundred_claims_are_rejected_and_brought_back_by_one_undo(open_page):
    first = date(2024, 10, 1)
    lines = [
        line(
            f"Am {n}. Ort sind {n + 100} Soldaten.", str(n + 100), low=n + 100, high=n + 100, said=first + timedelta(n)
        )
        for n in range(200)
    ]
    print_article(lines, date(2024, 10, 18))
    assert Claim.objects.filter(review="machine").count() == 200
    changes = Change.objects.count()
    page = open_page(reverse("claims:review"), role="editor")
    page.get_by_role("button", name="Set all 200 of this list together").click()
    expect(page.get_by_text("200 claims chosen")).to_be_visible()
    page.get_by_label("Decision", exact=True).select_option("rejected")
    page.get_by_role("button", name="Look ahead").click()
    expect(page.get_by_text("200 claims will be set.")).to_be_visible()
    page.get_by_role("button", name="Set them").click()
    expect(page.get_by_text("200 claims were set.")).to_be_visible()
    assert Claim.objects.filter(review="rejected").count() == 200
    assert Step.objects.count() == 1
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone for 200 claims.")).to_be_visible()
    assert Claim.objects.filter(review="machine").count() == 200
    assert Change.objects.count() == changes


def test_selected_words_become_the_evidence_and_keys_can_be_switched_off(open_page, topic):
    claim = Claim.objects.get(value_low=1500)
    page = open_page(reverse("claims:review_claim", args=[claim.pk]), role="editor")
    page.evaluate(
        """() => { const range = document.createRange(); const node = document.querySelector('.mark-here').firstChild;
        range.setStart(node, 0); range.setEnd(node, 7);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.keyboard.press("e")
    expect(page.get_by_label("Evidence", exact=True)).to_have_value("Der NIS")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("[data-keys]")).to_have_attribute("open", "")
    page.get_by_label("single keys off").check()
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile(rf"/review/{claim.pk}/$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_review_have_no_axe_violation(open_page, topic, scheme):
    claim = Claim.objects.get(value_low=1500)
    Comment.objects.create(claim=claim, text="Das Datum stimmt nicht.")
    Proposal.objects.create(claim=claim, version=1, values={"value_low": "1600", "value_high": "1600"})
    start(Scope(), None)
    bench = reverse("claims:review_claim", args=[claim.pk])
    adding = reverse("claims:claim_add", args=[claim.article_id])
    pages = [reverse(f"claims:{name}") for name in ("review", "steps", "proposals", "precision", "reread")]
    for address in (*pages, bench, adding):
        page = open_page(address, role="admin", color_scheme=scheme)
        assert violations(page) == [], address
    page.goto(page.url.split("/articles/")[0] + reverse("claims:review"))
    page.get_by_role("checkbox", name="Choose all of this page").check()
    page.get_by_role("button", name="Set the chosen ones together").click()
    page.get_by_label("Decision", exact=True).select_option("accepted")
    page.get_by_role("button", name="Look ahead").click()
    expect(page.get_by_text("claims will be set.")).to_be_visible()
    assert violations(page) == []


def test_on_a_phone_the_text_stays_above_the_form_and_nothing_runs_out_of_the_screen(open_page, topic):
    claim = Claim.objects.get(value_low=1500)
    for address in (reverse("claims:review"), reverse("claims:review_claim", args=[claim.pk])):
        page = open_page(address, role="editor", viewport={"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".mark-here").first).to_be_in_viewport()
    expect(page.get_by_label("Figure", exact=True)).to_be_in_viewport()
