"""Reading items again: one, all that may be or those with one reason, or one skipped for its language."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles import tasks, upkeep
from articles.models import Batch, BatchItem
from articles.querysets import ItemQuerySet
from articles.views.permissions import brings


@brings
@require_POST
def item_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one failed item again."""
    item = get_object_or_404(live_items(), pk=pk)
    return retried(request, item.batch, upkeep.retry(BatchItem.objects.filter(pk=pk), timezone.now()))


@brings
@require_POST
def item_anyway(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an item that was skipped for its language."""
    item = get_object_or_404(live_items(), pk=pk)
    return retried(request, item.batch, upkeep.read_anyway(pk, timezone.now()))


@brings
@require_POST
def batch_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read all failed items of a batch again that may be read again; `reason`: only those with this one."""
    shown = get_object_or_404(Batch, pk=pk)
    items, reason = BatchItem.objects.filter(batch=shown), request.POST.get("reason", "")
    asked = items.filter(reason=reason[:40].replace("\0", "")) if reason else items
    return retried(request, shown, upkeep.retry(asked, timezone.now()))


def live_items() -> ItemQuerySet:
    """Items that a button may be about: those of batches in the bin rest."""
    return BatchItem.objects.live().select_related("batch").defer("payload")


def retried(request: HttpRequest, shown: Batch, count: int) -> HttpResponse:
    """Enqueue the batch and say how many of its items are read again."""
    tasks.enqueue_batch(shown.pk)
    words = ngettext("%(count)d item is read again.", "%(count)d items are read again.", count) % {"count": count}
    messages.success(request, words if count else _("There was nothing to read again."))
    return redirect(shown)
