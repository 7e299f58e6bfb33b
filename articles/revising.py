"""A new version of an article, by its address: the text is replaced, every version stays as a row of its own.

In: a CleanArticle with its digest. Out: `Revision` rows, the article as its newest version has it, and the signal
`article_revised`, by which claims move with the text. Runs inside the caller's transaction.

The newest version is the one of the latest day, of one day the one that came in last. Older ones that come in later are
kept beside it, and the article shows what it showed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from articles.alike.versions import are_versions, names_an_article, newest
from articles.models import Article, BatchItem, Revision
from articles.records import CleanArticle
from articles.signals import article_revised, article_revising

LOCK = 0x75  # the first of the two integers of pg_advisory_xact_lock, beside those of locks.py and claims/locks.py
MOST = 10  # articles of one address that are looked at


def articles_at(url: str) -> list[Article]:
    """Return the articles of an address, oldest first; one worker at a time asks that of one address."""
    if not names_an_article(url):
        return []
    _lock(url)
    return list(Article.objects.filter(url=url).order_by("pk").defer("raw")[:MOST])


def known_addresses(urls: Iterable[str]) -> set[str]:
    """Return those of the addresses that name an article which is here, and lock all that name one, as above."""
    asked = [url for url in urls if names_an_article(url)]
    if not asked:
        return set()
    with connection.cursor() as cursor:
        sql = "SELECT pg_advisory_xact_lock(%s, key) FROM unnest(%s::int[]) AS key"
        cursor.execute(sql, [LOCK, sorted(map(_key, asked))])
    return set(Article.objects.filter(url__in=asked).values_list("url", flat=True))


def is_version(article: Article, clean: CleanArticle) -> bool:
    """Say whether the text is one of the article's, by its headline or by what they have in common."""
    if are_versions(article.title, article.text, clean.title, clean.text):
        return True
    former = article.revisions.only("title", "text", "article_id")
    return any(are_versions(version.title, version.text, clean.title, clean.text) for version in former)


def has_version(article: Article, digest: str) -> bool:
    """Say whether this very text is one of the article's versions."""
    return article.revisions.filter(content_hash=digest).exists()


def add_version(article: Article, clean: CleanArticle, raw: bytes | None, digest: str) -> Revision:
    """Store another version of the article, and show it if it is the newest."""
    # Whoever keeps offsets into the text takes locks of its own, before the row is locked.
    article_revising.send(sender=Article, article_id=article.pk)
    article = Article.objects.select_for_update(no_key=True).defer("raw").get(pk=article.pk)
    before = article.revisions.filter(content_hash=article.content_hash).first() or _first(article)
    added = Revision.objects.create(
        article=article,
        title=clean.title[:500],
        text=clean.text,
        noise=[[mark.start, mark.end, mark.reason] for mark in clean.noise],
        content_hash=digest,
        published_on=clean.published.day,
        published_precision=clean.published.precision,
        retrieved_at=timezone.now(),
    )
    shown = newest(_moments(article)) == added.pk
    if shown:
        article.title, article.text, article.noise = added.title, added.text, added.noise
        article.content_hash, article.raw = digest, raw
    _date(article, added if shown else before, clean.published.found)
    article.save()
    if shown:
        article_revised.send(sender=Article, article=article, old=before, new=added)
    return added


def _first(article: Article) -> Revision:
    """The row of the version that was here before there were any versions."""
    item = BatchItem.objects.filter(article=article.pk).order_by("pk").values_list("pk", flat=True).first()
    return Revision.objects.create(
        article=article,
        item_id=item,
        title=article.title,
        text=article.text,
        noise=article.noise,
        content_hash=article.content_hash,
        published_on=article.published_on,
        published_precision=article.published_precision,
        retrieved_at=article.created_at,
    )


def _moments(article: Article) -> list[tuple[date | None, datetime, int]]:
    rows = article.revisions.values_list("published_on", "published_precision", "retrieved_at", "pk")
    return [(day if precision == Article.Precision.DAY else None, at, pk) for day, precision, at, pk in rows]


def _date(article: Article, shown: Revision, found: str) -> None:
    """Date the article by its first version, unless an admin did, and the version that it shows by its own day."""
    days = {at: day for day, at, _ in _moments(article) if day is not None}
    first = min(days.values(), default=None)
    if first is not None and first != article.published_on and article.published_found != Article.Found.GIVEN:
        article.published_on, article.published_precision = first, Article.Precision.DAY
        if article.published_found == Article.Found.UNKNOWN:
            article.published_found = found
    day = days.get(shown.retrieved_at)
    article.revised_on = day if day and article.published_on and day > article.published_on else None


def _lock(url: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, _key(url)])


def _key(url: str) -> int:
    return int.from_bytes(hashlib.blake2b(url.encode(), digest_size=4).digest()) % 2**31
