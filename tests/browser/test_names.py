"""Names offered while one is typed, in a real browser: by keyboard, by mouse, left alone, and without script."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Actor, Claim, Place
from tests import factories as make
from tests.browser.conftest import violations
from tests.claims.stories import north_korea

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim():
    """A claim of a story whose registry knows an agency of Munich, and another one by a further name."""
    north_korea()
    make.actor("Münchner Behörde")
    Place.objects.create(name="Rußland-Süd", kind="region")
    Actor.objects.get(name="NIS").aliases.create(name="Amt in München")
    return Claim.objects.get(value_low=1500)


def workbench(open_page, claim, **options):
    page = open_page(reverse("claims:review_claim", args=[claim.pk]), role="editor", **options)
    return page, page.get_by_label("Source", exact=True)


def test_a_name_is_found_without_its_umlaut_picked_by_keys_and_saved_by_a_second_enter(open_page, claim):
    page, source = workbench(open_page, claim)
    expect(source).to_have_role("combobox")
    page.keyboard.press("q")
    expect(source).to_be_focused()
    before = page.evaluate("[scrollX, scrollY, document.documentElement.scrollHeight]")
    page.keyboard.type("muench")
    options = page.locator("#names-list").get_by_role("option")
    expect(options).to_have_count(2)
    expect(options.first).to_contain_text("Münchner Behörde")
    expect(options.nth(1)).to_contain_text("also: Amt in München")
    expect(page.get_by_role("status").filter(has_text="2 suggestions")).to_be_attached()
    expect(source).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("[scrollX, scrollY, document.documentElement.scrollHeight]") == before
    page.keyboard.press("ArrowDown")
    expect(source).to_have_attribute("aria-activedescendant", "name-1")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(source).to_have_value("Münchner Behörde")
    expect(page.locator("#names-list")).to_have_count(0)
    claim.refresh_from_db()
    assert claim.source.name != "Münchner Behörde"  # a name was picked, nothing saved
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The claim was corrected.")).to_be_visible()
    claim.refresh_from_db()
    assert claim.source.name == "Münchner Behörde"


def test_escape_closes_the_list_alone_and_what_was_typed_stays(open_page, claim):
    page, source = workbench(open_page, claim)
    source.fill("muench")
    expect(page.locator("#names-list").get_by_role("option")).to_have_count(2)
    expect(source).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#names-list")).to_have_count(0)
    expect(source).to_be_focused()
    expect(source).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowUp")  # asks for the list again, from its end
    expect(source).to_have_attribute("aria-activedescendant", "name-2")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(source).not_to_be_focused()
    expect(source).to_have_value("muench")


def test_a_press_picks_the_place_under_the_caret_and_on_a_phone_the_field_stays_in_sight(open_page, claim):
    size = {"width": 390, "height": 500}
    page, _ = workbench(open_page, claim, viewport=size, has_touch=True)
    page.locator(".more-fields summary").click()
    places = page.get_by_label("Places")
    places.fill("in München; nach Russ; aus Kursk")
    places.evaluate("(node) => node.setSelectionRange(20, 20)")
    page.keyboard.press("ArrowDown")
    expect(places).to_have_attribute("aria-expanded", "true")
    option = page.locator("#names-list").get_by_role("option").filter(has_text="Rußland-Süd")
    field, shown = places.bounding_box(), page.locator("#names-list").bounding_box()
    assert shown["y"] >= field["y"] + field["height"] or shown["y"] + shown["height"] <= field["y"]
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= size["width"]
    option.tap()
    expect(places).to_have_value("in München; nach Rußland-Süd; aus Kursk")
    expect(places).to_be_focused()
    expect(page.locator("#names-list")).to_have_count(0)


def test_a_late_answer_opens_nothing_where_the_field_was_left(open_page, claim):
    page, source = workbench(open_page, claim)
    held = []
    page.route("**/actors/names/**", lambda route: held.append(route))  # the answer waits until it is let through
    with page.expect_request("**/actors/names/**"):
        source.fill("muench")
    page.keyboard.press("Tab")
    with page.expect_response("**/actors/names/**"):
        held[0].continue_()
    expect(page.locator("#names-offered.htmx-request, .htmx-settling")).to_have_count(0)
    expect(page.locator("#names-list")).to_have_count(0)
    expect(source).to_have_value("muench")
    expect(source).to_have_attribute("aria-expanded", "false")


def test_without_script_the_browser_offers_the_names_of_the_page(open_page, claim):
    page, source = workbench(open_page, claim, java_script_enabled=False)
    assert source.get_attribute("role") is None
    names = page.locator(f"datalist#{source.get_attribute('list')} option")
    assert "Münchner Behörde" in [option.get_attribute("value") for option in names.all()]
