"""Where else the sentences of an article stand. In: the article's claims, a day. Out: other articles. One query.

Articles with the very text of another one are one article from the start. These here share sentences that claims were
read in: agency copy that several outlets print, cut and headed each in its own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery

from articles.models import Article
from claims.models import Claim
from claims.timeline.knowledge import known_by

SHARE = 0.5  # of the article's sentences that another one must hold to be called a copy


def copies_of(article: Article, claims: Sequence[Claim], asof: date | None = None) -> QuerySet[Article]:
    """Return articles that share half of the sentences, those with most of them first, with their number (`shared`)."""
    quotes = {claim.quote for claim in claims if claim.series_id}
    # Sought among claims of the same series only: those have an index, sentences have none.
    series = {claim.series_id for claim in claims if claim.series_id}
    alike = Claim.objects.standing().filter(known_by(asof), series__in=series, quote__in=quotes)
    alike = alike.exclude(article=article.pk).order_by()
    number = (
        alike.filter(article=OuterRef("pk")).values("article").annotate(n=Count("quote", distinct=True)).values("n")
    )
    found = Article.objects.filter(pk__in=alike.values("article")).annotate(shared=Subquery(number))
    enough = found.filter(shared__gte=max(1, round(SHARE * len(quotes)))) if quotes else found.none()
    return enough.select_related("outlet").defer("text", "raw", "noise").order_by("-shared", "published_on", "pk")
