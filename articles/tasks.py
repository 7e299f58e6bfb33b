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

from articles import storing, upkeep
from articles.models import BatchItem
from articles.staged import uploads

logger = logging.getLogger(__name__)


# Killed before its lease is over, so that an item is never read by two workers at the same time.
@shared_task(acks_late=True, time_limit=settings.LEASE_SECONDS - 10)
def read_item(item_id: int) -> None:
    """Read one item of a batch."""
    storing.read_item(item_id)


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
def delete_expired_articles() -> None:
    """Delete articles whose delete-after date has come, and bytes of unread ones as old (each night)."""
    upkeep.delete_expired(timezone.localdate())
    upkeep.drop_expired_bytes(timezone.now())


def send_items(item_ids: list[int]) -> None:
    """Enqueue items; a broker that goes away meanwhile is asked once, not once per item."""
    for item_id in item_ids:
        if not send(read_item, item_id):
            return


def enqueue_batch(batch_id: int) -> None:
    """Enqueue the reading of a batch once the transaction is through (at once outside of one)."""
    transaction.on_commit(lambda: send(read_batch, batch_id))


def send(task: Task[Any, None], *args: int) -> bool:
    """Hand a task to the broker; where that is down the sweeper will find the items, so the upload stands."""
@shared_task
def sweep_staging() -> None:
    """Delete uploads that nobody brought within their time, and what can no more be taken back (each five minutes)."""
    uploads.sweep(timezone.now())
    saying.forget(timezone.now())


    try:
        task.delay(*args)
    except OperationalError as error:
        logger.warning("broker out of reach, %s%s is left to the sweeper: %s", task.name, args, error)
        return False
    return True
