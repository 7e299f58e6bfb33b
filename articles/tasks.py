"""Addressed envelopes: ids only, one call in the body, safe to run twice.

In: ids. Out: nothing. The queue is only a hint: what it loses, `sweep_items` takes up again.
"""

from __future__ import annotations

import logging
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from articles import finishing, mailing, purging, saying, together, upkeep
from articles.models import BatchItem
from articles.staged import uploads

logger = logging.getLogger(__name__)
TOGETHER = 50  # items in one envelope: read under one lease and stored in one transaction


# Killed before its lease is over, so that an item is never read by two workers at the same time.
@shared_task(acks_late=True, time_limit=settings.LEASE_SECONDS - 10)
def read_items(*item_ids: int) -> None:
    """Read some items of a batch; those that there was no time for are sent again."""
    send_items(together.read_items(item_ids))


@shared_task(acks_late=True)
def read_batch(batch_id: int) -> None:
    """Hand out the waiting items of a batch; done here, so that an upload waits for one message only."""
    waiting = BatchItem.objects.filter(batch_id=batch_id, state=BatchItem.State.RECEIVED, lease_until__isnull=True)
    send_items(list(waiting.order_by("position").values_list("pk", flat=True)))


@shared_task
def sweep_items() -> None:
    """Take up what the queue has lost (every 15 seconds, see CELERY_BEAT_SCHEDULE)."""
    send_items(upkeep.sweep(timezone.now()))


@shared_task
def tell_finished() -> None:
    """Stamp batches whose end nobody noted, and tell those who wait for one (each minute)."""
    finishing.stamp_missed()
    mailing.send_due(timezone.now())


@shared_task(time_limit=1800)
def empty_bin() -> None:
    """Delete for good what has lain in the bin for long enough, or was given up (each hour, and at once when asked)."""
    purging.empty_bin(timezone.now())


@shared_task
def delete_expired_articles() -> None:
    """Delete articles whose delete-after date has come, and bytes of unread ones as old (each night)."""
    upkeep.delete_expired(timezone.localdate())
    upkeep.drop_expired_bytes(timezone.now())


@shared_task
def sweep_staging() -> None:
    """Delete uploads that nobody brought within their time, and what can no more be taken back (each five minutes)."""
    uploads.sweep(timezone.now())
    saying.forget(timezone.now())


def send_items(item_ids: list[int]) -> None:
    """Enqueue items; a broker that goes away meanwhile is asked once, not once per item."""
    for first in range(0, len(item_ids), TOGETHER):
        if not send(read_items, *item_ids[first : first + TOGETHER]):
            return


def enqueue_batch(batch_id: int) -> None:
    """Enqueue the reading of a batch once the transaction is through (at once outside of one)."""
    transaction.on_commit(lambda: send(read_batch, batch_id))


def send(task: Task[Any, None], *args: int) -> bool:
    """Hand a task to the broker; where that is down the sweeper will find the items, so the upload stands."""
    try:
        task.delay(*args)
    except OperationalError as error:
        logger.warning("broker out of reach, %s%s is left to the sweeper: %s", task.name, args, error)
        return False
    return True
