"""The log's word on a batch whose last item has come to its end.

In: ids of batches of which an item has just got a final state. Out: one line for each that is finished. Two workers
that end the last two items at the same moment may both say so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Count

from articles.models import BatchItem
from articles.states import FINAL_STATES

log = logging.getLogger(__name__)


def note_finished(batch_ids: Iterable[int]) -> None:
    """Log the finished ones among the batches, once what ended their items is stored."""
    for batch_id in sorted(set(batch_ids)):
        transaction.on_commit(partial(_note, batch_id), robust=True)


def _note(batch_id: int) -> None:
    items = BatchItem.objects.filter(batch_id=batch_id)
    if items.exclude(state__in=FINAL_STATES).exists():
        return
    states = dict(items.order_by().values_list("state").annotate(number=Count("pk")))
    log.info("batch finished", extra={"batch": batch_id, "items": sum(states.values()), **states})
