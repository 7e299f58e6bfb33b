"""The list of batches, and one batch with its items: pages, or the fragment that HTMX asked for."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Batch, BatchItem
from articles.progress import progress_of
from articles.views.permissions import looks
from claimtrack.http import render_page

PER_PAGE = 100
BATCHES_PER_PAGE = 50


@looks
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """All batches, newest first, with how far each is."""
    rows = Batch.objects.with_counts().select_related("created_by").order_by("-created_at", "-pk")
    page = Paginator(rows, BATCHES_PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "articles/batches.html", {"page": page})


@looks
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its figures, and its items with their reasons, of one state where asked."""
    shown = get_object_or_404(Batch.objects.select_related("created_by"), pk=pk)
    state = request.GET.get("state", "")
    items = shown.items.for_list()
    chosen = items.filter(state=state) if state in BatchItem.State.values else items
    context = {
        "batch": shown,
        "progress": progress_of(pk),
        "state": state,
        "page": Paginator(chosen.order_by("position"), PER_PAGE).get_page(request.GET.get("page")),
    }
    fragments = {"batch-progress": "articles/_batch_progress.html", "batch-items": "articles/_batch_items.html"}
    return render_page(request, "articles/batch.html", context, fragments=fragments)
