"""An upload on its way into its batch, stopped, ended or taken up again.

In: a batch's id, inside the caller's transaction. Out: its `Arrival`; and, where it ends before the end of its files,
one item for each file that did not come in whole, with the reason, so that counts tell of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Batch, BatchItem
from articles.models.arrivals import Arrival
from articles.records import Reason

State = Arrival.State
REST = "rest"  # of an item's metadata: it stands for a file of which items are missing


def receiving(batch_ids: Iterable[int] | None = None) -> QuerySet[Arrival]:
    """Return uploads of which items are still to come, of these batches or of all; none of batches in the bin."""
    found = Arrival.objects.filter(state=State.RECEIVING, batch__in=Batch.objects.all())
    return found if batch_ids is None else found.filter(batch__in=list(batch_ids))


def stop(batch_id: int) -> bool:
    """Stop the receiving of a batch, to be gone on with or not; False where nothing of it is being received."""
    arrival = Arrival.objects.filter(batch=batch_id, state=State.RECEIVING).select_for_update().first()
    return arrival is not None and end(arrival, State.STOPPED, Reason.CANCELLED)


def end(arrival: Arrival, state: str, reason: str, *, detail: str = "") -> bool:
    """End the receiving as stopped or failed; False where it is not as the caller has it any more."""
    same = Arrival.objects.filter(pk=arrival.pk, state=State.RECEIVING, lease_until=arrival.lease_until)
    if not same.update(state=state, reason=reason, lease_until=None, updated_at=timezone.now()):
        return False
    arrival.refresh_from_db()
    ended = BatchItem.State.CANCELLED if state == State.STOPPED else BatchItem.State.FAILED
    BatchItem.objects.bulk_create(
        BatchItem(
            batch_id=arrival.pk,
            position=arrival.items_done + number,
            name=file["name"],
            state=ended,
            reason=reason,
            detail=detail[:500],
            metadata={REST: True},
        )
        for number, file in enumerate(arrival.files[arrival.files_done :], start=1)
    )
    return True


def resume(batch_id: int) -> int:
    """Go on with what was stopped or failed; return the number of files, 0 where there is none to go on with."""
    arrival = Arrival.objects.select_for_update().filter(batch=batch_id).exclude(state=State.RECEIVING).first()
    if arrival is None:
        return 0
    BatchItem.objects.filter(batch=batch_id, metadata__has_key=REST).delete()
    arrival.state, arrival.reason, arrival.attempts, arrival.lease_until = State.RECEIVING, "", 0, None
    arrival.save(update_fields=["state", "reason", "attempts", "lease_until", "updated_at"])
    return len(arrival.files) - arrival.files_done
