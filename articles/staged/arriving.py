"""A large upload becomes items piece by piece, in a worker: the request that brought it only kept its files.

In: an upload's files on the disk. Out: items of its batch, some hundreds in a transaction, which also notes how far the
files are; so it may be killed at any moment and goes on where it stood. Two workers never receive the same upload: it
stands under a lease, which every piece renews.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles import arrivals, inserting, intake
from articles.finishing import note_finished
from articles.locks import share_batch
from articles.models import Batch, BatchItem
from articles.models.arrivals import Arrival
from articles.readers import expand
from articles.readers.expansion import ARCHIVES, suffix_of
from articles.readers.tables import UNSAID, Table, Tables
from articles.records import Fault, RawItem, Reason
from articles.staged import folders
from claimtrack.full_disk import is_full

log = logging.getLogger(__name__)

SLICE_SECONDS = 20  # of new items in one go: other uploads have their turn in between
MAX_ATTEMPTS = 5  # without a single new item
NO_ROOM_PAUSE = timedelta(minutes=1)
KEPT = timedelta(days=1)  # how long the files of one that ended before its end lie ready to go on with
PACKED = 10  # times its size that a packed file may unpack to, as far as can be told without looking
Part = RawItem | Fault


class LeaseLost(Exception):  # noqa: N818  (no error: it was stopped or deleted, or another worker receives it)
    """The upload is not ours any more."""


@dataclass(slots=True)
class Place:
    """A place in the files of an upload: file, parts of it, its bytes, and items of all files so far."""

    file: int
    parts: int
    bytes: int
    items: int


def is_large(files: Sequence[tuple[str, int]]) -> bool:
    """Say whether files (name, size) are so large that nobody should wait for their items in a web request."""
    weights = (size * (PACKED if suffix_of(name) in ARCHIVES else 1) for name, size in files)
    return bool(sum(weights) > settings.RECEIVE_AT_ONCE)


def begin(
    files: Sequence[tuple[str, int]],
    *,
    user: User | None,
    title: str = "",
    given: Mapping[str, str] | None = None,
    tables: Mapping[str, Any] | None = None,
    sent_as: UUID | None = None,
    key: UUID | None = None,
) -> Batch:
    """Store a batch whose files (name, size) lie in the folder of `key`, and of which no item is there yet.

    The caller enqueues it. Raises IntegrityError where another request has just brought the same delivery.
    """
    named = [{"name": name[:480], "size": size} for name, size in files]
    with transaction.atomic():
        batch = Batch.objects.create(
            title=title[:300] or intake.title_of([name for name, _ in files]),
            origin=Batch.Origin.UPLOAD,
            created_by=user,
            sent_as=sent_as,
        )
        Arrival.objects.create(
            batch=batch, key=key or uuid4(), files=named, given=dict(given or {}), tables=dict(tables or {})
        )
    log.info("upload arrived", extra={"batch": batch.pk, "files": len(files), "bytes": sum(size for _, size in files)})
    return batch


def keep(files: Sequence[UploadedFile[Any]], sizes: Sequence[tuple[str, int]], **said: Any) -> Batch:
    """Keep uploaded files and store their batch as `begin` does, in this order: what nobody knows of is swept away.

    Raises NoRoom where the disk is full; nothing is kept then.
    """
    key = uuid4()
    folders.keep(key, files)
    try:
        return begin(sizes, key=key, **said)
    except BaseException:
        folders.remove(key)
        raise


def due(now: datetime) -> list[int]:
    """Return batches of which items are to come and that the queue seems to have lost; each is named once for a while.

    A broker that is merely slow must not be filled with the same message again and again.
    """
    untouched = now - timedelta(seconds=settings.LOST_AFTER_SECONDS)
    lost = Q(lease_until__lt=now) | Q(lease_until__isnull=True, updated_at__lt=untouched)
    found = list(arrivals.receiving().filter(lost).order_by("pk").values_list("pk", flat=True))
    arrivals.receiving(found).filter(lost).update(lease_until=None, updated_at=now)
    return found


def receive_some(batch_id: int) -> bool:
    """Receive items of a batch for some seconds; say whether the caller has to ask again at once, for the next ones.

    Database outages are raised: the lease runs out, and the sweeper takes the upload up again.
    """
    arrival = claim(batch_id)
    try:
        return worked(arrival) if arrival else False
    except LeaseLost:
        return False


def claim(batch_id: int) -> Arrival | None:
    """Take the lease; None where there is nothing to receive, or somebody does. What was tried too often ends here."""
    now = timezone.now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    ours = arrivals.receiving([batch_id]).filter(free)
    for worn in ours.filter(attempts__gte=MAX_ATTEMPTS):
        fail(worn, Reason.GAVE_UP)
    lease = now + timedelta(seconds=settings.LEASE_SECONDS)
    if not ours.update(lease_until=lease, attempts=F("attempts") + 1, updated_at=now):
        return None
    return Arrival.objects.filter(batch=batch_id, lease_until=lease).first()


def worked(arrival: Arrival) -> bool:
    """Receive for a while under our lease; say whether there is more to do at once. Every end has its name."""
    try:
        return received(arrival)
    except FileNotFoundError:
        fail(arrival, Reason.FILES_GONE)
    except Exception as error:
        if is_full(error):
            wait_for_room(arrival)
        elif isinstance(error, LeaseLost | OperationalError | InterfaceError):
            raise
        else:
            # An admin sees which files are missing and why; whoever runs the server sees the traceback.
            log.exception("upload of batch %s could not be received", arrival.pk)
            fail(arrival, Reason.INTERNAL, type(error).__name__)
    return False


def received(arrival: Arrival) -> bool:
    """Store pieces until the time is over or the files are; say whether the time was."""
    began, until = time.monotonic(), 0.0
    rows: list[BatchItem] = []
    size, place = 0, Place(arrival.files_done, arrival.parts_done, arrival.bytes_done, arrival.items_done)
    for part, place in parts_of(arrival):
        # What is here already has to be read over; new items then get twice that time, so that an end is reached.
        now = time.monotonic()
        until = until or now + max(SLICE_SECONDS, 2 * (now - began))
        if part is not None:
            rows.append(intake.row_of(arrival.pk, part, place.items, arrival.given))
            size += len(rows[-1].payload or b"")
        if len(rows) >= inserting.CHUNK_ROWS or size >= inserting.CHUNK_BYTES:
            store(arrival, rows, place)
            rows, size = [], 0
            if now > until:
                let_go(arrival)
                return True
    finish(arrival, rows, place)
    return False


def parts_of(arrival: Arrival) -> Iterator[tuple[Part | None, Place]]:
    """Yield what is not yet items of the batch, each with the place behind it; None behind the end of a file."""
    tables = Tables({name: Table(**said) for name, said in arrival.tables.items()}) if arrival.tables else UNSAID
    place = Place(arrival.files_done, 0, 0, arrival.items_done)
    for number in range(arrival.files_done, len(arrival.files)):
        file = arrival.files[number]
        with (folders.folder_of(arrival.key) / str(number)).open("rb") as stream:
            parts = expand(file["name"], stream, tables)
            done = skip(parts, arrival.parts_done, arrival) if number == arrival.files_done else 0
            for done, part in enumerate(parts, start=done + 1):  # noqa: B020  (counts on from what was skipped)
                place = Place(number, done, stream.tell(), place.items + 1)
                yield part, place
        place = Place(number + 1, 0, 0, place.items)
        yield None, place


def skip(parts: Iterator[Part], count: int, arrival: Arrival) -> int:
    """Read over parts that are items already, our lease renewed on the way; return their number."""
    renewed = time.monotonic()
    for _ in islice(parts, count):
        if time.monotonic() - renewed > settings.LEASE_SECONDS / 4:
            note(arrival, {})
            renewed = time.monotonic()
    return count


def store(arrival: Arrival, rows: Sequence[BatchItem], place: Place) -> None:
    """Store items and how far the files are with them, in one transaction."""
    with transaction.atomic():
        share_batch(arrival.pk)
        far = {"files_done": place.file, "parts_done": place.parts, "bytes_done": place.bytes}
        lease = note(arrival, {**far, "items_done": place.items, "attempts": 0, "reason": ""})
        inserting.insert(rows)
    arrival.lease_until = lease


def finish(arrival: Arrival, rows: Sequence[BatchItem], place: Place) -> None:
    """Store the last items; the upload is a batch like any other now, and its files go."""
    with transaction.atomic():
        store(arrival, rows, place)
        Arrival.objects.filter(pk=arrival.pk).delete()
        note_finished([arrival.pk])
    folders.remove(arrival.key)
    log.info("upload received", extra={"batch": arrival.pk, "items": place.items})


def note(arrival: Arrival, values: Mapping[str, Any]) -> datetime:
    """Write to an upload that we hold, and renew the lease; raises LeaseLost where it is not ours any more."""
    now = timezone.now()
    lease = now + timedelta(seconds=settings.LEASE_SECONDS)
    held = arrivals.receiving([arrival.pk]).filter(lease_until=arrival.lease_until)
    if not held.update(lease_until=lease, updated_at=now, **values):
        raise LeaseLost
    if not values:
        arrival.lease_until = lease
    return lease


def let_go(arrival: Arrival) -> None:
    """End our lease, so that whoever is asked next goes on at once."""
    arrivals.receiving([arrival.pk]).filter(lease_until=arrival.lease_until).update(lease_until=None)


def wait_for_room(arrival: Arrival) -> None:
    """Let the upload wait for room on the disk; where not even that can be written, its lease runs out instead."""
    log.error("disk full", extra={"batch": arrival.pk})
    until = timezone.now() + NO_ROOM_PAUSE
    with suppress(OperationalError):
        held = arrivals.receiving([arrival.pk]).filter(lease_until=arrival.lease_until)
        held.update(lease_until=until, reason=Reason.NO_ROOM, attempts=0)


def fail(arrival: Arrival, reason: Reason, detail: str = "") -> None:
    """End the receiving, unless somebody else has the upload by now."""
    with transaction.atomic():
        if arrivals.end(arrival, Arrival.State.FAILED, reason, detail=detail):
            note_finished([arrival.pk])


def forget(now: datetime) -> int:
    """Give up for good what nobody went on with for KEPT; return how many. The files go with the next strays."""
    old = Arrival.objects.exclude(state=Arrival.State.RECEIVING).filter(updated_at__lt=now - KEPT)
    return old.delete()[0]


def keys() -> set[str]:
    """Return the names of the folders in which uploads lie that are being received, or may be again."""
    return {key.hex for key in Arrival.objects.values_list("key", flat=True)}
