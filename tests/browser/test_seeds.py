"""The main job, end to end: an admin brings five real articles as one archive and reads their story off the pages.

In: the articles of ../shared/seeds, which are no part of the project, and an installation started for them alone.
Out: what stands on the pages. No sentence of the articles is repeated here: evidence is looked up in their files.
"""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.newsroom import signed_in, upload, wait_until_read, zipped
from tests.installation import ROOT, running, wait_for

SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
DOCS = SHARED / "eval" / "claims" / "seeds_docs.jsonl"
# Four of the five say no date; an admin knows those of three.
DATED_BY_HAND = ("000", "003", "004")
FIGURES = [
    # source, as written, day, article
    ("NIS", "1.500", "Oct 18, 2024", "004"),
    ("Berichte", "Rund 3.000", "Oct 28, 2024", "000"),
    ("Pentagon", "etwa 10'000", "Oct 28, 2024", "003"),
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (SEEDS.is_dir() and DOCS.is_file()), reason="the five articles of ../shared/seeds are absent"
    ),
]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    with running(tmp_path_factory.mktemp("seeds") / "home") as it:
        yield it


@pytest.fixture(scope="module")
def admin(browser, installation):
    with signed_in(browser, installation.url, "admin", installation.password) as page:
        yield page


@pytest.fixture(scope="module")
def asked(admin) -> list[str]:
    """What the page asks for, in order: the fragment that HTMX named, or `page` where the browser went somewhere."""
    targets: list[str] = []

    def note(request) -> None:
        if target := "page" if request.is_navigation_request() else request.headers.get("hx-target"):
            targets.append(target)

    admin.on("request", note)
    return targets


@pytest.fixture(scope="module")
def batch(admin, asked) -> str:
    """Bring the five articles and watch; return the batch's address, the page having asked by itself alone."""
    upload(admin, "seeds.zip", zipped({path.name: path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))}))
    expect(admin.locator("#progress-words")).to_contain_text("of 5")
    asked.clear()
    wait_until_read(admin, 5)
    return str(admin.url)


@pytest.fixture(scope="module")
def topic(admin, batch, installation) -> str:
    """Say the dates that are known and have the articles read again; return the topic's address."""
    days = {row["doc"]: row["published"] for row in map(json.loads, DOCS.read_text().splitlines())}
    for name in DATED_BY_HAND:
        admin.goto(batch)
        set_date(admin, name, days[name])
    wait_for(installation.nothing_to_read, 30, "the articles read again")
    admin.get_by_role("navigation", name="Main").get_by_role("link", name="Topics").click()
    admin.get_by_role("link", name="Nordkorea · Soldaten", exact=True).click()
    return str(admin.url)


def row_of(page: Page, name: str):
    return page.locator("table.items tbody tr", has_text=f"seeds.zip/{name}.txt")


def set_date(page: Page, name: str, day: str) -> None:
    row = row_of(page, name)
    row.locator("summary").click()
    row.get_by_label("Date of publication of").fill(day)
    row.get_by_role("button", name="Set").click()
    expect(page.locator(".message")).to_have_text("The date is set; the article's claims are read again.")
    expect(row_of(page, name).locator("time")).to_have_attribute("datetime", re.compile(f"^{day}"))


def mark(page: Page, words: str):
    return page.locator(f'svg a.mark[aria-label*="{words}"]').first


def evidence_of(page: Page, name: str) -> str:
    """Return the sentence that the card marks, after finding it, line breaks aside, in the article's file."""
    sentence = str(page.locator("#claim .evidence mark").inner_text())
    assert " ".join(sentence.split()) in " ".join((SEEDS / f"{name}.txt").read_text().split())
    return sentence


def test_progress_reaches_five_of_five_by_itself_and_polling_ends(admin, batch, asked):
    # Reasons are asked for more slowly: five articles may be read before that.
    assert {"batch-progress", "batch-items"} <= set(asked) <= {"batch-progress", "batch-items", "batch-reasons"}
    asked.clear()
    admin.wait_for_timeout(2200)  # the slower of both fragments asks every two seconds
    assert asked == []
    expect(admin.locator(".states")).to_have_text("5 read")


def test_only_the_date_that_stands_in_the_text_is_known_at_first(admin, batch):
    expect(admin.locator("table.items time")).to_have_attribute("datetime", re.compile("^2024-10-22"))
    expect(admin.get_by_text("not found – set it")).to_have_count(4)
    expect(row_of(admin, "002").locator("time")).to_have_count(1)


@pytest.mark.parametrize(("source", "written", "day", "name"), FIGURES)
def test_a_figure_is_read_off_the_chart_and_leads_to_its_sentence(admin, topic, source, written, day, name):
    admin.goto(topic)
    mark(admin, f"{source}: „{written}“, {day}").click()
    expect(admin.locator("#claim .claim-source").first).to_have_text(source)
    expect(admin.locator("#claim .evidence mark strong")).to_have_text(written)
    assert written in evidence_of(admin, name)
    assert_leads_into_the_article(admin, written)


def assert_leads_into_the_article(page: Page, words: str) -> None:
    """Follow the card's way into the article: its sentence is marked, in sight, and its card is open there, too."""
    number = page.locator("#claim .claim-card").get_attribute("data-claim")
    page.locator("#claim .evidence figcaption a").click()
    expect(page).to_have_url(re.compile(rf"/articles/\d+/\?claim={number}#claim-{number}$"))
    # Several claims may begin with the same word: the mark carries the first one's name, and one anchor for each other.
    expect(page.locator(f"#claim-{number}")).to_have_count(1)
    expect(page.locator(f'mark[data-mark~="{number}"]').first).to_be_in_viewport()
    # A dateline within the sentence is set apart, so a sentence may be several marks.
    assert words in "".join(page.locator(f'mark[data-mark~="{number}"]').all_inner_texts())
    expect(page.locator("#claim .claim-card")).to_have_attribute("data-claim", str(number))


def test_twelve_thousand_are_planned_not_deployed_and_said_by_the_service(admin, topic):
    admin.goto(topic)
    admin.locator('svg a.mark.planned[aria-label*="12.000“, planned, Oct 18, 2024"]').first.click()
    expect(admin.locator("#claim .claim-source").first).to_have_text("NIS")
    expect(admin.locator("#claim .claim-kind")).to_contain_text("planned")
    expect(admin.locator("#claim .claim-value")).to_have_text("12,000")
    expect(admin.locator("#claim .evidence mark strong")).to_contain_text("12.000")
    assert "12.000" in evidence_of(admin, "004")
    assert_leads_into_the_article(admin, "12.000")


def test_what_has_no_day_stands_beside_the_chart(admin, topic):
    admin.goto(topic)
    admin.locator(".undated-mark", has_text="„über 10.000“").first.click()
    expect(admin.locator("#claim .claim-value")).to_have_text("more than 10,000")
    assert "über 10.000" in evidence_of(admin, "001")


@pytest.mark.parametrize(
    ("source", "stance", "name"),
    [("NATO", "cannot confirm", "004"), ("NATO", "confirms", "003"), ("Kreml", "denies", "004")],
)
def test_a_position_is_read_off_the_lane_of_its_source(admin, topic, source, stance, name):
    admin.goto(topic)
    lanes = admin.get_by_role("group", name="Stances by source")
    lane = lanes.locator("g.lane", has=admin.get_by_text(source, exact=True))
    lane.locator(f'a.mark[aria-label^="{source}: {stance}"]').first.click()
    expect(admin.locator("#claim .claim-source").first).to_have_text(source)
    expect(admin.locator("#claim .claim-value")).to_have_text(stance)
    evidence_of(admin, name)


def test_the_kremls_denial_is_read_in_the_article(admin, batch, topic):
    admin.goto(batch)
    row_of(admin, "004").get_by_role("link").click()
    admin.locator(".margin a", has_text="Kreml").filter(has_text="denies").first.click()
    expect(admin.locator("#claim .claim-source").first).to_have_text("Kreml")
    expect(admin.locator("#claim .claim-value")).to_have_text("denies")
    evidence_of(admin, "004")


def test_the_table_twin_tells_the_same_figures(admin, topic):
    admin.goto(topic)
    deployed = admin.locator("section.panel", has=admin.get_by_role("heading", name="Deployed", exact=True))
    deployed.locator("details.twin summary").click()
    rows = [row.inner_text().split("\t")[:4] for row in deployed.locator(".twin tbody tr").all()]
    for source, written, day, _ in FIGURES:
        assert [day, source, written] in [[cell.strip() for cell in row[:3]] for row in rows], rows
