"""Steps 2 to 4 for many items at once: one claim, one transaction, one announcement for all of them.

In: ids of items. Out: each item in its next state, as by `storing.read_item`; ids of those there was no time for.

What makes it safe to kill: all items of a run stand under one lease, and nothing of a run is stored before all of it
is. An item that was claimed before and not brought to an end may be what kills workers: it is read alone. Whatever
keeps a run from being stored together (a lost lease, a deadlock, a row that the database refuses) is told apart by
storing its items one by one.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import InterfaceError, connection, transaction
from django.db.models import F
from django.db.models.functions import Length
from django.utils import timezone

from articles import ahead, storing
from articles.finishing import note_finished
from articles.locks import share_batch
from articles.models import BatchItem
from articles.records import CleanArticle, Reason, Refused
from articles.storing import LeaseLost, held, waiting

log = logging.getLogger(__name__)
State = BatchItem.State

MANY_BYTES = 4 * 1024 * 1024  # of items read in one go: what a worker holds of their bytes at a time
Read = tuple[CleanArticle, bytes | None]

# The items as by `storing.held`: ours, and of a batch that nobody deleted.
_FINISH = """
UPDATE articles_batchitem AS i SET article_id = e.article, state = e.state, reason = e.reason,
    payload = NULL, lease_until = NULL, updated_at = %(now)s
FROM unnest(%(items)s::bigint[], %(articles)s::bigint[], %(states)s::text[], %(reasons)s::text[])
    AS e (item, article, state, reason), articles_batch b
WHERE i.id = e.item AND i.state = %(received)s AND i.lease_until = %(lease)s
    AND b.id = i.batch_id AND b.deleted_at IS NULL
"""


def read_items(item_ids: Sequence[int]) -> list[int]:
    """Read items and return the ids of those there was no time for; the caller enqueues them again.

    Reading stops after a quarter of the lease: what is begun by then has the rest of it to come to its end.
    """
    until = time.monotonic() + settings.LEASE_SECONDS / 4
    left: list[int] = []
    lease, sizes = claim_all(item_ids)
    for ids in in_runs(sizes):
        left += give_back(ids, lease) if time.monotonic() > until else read_run(ids, lease, until)
    for item_id in waiting(timezone.now()).filter(pk__in=set(item_ids) - set(left)).values_list("pk", flat=True):
        if time.monotonic() > until:
            left.append(item_id)
        else:
            storing.read_item(item_id)
    return left


def claim_all(item_ids: Sequence[int]) -> tuple[datetime, dict[int, int | None]]:
    """Take one lease on those of the items that nobody has claimed yet; return its end and their ids and sizes."""
    now = timezone.now()
    lease = now + timedelta(seconds=settings.LEASE_SECONDS)
    fresh = waiting(now).filter(pk__in=item_ids, attempts=0)
    if not fresh.update(lease_until=lease, attempts=1, updated_at=now):
        return lease, {}
    ours = held(lease).filter(pk__in=item_ids).order_by("pk")
    return lease, dict(ours.values_list("pk", Length("payload")))


def in_runs(sizes: Mapping[int, int | None]) -> Iterator[list[int]]:
    """Yield the items in runs of at most MANY_BYTES, or of one."""
    run: list[int] = []
    taken = 0
    for item_id, size in sizes.items():
        if run and taken + (size or 0) > MANY_BYTES:
            yield run
            run, taken = [], 0
        run.append(item_id)
        taken += size or 0
    if run:
        yield run


def give_back(item_ids: Sequence[int], lease: datetime) -> list[int]:
    """End the lease on items that were not begun, as if nobody had claimed them; return their ids."""
    held(lease).filter(pk__in=item_ids).update(lease_until=None, attempts=F("attempts") - 1, updated_at=timezone.now())
    return list(item_ids)


def read_run(item_ids: Sequence[int], lease: datetime, until: float) -> list[int]:
    """Read and store items that we hold the lease of; return the ids of those there was no time for."""
    found: list[tuple[BatchItem, Read | Refused]] = []
    items = list(held(lease).filter(pk__in=item_ids).order_by("position"))
    for item in items:
        found.append((item, outcome(item)))
        item.payload = None
        if time.monotonic() > until:
            break
    store(found, lease)
    rest = [item.pk for item in items[len(found) :]]
    return give_back(rest, lease) if rest else []


def outcome(item: BatchItem) -> Read | Refused:
    """Return the article of an item, or why there is none."""
    try:
        return storing.prepared(item)
    except Refused as refusal:
        return refusal
    except Exception as error:
        # As in `storing.read_item`: the admin sees the item as failed, whoever runs the server the traceback.
        log.exception("item %s could not be read", item.pk)
        return Refused(Reason.INTERNAL, type(error).__name__)


def store(found: Sequence[tuple[BatchItem, Read | Refused]], lease: datetime) -> None:
    """Store the articles of a run together; where that fails, each by itself."""
    try:
        with transaction.atomic():
            keep_all([(item, read) for item, read in found if not isinstance(read, Refused)], lease)
            for item, read in found:
                if isinstance(read, Refused):
                    storing.refuse(item.pk, lease, read)
    except InterfaceError:  # no connection: the lease runs out, and the sweeper takes the items up again
        raise
    except Exception as error:
        # Which item it was shows below, where each of them ends by itself and names its own error.
        log.warning("items are stored one by one", extra={"items": len(found), "because": type(error).__name__})
        for item, read in found:
            storing.guarded(item.pk, lease, partial(end, item, lease, read))


def end(item: BatchItem, lease: datetime, read: Read | Refused) -> str:
    """Store an item's article by itself, or say why there is none; return the item's state."""
    return storing.refuse(item.pk, lease, read) if isinstance(read, Refused) else storing.keep(item, lease, *read)


def keep_all(found: Sequence[tuple[BatchItem, Read]], lease: datetime) -> None:
    """Store articles, or recognise them as copies; announce them once the transaction is through.

    In the order in which they were sent, since one may be a later version of another. Two workers that store the same
    texts in different order may deadlock: PostgreSQL ends one of them, and `store` goes on one by one.
    """
    for batch_id in sorted({item.batch_id for item, _ in found}):
        share_batch(batch_id)
    ends = all_kept(found)
    finish_all({item_id: (article, is_new) for item_id, (article, is_new, _) in ends.items()}, lease)
    if not all(is_new for _, is_new, _ in ends.values()):
        note_finished({item.batch_id for item, _ in found})
    storing.announce_later(list(dict.fromkeys(article for article, _, is_news in ends.values() if is_news)))


def all_kept(found: Sequence[tuple[BatchItem, Read]]) -> dict[int, tuple[int, bool, bool]]:
    """Return by item what `storing.kept` does.

    New articles wait and are stored many at a time, until one comes that may be a copy or a version of one of them.
    """
    ends: dict[int, tuple[int, bool, bool]] = {}
    run = ahead.Run([article for _, (article, _) in found])
    for item, (article, raw) in found:
        if run.is_new(article):
            run.add(item.pk, article, raw)
            continue
        ends |= {key: (article_id, True, True) for key, article_id in run.store().items()}
        ends[item.pk] = storing.kept(item, article, raw)
    return ends | {key: (article_id, True, True) for key, article_id in run.store().items()}


def finish_all(ends: Mapping[int, tuple[int, bool]], lease: datetime) -> None:
    """Write for each item its article and whether that is new, and end the lease; raises LeaseLost as a whole."""
    if not ends:
        return
    values: dict[str, Any] = {
        "received": State.RECEIVED,
        "lease": lease,
        "now": timezone.now(),
        "items": list(ends),
        "articles": [article for article, _ in ends.values()],
        "states": [State.STORED if is_new else State.DUPLICATE for _, is_new in ends.values()],
        "reasons": ["" if is_new else Reason.COPY for _, is_new in ends.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_FINISH, values)
        written = cursor.rowcount
    if written != len(ends):
        raise LeaseLost
