"""The list of articles. In: words, days, an order. Out: rows with the number of their claims, no text."""

from __future__ import annotations

from django.db.models import Count, F, IntegerField, OrderBy, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article
from claims.models import Claim
from claims.timeline.filters import Filters
from claims.timeline.knowledge import known_by, published_by

# What the list is sorted by, and whether the largest stands first unless the address turns it round.
SORTS = {"published": True, "title": False, "outlet": False, "claims": True}


def articles_for_list(
    search: str, filters: Filters, *, undated: bool = False, sort: str = "published"
) -> QuerySet[Article]:
    """Return articles whose title or outlet has all words, published in the days asked for and known on `asof`.

    undated: only those of unknown day. sort: one of `SORTS`, "-" before it turns it round.
    """
    claims = Claim.objects.standing().filter(known_by(filters.asof), article=OuterRef("pk")).order_by()
    number = Subquery(claims.values("article").annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    articles = Article.objects.for_list().filter(published_by(filters.asof)).annotate(n_claims=Coalesce(number, 0))
    if undated:
        articles = articles.filter(published_on__isnull=True)
    if filters.since:
        articles = articles.filter(published_on__gte=filters.since)
    if filters.until:
        articles = articles.filter(published_on__lte=filters.until)
    for word in search.split()[:8]:
        articles = articles.filter(Q(title__icontains=word) | Q(outlet__name__icontains=word))
    return articles.order_by(*_order(sort))


def _order(sort: str) -> list[str | OrderBy]:
    key, down = sort.removeprefix("-"), SORTS[sort.removeprefix("-")] != sort.startswith("-")
    column = {"published": "published_on", "title": "title", "outlet": "outlet__sort_key", "claims": "n_claims"}[key]
    if key == "published" and down:
        return ["-published_on", "-pk"]  # as the index stands; unknown days come first, as work to be done
    order = F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True)
    return [order, "-published_on", "-pk"]
