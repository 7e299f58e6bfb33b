"""Where else the same stands, page by page: a claim in other articles, and an article's sentences in others."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Article
from claims.forms.filters import read_day
from claims.models import Claim
from claims.timeline.article import is_known
from claims.timeline.copies import copies_of
from claims.timeline.knowledge import known_by
from claims.timeline.mentions import all_mentions
from claimtrack.http import render_page

ROWS_A_PAGE = 50


@require_safe
def mentions(request: HttpRequest, pk: int) -> HttpResponse:
    """List all other articles that carry the claim, the first in print first; those known on `asof`."""
    asof = read_day(request.GET, "asof")
    rows = Claim.objects.visible().filter(known_by(asof)).select_related("source", "article__outlet", "series__topic")
    claim = get_object_or_404(rows.defer("article__text", "article__raw", "search"), pk=pk)
    same = all_mentions(claim, known_by(asof)).select_related("article__outlet")
    textless = same.defer("article__text", "article__raw", "article__noise", "search")
    page = Paginator(textless, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "claims/mentions.html", {"claim": claim, "page": page, "asof": asof})


@require_safe
def article_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """List all articles that print sentences of this one word by word, those with most of them first."""
    asof = read_day(request.GET, "asof")
    article = get_object_or_404(Article.objects.select_related("outlet").defer("text", "raw", "noise"), pk=pk)
    if not is_known(article, asof):
        raise Http404
    claims = list(Claim.objects.standing().filter(known_by(asof), article=article).only("quote", "series_id"))
    page = Paginator(copies_of(article, claims, asof), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "claims/article_copies.html", {"article": article, "page": page, "asof": asof})
