"""The bin emptied: batches whose time there is over, or that somebody will not have back, go for good.

In: a moment, or a batch's id. Out: rows gone, the number of batches. Each step can be cut off and is done again: a
batch that is marked `purging` cannot come back, so nobody sees half of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.binning import brought_by
from articles.hiding import in_chunks
from articles.models import Article, Batch, BatchItem

ARTICLES_AT_ONCE = 100
ITEMS_AT_ONCE = 2000


def mark(batch_id: int) -> bool:
    """Give a batch in the bin up for good; False where it is not there."""
    return bool(Batch.everything.in_bin().filter(pk=batch_id).update(purging=True))


def empty_bin(now: datetime) -> int:
    """Delete batches that have lain in the bin for `BIN_DAYS`, and those that were given up; return how many."""
    due = now - timedelta(days=settings.BIN_DAYS)
    Batch.everything.in_bin().filter(deleted_at__lte=due).update(purging=True)
    marked = list(Batch.everything.filter(purging=True).order_by("pk").values_list("pk", flat=True))
    for batch_id in marked:
        purge(batch_id)
    return len(marked)


def purge(batch_id: int) -> None:
    """Delete a marked batch, its items, and the hidden articles that no other batch brought, not even one in the bin.

    Through Django's collector, so that `post_delete` of Article lets other apps purge their history.
    """
    elsewhere = BatchItem.objects.exclude(batch=batch_id).filter(article=OuterRef("pk"))
    going = brought_by(batch_id).filter(~Exists(elsewhere), hidden_at__isnull=False).order_by("pk")
    while ids := list(going.values_list("pk", flat=True)[:ARTICLES_AT_ONCE]):
        with transaction.atomic():
            Article.everything.filter(pk__in=ids).delete()
    items = list(BatchItem.objects.filter(batch=batch_id).values_list("pk", flat=True))
    for chunk in in_chunks(items, ITEMS_AT_ONCE):
        BatchItem.objects.filter(pk__in=chunk).delete()
    Batch.everything.filter(pk=batch_id, purging=True).delete()
