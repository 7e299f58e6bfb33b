"""Steps 2 to 4 for one item: claim it, read and clean its bytes, store the article or say why not.

In: an item's id. Out: the item in its next state; a new Article, announced by `signals.article_ready` after commit.
Safe to run twice and at the same time: an item is claimed by a conditional UPDATE with a lease, and whoever has lost
the lease writes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles import copies
from articles.cleaning import clean
from articles.finishing import note_finished
from articles.models import Article, BatchItem
from articles.readers import read
from articles.records import RETRYABLE, CleanArticle, Format, RawItem, Reason, Refused
from articles.signals import article_ready
from articles.states import FINAL_STATES

logger = logging.getLogger(__name__)
State = BatchItem.State


class LeaseLost(Exception):  # noqa: N818  (no error: somebody else reads the item now)
    """Our lease on the item ran out and the item has been claimed anew."""


def read_item(item_id: int) -> str | None:
    """Read one item to its next state and return that, or None where the item was not ours to read.

    Database outages are raised: the lease runs out and the sweeper takes the item up again.
    """
    lease = claim(item_id)
    if lease is None:
        return None
    try:
        return read_claimed(item_id, lease)
    except (OperationalError, InterfaceError):
        raise
    except LeaseLost:
        return None
    except Exception as error:
        # An admin sees the item as failed and may retry it; whoever runs the server sees the traceback.
        logger.exception("item %s could not be read", item_id)
        with suppress(LeaseLost):
            return refuse(item_id, lease, Refused(Reason.INTERNAL, type(error).__name__))
        return None


def claim(item_id: int) -> datetime | None:
    """Take the lease on a waiting item; return its end, which is the key to the item, or None if it is taken."""
    now = timezone.now()
    lease = now + timedelta(seconds=settings.LEASE_SECONDS)
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    waiting = BatchItem.objects.filter(free, pk=item_id, state=State.RECEIVED)
    taken = waiting.update(lease_until=lease, attempts=F("attempts") + 1, updated_at=now)
    return lease if taken else None


def read_claimed(item_id: int, lease: datetime) -> str:
    """Read, clean and store an item that we hold the lease of."""
    item = BatchItem.objects.get(pk=item_id)
    payload, metadata = bytes(item.payload or b""), item.metadata
    raw_item = RawItem(item.name, payload, Format(metadata.get("format", Format.TEXT)), metadata.get("fields", {}))
    try:
        article = clean(read(raw_item), metadata.get("given"))
    except Refused as refusal:
        return refuse(item_id, lease, refusal)
    return keep(item_id, lease, article, payload if raw_item.format is Format.HTML else None)


def keep(item_id: int, lease: datetime, article: CleanArticle, raw: bytes | None) -> str:
    """Store the article, or recognise it as a copy; announce it once the transaction is through."""
    with transaction.atomic():
        article_id, is_new = copies.store(article, raw)
        state = State.STORED if is_new else State.DUPLICATE
        finish(item_id, lease, {"state": state, "article_id": article_id, "reason": "" if is_new else Reason.COPY})
        if is_new or copies.adopt_date(article_id, article.published):
            announce_later([article_id])
    return state


def refuse(item_id: int, lease: datetime, refusal: Refused) -> str:
    """Put the item into the final state that the refusal asks for; retried is only what may go well another time."""
    state = State.SKIPPED if refusal.reason is Reason.LANGUAGE else State.FAILED
    values = {"state": state, "reason": refusal.reason, "detail": refusal.detail[:500]}
    finish(item_id, lease, {**values, "retryable": refusal.reason in RETRYABLE})
    return state


def finish(item_id: int, lease: datetime, values: Mapping[str, Any]) -> None:
    """Write the item's state and end the lease; the bytes stay only where the item may be read again."""
    dropped = {} if values.get("retryable") or values["state"] == State.SKIPPED else {"payload": None}
    ours = BatchItem.objects.filter(pk=item_id, state=State.RECEIVED, lease_until=lease)
    if not ours.update(lease_until=None, updated_at=timezone.now(), **dropped, **values):
        raise LeaseLost
    if values["state"] in FINAL_STATES:
        note_finished(BatchItem.objects.filter(pk=item_id).values_list("batch_id", flat=True))


def announce(article_id: int) -> None:
    """Tell the readers of articles; a receiver that fails is logged by Django and must not undo what is stored."""
    article_ready.send_robust(sender=Article, article_id=article_id)


def announce_later(article_ids: list[int]) -> None:
    """Announce articles once the transaction is through."""

    def announce_all() -> None:
        for article_id in article_ids:
            announce(article_id)

    transaction.on_commit(announce_all)
