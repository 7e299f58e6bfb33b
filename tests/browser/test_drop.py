"""Files and folders are dropped anywhere on the upload page, listed, taken out, sent with progress, and cancelled."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from articles import tasks
from articles.models import Batch, BatchItem
from tests.browser.conftest import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
DRAG = """([what, name]) => {
  const data = new DataTransfer();
  data.items.add(new File(["Der Text. ".repeat(250)], name));
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  document.querySelector("h1").dispatchEvent(new DragEvent(what, options));
}"""
# A browser makes directory entries for files of the disk only: these behave as its own do, two answers included.
FOLDER = """() => {
  const file = (path) => ({ isFile: true, isDirectory: false, name: path.split("/").at(-1), fullPath: path,
    file: (give) => give(new File(["Der Text."], path.split("/").at(-1))) });
  const folder = (path, answers) => ({ isFile: false, isDirectory: true, name: path.split("/").at(-1), fullPath: path,
    createReader: () => ({ readEntries: (give) => give(answers.shift() || []) }) });
  const below = folder("/archiv/2024", [[file("/archiv/2024/c.txt")]]);
  const all = folder("/archiv", [[file("/archiv/a.txt"), file("/archiv/.DS_Store")], [file("/archiv/b.md"), below]]);
  const item = { kind: "file", webkitGetAsEntry: () => all };
  const event = new Event("drop", { bubbles: true, cancelable: true });
  event.dataTransfer = { types: ["Files"], files: [], items: [item] };
  document.querySelector("h1").dispatchEvent(event);
}"""
IN_FOLDER = ["archiv/2024/c.txt", "archiv/a.txt", "archiv/b.md"]
CLIPBOARD = """([html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const field = document.querySelector("#id_text");
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(autouse=True)
def _nothing_sent(monkeypatch):
    monkeypatch.setattr(tasks, "enqueue_batch", lambda batch: None)


def drag(page: Page, what: str, name: str = "a.txt") -> None:
    page.evaluate(DRAG, [what, name])


def chosen(page: Page) -> list[str]:
    return page.locator("[data-chosen] .where").all_inner_texts()


def test_dropped_files_are_listed_added_and_taken_out(open_page):
    page = open_page(reverse("articles:upload"), role="admin")
    drag(page, "dragenter")
    assert page.locator("form.dropping").count() == 1
    assert violations(page) == []
    drag(page, "dragleave")
    assert page.locator("form.dropping").count() == 0
    drag(page, "dragenter")
    drag(page, "drop", "a.txt")
    drag(page, "drop", "b.md")
    assert page.locator("form.dropping").count() == 0
    expect(page.locator("[data-chosen] li")).to_have_count(2)
    expect(page.locator("[data-chosen-head]")).to_have_text("2 files, 5 kB")
    assert page.evaluate("document.querySelector('#id_uploads').files.length") == 2
    assert violations(page) == []
    page.get_by_role("button", name="Remove: a.txt").click()
    expect(page.get_by_role("button", name="Remove: b.md")).to_be_focused()
    assert chosen(page) == ["b.md"]
    assert page.evaluate("document.querySelector('#id_uploads').files.length") == 1


def test_a_dropped_folder_is_read_whole_and_its_files_keep_their_place(open_page):
    page = open_page(reverse("articles:upload"), role="admin")
    page.evaluate(FOLDER)
    expect(page.locator("[data-chosen] li")).to_have_count(3)
    assert chosen(page) == IN_FOLDER
    page.get_by_role("button", name="Upload", exact=True).click()
    page.wait_for_url(re.compile(r"/batches/\d+/"))
    assert list(BatchItem.objects.order_by("position").values_list("name", flat=True)) == IN_FOLDER


def test_a_folder_is_chosen_by_its_field(open_page, tmp_path):
    (tmp_path / "archiv" / "2024").mkdir(parents=True)
    (tmp_path / "archiv" / "a.txt").write_text("Der Text.")
    (tmp_path / "archiv" / "2024" / "c.txt").write_text("Der Text.")
    page = open_page(reverse("articles:upload"), role="admin")
    page.set_input_files("#id_folder", tmp_path / "archiv")
    expect(page.locator("[data-chosen] li")).to_have_count(2)
    assert chosen(page) == ["archiv/2024/c.txt", "archiv/a.txt"]


def test_errors_stand_beside_the_field_and_the_file_and_nothing_typed_is_lost(open_page, settings):
    settings.UPLOAD_LIMIT = 1000
    page = open_page(reverse("articles:upload"), role="admin")
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator(".drop .error").first).to_have_text("Choose at least one file.")
    drag(page, "drop", "a.txt")
    page.get_by_label("Title of the batch").fill("Montag")
    page.get_by_label("Published").fill("2999-01-01")
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("[data-chosen] li .error")).to_contain_text("It is larger than an upload may be")
    expect(page.locator(".field:has(#id_published) .error")).to_have_text("This day is still to come.")
    expect(page.get_by_label("Title of the batch")).to_have_value("Montag")
    assert chosen(page) == ["a.txt"]
    assert violations(page) == []
    assert not Batch.objects.exists()


def test_an_upload_can_be_cancelled_and_a_lost_one_is_told(open_page):
    page = open_page(reverse("articles:upload"), role="admin")
    held: list[Route] = []
    page.route(
        "**/batches/new/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    drag(page, "drop", "a.txt")
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("progressbar", name="Progress of the upload")).to_be_visible()
    expect(page.get_by_role("button", name="Upload", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("[data-problem]")).to_have_text("Cancelled: nothing was brought.")
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    while len(held) < 2:
        page.wait_for_timeout(50)
    held[-1].abort()
    expect(page.locator("[data-problem]")).to_contain_text("The connection broke off")
    assert chosen(page) == ["a.txt"]


def test_a_page_pasted_keeps_its_paragraphs_and_nothing_else_of_it(open_page):
    page = open_page(reverse("articles:paste"), role="admin")
    html = (
        '<h1 style="color: red">Brücke gesperrt</h1><script>alert(1)</script><style>p{}</style>'
        "<p>Der <b>erste</b>\n Absatz.<br>Zweite Zeile.</p><ul><li>Punkt</li></ul><div><p>Der letzte.</p></div>"
    )
    page.evaluate(CLIPBOARD, [html, "alles in einer Zeile"])
    field = page.locator("#id_text")
    expect(field).to_have_value("Brücke gesperrt\n\nDer erste Absatz.\nZweite Zeile.\n\nPunkt\n\nDer letzte.")
    page.keyboard.press("Control+Z")
    expect(field).to_have_value("")
