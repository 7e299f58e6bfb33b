"""The versions of an article as its pages show them. In: an article. Out: rows, and which two are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, Revision


@dataclass(frozen=True, slots=True)
class Version:
    """One version; number: from 1 in the order in which they came in; is_shown: the article has this text."""

    revision: Revision
    number: int
    is_shown: bool


def versions_of(article: Article) -> list[Version]:
    """All versions of an article, the first to come in first; none where it never changed. One query, no texts."""
    rows = article.revisions.defer("text", "noise").order_by("retrieved_at", "pk")
    return [Version(row, number, row.content_hash == article.content_hash) for number, row in enumerate(rows, start=1)]


def with_number_of_versions(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Annotate articles with `n_versions`, None where they never changed; no query of its own."""
    number = Revision.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
    return articles.annotate(n_versions=Subquery(number.values("n")))


def two_of(versions: list[Version], old: int | None, new: int | None) -> tuple[Version, Version] | None:
    """The two versions to be compared, by number of their rows.

    Where nothing is asked, the shown one with the one that came before it; None where there are not two.
    """
    if len(versions) < 2:
        return None
    rows = {version.revision.pk: version for version in versions}
    after = rows.get(new or 0) or next((v for v in versions if v.is_shown), versions[-1])
    before = rows.get(old or 0)
    if before is None or before is after:
        earlier = [version for version in versions if version.number < after.number]
        before = earlier[-1] if earlier else versions[1]
    return before, after


def text_of(version: Version) -> str:
    """The text of a version. One query."""
    return Revision.objects.values_list("text", flat=True).get(pk=version.revision.pk)


def changed_on(old: Revision, new: Revision) -> date | None:
    """The day by which the outlet had changed the text from `old` to `new`; None where nobody knows.

    That is the day that the new version gives itself, where it is a later one. A page that was changed and still gives
    its first day had been changed at the latest when it was fetched. A file tells nothing but its own day.
    """
    own, before = _own_day(new), _own_day(old)
    fetched = _fetched_on(new)
    if fetched is None or (own is not None and (before is None or own > before)):
        return own
    return max(own or fetched, fetched)


def _own_day(version: Revision) -> date | None:
    return version.published_on if version.published_precision == Article.Precision.DAY else None


def _fetched_on(version: Revision) -> date | None:
    """The day on which the version was fetched from its address, None where somebody brought it as a file."""
    at = version.item.metadata.get("fetched", {}).get("at") if version.item else None
    return timezone.localdate(datetime.fromisoformat(at)) if at else None
