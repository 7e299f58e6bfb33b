"""When a batch is finished: stamped once its last item has come to its end, and open again when one is taken up anew.

In: ids of batches of which items have just changed. Out: `Batch.finished_at`, set exactly while no item is open and
none is still to come, and one line in the log for each that is finished. Two workers that end the last two items at
the same moment both look; one of them stamps. What a crash leaves unstamped, `stamp_missed` finds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Arrival, Batch, BatchItem
from articles.states import OPEN_STATES

log = logging.getLogger(__name__)


def note_finished(batch_ids: Iterable[int]) -> None:
    """Stamp the finished ones among the batches, once what ended their items is stored."""
    for batch_id in sorted(set(batch_ids)):
        transaction.on_commit(_stamping(batch_id), robust=True)


def _stamping(batch_id: int) -> Callable[[], object]:
    """A function of its own, no `partial`: what goes wrong in it Django logs under its name."""
    return lambda: _stamp(batch_id)


def reopen(batch_ids: Iterable[int]) -> None:
    """Take the stamp off batches of which items are open again, in the transaction that opened them."""
    ids = sorted(set(batch_ids))
    Batch.everything.filter(pk__in=ids, finished_at__isnull=False).update(finished_at=None)
    note_finished(ids)  # where nothing was open after all, they are finished again


def stamp_missed() -> int:
    """Stamp batches whose last item ended in a process that died before it could say so; return how many."""
    missed = Batch.everything.filter(~_has_open(), finished_at__isnull=True).order_by("pk")
    return sum(_stamp(batch_id) for batch_id in missed.values_list("pk", flat=True)[:100])


def _stamp(batch_id: int) -> bool:
    ended = Batch.everything.filter(~_has_open(), pk=batch_id, finished_at__isnull=True)
    if not ended.update(finished_at=timezone.now()):
        return False
    items = BatchItem.objects.filter(batch_id=batch_id)
    states = dict(items.order_by().values_list("state").annotate(number=Count("pk")))
    log.info("batch finished", extra={"batch": batch_id, "items": sum(states.values()), **states})
    return True


def _has_open() -> Q:
    receiving = Arrival.objects.filter(batch=OuterRef("pk"), state=Arrival.State.RECEIVING)
    return Q(Exists(BatchItem.objects.filter(batch=OuterRef("pk"), state__in=OPEN_STATES))) | Q(Exists(receiving))
