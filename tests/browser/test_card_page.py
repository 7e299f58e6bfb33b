"""A claim put right on its card beside the timeline, by keyboard alone; and its evidence by the handles in the text."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Change, Claim
from tests.browser.conftest import violations
from tests.claims.stories import north_korea

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def topic():
    return north_korea()


def at_rest(page):
    """Wait until htmx has taken up what it has just put in: for 20 ms a form is still sent as without JavaScript."""
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)


def test_a_figure_is_corrected_on_the_card_by_keys_the_timeline_follows_and_undo_brings_it_back(open_page, topic):
    claim = Claim.objects.get(value_low=8000)
    page = open_page(f"{topic.get_absolute_url()}?claim={claim.pk}", role="editor")
    changes = page.locator("#side-changes")
    expect(changes).not_to_contain_text("lowered")
    before = page.locator(".claim-value").inner_text()
    page.keyboard.press("?")
    expect(page.locator(".keys-card")).to_contain_text("figure")
    page.keyboard.press("?")
    page.keyboard.press("f")
    expect(page.get_by_label("Figure", exact=True)).to_be_focused()
    at_rest(page)
    page.keyboard.type("zwölfzig")
    page.keyboard.press("Enter")
    expect(page.locator("#id_figure_error")).to_be_visible()
    expect(page.get_by_label("Figure", exact=True)).to_have_value("zwölfzig")
    expect(page.get_by_label("Figure", exact=True)).to_be_focused()
    at_rest(page)
    page.keyboard.type("1.000")
    page.keyboard.press("Enter")
    done = page.locator(".card-done")
    expect(done).to_contain_text("The claim was corrected.")
    expect(done).to_contain_text("lowered")
    expect(page.locator(".claim-value")).to_have_text("1,000")
    expect(changes).to_contain_text("lowered")
    expect(page.locator(f'a.mark[data-mark~="{claim.pk}"], [data-mark~="{claim.pk}"] a').first).to_be_attached()
    assert Change.objects.filter(claim=claim, what="lowered").exists()
    assert violations(page) == []
    page.keyboard.press("u")
    expect(done).to_contain_text("Undone: the claim is as it was before.")
    expect(page.locator(".claim-value")).to_have_text(before)
    expect(changes).not_to_contain_text("lowered")
    page.keyboard.press("Escape")
    expect(page.locator("#claim")).to_be_empty()


def test_of_two_editors_the_second_sees_both_versions_on_the_card(open_page, topic):
    claim = Claim.objects.get(value_low=1500)
    url = f"{topic.get_absolute_url()}?claim={claim.pk}"
    first, second = open_page(url, role="editor"), open_page(url, role="editor")
    for page, figure in ((first, "1.600"), (second, "1.700")):
        page.keyboard.press("f")
        expect(page.get_by_label("Figure", exact=True)).to_be_focused()
        at_rest(page)
        page.keyboard.type(figure)
    first.keyboard.press("Enter")
    expect(first.locator(".card-done")).to_be_visible()
    second.keyboard.press("Enter")
    expect(second.get_by_role("alert")).to_contain_text("Somebody else changed this claim")
    expect(second.get_by_label("Figure", exact=True)).to_have_value("1.700")
    second.on("dialog", lambda dialog: dialog.dismiss())
    second.locator("#timeline a.mark").first.press("Enter")  # would replace what is typed
    expect(second.get_by_label("Figure", exact=True)).to_have_value("1.700")


def test_the_ends_of_the_evidence_are_dragged_and_moved_by_keys(open_page, topic):
    claim = Claim.objects.get(value_low=1500)
    page = open_page(reverse("claims:review_claim", args=[claim.pk]), role="editor")
    whole = claim.quote
    words = whole.split()
    marked = page.locator(".mark-here")
    expect(marked).to_have_text(whole)
    # By keys: the beginning one word on.
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="Beginning of the evidence")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(marked).to_have_text(" ".join(words[1:]))
    expect(page.locator("#id_quote")).to_have_value(" ".join(words[1:]))
    expect(page.locator("#id_quote_from")).to_have_value(str(claim.start + len(words[0]) + 1))
    page.keyboard.press("Shift+ArrowRight")
    expect(marked).to_have_text(" ".join(words[1:])[1:])
    page.keyboard.press("ArrowLeft")
    # By pointer: the end to behind the third word.
    handle = page.get_by_role("button", name="End of the evidence").bounding_box()
    third = page.evaluate(
        """([node, n]) => { const words = document.querySelector(node).firstChild; const range = document.createRange();
        range.setStart(words, n - 1); range.setEnd(words, n); const box = range.getBoundingClientRect();
        return { x: box.right, y: box.top + box.height / 2 }; }""",
        [".mark-here", len(" ".join(words[1:4]))],
    )
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + 6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + third["x"]) / 2, third["y"], steps=4)
    page.mouse.move(third["x"], third["y"], steps=4)
    page.mouse.up()
    expect(marked).to_have_text(" ".join(words[1:4]))
    assert violations(page) == []
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("The claim was corrected.")).to_be_visible()
    claim.refresh_from_db()
    assert claim.quote == " ".join(words[1:4])
    assert claim.article.text[claim.start : claim.end] == claim.quote


def test_selected_words_are_offered_as_evidence(open_page, topic):
    claim = Claim.objects.get(value_low=1500)
    page = open_page(reverse("claims:review_claim", args=[claim.pk]), role="editor")
    page.evaluate(
        """() => { const range = document.createRange(); const node = document.querySelector('.mark-here').firstChild;
        range.setStart(node, 0); range.setEnd(node, 7);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.get_by_role("button", name="Take as evidence").click()
    expect(page.locator(".mark-here")).to_have_text(claim.quote[:7])
    expect(page.locator("#id_quote")).to_have_value(claim.quote[:7])
    expect(page.get_by_role("group", name="With the selected words")).to_be_hidden()
