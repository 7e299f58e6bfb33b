"""Words selected in an article, over paragraphs and marks, behind an emoji: exactly those become a new claim's."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.claims.stories import line, print_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "Am 8. Oktober sind dort 1.500 Soldaten."
SELECT = """([first, last]) => {
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector("[data-evidence-text]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.parentElement.closest(".row > p")) texts.push(walker.currentNode);
  const range = document.createRange();
  const start = texts.findLast((text) => text.data.includes(first));
  const end = texts.findLast((text) => text.data.includes(last));
  range.setStart(start, start.data.indexOf(first));
  range.setEnd(end, end.data.indexOf(last) + last.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_over_paragraphs_and_another_claims_mark_the_words_beside_the_text_stay_out(open_page):
    said = line(f"🪖 Früh übt sich. {SAID}", "1.500", low=1500, high=1500, said=date(2024, 10, 8))
    [claim] = print_article([said], date(2024, 10, 9))
    article = claim.article
    article.text += f"\n\n🪖 Später hieß es: {SAID}\n\nDas Ende 🇰🇵 kam."
    article.save()
    page = open_page(article.get_absolute_url(), role="editor")
    page.evaluate(SELECT, ["Früh", "Später"])
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/claims/new/"))  # the rules are loaded at the first reading
    expect(page.locator(".message")).to_have_count(0)
    assert page.url.endswith(f"&from={article.text.index('Früh')}")
    assert page.locator("#id_quote_from").input_value() == str(article.text.index(SAID))  # as the rules cut it
    page.goto(page.url.split("/articles/")[0] + reverse("claims:article", args=[article.pk]))
    page.evaluate(SELECT, ["Das Ende", "kam."])
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/claims/new/"))
    assert page.locator("#id_quote").input_value() == "Das Ende 🇰🇵 kam."
    assert page.locator("#id_quote_from").input_value() == str(article.text.index("Das Ende"))
