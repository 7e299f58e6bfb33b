"""Addressed envelopes: ids only, one call in the body, safe to run twice.

In: ids. Out: nothing. The queue is only a hint: what it loses, `sweep_items` takes up again.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from articles import (
    collecting,
    feeding,
    finishing,
    grouping,
    mailing,
    near,
    purging,
    saying,
    submitting,
    together,
    upkeep,
)
from articles.models import BatchItem
from articles.querysets import UNFETCHED
from articles.staged import arriving, uploads

logger = logging.getLogger(__name__)
TOGETHER = 50  # items in one envelope: read under one lease and stored in one transaction


# Killed before its lease is over, so that an item is never read by two workers at the same time.
@shared_task(acks_late=True, time_limit=settings.LEASE_SECONDS * 5 // 6)
def read_items(*item_ids: int) -> None:
    """Read some items of a batch; those that there was no time for are sent again."""
    send_items(together.read_items(item_ids))


@shared_task(acks_late=True, time_limit=1800)
def read_batch(batch_id: int) -> None:
    """Receive what is not items of the batch yet, some seconds at a time; then hand its waiting items out.

    Done here, so that an upload waits for one message only.
    """
    if arriving.receive_some(batch_id):
        send(read_batch, batch_id)
        return
    waiting = BatchItem.objects.filter(batch_id=batch_id, state=BatchItem.State.RECEIVED, lease_until__isnull=True)
    send_items(list(waiting.order_by("position").values_list("pk", flat=True)))


@shared_task
def sweep_items() -> None:
    """Take up what the queue has lost (every 15 seconds, see CELERY_BEAT_SCHEDULE)."""
    now = timezone.now()
    for batch_id in arriving.due(now):
        if not send(read_batch, batch_id):
            return
    send_items(upkeep.sweep(now))


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
    grouping.mend()


@shared_task
def find_copies() -> None:
    """Look up texts that nobody has looked up yet, for some seconds: those of before an update, and what was lost."""
    near.find_copies(seconds=5)


@shared_task
def sweep_staging() -> None:
    """Delete uploads that nobody brought within their time, and what can no more be taken back (each five minutes)."""
    uploads.sweep(timezone.now())
    saying.forget(timezone.now())


@shared_task
def forget_ways() -> None:
    """Forget answers to programs and entries of feeds that are too old to come again (each night)."""
    submitting.forget(timezone.now())
    feeding.forget(timezone.now())


# The fetch keeps its own limit of time, far below the lease: its workers are threads, which nobody can kill.
@shared_task(acks_late=True)
def fetch_item(item_id: int) -> None:
    """Fetch the page of an item that stands for a web address; then read it, or come again when it is its turn."""
    following = collecting.collect(item_id)
    if following.read:
        send_items([item_id])
    elif following.at:
        send_then(fetch_item, following.at, item_id)


@shared_task
def poll_feeds() -> None:
    """Ask the feeds whose time has come (each minute)."""
    for feed_id in feeding.due(timezone.now()):
        if not send(poll_feed, feed_id):
            return


@shared_task(acks_late=True)
def poll_feed(feed_id: int) -> None:
    """Ask one feed for new entries, and have them read."""
    batch_id = feeding.poll(feed_id)
    if batch_id:
        enqueue_batch(batch_id)


def send_then(task: Task[Any, None], at: datetime, *args: int) -> None:
    """Hand a task to the broker for a later moment; what is further off than a lease, the sweeper sends."""
    seconds = (at - timezone.now()).total_seconds()
    if seconds < settings.LEASE_SECONDS:
        send(task, *args, countdown=max(0.0, seconds) + 0.1)


def send_items(item_ids: list[int]) -> None:
    """Enqueue items; a broker that goes away meanwhile is asked once, not once per item."""
    if not item_ids:
        return
    away = set(BatchItem.objects.filter(UNFETCHED, pk__in=item_ids).values_list("pk", flat=True))
    if away:
        if not all(send(fetch_item, item_id) for item_id in item_ids if item_id in away):
            return
        item_ids = [item_id for item_id in item_ids if item_id not in away]
    for first in range(0, len(item_ids), TOGETHER):
        if not send(read_items, *item_ids[first : first + TOGETHER]):
            return


def enqueue_batch(batch_id: int) -> None:
    """Enqueue the reading of a batch once the transaction is through (at once outside of one)."""
    transaction.on_commit(lambda: send(read_batch, batch_id))


def send(task: Task[Any, None], *args: int, countdown: float | None = None) -> bool:
    """Hand a task to the broker; where that is down the sweeper will find the items, so the upload stands."""
    try:
        task.delay(*args) if countdown is None else task.apply_async(args, countdown=countdown)
    except OperationalError as error:
        logger.warning("broker out of reach, %s%s is left to the sweeper: %s", task.name, args, error)
        return False
    return True
