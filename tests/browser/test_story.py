"""The story that analysts follow, read off the topic's page: the five seeds beside the demo articles.

In: the articles of ../shared/seeds, which are no part of the project, and an installation that starts with its demo.
Out: what the page shows: figures by source, positions that change, places, and figures that are topics of their own.
"""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.newsroom import signed_in, upload, zipped
from tests.browser.test_seeds import DATED_BY_HAND, DOCS, SEEDS, mark, set_date
from tests.installation import Installation, wait_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (SEEDS.is_dir() and DOCS.is_file()), reason="the five articles of ../shared/seeds are absent"
    ),
]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    it = Installation(tmp_path_factory.mktemp("story") / "home", "--workers", "1")
    try:
        it.start()
        wait_for(it.well, 60, "all parts well")
        wait_for((it.home / "run" / "demo-loaded").exists, 300, "the demo articles")
        wait_for(lambda: all_read(it), 600, "the demo articles read")
        yield it
    finally:
        it.stop()


def all_read(installation: Installation) -> bool:
    """Whether every item that was brought has come to its end."""
    with installation.database() as database:
        waiting = "SELECT count(*) FROM articles_batchitem WHERE state IN ('received', 'stored')"
        return bool(database.execute(waiting).fetchone() == (0,)) and installation.nothing_to_read()


@pytest.fixture(scope="module")
def analyst(browser, installation):
    with signed_in(browser, installation.url, "admin", installation.password) as page:
        yield page


@pytest.fixture(scope="module")
def topic(analyst, installation) -> str:
    """Bring the five articles, say the dates that are known, and return the topic's address."""
    upload(analyst, "seeds.zip", zipped({path.name: path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))}))
    expect(analyst.locator("#progress-words")).to_contain_text("of 5")
    wait_for(lambda: all_read(installation), 300, "the five articles read")
    batch = analyst.url
    days = {row["doc"]: row["published"] for row in map(json.loads, DOCS.read_text().splitlines())}
    for name in DATED_BY_HAND:
        analyst.goto(batch)
        set_date(analyst, name, days[name])
    wait_for(installation.nothing_to_read, 60, "the articles read again")
    analyst.goto(f"{installation.url}topics/?q=Nordkorea")
    analyst.get_by_role("link", name="Nordkorea · Soldaten", exact=True).click()
    return str(analyst.url)


def sources_of(page: Page, written: str) -> set[str]:
    """Return who names a figure in these words, in charts and among what has no day."""
    told = page.locator("svg a.mark").evaluate_all("all => all.map((a) => a.getAttribute('aria-label'))")
    told += page.locator(".undated-mark").all_inner_texts()
    return {words.partition(": „")[0] for words in told if re.search(rf": „[^“]*{re.escape(written)}“", words)}


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("NIS", "1.500"),
        ("NIS", "12.000"),
        ("NIS", "und 3.000"),
        ("Pentagon", "10'000"),
        # Said by "südkoreanische und westliche Geheimdienste": the first that is named answers for the figure.
        ("NIS", "über 10.000"),
    ],
)
def test_a_figure_stands_with_its_source(analyst, topic, source, written):
    analyst.goto(topic)
    assert source in sources_of(analyst, written)


def test_more_than_ten_thousand_are_named(analyst, topic):
    analyst.goto(topic)
    assert sources_of(analyst, "über 10.000")


def test_what_is_announced_is_drawn_as_planned(analyst, topic):
    analyst.goto(topic)
    planned = analyst.locator('svg a.mark.planned[aria-label*="12.000"]')
    expect(planned.first).to_have_attribute("aria-label", re.compile("^NIS: .*planned"))


def stances_of(page: Page, source: str) -> list[str]:
    """Return the positions in a source's lane, from left to right."""
    lanes = page.get_by_role("group", name="Stances by source")
    lane = lanes.locator("g.lane", has=page.get_by_text(source, exact=True))
    signs = "all => all.map((a) => [a.getBoundingClientRect().x, a.getAttribute('aria-label')])"
    told = sorted(lane.locator("a.mark").evaluate_all(signs))
    return [words.partition(": ")[2].partition(",")[0] for _, words in told]


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("NATO", "cannot confirm", "confirms"),
        ("Regierung Nordkorea", "denies", "confirms"),
    ],
)
def test_a_position_changes(analyst, topic, source, before, after):
    analyst.goto(topic)
    stances = stances_of(analyst, source)
    assert before in stances
    assert after in stances[stances.index(before) :], stances


def test_what_the_kremlin_denied_it_admits(analyst, installation, topic):
    """The article that says so has no date, so its claim stands beside the chart, and its change without a day."""
    analyst.goto(topic)
    assert "denies" in stances_of(analyst, "Kreml")
    assert any("Kreml" in words and "confirms" in words for words in analyst.locator(".undated-mark").all_inner_texts())
    analyst.goto(f"{installation.url}changes/?what=admitted")
    expect(analyst.get_by_text("Kreml admitted this after denying it before").first).to_be_visible()


def test_the_united_states_have_not_confirmed_what_the_pentagon_says(analyst, topic):
    analyst.goto(topic)
    expect(analyst.locator('svg a.mark[aria-label^="Regierung USA: cannot confirm"]').first).to_be_attached()
    assert "asserts" in stances_of(analyst, "Pentagon")


def test_the_kremlin_denies(analyst, topic):
    analyst.goto(topic)
    assert stances_of(analyst, "Kreml")[0] == "denies"


@pytest.mark.parametrize(
    "place",
    [
        "Wladiwostok",
        "Kursk",
        "Ussurijsk",
        "Chabarowsk",
        "Blagoweschtschensk",
    ],
)
def test_a_place_is_named(analyst, topic, place):
    analyst.goto(topic)
    expect(analyst.locator("#more-facets label.chip", has_text=re.compile(rf"\b{place}\b"))).to_have_count(1)


@pytest.mark.parametrize(
    ("topic_name", "words"),
    [("Russland · Soldaten", "more than 600,000"), ("Nordkorea · Streitkräfte", "1.2 million")],
)
def test_other_figures_are_topics_of_their_own(analyst, topic, installation, topic_name, words):
    analyst.goto(f"{installation.url}topics/?q={topic_name.split()[0]}")
    analyst.get_by_role("link", name=topic_name, exact=True).click()
    expect(analyst.locator("#timeline")).to_contain_text(words)
    analyst.goto(topic)
    expect(analyst.locator("#timeline")).not_to_contain_text(words)


def test_a_figure_leads_to_its_sentence(analyst, topic):
    analyst.goto(topic)
    mark(analyst, "NIS: „1.500“").click()
    expect(analyst.locator("#claim .evidence mark strong")).to_have_text("1.500")
