"""Pages of copies and versions: who printed what, where it differs, in words and in few queries."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import copies, near
from articles.alike.folding import stretches
from articles.models import Article, BatchItem, Revision
from articles.signals import articles_ready, copies_changed
from tests import factories as make
from tests.articles.near_texts import AGENCY, DAY, INSERTED, OWN_REPORT, SHORTENED, printed
from tests.articles.test_versions import version
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch):
    for signal in (articles_ready, copies_changed):
        monkeypatch.setattr(signal, "receivers", [])
        signal.sender_receivers_cache.clear()


@pytest.fixture
def reader(client):
    client.force_login(member("analyst"))
    return client


@pytest.fixture
def group():
    """Three outlets, the agency's own text the last to come in."""
    make.outlet("Nachrichtenbüro", is_agency=True)
    printed(SHORTENED, "Bote", DAY + timedelta(days=1), agency="dpa")
    printed(INSERTED, "Kurier", DAY)
    return printed(AGENCY, "Nachrichtenbüro", None).copies


def text(response) -> str:
    body = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(body.replace("\xa0", " ").split())


def test_the_list_names_the_first_text_its_agency_and_its_outlets(reader, group):
    printed(OWN_REPORT, "Fremd")
    body = text(reader.get(reverse("articles:copies_list")))
    assert "1 text in several outlets" in body
    assert "Nachrichtenbüro, Kurier, Bote" in body


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1), ("agency=Nachrichtenb%C3%BCro", 1), ("least=3", 1), ("least=5", 0), (f"since={DAY}&until={DAY}", 1),
        (f"since={DAY + timedelta(days=1)}", 0), ("sort=size", 1), ("agency=zzz&least=x&since=morgen&page=-1", 1),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_and_what_cannot_be_read_is_not_asked(reader, group, query, number):
    page = reader.get(f"{reverse('articles:copies_list')}?{query}").context["page"]
    assert page.paginator.count == number


def test_a_group_shows_the_agencys_text_first_and_then_by_day(reader, group):
    response = reader.get(group.get_absolute_url())
    assert [str(p.article.outlet) for p in response.context["printings"]] == ["Nachrichtenbüro", "Kurier", "Bote"]
    assert response.context["printings"][0].is_agency
    assert "the agency’s own text" in text(response)
    assert [p.alike is not None and p.alike > 85 for p in response.context["printings"]] == [False, True, True]


def test_a_group_shows_where_two_differ_struck_out_and_underlined(reader, group):
    rows = {str(a.outlet): a.pk for a in group.articles.all()}
    body = reader.get(f"{group.get_absolute_url()}?a={rows['Nachrichtenbüro']}&b={rows['Kurier']}").content.decode()
    assert re.search(r"<del>1\.240</del>\s*<ins>mehr als 1\.200</ins>", body)
    assert re.search(r"<p><ins>Unsere Reporterin traf", body)


@pytest.mark.parametrize("query", ["a=0", "b=99999999", "a=x&b=²", "page=9"])
def test_no_address_breaks_the_page_of_a_group(reader, group, query):
    assert reader.get(f"{group.get_absolute_url()}?{query}").status_code == 200


def test_the_article_tells_its_near_copies_but_none_that_came_out_later(reader, group):
    first = Article.objects.get(outlet__name="Kurier")
    body = text(reader.get(first.get_absolute_url()))
    assert "These articles print the same text, changed a little" in body
    assert "Bote" in body
    early = text(reader.get(f"{first.get_absolute_url()}?asof={DAY}"))
    assert "Bote" not in early


def test_pages_of_copies_and_versions_stand_within_twelve_queries(reader, group):
    keep_versions()
    pages = [
        reverse("articles:copies_list"),
        group.get_absolute_url(),
        reverse("articles:versions", args=[Article.objects.get(url__gt="").pk]),
        *(article.get_absolute_url() for article in Article.objects.all()),
    ]
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(page).status_code == 200
        assert len(queries) <= 12, (page, [q["sql"][:100] for q in queries])


def test_pages_of_copies_and_versions_ask_for_login(client, group):
    article = Article.objects.first()
    pages = [reverse("articles:copies_list"), group.get_absolute_url(), reverse("articles:versions", args=[article.pk])]
    assert [client.get(page).status_code for page in pages] == [302, 302, 302]


def keep_versions() -> Article:
    for figure in ("1.240", "1.300", "1.350"):
        copies.store(version(OWN_REPORT.replace("1.240", figure)), None)
    return Article.objects.get(url__gt="")


def test_versions_are_listed_and_any_two_are_compared(reader):
    article = keep_versions()
    address = reverse("articles:versions", args=[article.pk])
    body = reader.get(address).content.decode()
    assert re.search(r"<del>1\.300</del>\s*<ins>1\.350", body)
    rows = list(Revision.objects.order_by("pk").values_list("pk", flat=True))
    body = reader.get(f"{address}?old={rows[0]}&new={rows[2]}").content.decode()
    assert re.search(r"<del>1\.240</del>\s*<ins>1\.350", body)
    assert reader.get(f"{address}?old={rows[1]}&new={rows[1]}").status_code == 200
    assert "This article came in 3 versions." in text(reader.get(article.get_absolute_url()))


def test_an_article_without_versions_says_so(reader):
    article = make.article()
    assert "in one version only" in text(reader.get(reverse("articles:versions", args=[article.pk])))


@pytest.mark.parametrize(("language", "words"), [("en", "Near copy of"), ("de", "Abdruck von")])
def test_the_batch_tells_in_words_what_a_near_copy_and_a_version_are(client, language, words):
    client.force_login(member("admin"))
    first = make.item(make.article(AGENCY, paper="Bote"), BatchItem.State.EXTRACTED)
    late = make.item(make.article(INSERTED, paper="Kurier"), BatchItem.State.EXTRACTED)
    near.find_copies()
    title = first.article.title
    body = text(client.get(late.batch.get_absolute_url(), headers={"accept-language": language}))
    assert f"{words} “{title} (Bote)”" in body or f"{words} „{title} (Bote)“" in body
    assert words not in text(client.get(first.batch.get_absolute_url(), headers={"accept-language": language}))


def test_the_batch_tells_which_item_brought_a_version(client):
    client.force_login(member("admin"))
    items = []
    for figure in ("1.240", "1.300"):
        item = make.item(make.article())
        pk, _ = copies.store(version(OWN_REPORT.replace("1.240", figure)), None, item.pk)
        BatchItem.objects.filter(pk=item.pk).update(article=pk, state="extracted")
        items.append(item)
    said = [text(client.get(item.batch.get_absolute_url())) for item in items]
    assert ["New version of an article" in each for each in said] == [False, True]


def test_three_unchanged_paragraphs_are_folded_and_books_are_not_compared():
    folded = stretches("a\n\nb\n\nc\n\nd", "a\n\nb\n\nc\n\ne")
    assert folded is not None
    assert [(len(each.paragraphs), each.folded) for each in folded] == [(3, True), (1, False)]
    assert stretches("a" * 300_000, "b" * 300_000) is None
