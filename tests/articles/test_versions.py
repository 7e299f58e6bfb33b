"""Versions of one address: one article, every version kept, the newest shown, whatever the order in which they come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import copies
from articles.fingerprints import content_hash
from articles.models import Article, Revision
from articles.records import CleanArticle, FoundDate, Noise
from articles.signals import articles_ready
from tests.articles.near_texts import AGENCY, BODY, OWN_REPORT

pytestmark = pytest.mark.django_db
URL = "https://bote.example/hochwasser-passau-1240"
DAY = date(2024, 6, 3)


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch):
    """Articles are stored here, not read."""
    monkeypatch.setattr(articles_ready, "receivers", [])
    articles_ready.sender_receivers_cache.clear()


def version(text: str = AGENCY, day: date | None = DAY, **fields: Any) -> CleanArticle:
    published = FoundDate(day, "day", "meta") if day else FoundDate()
    given: dict[str, Any] = {"title": "Hochwasser in Passau", "url": URL, "outlet": "Bote", "published": published}
    return CleanArticle(**(given | fields | {"text": text}))


def keep(*articles: CleanArticle) -> list[tuple[int, bool]]:
    return [copies.store(article, None) for article in articles]


def shown() -> str:
    return str(Article.objects.get().text)


def test_a_new_text_from_the_same_address_is_a_version_of_the_article():
    later = AGENCY.replace("1.240", "1.300")
    [(first, _), (second, is_new)] = keep(version(), version(later, noise=(Noise(0, 5, "label"),)))
    assert (first, is_new) == (second, True)
    article = Article.objects.get()
    assert (article.text, article.noise, article.content_hash) == (later, [[0, 5, "label"]], content_hash(later))
    assert list(Revision.objects.values_list("text", flat=True)) == [AGENCY, later]


def test_an_article_that_never_changes_has_no_versions():
    assert [is_new for _, is_new in keep(version(), version())] == [True, False]
    assert not Revision.objects.exists()


def test_a_version_that_was_here_before_is_known_and_changes_nothing():
    later = AGENCY.replace("1.240", "1.300")
    keep(version(), version(later))
    assert keep(version()) == [(Article.objects.get().pk, False)]
    assert shown() == later


def test_of_one_day_the_last_to_come_is_shown_of_two_days_the_later_one():
    a, b, c = (AGENCY.replace("1.240", figure) for figure in ("1.250", "1.260", "1.270"))
    keep(version(a), version(b))
    assert shown() == b
    keep(version(c, DAY - timedelta(days=1)))
    assert shown() == b
    article = Article.objects.get()
    assert (article.published_on, article.revised_on, article.text_day) == (DAY - timedelta(days=1), DAY, DAY)
    keep(version(AGENCY, None))
    assert shown() == AGENCY


def test_a_date_that_an_admin_gave_stays():
    keep(version())
    Article.objects.update(published_on=DAY - timedelta(days=9), published_found="given")
    keep(version(AGENCY.replace("1.240", "1.300")))
    assert Article.objects.get().published_on == DAY - timedelta(days=9)


def test_what_another_outlet_prints_under_the_address_is_no_version():
    keep(version(), version(AGENCY.replace("1.240", "1.300"), outlet="Kurier"))
    assert Article.objects.count() == 2


@pytest.mark.parametrize("url", ["https://bote.example/", "https://bote.example", ""])
def test_a_front_page_makes_no_versions(url):
    keep(version(url=url), version(AGENCY.replace("1.240", "1.300"), url=url))
    assert Article.objects.count() == 2


def test_another_article_under_one_address_is_no_version_of_the_first():
    """Tables name a feed for all of their rows: neither headline nor sentences are the same."""
    keep(version(title="Der Pegel steigt"), version(OWN_REPORT, title="Notunterkünfte gefüllt"))
    assert Article.objects.count() == 2


def test_a_rewritten_text_under_the_same_headline_is_a_version():
    keep(version(), version(OWN_REPORT))
    assert shown() == OWN_REPORT


def test_a_text_that_another_article_has_is_a_copy_of_that():
    later = AGENCY.replace("1.240", "1.300")
    [_, (other, _)] = keep(version(), version(later, url="https://kurier.example/a", outlet="Kurier"))
    assert keep(version(later)) == [(other, False)]
    assert Article.objects.count() == 2


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 4), min_size=1, max_size=9))
def test_any_order_and_any_repeats_make_one_article_with_all_versions(numbers):
    Article.objects.all().delete()
    texts = ["\n\n".join([AGENCY, *BODY[:n]]).replace("1.240", f"1.{n}40") for n in range(5)]
    keep(*(version(texts[n], DAY + timedelta(days=n)) for n in numbers))
    article = Article.objects.get()
    assert article.text == texts[max(numbers)]
    assert article.published_on == DAY + timedelta(days=min(numbers))
    kept = set(article.revisions.values_list("text", flat=True))
    assert kept == ({texts[n] for n in numbers} if len(set(numbers)) > 1 else set())
