"""One row per article: exact copies are recognised by their text, whoever brings them and at whatever time; a new text
from an address that is known is a version of its article.

In: a CleanArticle. Out: the id of its row, and whether it is new. Runs inside the caller's transaction.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import reserving, revising
from articles.fingerprints import content_hash
from articles.hiding import show
from articles.models import Article, Outlet, Revision
from articles.records import CleanArticle, FoundDate


def store(article: CleanArticle, raw: bytes | None, item_id: int | None = None) -> tuple[int, bool]:
    """Return (article's id, True), or (id of the copy that was here before, False).

    A new version of an article that is here counts as new: there is something to read. item_id: who brought it.
    Two writers of the same text meet at the unique index: the second waits for the first and then finds its row.
    """
    digest = content_hash(article.text)
    former = earlier_version(article)
    if former is not None and former.content_hash != digest and revising.has_version(former, digest):
        return former.pk, False
    known = known_copy(digest)
    if known is not None:
        return known
    if former is not None:
        return add_version(former, article, raw, digest, item_id)
    outlet = outlet_of(article)
    try:
        with transaction.atomic():
            return create(article, raw, digest, outlet).pk, True
    except IntegrityError:
        return Article.objects.values_list("pk", flat=True).get(content_hash=digest), False


def earlier_version(article: CleanArticle) -> Article | None:
    """Return the article of the same address and outlet that this is a version of, if there is one."""
    there = revising.articles_at(article.url) if article.url else []
    if not there:
        return None
    outlet = find_outlet(" ".join(article.outlet.split())[:200], article.domain)
    own = [row for row in there if row.outlet_id == (outlet.pk if outlet else None)]
    return next((row for row in own if revising.is_version(row, article)), None)


def add_version(
    former: Article, article: CleanArticle, raw: bytes | None, digest: str, item_id: int | None
) -> tuple[int, bool]:
    """Store the version, unless somebody else has just stored this very text as an article of its own."""
    try:
        with transaction.atomic():
            version = revising.add_version(former, article, raw, digest)
            Revision.objects.filter(pk=version.pk).update(item=item_id)
            return former.pk, True
    except IntegrityError:
        return Article.objects.values_list("pk", flat=True).get(content_hash=digest), False


def known_copy(digest: str) -> tuple[int, bool] | None:
    """Return what `store` does for a text that is here; one that lies in the bin comes out of it and counts as new.

    The row is held, so that nobody hides it between now and the item that brings it again (`articles.binning`).
    """
    held = Article.everything.filter(content_hash=digest).select_for_update(no_key=True).order_by("pk")
    row = held.values_list("pk", "hidden_at").first()
    if row is None:
        return None
    if row[1] is not None:
        show([row[0]])
    return row[0], row[1] is not None


def create(article: CleanArticle, raw: bytes | None, digest: str, outlet: Outlet | None) -> Article:
    """Insert the article's row, and what its page reserves."""
    made = row_of(article, raw, digest, outlet)
    made.save(force_insert=True)
    reserving.note_page(made, raw)
    return made


def row_of(article: CleanArticle, raw: bytes | None, digest: str, outlet: Outlet | None) -> Article:
    """Return the article's row, not saved yet."""
    return Article(
        outlet=outlet,
        title=article.title[:500],
        text=article.text,
        raw=raw,
        content_hash=digest,
        noise=[[mark.start, mark.end, mark.reason] for mark in article.noise],
        url=article.url,
        author=article.author,
        agency=article.agency,
        language=article.language,
        published_on=article.published.day,
        published_precision=article.published.precision,
        published_found=article.published.found,
        delete_after=delete_after(),
    )


def delete_after() -> date | None:
    """Return the day on which an article stored today is deleted, None where texts are kept."""
    days = settings.RETENTION_DAYS
    return timezone.localdate() + timedelta(days=days) if days else None


def adopt_date(article_id: int, published: FoundDate) -> bool:
    """Give an undated article the date that its copy knows; say whether that changed anything."""
    if published.day is None:
        return False
    undated = Article.objects.filter(pk=article_id, published_on__isnull=True)
    return bool(
        undated.update(
            published_on=published.day,
            published_precision=published.precision,
            published_found=published.found,
        )
    )


def outlet_of(article: CleanArticle) -> Outlet | None:
    """Return the outlet that printed the article."""
    return outlet_for(article.outlet, article.domain, country=article.country, is_agency=article.is_agency)


def outlet_for(name: str, domain: str, *, country: str = "", is_agency: bool = False) -> Outlet | None:
    """Return the outlet of that name, else of that domain, else a new one; None where neither is known."""
    name = " ".join(name.split())[:200]
    if not name and not domain:
        return None
    known = find_outlet(name, domain)
    if known:
        return known
    try:
        with transaction.atomic():
            return Outlet.objects.create(name=name or domain[:200], domain=domain, country=country, is_agency=is_agency)
    except IntegrityError:  # somebody else has just made it
        return find_outlet(name or domain[:200], domain)


def find_outlet(name: str, domain: str) -> Outlet | None:
    """Return a known outlet by name, in any letter case, else by domain."""
    by_name = Outlet.objects.filter(name__iexact=name).order_by("pk").first() if name else None
    return by_name or (Outlet.objects.filter(domain=domain).first() if domain else None)
