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


def test_a_claim_is_cited_from_its_card(open_page, topic):
    page = open_page(topic.get_absolute_url())
    mark(page, "Pentagon: „10.000“").click()
    page.locator(".cite summary").click()
    expect(page.locator(".cite-text")).to_contain_text("„Das Pentagon nennt 10.000.“ (Pentagon, Oct 28, 2024).")
    page.get_by_role("button", name="Copy citation").click()
    copied = "document.querySelector('.cite [role=status]').textContent === 'Copied'"
    marked = "getSelection().toString().startsWith('„Das Pentagon')"  # where the browser keeps its clipboard closed
    page.wait_for_function(f"{copied} || {marked}")


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


def focused(page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_arrow_keys_go_on_to_the_next_chart_and_each_chart_is_one_stop(open_page, topic):
    page = open_page(topic.get_absolute_url())
    first = page.locator("[data-chart]").first
    marks = first.locator("a.mark").count()
    assert first.locator("a.mark[tabindex='0']").count() == 1
    first.locator("a.mark").first.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('[data-chart]').ariaLabel") != first.get_attribute(
        "aria-label"
    )
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.closest('[data-chart]').ariaLabel") == first.get_attribute(
        "aria-label"
    )
    for _ in range(marks - 1):
        page.keyboard.press("ArrowLeft")
    told = focused(page)
    page.keyboard.press("Home")
    assert focused(page) == told
    expect(page.locator(".tip")).to_have_text(told)


def test_the_pointer_is_told_what_a_mark_says_and_escape_sends_it_away(open_page, topic):
    page = open_page(topic.get_absolute_url())
    mark(page, "Pentagon: „10.000“").hover()
    expect(page.locator(".tip")).to_have_text("Pentagon: „10.000“, Oct 28, 2024")
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()


def test_closing_a_card_keeps_the_filters_and_gives_the_focus_back(open_page, topic):
    page = open_page(f"{topic.get_absolute_url()}?stance=asserts")
    mark(page, "Pentagon: „10.000“").click()
    expect(page.locator("#claim .claim-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#claim .claim-card")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?stance=asserts$"))
    assert focused(page).startswith("Pentagon")
    page.go_back()
    expect(page.locator("#claim .claim-card")).to_be_visible()
    page.locator("#claim [data-close]").click()
    expect(page).to_have_url(re.compile(r"\?stance=asserts$"))


def drag(page, frm: float, to: float) -> None:
    """Drag over the first chart, from one share of its width to another, below all marks."""
    chart = page.locator("svg[data-first]").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    y = box["y"] + 3
    page.mouse.move(box["x"] + box["width"] * frm, y)
    page.mouse.down()
    for share in (frm + (to - frm) / 2, to):
        page.mouse.move(box["x"] + box["width"] * share, y)


def test_dragging_over_a_chart_chooses_its_days_and_keeps_the_scale(open_page, topic):
    page = open_page(f"{topic.get_absolute_url()}?scale=log")
    drag(page, 0.1, 0.2)
    assert page.locator(".brush").count() == page.locator("svg[data-first]").count()
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"\?from=2024-10-\d\d&to=2024-1[01]-\d\d&scale=log$"))
    expect(page.locator(".brush")).to_have_count(0)
    chosen = [page.locator(f"#{name}").input_value() for name in ("from", "to")]
    assert chosen[0] < chosen[1]
    expect(mark(page, "2025")).to_have_count(0)
    page.get_by_role("link", name="Show the whole time").click()
    expect(page).to_have_url(re.compile(r"\?scale=log$"))
    expect(mark(page, "2025")).to_be_visible()


def test_escape_lets_go_of_what_was_dragged_and_a_click_is_no_drag(open_page, topic):
    page = open_page(topic.get_absolute_url())
    drag(page, 0.2, 0.5)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".brush")).to_have_count(0)
    drag(page, 0.3, 0.301)
    page.mouse.up()
    assert "from=" not in page.url


def test_a_finger_drags_only_after_the_button_is_pressed(open_page, topic):
    page = open_page(topic.get_absolute_url(), viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    swipe(page)
    assert "from=" not in page.url
    page.get_by_role("button", name="Select a period").tap()
    expect(page.get_by_role("button", name="Select a period")).to_have_attribute("aria-pressed", "true")
    swipe(page)
    expect(page).to_have_url(re.compile(r"\?from=20\d\d-\d\d-\d\d&to=20\d\d-\d\d-\d\d$"))


def swipe(page) -> None:
    """Move a finger over the first chart, to the right, and let it rest: no page flies on under the next tap."""
    chart = page.locator("[data-chart]").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    session = page.context.new_cdp_session(page)
    at = [{"x": box["x"] + box["width"] * share, "y": box["y"] + 20} for share in (0.2, 0.35, 0.5)]
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at[:1]})
    for point in at[1:]:
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    page.wait_for_timeout(150)
    session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": at[-1:]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(400)


@pytest.mark.parametrize("script", [True, False])
def test_the_legend_switches_a_source_off_and_on(open_page, topic, script):
    page = open_page(topic.get_absolute_url(), java_script_enabled=script)
    legend = page.get_by_role("navigation", name="Sources of the charts")
    legend.get_by_role("link", name="Pentagon").click()
    expect(page).to_have_url(re.compile(r"\?without=\d+$"))
    expect(mark(page, "Pentagon: „10.000“")).to_have_count(0)
    expect(page.locator(".shown")).to_contain_text("13 of 14")
    expect(legend.locator(".off")).to_contain_text("Pentagon")
    legend.get_by_role("link", name="Pentagon").click()
    expect(mark(page, "Pentagon: „10.000“")).to_be_visible()


def test_the_axis_of_events_draws_what_is_told_of_days_and_lists_the_rest(open_page, topic):
    Claim.objects.filter(value_low=1500).update(event_from="2024-10-08", event_to="2024-10-13")
    page = open_page(topic.get_absolute_url())
    page.locator("label.chip", has_text="when it happened").click()
    expect(page).to_have_url(re.compile(r"\?axis=event$"))
    expect(mark(page, "NIS: „1.500“, Oct 8, 2024 – Oct 13, 2024, said Oct 18, 2024").locator(".span")).to_have_count(1)
    page.locator("summary", has_text="When it happened is not told").first.click()
    expect(page.locator(".undated-mark", has_text="Pentagon: „10.000“, said Oct 28, 2024")).to_be_visible()


def test_reduced_motion_and_forced_colours_lose_nothing(open_page, topic):
    page = open_page(topic.get_absolute_url(), reduced_motion="reduce", forced_colors="active")
    mark(page, "NIS: „1.500“").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#claim .evidence mark")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.mark .sign')).fill") != "none"


def test_on_paper_charts_fit_their_page_and_stances_differ_in_shape(open_page, topic):
    page = open_page(topic.get_absolute_url())
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert page.locator(".chart > svg").first.bounding_box()["width"] <= 700
    for control in (".filters", ".download", ".side", ".brush-help"):
        expect(page.locator(control)).to_be_hidden()
    signs = page.locator("section[aria-labelledby=stances-head] .legend path").evaluate_all(
        "p => p.map((e) => e.getAttribute('d'))"
    )
    assert len(set(signs)) == len(signs) == 6
    assert page.pdf(format="A4").startswith(b"%PDF")


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
