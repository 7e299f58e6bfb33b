"""A batch deleted after a look at what goes with it; the bin, from which it comes back or goes for good."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import binning, purging, tasks
from articles.models import Batch
from articles.progress import counts_of
from articles.views.permissions import deletes
from claimtrack.http import render_page

PER_PAGE = 50


@deletes
@require_http_methods(["GET", "HEAD", "POST"])
def batch_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would go with the batch; by POST put it into the bin."""
    shown = get_object_or_404(Batch, pk=pk)
    now = timezone.now()
    if request.method == "POST":
        if binning.delete(pk, cast(User, request.user), now):
            messages.success(request, _("“%(title)s” is deleted. Until its time is over you can bring it back here.")
                             % {"title": shown})  # fmt: skip
        return redirect("articles:bin")
    context = {"batch": shown, "weight": binning.weigh(pk), "until": binning.kept_until(now)}
    return render(request, "articles/batch_delete.html", context)


@deletes
@require_safe
def bin_page(request: HttpRequest) -> HttpResponse:
    """The deleted batches, the last one first, and how long each can still be brought back."""
    rows = Batch.everything.in_bin().select_related("created_by", "deleted_by").order_by("-deleted_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    counts = counts_of([batch.pk for batch in page])
    found = [
        (batch, sum(counts[batch.pk].values()), binning.kept_until(batch.deleted_at))
        for batch in page
        if batch.deleted_at
    ]
    return render_page(request, "articles/bin.html", {"page": page, "rows": found, "now": timezone.now()})


@deletes
@require_POST
def batch_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a batch back as it was."""
    if not binning.restore(pk):
        messages.error(request, _("This batch is not in the bin any more."))
        return redirect("articles:bin")
    tasks.enqueue_batch(pk)
    messages.success(request, _("The batch and its articles are back. Timelines show their claims within moments."))
    return redirect("articles:batch", pk)


@deletes
@require_POST
def batch_purge(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a batch in the bin for good, before its time."""
    if purging.mark(pk):
        tasks.send(tasks.empty_bin)
        messages.success(request, _("The batch is deleted for good."))
    else:
        messages.error(request, _("This batch is not in the bin any more."))
    return redirect("articles:bin")
