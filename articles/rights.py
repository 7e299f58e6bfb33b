"""A publisher's wish overruled by a person who has a right of use.

In: an item that was skipped for the wish, and the note of who overrules it. Out: the item waiting again, with the note
in its metadata for good.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from articles.finishing import reopen
from articles.models import BatchItem
from articles.querysets import BY_ADDRESS
from articles.records import WISHES
from articles.states import ItemState


def use_right(item_id: int, note: str, user: User, now: datetime) -> int:
    """Let an item be fetched although its publisher reserves it, by a right that the note names.

    Return 1, or 0 where there is nothing to overrule. The note stays with the item: who used which right, when, against
    which reservation.
    """
    with transaction.atomic():
        skipped = BatchItem.objects.filter(BY_ADDRESS, state=ItemState.SKIPPED, reason__in=WISHES)
        item = skipped.select_for_update().filter(pk=item_id).first()
        if item is None:
            return 0
        right = {"note": note[:500], "by": user.get_username(), "at": now.isoformat(timespec="seconds")}
        reopen([item.batch_id])
        return BatchItem.objects.filter(pk=item_id).update(
            state=ItemState.RECEIVED,
            metadata={**item.metadata, "right": right},
            reason="",
            detail="",
            attempts=0,
            lease_until=None,
            updated_at=now,
        )
