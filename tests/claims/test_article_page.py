"""An article's page: every claim marked in text and margin, copies, what was left out, as of a day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, BatchItem
from claims.models import Claim
from claims.timeline.article_list import SORTS
from tests import factories as make
from tests.claims.stories import line, member, print_article

pytestmark = pytest.mark.django_db
SENTENCES = [f"Der NIS nennt {n}.000 Soldaten." for n in range(2, 6)]


def agency(paper: str, published: date | None, sentences=SENTENCES) -> Article:
    lines = [line(text, text[14:19], said=date(2024, 10, 18), low=int(text[14]) * 1000, high=int(text[14]) * 1000)
             for text in sentences]  # fmt: skip
    return print_article(lines, published, paper)[0].article


@pytest.fixture
def reader(client):
    client.force_login(member("analyst"))
    return client


def test_every_claim_stands_in_text_and_margin_once(reader):
    article = agency("Morgenblatt", date(2024, 10, 18))
    body = reader.get(article.get_absolute_url()).content.decode()
    pks = set(article.claims.values_list("pk", flat=True))
    text, margin = (
        re.findall(r'<mark[^>]* data-mark="([\d ]+)"', body),
        re.findall(r'<li><a [^>]*data-mark="(\d+)"', body),
    )
    assert {int(pk) for marks in text for pk in marks.split()} == pks
    assert sorted(map(int, margin)) == sorted(pks)
    assert len(re.findall(r'id="claim-\d+"', body)) == len(pks)


def test_copies_are_told_with_their_outlets_those_with_most_sentences_first(reader):
    article = agency("Morgenblatt", date(2024, 10, 18))
    half = agency("Bote", date(2024, 10, 19), SENTENCES[:2])
    whole = agency("Kurier", date(2024, 10, 20), [*SENTENCES, "Der NIS nennt 9.000 Soldaten."])
    agency("Fremd", date(2024, 10, 20), SENTENCES[:1])
    copies = list(reader.get(article.get_absolute_url()).context["copies"])
    assert [(copy.pk, copy.shared) for copy in copies] == [(whole.pk, 4), (half.pk, 2)]
    early = reader.get(f"{article.get_absolute_url()}?asof=2024-10-19").context["copies"]
    assert [copy.pk for copy in early] == [half.pk]


def test_deliveries_of_the_very_same_text_are_named(reader):
    article = agency("Morgenblatt", date(2024, 10, 18))
    again = make.item(article, BatchItem.State.DUPLICATE)
    BatchItem.objects.filter(pk=again.pk).update(name="zweite-lieferung.html")
    assert "zweite-lieferung.html" in reader.get(article.get_absolute_url()).content.decode()
    assert "zweite-lieferung" not in reader.get(f"{article.get_absolute_url()}?asof=2025-01-01").content.decode()


def test_what_was_left_out_is_shown_when_asked_for(reader):
    article = make.article("Zwischentitel\nText.\nLesen Sie auch dies.")
    Article.objects.filter(pk=article.pk).update(noise=[[0, 13, "headline"], [20, 40, "related"]])
    body = reader.get(article.get_absolute_url()).content.decode()
    assert "Lesen Sie auch dies." not in body
    assert ">Zwischentitel<" in body  # a headline is part of the article, though nothing is read in it
    link = re.search(r'href="(\?left=1)">Show 1 passage that was left out', body)
    assert link
    assert "Lesen Sie auch dies." in reader.get(article.get_absolute_url() + link[1]).content.decode()


def test_what_the_cleaning_of_a_page_left_out_is_listed_with_its_section(reader):
    article = make.article("Rund 3.000 Menschen kamen.")
    page = "<nav>Start Sport</nav><p>Rund 3.000 Menschen kamen.</p><footer>Impressum <script>alert(1)</script></footer>"
    assert "left=1" not in reader.get(article.get_absolute_url()).content.decode()
    Article.objects.filter(pk=article.pk).update(raw=page.encode())
    assert "Show what of the page is not in the article" in reader.get(article.get_absolute_url()).content.decode()
    body = reader.get(f"{article.get_absolute_url()}?left=1").content.decode()
    assert re.search(r"navigation:</span>\s*Start Sport", body)
    assert re.search(r"foot of the page:</span>\s*Impressum", body)
    assert "alert(1)" not in body


def test_a_claim_announced_for_later_is_no_claim_of_that_evening(reader):
    told = [
        line("Heute 2.000.", "2.000", said=date(2024, 10, 18)),
        line("Bald 3.000.", "3.000", said=date(2024, 11, 30)),
    ]
    article = print_article(told, date(2024, 10, 18))[0].article
    later = Claim.objects.get(quote="Bald 3.000.")
    body = reader.get(f"{article.get_absolute_url()}?asof=2024-10-20&claim={later.pk}").content.decode()
    assert f"claim-{later.pk}" not in body
    assert "asof=2024-10-20&amp;claim=" in body
    assert reader.get(f"{article.get_absolute_url()}?asof=2024-10-17").status_code == 404


@pytest.mark.parametrize("key", SORTS)
def test_the_list_sorts_by_every_column(reader, key):
    for number, paper in enumerate(["Ärzteblatt", "Zeitung", "Abend", "Bote"]):
        agency(paper, date(2024, 10, 18 - number), SENTENCES[: number + 1])
    of = {"published": lambda a: a.published_on, "title": lambda a: a.title, "outlet": lambda a: a.outlet.sort_key,
          "claims": lambda a: a.n_claims}[key]  # fmt: skip
    rows = list(reader.get(f"{reverse('claims:article_list')}?sort={key}").context["page"])
    assert [of(row) for row in rows] == sorted(map(of, rows), reverse=SORTS[key])
    back = list(reader.get(f"{reverse('claims:article_list')}?sort=-{key}").context["page"])
    assert [of(row) for row in back] == sorted(map(of, rows), reverse=not SORTS[key])


def test_the_page_stays_within_twelve_queries(client):
    article = agency("Morgenblatt", date(2024, 10, 18))
    agency("Bote", date(2024, 10, 19))
    client.force_login(member("admin"))
    claim = article.claims.first()
    for query in (f"claim={claim.pk}", f"claim={claim.pk}&asof=2024-10-30&left=1"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{article.get_absolute_url()}?{query}").status_code == 200
        assert len(queries) <= 12
