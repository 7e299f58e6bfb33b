"""Look first, assign columns, bring; dates for many with undo: as an admin does it, by keyboard and on a phone."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import storing, tasks
from articles.looking import Order, follow
from articles.models import Article, Batch, BatchItem
from articles.readers.tables import Table
from articles.staged import looks
from tests import factories as make
from tests.browser.conftest import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
TEXT = (
    "Die Polizei sprach am Montag von {} Verletzten nach dem Unfall auf der Bundesstraße, sagte ein Sprecher der Stadt."
)
TABLE = (
    "Kopf;Stück;Tag\n" + "\n".join(f"Meldung {n};{TEXT.format(n)};0{n}.06.2024" for n in (1, 2, 3)) + "\n"
).encode()


@pytest.fixture(autouse=True)
def _here(monkeypatch, settings, tmp_path):
    """Look in this process, since another one takes seconds to start beside a browser; send nothing to workers."""
    settings.STAGING_DIR = tmp_path / "staging"

    def run_here(order, target):
        tables = {key: Table(**said) for key, said in order["tables"].items()}
        with target.open("a", encoding="ascii") as file:
            follow(Order(**{**order, "tables": tables}), lambda found: file.write(json.dumps(found) + "\n"))
        return ""

    monkeypatch.setattr(looks, "run", run_here)
    monkeypatch.setattr(tasks, "enqueue_batch", lambda batch: None)


def choose(page: Page, name: str, data: bytes) -> None:
    page.set_input_files("#id_uploads", {"name": name, "mimeType": "text/plain", "buffer": data})
    expect(page.locator("[data-chosen] li")).to_have_count(1)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_table_is_given_its_columns_looked_at_and_brought(open_page, scripted):
    page = open_page(reverse("articles:upload"), role="admin", java_script_enabled=scripted)
    if scripted:
        choose(page, "agentur.csv", TABLE)
    else:
        page.set_input_files("#id_uploads", {"name": "agentur.csv", "mimeType": "text/csv", "buffer": TABLE})
    page.get_by_label("Title of the batch").fill("Montag")
    page.get_by_role("button", name="Look first").click()
    page.wait_for_url("**/columns/0/")
    page.get_by_label("Kopf").select_option(label="Title")
    page.get_by_label("Stück").select_option(label="leave out")
    if scripted:
        expect(page.locator(".tried .error").first).to_have_text("No text in this row.")
        assert violations(page) == []
    page.get_by_label("Stück").select_option(label="Text")
    if not scripted:
        page.get_by_role("button", name="Try on the first rows").click()
    expect(page.locator(".tried h3").first).to_have_text("Meldung 1")
    expect(page.locator(".tried time").first).to_have_text("June 1, 2024")
    page.get_by_role("button", name="Keep and look").click()
    page.wait_for_url(re.compile(r"/look/[-0-9a-f]+/$"))
    expect(page.locator("#look-words")).to_contain_text("3 articles were looked at, which is all.")
    expect(page.get_by_role("link", name="3 would be stored")).to_be_visible()
    assert not Batch.objects.exists()
    if scripted:
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert violations(page) == []
    page.get_by_role("button", name="Bring these articles").click()
    page.wait_for_url(re.compile(r"/batches/\d+/$"))
    assert Batch.objects.get().title == "Montag"
    storing.read_item(BatchItem.objects.earliest("position").pk)
    assert Article.objects.get().published_on == date(2024, 6, 1)


def test_dates_are_said_for_many_and_taken_back(open_page):
    batch = Batch.objects.create(title="Lieferung", origin=Batch.Origin.UPLOAD)
    for number in (1, 2, 3):
        values = {"name": f"2024-06-0{number}.txt", "state": "extracted", "article": make.article(published=None)}
        BatchItem.objects.create(batch=batch, position=number, **values)
    page = open_page(batch.get_absolute_url(), role="admin", viewport={"width": 390, "height": 800})
    page.locator("input[name=article]").nth(0).check()
    page.locator("input[name=article]").nth(2).check()
    page.get_by_role("button", name="Set date or outlet").click()
    expect(page.locator("#saying")).to_contain_text("2 articles are chosen.")
    page.get_by_label("or the day in each file's name").select_option(label="however it is written")
    expect(page.get_by_role("button", name="Set for 2 articles")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Set for 2 articles").click()
    expect(page.locator(".message.success")).to_have_text("2 articles have got what you said.")
    dates = Article.objects.order_by("pk").values_list("published_on", flat=True)
    assert list(dates) == [date(2024, 6, 1), None, date(2024, 6, 3)]
    assert violations(page) == []
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".message.success")).to_have_text("2 articles are as they were before.")
    assert list(dates.all()) == [None, None, None]


def test_all_that_wait_for_a_date_are_found_and_said_together(open_page):
    for number in range(3):
        make.item(
            make.article(f"Ein Bericht mit der Nummer {number}, der lange genug ist.", published=None), "extracted"
        )
    page = open_page(reverse("claims:home"), role="admin")
    page.get_by_role("link", name="3 articles without a day of publication").click()
    assert violations(page) == []
    page.get_by_label("For", exact=True).select_option(label="all articles of this list")
    page.get_by_role("button", name="Set date or outlet").click()
    page.get_by_label("Published").fill("demnächst")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".field .error").first).to_contain_text("This is no day, month or year")
    expect(page.get_by_label("Published")).to_have_value("demnächst")
    page.get_by_label("Published").fill("Juni 2024")
    page.get_by_label("Published").press("Tab")
    page.get_by_role("button", name="Set for 3 articles").click()
    expect(page.locator(".empty")).to_have_text("Every article has its date.")
    assert set(Article.objects.values_list("published_precision", flat=True)) == {"month"}
