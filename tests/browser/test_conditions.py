"""Pages under other conditions: on paper, in colours of the system, narrow, without script; and crowded spots."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims.models import Claim
from tests.browser.conftest import violations
from tests.claims.stories import line, north_korea, print_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

DAY = date(2024, 10, 20)
# Where the sign of a mark is pointed at, the mark itself has to be what takes the click.
COVERED = """all => all.filter((mark) => {
  const box = mark.querySelector('.hit').getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  mark.scrollIntoView({ block: 'center' });
  const now = mark.querySelector('.hit').getBoundingClientRect();
  const found = document.elementFromPoint(now.x + now.width / 2, now.y + now.height / 2);
  return !found || found.closest('a.mark') !== mark;
}).map((mark) => mark.getAttribute('aria-label'))"""


@pytest.fixture
def topic(live_server):
    return north_korea()


@pytest.fixture
def spot(topic):
    """Six sources that name one figure on one day, and the Kremlin, which says three things within two days."""
    lines = [
        line(f"Stelle {n} nennt 5.000 Soldaten.", "5.000", said=DAY, low=5000, high=5000, by=f"Stelle {n}")
        for n in range(6)
    ]
    print_article(lines, DAY)
    return topic


def pages_of(topic) -> list[str]:
    claim = Claim.objects.filter(series__topic=topic).earliest("pk")
    return [
        reverse("claims:home"),
        reverse("claims:changes"),
        reverse("claims:topics"),
        f"{topic.get_absolute_url()}?claim={claim.pk}",
        f"{claim.article.get_absolute_url()}?claim={claim.pk}",
        reverse("claims:compare", args=[topic.pk, topic.slug]),
        claim.get_absolute_url(),
    ]


def test_every_mark_can_be_pointed_at_and_a_stack_opens_its_list(open_page, spot):
    page = open_page(spot.get_absolute_url())
    assert page.locator("svg a.mark").evaluate_all(COVERED) == []
    stack = page.locator("svg a.mark.stack").first
    number = int(stack.locator(".number").text_content())
    assert number >= 2
    assert stack.get_attribute("aria-label").startswith(f"{number} on one spot: ")
    stack.click()
    expect(page).to_have_url(re.compile(r"\?claims=\d+(\.\d+)+$"))
    listed = page.locator("#claim .spot li a")
    expect(listed).to_have_count(number)
    expect(page.locator("#spot-head")).to_be_focused()
    expect(stack).to_have_attribute("aria-current", "true")
    listed.last.click()
    expect(page.locator("#claim .evidence mark")).to_contain_text("nennt 5.000 Soldaten.")
    expect(page.locator("#claim-head")).to_be_focused()
    page.go_back()
    expect(listed).to_have_count(number)
    page.keyboard.press("Escape")
    expect(page.locator("#claim .spot")).to_have_count(0)
    assert "claims=" not in page.url
    assert page.evaluate("document.activeElement.classList.contains('stack')")
    page.keyboard.press("Enter")
    expect(page.locator("#spot-head")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#claim [data-close]")).to_be_focused()
    assert violations(page) == []


def test_a_stack_is_a_link_without_script(open_page, spot):
    page = open_page(spot.get_absolute_url(), java_script_enabled=False)
    page.locator("svg a.mark.stack").first.click()
    page.locator("#claim .spot li a").first.click()
    expect(page.locator("#claim .evidence mark")).to_contain_text("nennt 5.000 Soldaten.")


@pytest.mark.parametrize("script", [True, False])
def test_last_words_are_paged_in_place_and_by_links(open_page, topic, monkeypatch, script):
    monkeypatch.setattr("claims.charts.tables.ROWS", 3)
    page = open_page(f"{topic.get_absolute_url()}?asof=2024-11-30", java_script_enabled=script)
    table = page.locator("#table-last-words")
    table.locator("summary").click()
    first = table.locator("tbody tr").first.inner_text()
    table.get_by_role("link", name="Rows after").click()
    expect(page).to_have_url(re.compile(r"\?asof=2024-11-30&table=last-words&rows=2(#.*)?$"))
    expect(table.locator("tbody tr").first).not_to_have_text(first)
    table.get_by_role("link", name="Source", exact=True).click()
    expect(page).to_have_url(re.compile(r"rows=1&by=source"))
    expect(table.locator("th[aria-sort=ascending]")).to_contain_text("Source")


def test_paper_names_day_and_address_opens_tables_and_hides_controls(open_page, topic):
    page = open_page(topic.get_absolute_url(), color_scheme="dark")
    page.get_by_label("As known on the evening of").fill("2024-10-25")
    expect(page.locator(".asof-note")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")  # prints, and tells the page so
    page.emulate_media(media="print")
    head = page.locator(".print-head")
    expect(head).to_be_visible()
    expect(head).to_contain_text("As known on the evening of Oct 25, 2024")
    expect(head).to_contain_text(page.url)
    for control in (".masthead", ".filters", ".download", ".view-tools", ".asof-note a", ".reset"):
        expect(page.locator(control).first).to_be_hidden()
    for table in page.locator(".twin table").all():
        expect(table).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize(
    "sight",
    [{"forced_colors": "active", "color_scheme": "dark", "reduced_motion": "reduce"}, {"contrast": "more"}],
    ids=["colours of the system", "more contrast"],
)
def test_nothing_is_lost_in_other_colours(open_page, live_server, spot, sight):
    addresses = [address for address in pages_of(spot) if "?claim=" in address]
    page = open_page(addresses[0], **sight)
    for address in addresses:
        page.goto(live_server.url + address)
        assert violations(page) == [], address
        unread = "e => getComputedStyle(e).color === getComputedStyle(e.closest('mark')).backgroundColor"
        assert not any(each.evaluate(unread) for each in page.locator("mark a, mark strong").all()), address
    page.goto(live_server.url + spot.get_absolute_url())
    colours = page.locator(".nav a").evaluate_all("all => all.map((a) => getComputedStyle(a).borderBottomColor)")
    assert colours[0] not in colours[1:]
    drawn = page.locator("svg a.mark .sign").evaluate_all(
        "all => all.filter((s) => ['fill', 'stroke'].every((how) => "
        "['none', getComputedStyle(document.body).backgroundColor].includes(getComputedStyle(s)[how]))).length"
    )
    assert drawn == 0
    page.locator("svg a.mark").first.focus()
    page.keyboard.press("ArrowRight")
    ring = "getComputedStyle(document.activeElement.querySelector('.hit')).stroke"
    assert page.evaluate(ring) != "none"


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)], ids=["320 px", "400 %"])
def test_narrow_pages_have_no_sideways_scrolling(open_page, live_server, topic, width, height):
    addresses = [*pages_of(topic), reverse("claims:arrange", args=[topic.pk, topic.slug])]
    page = open_page(addresses[0], role="editor", viewport={"width": width, "height": height})
    for address in addresses:
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto(live_server.url + topic.get_absolute_url())
    page.locator("svg a.mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#claim-head")).to_be_in_viewport()
