"""Files are dropped on the upload page: the form shows it, lists what it holds, and axe finds nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
DRAG = """([what, name]) => {
  const data = new DataTransfer();
  data.items.add(new File(["Der Text. ".repeat(250)], name));
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  document.querySelector("form[data-drop] label").dispatchEvent(new DragEvent(what, options));
}"""


def drag(page: Page, what: str, name: str = "a.txt") -> None:
    page.evaluate(DRAG, [what, name])


def test_dropped_files_are_listed_and_added_to_those_before(open_page):
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
    assert page.locator("[data-chosen] li").all_inner_texts() == ["a.txt 2.5 kB", "b.md 2.5 kB"]
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 2
    assert violations(page) == []
