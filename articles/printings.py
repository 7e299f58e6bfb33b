"""Groups of near copies as pages show them: which outlet printed the text when, and how alike.

In: a group, an article, a day; filters. Out: rows with all that a page tells, in a fixed number of queries.

The first of a group is the agency's own text where an agency has sent one, else the earliest in print; days that are
not known come last, and of one day what came in first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from articles.alike.comparing import LONG
from articles.alike.differences import percent_alike
from articles.alike.shingles import unmarked
from articles.models import Article, CopyGroup, CopyPair
from articles.querysets import ArticleQuerySet

OUTLETS_NAMED = 6
IN_ORDER = (F("outlet__is_agency").desc(nulls_last=True), F("published_on").asc(nulls_last=True), "pk")
TEXTLESS = ("text", "raw", "noise")


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """What the list of groups is narrowed to; nothing set means all."""

    agency: str = ""
    least: int = 2
    since: date | None = None
    until: date | None = None
    by_size: bool = False


@dataclass(frozen=True, slots=True)
class Printing:
    """One article of a group; alike: percent of the shorter text that both have, None for the first itself."""

    article: Any  # an Article without its text, with `words`
    alike: int | None
    is_agency: bool


def groups_for_list(asked: GroupFilter) -> QuerySet[CopyGroup]:
    """Groups with the title of their first article (`title`, `language`) and some of their `outlets`: one query."""
    own = Article.objects.filter(copies=OuterRef("pk")).order_by(*IN_ORDER)
    outlets = own.filter(outlet__isnull=False).values_list("outlet__name", flat=True)
    groups = CopyGroup.objects.filter(size__gte=max(2, asked.least)).annotate(
        title=Subquery(own.values("title")[:1]),
        language=Subquery(own.values("language")[:1]),
        outlets=ArraySubquery(outlets[:OUTLETS_NAMED]),
    )
    narrow = Q(agency=asked.agency) if asked.agency else Q()
    narrow &= Q(first_on__gte=asked.since) if asked.since else Q()
    narrow &= Q(first_on__lte=asked.until) if asked.until else Q()
    by_day = F("first_on").desc(nulls_last=True)
    return groups.filter(narrow).order_by(*([F("size").desc()] if asked.by_size else [by_day]), "-pk")


def agencies() -> list[str]:
    """The agencies that any group names, in alphabetical order: one query."""
    named = CopyGroup.objects.filter(size__gte=2).exclude(agency="").order_by("agency")
    return list(named.values_list("agency", flat=True).distinct()[:200])


def members(group_id: int) -> ArticleQuerySet:
    """The articles of a group, the first of it first, without texts and with their number of words."""
    rows = Article.objects.filter(copies=group_id).select_related("outlet").annotate(words=F("signature__words"))
    return rows.order_by(*IN_ORDER).defer(*TEXTLESS)


def printings(group_id: int, first: Article, start: int, stop: int) -> list[Printing]:
    """The articles of a group from `start` to before `stop`, each with how much it has of the first: two queries."""
    rows: list[Any] = list(members(group_id).annotate(alike=_alike(first.pk))[start:stop])
    unknown = {row.pk for row in rows if row.alike is None and row.pk != first.pk}
    texts = dict(_texts({first.pk, *unknown})) if unknown else {}
    found = []
    for row in rows:
        alike = row.alike
        if row.pk in unknown and max(len(texts[row.pk]), len(texts[first.pk])) <= LONG:
            alike = percent_alike(texts[first.pk], texts[row.pk])
        found.append(Printing(row, alike, bool(row.outlet and row.outlet.is_agency)))
    return found


def copies_beside(article: Article, known: Q, most: int = 50) -> list[Printing]:
    """The other articles of an article's group, each with how much both have: one query, none without a group.

    known: a condition on articles, such as that they were out on some evening.
    """
    if article.copies_id is None:
        return []
    others = members(article.copies_id).filter(known).exclude(pk=article.pk).annotate(alike=_alike(article.pk))
    rows: list[Any] = list(others[:most])
    return [Printing(row, row.alike, bool(row.outlet and row.outlet.is_agency)) for row in rows]


def own_text(article: Article) -> str:
    """The text that is compared: what is marked as no news text is left out."""
    return unmarked(article.text, article.noise)


def _alike(article_id: int) -> Subquery:
    this, other = Q(first=article_id, second=OuterRef("pk")), Q(first=OuterRef("pk"), second=article_id)
    return Subquery(CopyPair.objects.filter(this | other).values("alike")[:1])


def _texts(article_ids: set[int]) -> list[tuple[int, str]]:
    return [(a.pk, own_text(a)) for a in Article.objects.filter(pk__in=article_ids).only("text", "noise")]
