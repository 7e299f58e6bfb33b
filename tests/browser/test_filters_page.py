"""An analyst filters by words and days, goes back to an evening, keeps the view, compares; also without script."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_timeline_page import mark
from tests.claims.stories import north_korea

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def topic(live_server):
    return north_korea()


def test_the_slider_goes_back_through_the_days_and_its_end_is_today(open_page, topic):
    page = open_page(topic.get_absolute_url())
    slider = page.get_by_role("slider", name="Go through the days")
    expect(mark(page, "Pentagon: „10.000“")).to_be_visible()
    mark(page, "Pentagon: „10.000“").click()
    expect(page.locator("#claim .claim-card")).to_be_visible()
    slider.focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile(r"\?asof=2024-10-18$"))
    expect(page.locator(".asof-note")).to_contain_text("Oct 18, 2024")
    expect(mark(page, "NIS: „1.500“")).to_be_visible()
    expect(mark(page, "Pentagon: „10.000“")).to_have_count(0)
    expect(page.locator("label.chip", has_text="Pentagon")).to_have_count(0)
    expect(page.locator("#claim .claim-card")).to_have_count(0)
    expect(page.locator("#side-changes")).not_to_contain_text("Pentagon")
    expect(slider).to_be_focused()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile(r"/$"))
    expect(mark(page, "Pentagon: „10.000“")).to_be_visible()


def test_words_filter_while_they_are_typed_and_folded_filters_stay_open(open_page, topic):
    page = open_page(topic.get_absolute_url())
    page.get_by_label("Words of the evidence").press_sequentially("pentagon", delay=30)
    expect(page.locator(".shown")).to_contain_text("1 of 14")
    expect(page).to_have_url(re.compile(r"\?q=pentagon$"))
    expect(page.get_by_label("Words of the evidence")).to_be_focused()
    page.get_by_text("More filters").click()
    kind = page.locator("#more-facets label.chip", has_text="government")
    for count in ("1 of 14", "1 of 14"):
        kind.click()
        expect(page.locator(".shown")).to_contain_text(count)
        expect(kind).to_be_visible()


def test_a_view_is_kept_found_renamed_and_deleted_without_script(open_page, topic):
    page = open_page(topic.get_absolute_url(), java_script_enabled=False)
    page.get_by_label("As known on the evening of").fill("2024-10-25")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".asof-note")).to_be_visible()
    page.get_by_text("Save this view").click()
    page.get_by_label("Name of the view").fill("Ende Oktober")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".message.success")).to_have_text("Saved as “Ende Oktober”.")
    page.get_by_role("link", name="claimtrack").click()
    page.get_by_role("link", name="Ende Oktober").click()
    expect(page).to_have_url(re.compile(r"\?asof=2024-10-25$"))
    page.get_by_role("link", name="Rename or delete").click()
    page.get_by_label("Name of the view").fill("Herbst")
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("button", name="Delete “Herbst”").click()
    expect(page.get_by_text("Nothing saved yet.")).to_be_visible()


def test_two_evenings_are_compared_beside_each_other(open_page, topic):
    page = open_page(topic.get_absolute_url())
    page.get_by_role("link", name="Compare").click()
    page.get_by_label("First evening").fill("2024-10-10")
    page.get_by_label("Second evening").fill("2024-10-18")
    expect(page).to_have_url(re.compile(r"of=days&day_a=2024-10-10&day_b=2024-10-18"))
    expect(page.get_by_role("heading", name=re.compile("New by the second evening"))).to_be_visible()


def test_the_list_of_changes_is_filtered_in_place(open_page, topic):
    page = open_page(reverse("claims:changes"))
    page.locator("label.chip", has_text="admitted").click()
    expect(page).to_have_url(re.compile(r"\?what=admitted$"))
    expect(page.locator(".change")).to_have_count(1)
    expect(page.locator("#what-admitted")).to_be_focused()
    page.get_by_role("link", name="Reset all").click()
    assert page.locator(".change").count() > 5
