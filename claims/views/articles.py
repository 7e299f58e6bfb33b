"""The list of articles, and one article with its claims marked."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Article, BatchItem
from articles.printings import copies_beside, members
from articles.tracing import left_out_of
from articles.versions import with_number_of_versions
from claims.forms.filters import read_filters, read_number, read_sort, read_text
from claims.models import Claim
from claims.timeline.article import HIDDEN, Span, is_known, left_out, paragraphs
from claims.timeline.article_list import SORTS, articles_for_list
from claims.timeline.card import claim_card
from claims.timeline.chips import chips_of
from claims.timeline.copies import copies_of
from claims.timeline.knowledge import known_by, published_by
from claimtrack.http import render_page

ARTICLES_A_PAGE = 50
HAS_PAGE = ExpressionWrapper(Q(raw__isnull=False), BooleanField())
COPIES = 20  # of each kind that are listed; of more the page says how many, and where they are
BROUGHT = 20  # deliveries of the same text that are listed; of more the page says that there are


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """List articles, searched by words of title or outlet, by days of publication, or those without one."""
    filters, problems = read_filters(request.GET)
    search, undated = read_text(request.GET, "q"), request.GET.get("undated") == "1"
    sort = read_sort(request.GET, SORTS, "published")
    articles = articles_for_list(search, filters, undated=undated, sort=sort)
    page = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    days = [(name, day.isoformat()) for name, day in (("from", filters.since), ("to", filters.until),
                                                      ("asof", filters.asof)) if day]  # fmt: skip
    asked = [*([("q", search)] if search else []), *days, *([("undated", "1")] if undated else [])]
    kept = [("sort", sort)] if sort != "published" else []
    context = {
        "page": page,
        "search": search,
        "filters": filters,
        "undated": undated,
        "sort": sort,
        "sort_base": f"{request.path}?{urlencode([*asked, ('sort', '')])}",
        "chips": chips_of(urlencode(asked), kept=kept),
        "problems": problems,
    }
    return render_page(request, "claims/articles.html", context, fragments={"articles": "claims/_articles.html"})


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article with the evidence of every claim marked; `?claim=` opens one beside it.

    On the evening of `asof` it must have been out; `left=1` shows what was left out as no news text.
    """
    rows = Article.objects.select_related("outlet").defer("raw").annotate(has_page=HAS_PAGE)
    article = get_object_or_404(with_number_of_versions(rows), pk=pk)
    filters, problems = read_filters(request.GET)
    if not is_known(article, filters.asof):
        raise Http404
    claims = list(_claims(article, filters.asof))
    by_pk = {claim.pk: claim for claim in claims}
    gone_claims = [claim for claim in claims if getattr(claim, "gone", None)]
    spans = [Span(claim.pk, claim.start, claim.end) for claim in claims if claim not in gone_claims]
    noise = [tuple(passage) for passage in article.noise]
    text = [(paragraph, [by_pk[pk] for pk in paragraph.opens]) for paragraph in paragraphs(article.text, spans, noise)]
    chosen, gone = read_number(request.GET, "claim"), left_out(noise)
    card = claim_card(chosen, filters.asof) if chosen in by_pk and chosen is not None else None
    show_left = request.GET.get("left") == "1"
    near = copies_beside(article, published_by(filters.asof), most=COPIES + 1)
    # Whoever prints the whole text prints its sentences, too.
    copies = [] if near else list(copies_of(article, claims, filters.asof)[: COPIES + 1])
    context = {
        "article": article,
        "text": text,
        "claims": claims,
        "card": card,
        "filters": filters,
        "problems": problems,
        "asof": filters.asof,
        "left_out": gone,
        "n_left_out": sum(n for _, n in gone),
        "show_left": show_left,
        "page_left": left_out_of(article.pk) if show_left else [],
        "hidden": HIDDEN,
        "gone_claims": gone_claims,
        "near": near[:COPIES],
        "more_near": members(article.copies_id).count() - 1 if len(near) > COPIES and article.copies_id else 0,
        "copies": copies[:COPIES],
        "more_copies": copies_of(article, claims, filters.asof).count() if len(copies) > COPIES else 0,
        "brought": _brought(article) if filters.asof is None else [],
        "here": _address(request, claim=chosen if card else None),
    }
    return render_page(request, "claims/article.html", context)


def _claims(article: Article, asof: date | None) -> list[Claim]:
    """The article's claims that stand and were known, in the order of the text. One query."""
    rows = Claim.objects.standing().filter(known_by(asof), article=article)
    rows = rows.select_related("source", "series__topic", "gone")
    claims = list(rows.defer("search").order_by("start", "pk"))
    for claim in claims:
        claim.article = article  # asked for its outlet, which is here already
    return claims


def _brought(article: Article) -> list[BatchItem]:
    """Deliveries of the very same text, later than the first one."""
    copies = BatchItem.objects.filter(article=article, state=BatchItem.State.DUPLICATE).live()
    return list(copies.only("name", "batch_id", "metadata").order_by("pk")[: BROUGHT + 1])


def _address(request: HttpRequest, claim: int | None) -> str:
    """The parts of the address that its links keep."""
    asof = request.GET.get("asof", "")
    kept = [*([("asof", asof[:40])] if asof else []), *([("claim", str(claim))] if claim else [])]
    return urlencode(kept)
