"""Workers that store near copies, or versions of one article, at the same moment; real connections, real locks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from articles import copies, near
from articles.models import Article, CopyGroup, CopyPair, Revision, Signature
from articles.signals import articles_ready, copies_changed
from tests import factories as make
from tests.articles.near_texts import AGENCY, INSERTED, SHORTENED
from tests.articles.test_races import at_once
from tests.articles.test_versions import version

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch):
    for signal in (articles_ready, copies_changed):
        monkeypatch.setattr(signal, "receivers", [])
        signal.sender_receivers_cache.clear()


def store(text: str, paper: str) -> None:
    """What a worker does with an article: store it, commit, look it up."""
    with transaction.atomic():
        pk = make.article(text, paper=paper).pk
    near.find_copies([pk])


@pytest.mark.parametrize("turn", range(3))
def test_copies_that_come_in_at_once_are_one_group(turn):
    for paper in "ABC":
        make.outlet(paper)
    at_once([lambda text=text, paper=paper: store(text, paper)
             for text, paper in ((AGENCY, "A"), (SHORTENED, "B"), (INSERTED, "C"))])  # fmt: skip
    group = CopyGroup.objects.get()
    assert group.size == 3
    assert set(Article.objects.values_list("copies", flat=True)) == {group.pk}
    assert not Signature.objects.filter(is_waiting=True).exists()


def test_each_finds_the_other_where_both_have_stored_before_either_looks(monkeypatch):
    articles = [make.article(text, paper=paper) for text, paper in ((AGENCY, "A"), (INSERTED, "B"))]
    both_have_found = Barrier(2)
    look = near._copies

    def look_together(one):
        found = look(one)
        both_have_found.wait(60)
        return found

    monkeypatch.setattr(near, "_copies", look_together)
    # The bands of both are there before either looks.
    near._store([near._signed(a.pk, a.content_hash, a.text, a.noise) for a in articles])
    at_once([lambda pk=article.pk: near.find_copies([pk]) for article in articles])
    assert CopyPair.objects.count() == 1
    assert CopyGroup.objects.get().size == 2


def test_a_copy_of_an_article_that_is_deleted_meanwhile_stands_alone():
    first, second = make.article(AGENCY, paper="A"), make.article(INSERTED, paper="B")
    near.find_copies([first.pk])
    deleted, found = Barrier(2), Barrier(2)

    def delete():
        try:
            with transaction.atomic():
                Article.objects.get(pk=first.pk).delete()
                deleted.wait(60)
                found.wait(60)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(delete)
        deleted.wait(60)
        found.wait(60)
        near.find_copies([second.pk])
        other.result(10)
    near.find_copies()
    assert not CopyPair.objects.exists()
    assert not CopyGroup.objects.filter(size__gt=0).exists()


@pytest.mark.parametrize("turn", range(2))
def test_versions_that_come_in_at_once_are_one_article(turn):
    texts = [AGENCY.replace("1.240", f"1.2{n}0") for n in range(4)]
    at_once([lambda text=text: keep(text) for text in texts])
    article = Article.objects.get()
    assert set(article.revisions.values_list("text", flat=True)) == set(texts)
    assert article.content_hash in set(Revision.objects.values_list("content_hash", flat=True))


def keep(text: str) -> None:
    with transaction.atomic():
        copies.store(version(text), None)
