"""The list of batches, and one batch with its items: pages, or the fragment that HTMX asked for."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.filters import STANDS, BatchFilters, ItemFilters
from articles.models import Batch, BatchItem, Watch
from articles.progress import counts_of, progress_of
from articles.views.permissions import looks
from claimtrack.http import render_page

PER_PAGE = 100
BATCHES_PER_PAGE = 50
FRAGMENTS = {
    name: f"articles/_{name.replace('-', '_')}.html" for name in ("batch-progress", "batch-reasons", "batch-items")
}


@looks
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """All batches that pass the filters, newest first, with how far each is."""
    filters = BatchFilters.read(request.GET)
    rows = filters.apply(Batch.objects.select_related("created_by", "arrival")).order_by("-created_at", "-pk")
    page = Paginator(rows, BATCHES_PER_PAGE).get_page(request.GET.get("page"))
    brought = Batch.objects.filter(created_by__isnull=False).order_by().values("created_by")
    context = {
        "page": page,
        "rows": with_counts(page),
        "filters": filters,
        "query": f"{filters.query}&" if filters.query else "",
        "stands": STANDS.items(),
        "origins": Batch.Origin.choices,
        "people": User.objects.filter(pk__in=brought).order_by("username"),
        "in_bin": Batch.everything.in_bin().count(),
    }
    return render_page(request, "articles/batches.html", context, fragments={"batches": "articles/_batches.html"})


def with_counts(page: Page[Batch]) -> list[tuple[Batch, dict[str, int]]]:
    """Each batch of the page with its items by state."""
    counts = counts_of([batch.pk for batch in page])
    return [(batch, counts[batch.pk]) for batch in page]


@looks
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its figures, and its items with their reasons, those of a state, a reason or a name where asked."""
    if Batch.everything.in_bin().filter(pk=pk).exists():
        return redirect("articles:bin")
    shown = get_object_or_404(Batch.objects.select_related("created_by"), pk=pk)
    filters = ItemFilters.read(request.GET)
    items = filters.apply(BatchItem.objects.filter(batch=shown).for_list())
    context = {
        "batch": shown,
        "progress": progress_of(pk),
        "filters": filters,
        "state": filters.state,
        "query": f"{filters.query}&" if filters.query else "",
        "page": Paginator(items.order_by("position"), PER_PAGE).get_page(request.GET.get("page")),
        "fragment": request.headers.get("HX-Target") == "batch-progress",
        **watching(shown, cast(User, request.user)),
    }
    return render_page(request, "articles/batch.html", context, fragments=FRAGMENTS)


def watching(shown: Batch, user: User) -> dict[str, bool]:
    """Whether the user can be told of the batch's end by e-mail, and will be."""
    can_watch = bool(settings.MAIL_CONFIGURED and user.email)
    told = Watch.objects.filter(batch=shown, user=user, told_at__isnull=True)
    return {"can_watch": can_watch, "watched": can_watch and told.exists()}
