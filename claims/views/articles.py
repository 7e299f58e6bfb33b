"""The list of articles, and one article with its claims marked."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Article
from claims.forms.filters import read_number
from claims.models import Claim
from claims.timeline.article import Span, paragraphs
from claims.timeline.card import claim_card
from claimtrack.http import render_page

ARTICLES_A_PAGE = 50


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """List articles, the newest first, searched by words of title or outlet."""
    search = request.GET.get("q", "").replace("\0", "")[:200].strip()
    articles = Article.objects.for_list().annotate(n_claims=Count("claims", filter=~Q(claims__review="rejected")))
    for word in search.split()[:8]:
        articles = articles.filter(Q(title__icontains=word) | Q(outlet__name__icontains=word))
    page = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "search": search}
    return render_page(request, "claims/articles.html", context, fragments={"articles": "claims/_articles.html"})


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article with the evidence of every claim marked; `?claim=` opens one beside it."""
    article = get_object_or_404(Article.objects.select_related("outlet").defer("raw"), pk=pk)
    claims = list(Claim.objects.standing().filter(article=article).select_related("source").order_by("start", "pk"))
    for claim in claims:
        claim.article = article  # asked for its outlet, which is here already
    by_pk = {claim.pk: claim for claim in claims}
    spans = [Span(claim.pk, claim.start, claim.end) for claim in claims]
    text = [
        (paragraph, [by_pk[pk] for pk in paragraph.opens])
        for paragraph in paragraphs(article.text, spans, [tuple(passage) for passage in article.noise])
    ]
    chosen = read_number(request.GET, "claim")
    card = claim_card(chosen) if chosen in by_pk and chosen is not None else None
    return render_page(
        request, "claims/article.html", {"article": article, "text": text, "claims": claims, "card": card}
    )
