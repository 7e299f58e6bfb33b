"""A batch stopped in the middle, and taken up again where it stood.

In: a batch's id. Out: its items that nobody has read yet, ended as cancelled; or waiting again. What is read stays
read, and claims of articles that are stored are read to their end.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from articles import arrivals
from articles.finishing import note_finished, reopen
from articles.models import BatchItem
from articles.querysets import READABLE
from articles.records import Reason
from articles.states import ItemState


def cancel(batch_id: int, now: datetime) -> int:
    """End the waiting items of the batch and return how many; who is reading one at this moment has lost it.

    An upload that is still being received stops; who receives it has lost it, too.
    """
    with transaction.atomic():
        stopped = arrivals.stop(batch_id)
        waiting = BatchItem.objects.filter(batch=batch_id, state=ItemState.RECEIVED)
        count = waiting.update(state=ItemState.CANCELLED, reason=Reason.CANCELLED, lease_until=None, updated_at=now)
        note_finished([batch_id])
    return count + stopped


def go_on(batch_id: int, now: datetime) -> int:
    """Let the cancelled items wait again and return how many; the caller enqueues the batch.

    Files that did not come in whole are gone on with, too, and count as one each.
    """
    with transaction.atomic():
        files = arrivals.resume(batch_id)
        again = {"reason": "", "detail": "", "attempts": 0, "lease_until": None, "updated_at": now}
        cancelled = BatchItem.objects.filter(batch=batch_id, state=ItemState.CANCELLED, reason=Reason.CANCELLED)
        count = cancelled.filter(READABLE).update(state=ItemState.RECEIVED, **again)
        reopen([batch_id])
    return count + files
