"""An analyst reads the timeline: values, evidence, filters, keys; an editor corrects beside it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from tests.claims.stories import north_korea

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def topic(live_server):
    return north_korea()


def mark(page, words: str):
    return page.locator(f'svg a.mark[aria-label*="{words}"]').first


def test_the_values_are_read_off_the_page_and_lead_to_their_sentences(open_page, topic):
    page = open_page(topic.get_absolute_url())
    for words, evidence in [
        ("NIS: „1.500“", "Der NIS spricht von 1.500 Soldaten."),
        ("NIS: „rund 3.000“", "Es seien rund 3.000."),
        ("NIS: „12.000“", "Bis Dezember seien 12.000 zu erwarten."),
        ("Pentagon: „10.000“", "Das Pentagon nennt 10.000."),
    ]:
        mark(page, words).click()
        expect(page.locator("#claim .evidence mark")).to_have_text(evidence)
        expect(page).to_have_url(re.compile(r"\?claim=\d+$"))
    page.reload()
    expect(page.locator("#claim .evidence mark")).to_have_text("Das Pentagon nennt 10.000.")


def test_a_filter_redraws_the_panels_counts_and_address_and_going_back_undoes_it(open_page, topic):
    page = open_page(topic.get_absolute_url())
    page.locator("label.chip", has_text="denies").click()
    expect(page.locator(".shown")).to_contain_text("1 of 14")
    expect(page).to_have_url(re.compile(r"\?stance=denies$"))
    expect(page.locator("label.chip", has_text="NATO").locator(".n")).to_have_text("0")
    expect(page.locator("#stance-denies")).to_be_focused()
    page.go_back()
    expect(page.locator(".shown")).to_have_count(0)
    expect(mark(page, "NIS: „1.500“")).to_be_visible()


def test_arrow_keys_go_from_mark_to_mark_and_enter_opens(open_page, topic):
    page = open_page(topic.get_absolute_url())
    first = page.locator("[data-chart] a.mark").first
    first.focus()
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert second != first.get_attribute("aria-label")
    page.keyboard.press("Enter")
    expect(page.locator("#claim .claim-card")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('[data-chart]').ariaLabel") != "Chart: deployed"
    page.keyboard.press("Escape")
    expect(page.locator("#claim .claim-card")).to_have_count(0)


def test_an_editor_corrects_a_figure_and_the_chart_follows(open_page, topic):
    page = open_page(topic.get_absolute_url(), role="editor")
    mark(page, "NIS: „1.500“").click()
    page.locator("#claim").get_by_role("link", name="Correct").click()
    page.get_by_label("Figure", exact=True).fill("viele")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#id_figure_error")).to_be_visible()
    page.get_by_label("Figure", exact=True).fill("über 1.600")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#claim .claim-value")).to_have_text("more than 1,600")
    expect(page.locator("svg a.mark.more")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"\?claim=\d+$"))
    assert Claim.objects.get(value_low=1600).review == "corrected"


def test_without_javascript_every_step_works_by_links_and_buttons(open_page, topic):
    page = open_page(topic.get_absolute_url(), java_script_enabled=False)
    page.get_by_role("button", name="Show").wait_for()
    page.locator("label.chip", has_text="denies").click()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".shown")).to_contain_text("1 of 14")
    page.locator("svg a.mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#claim .evidence mark")).to_have_text("Der Kreml weist das zurück.")


def test_on_a_phone_charts_start_at_their_latest_figures_and_stay_where_the_reader_puts_them(open_page, topic):
    page = open_page(topic.get_absolute_url(), viewport={"width": 390, "height": 800})
    chart = page.locator("[data-chart]").first
    hidden = "c => Math.round(c.scrollWidth - c.clientWidth - c.scrollLeft)"
    assert chart.evaluate("c => c.scrollLeft") > 100
    assert chart.evaluate(hidden) <= 1
    chart.evaluate("c => { c.scrollLeft = 40; }")
    page.locator("[data-chart] a.mark").first.click()
    expect(page.locator("#claim .evidence mark")).to_be_visible()
    assert chart.evaluate("c => c.scrollLeft") == 40
    page.locator("#claim [data-close]").click()
    page.locator("label.chip", has_text="asserts").click()
    expect(page.locator(".shown")).to_be_visible()
    expect(page.locator("[data-chart][data-placed]").first).to_be_visible()
    assert page.locator("[data-chart]").first.evaluate(hidden) <= 1


def test_undated_claims_say_so_once(open_page, topic):
    page = open_page(topic.get_absolute_url())
    strip = page.locator(".undated").first
    expect(strip.get_by_role("heading")).to_have_text("Day unknown")
    expect(strip.locator("a").first).not_to_contain_text("day unknown")


def test_on_a_phone_a_chart_with_names_on_the_left_moves_no_further_than_to_its_last_mark(open_page, topic):
    page = open_page(topic.get_absolute_url(), viewport={"width": 390, "height": 800})
    places = page.locator("section[aria-labelledby=places-head] [data-chart]")
    assert places.evaluate("c => c.scrollLeft") == 0
    stances = page.locator("section[aria-labelledby=stances-head] [data-chart]")
    assert stances.evaluate("c => c.scrollLeft") > 100
    last = stances.locator('a.mark[aria-label*="2025"]').bounding_box()
    assert last["x"] + last["width"] <= 390
