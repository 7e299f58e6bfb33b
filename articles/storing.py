"""Steps 2 to 4 for one item: claim it, read and clean its bytes, store the article or say why not.

In: an item's id. Out: the item in its next state; a new Article, announced by `signals.articles_ready` after commit.
Safe to run twice and at the same time: an item is claimed by a conditional UPDATE with a lease, and whoever has lost
the lease writes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles import copies
from articles.cleaning import clean
from articles.finishing import note_finished
from articles.locks import share_batch
from articles.models import Article, BatchItem
from articles.querysets import UNFETCHED, ItemQuerySet
from articles.readers import read
from articles.records import RETRYABLE, WISHES, CleanArticle, Format, RawItem, Reason, Refused
from articles.signals import articles_ready
from articles.states import FINAL_STATES

logger = logging.getLogger(__name__)
State = BatchItem.State
# No fault of anybody's: the item is left out for a reason that a person may overrule.
SKIPPING = frozenset({Reason.LANGUAGE}) | WISHES


class LeaseLost(Exception):  # noqa: N818  (no error: somebody else reads the item now)
    """The item is not ours any more: the lease ran out, or it was cancelled or deleted with its batch meanwhile."""


def read_item(item_id: int) -> str | None:
    """Read one item to its next state and return that, or None where the item was not ours to read.

    Database outages are raised: the lease runs out and the sweeper takes the item up again.
    """
    lease = claim(item_id)
    return guarded(item_id, lease, partial(read_claimed, item_id, lease)) if lease else None


def guarded(item_id: int, lease: datetime, work: Callable[[], str]) -> str | None:
    """Do the work that ends an item and return its state; None where the lease is lost. An error of ours ends it, too.

    Database outages are raised.
    """
    try:
        return work()
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
    taken = waiting(now).filter(pk=item_id).update(lease_until=lease, attempts=F("attempts") + 1, updated_at=now)
    return lease if taken else None


def waiting(now: datetime) -> ItemQuerySet:
    """Return the items that may be claimed: not read yet, with bytes to read, and under nobody's lease."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return BatchItem.objects.filter(free, ~UNFETCHED, state=State.RECEIVED).live()


def held(lease: datetime) -> ItemQuerySet:
    """Return the items that are read under this lease and that nobody cancelled or deleted meanwhile."""
    return BatchItem.objects.filter(state=State.RECEIVED, lease_until=lease).live()


def read_claimed(item_id: int, lease: datetime) -> str:
    """Read, clean and store an item that we hold the lease of."""
    item = BatchItem.objects.get(pk=item_id)
    try:
        article, raw = prepared(item)
    except Refused as refusal:
        return refuse(item_id, lease, refusal)
    return keep(item, lease, article, raw)


def prepared(item: BatchItem) -> tuple[CleanArticle, bytes | None]:
    """Return the article of an item's bytes, and the bytes themselves where they are kept; raises Refused."""
    payload, metadata = bytes(item.payload or b""), item.metadata
    raw_item = RawItem(item.name, payload, Format(metadata.get("format", Format.TEXT)), metadata.get("fields", {}))
    article = clean(read(raw_item), metadata.get("given"))
    return article, payload if raw_item.format is Format.HTML else None


def keep(item: BatchItem, lease: datetime, article: CleanArticle, raw: bytes | None) -> str:
    """Store the article, or recognise it as a copy; announce it once the transaction is through."""
    with transaction.atomic():
        share_batch(item.batch_id)  # nothing comes in behind the back of whoever deletes the batch
        article_id, is_new, is_news = kept(item, article, raw)
        state = State.STORED if is_new else State.DUPLICATE
        finish(item.pk, lease, {"state": state, "article_id": article_id, "reason": "" if is_new else Reason.COPY})
        announce_later([article_id] if is_news else [])
    return state


def kept(item: BatchItem, article: CleanArticle, raw: bytes | None) -> tuple[int, bool, bool]:
    """Store what was read of an item, in the caller's transaction; `keep` and `together.keep_all` end the item.

    Return the article's id, whether it is new (else a copy was here before), and whether it has to be announced.
    """
    article_id, is_new = copies.store(article, raw, item.pk)
    return article_id, is_new, is_new or copies.adopt_date(article_id, article.published)


def refuse(item_id: int, lease: datetime, refusal: Refused) -> str:
    """Put the item into the final state that the refusal asks for; retried is only what may go well another time."""
    state = State.SKIPPED if refusal.reason in SKIPPING else State.FAILED
    values = {"state": state, "reason": refusal.reason, "detail": refusal.detail[:500]}
    finish(item_id, lease, {**values, "retryable": refusal.reason in RETRYABLE})
    return state


def finish(item_id: int, lease: datetime, values: Mapping[str, Any]) -> None:
    """Write the item's state and end the lease, in one UPDATE; the bytes stay only where the item may be read again."""
    dropped = {} if values.get("retryable") or values["state"] == State.SKIPPED else {"payload": None}
    if not held(lease).filter(pk=item_id).update(lease_until=None, updated_at=timezone.now(), **dropped, **values):
        raise LeaseLost
    if values["state"] in FINAL_STATES:
        note_finished(BatchItem.objects.filter(pk=item_id).values_list("batch_id", flat=True))


def announce_later(article_ids: list[int]) -> None:
    """Tell the readers of articles once the transaction is through.

    A receiver that fails is logged by Django and must not undo what is stored.
    """
    if article_ids:
        transaction.on_commit(partial(articles_ready.send_robust, sender=Article, article_ids=article_ids))
