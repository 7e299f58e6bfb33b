"""What happens to items and articles after their first reading: retries, sweeping, dates said later, deletion.

In: querysets, ids, a moment. Out: rows changed, and the ids that the caller has to enqueue.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles import grouping
from articles.cleaning.languages import GERMAN
from articles.finishing import note_finished, reopen
from articles.models import Article, BatchItem
from articles.querysets import READABLE, ArticleQuerySet
from articles.records import Reason
from articles.storing import announce_later

State = BatchItem.State
MAX_ATTEMPTS = 5
SWEEP_LIMIT = 500
DELETE_CHUNK = 100


def retry(items: QuerySet[BatchItem], now: datetime) -> int:
    """Put the retryable ones among the items back and return how many; the caller enqueues their batches.

    Items whose claims could not be read have their article already: it is announced again.
    """
    with transaction.atomic():
        chosen = items.filter(retryable=True).select_for_update()
        rows = list(chosen.order_by("pk").values_list("pk", "reason", "article_id", "batch_id"))
        articles = {pk: article for pk, reason, article, _ in rows if reason == Reason.EXTRACTION and article}
        again = {"reason": "", "detail": "", "retryable": False, "attempts": 0, "lease_until": None, "updated_at": now}
        BatchItem.objects.filter(pk__in=articles).update(state=State.STORED, **again)
        to_read = BatchItem.objects.filter(READABLE, pk__in=[row[0] for row in rows], state=State.FAILED)
        count = to_read.update(state=State.RECEIVED, **again)
        reopen(row[3] for row in rows)
        announce_later(sorted(set(articles.values())))
    return len(articles) + count


def read_anyway(item_id: int, now: datetime) -> int:
    """Put an item skipped for its language back, to be read as German; return 1, or 0 where it cannot be."""
    with transaction.atomic():
        kept = BatchItem.objects.filter(state=State.SKIPPED, reason=Reason.LANGUAGE, payload__isnull=False)
        item = kept.defer("payload").select_for_update().filter(pk=item_id).first()
        if item is None:
            return 0
        given = {**item.metadata.get("given", {}), "language": GERMAN}
        reopen([item.batch_id])
        return BatchItem.objects.filter(pk=item_id).update(
            state=State.RECEIVED,
            metadata={**item.metadata, "given": given},
            reason="",
            detail="",
            attempts=0,
            lease_until=None,
            updated_at=now,
        )


def sweep(now: datetime, limit: int = SWEEP_LIMIT) -> list[int]:
    """Return ids of items that the queue has lost, to be enqueued again; give up those that failed too often.

    An item counts as lost where it was never read for LOST_AFTER_SECONDS or its reader's lease is over. It is touched,
    so that a queue that is merely long is not filled anew at each sweep.
    """
    lost = Q(lease_until__lt=now) | Q(
        lease_until__isnull=True, updated_at__lt=now - timedelta(seconds=settings.LOST_AFTER_SECONDS)
    )
    stuck = BatchItem.objects.filter(lost, state=State.RECEIVED).live()
    worn = stuck.filter(attempts__gte=MAX_ATTEMPTS)
    batches = list(worn.order_by().values_list("batch_id", flat=True))
    worn.update(state=State.FAILED, reason=Reason.GAVE_UP, retryable=True, lease_until=None, updated_at=now)
    note_finished(batches)
    ids = list(stuck.order_by("pk").values_list("pk", flat=True)[:limit])
    BatchItem.objects.filter(lost, pk__in=ids, state=State.RECEIVED).update(lease_until=None, updated_at=now)
    return ids


def set_date(articles: ArticleQuerySet, day: date) -> int:
    """Say the date of publication of articles and have their claims read again; return how many changed."""
    with transaction.atomic():
        ids = list(articles.select_for_update().order_by("pk").values_list("pk", flat=True))
        Article.objects.filter(pk__in=ids).update(
            published_on=day, published_precision=Article.Precision.DAY, published_found=Article.Found.GIVEN
        )
        read_claims_again(ids)
    return len(ids)


def read_claims_again(article_ids: list[int]) -> None:
    """Announce articles anew; their items wait for the claims again, so that the batch's page shows the reading.

    To be called inside of the transaction that changed the articles.
    """
    unread = Q(state=State.FAILED, reason=Reason.EXTRACTION)
    waiting = BatchItem.objects.filter(Q(state=State.EXTRACTED) | unread, article_id__in=article_ids)
    batches = list(waiting.order_by().values_list("batch_id", flat=True).distinct())
    waiting.update(state=State.STORED, reason="", detail="", retryable=False, updated_at=timezone.now())
    reopen(batches)
    announce_later(article_ids)
    grouping.refresh_of(article_ids)


def drop_expired_bytes(now: datetime) -> int:
    """Drop what was kept of items for another reading, once it is as old as texts may get; return how many."""
    if not settings.RETENTION_DAYS:
        return 0
    old = BatchItem.objects.filter(
        state__in=BatchItem.FINAL,
        payload__isnull=False,
        updated_at__lt=now - timedelta(days=settings.RETENTION_DAYS),
    )
    return old.update(payload=None, retryable=False)


def delete_expired(today: date) -> int:
    """Delete articles whose time is over, and what hangs on them; return how many.

    Their items stay as a record that they were here, without bytes. Deleting goes through Django's collector, so that
    `post_delete` of Article lets other apps purge their history (see `articles.signals`).
    """
    deleted = 0
    while ids := list(Article.everything.expired(today).order_by("pk").values_list("pk", flat=True)[:DELETE_CHUNK]):
        with transaction.atomic():
            BatchItem.objects.filter(article_id__in=ids).update(payload=None)
            Article.everything.filter(pk__in=ids).delete()
        deleted += len(ids)
    return deleted
