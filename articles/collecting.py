"""Step 1b: an item that stands for a web address gets its bytes; reading them is `articles.storing`'s part.

In: an item's id. Out: the item with its payload, still waiting to be read; or in its final state with the reason; or
put off until it is its host's turn. Runs in workers only, never in the web process. Safe to run twice: an item is
claimed by the same lease as for reading, and has bytes only once.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from articles import sites, storing
from articles.fetching import Fetched, Policy, fetch, kinds, preferences, reservations, robots, targets
from articles.fetching.reservations import Reservation, Reserved
from articles.fetching.statuses import Later
from articles.models import BatchItem
from articles.querysets import UNFETCHED
from articles.records import Format, Reason, Refused
from articles.storing import LeaseLost, held

SOON = timedelta(seconds=1.5)  # for which it pays to wait instead of coming again
TRIES = 3
PATIENCE = 15 * 60  # seconds that an item waits by itself for a busy server
FIRST_WAIT = 30  # where the server does not say how long


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next for an item: to be read, or to be fetched at the moment `at`; neither where it has ended."""

    read: bool = False
    at: datetime | None = None


def collect(item_id: int, fetch_policy: Policy | None = None) -> Next:
    """Fetch an item's page and say what comes next. Database outages are raised, as in `storing.read_item`."""
    lease = claim(item_id)
    if lease is None:
        return Next()
    item = BatchItem.objects.select_related("batch").get(pk=item_id)
    outcome: list[Next] = []
    storing.guarded(item_id, lease, partial(visit, item, lease, fetch_policy or sites.policy(), outcome))
    return outcome[0] if outcome else Next()


def claim(item_id: int) -> datetime | None:
    """Take the lease on an item without bytes; return its end, or None where it is not ours to fetch."""
    now = timezone.now()
    lease = now + timedelta(seconds=settings.LEASE_SECONDS)
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    waiting = BatchItem.objects.filter(free, UNFETCHED, pk=item_id, state=BatchItem.State.RECEIVED).live()
    taken = waiting.update(lease_until=lease, attempts=F("attempts") + 1, updated_at=now)
    return lease if taken else None


def visit(item: BatchItem, lease: datetime, fetch_policy: Policy, outcome: list[Next]) -> str:
    """Fetch when it is the host's turn; append what comes next to `outcome` and return the item's state."""
    try:
        target = targets.parse(item.metadata["fetch"])
        now = timezone.now()
        at = own_turn(item) or sites.turn(target.origin, now)
        if at > now + SOON:
            outcome.append(put_off(item, lease, at))
            return item.state
        time.sleep(max(0.0, (at - now).total_seconds()))
        with sites.seat(target.host) as free:
            if not free:
                outcome.append(put_off(item, lease, sites.turn(target.origin, now + SOON)))
                return item.state
            format_, payload, found = page(target.url, fetch_policy, has_right=bool(item.metadata.get("right")))
        keep(item, lease, format_, payload, found)
        outcome.append(Next(read=True))
        return item.state
    except Refused as refusal:
        return ended(item, lease, refusal, outcome)


def page(url: str, fetch_policy: Policy, *, has_right: bool) -> tuple[Format, bytes, Fetched]:
    """Return a page's format, its bytes and how it came; has_right: somebody overrules the publisher's wishes."""
    found = fetch(url, fetch_policy, permit=None if has_right else sites.permit(fetch_policy))
    format_, payload = kinds.payload_of(found)
    reservation = reservation_of(found, format_, payload)
    if reservation and not has_right:
        raise Reserved(reservation)
    return format_, payload, found


def reservation_of(found: Fetched, format_: Format, payload: bytes) -> Reservation | None:
    """Return what the answer itself reserves, by its headers or its page's metadata."""
    by_page = reservations.of_page(payload, found.url) if format_ is Format.HTML else None
    return reservations.of_answer(found.headers, found.url) or preferences.of_headers(found.headers) or by_page


def keep(item: BatchItem, lease: datetime, format_: Format, payload: bytes, found: Fetched) -> None:
    """Write the bytes and end the lease: the item now waits to be read like any other."""
    metadata = {key: value for key, value in item.metadata.items() if key not in ("turn", "tries")}
    fields = {**metadata.get("fields", {}), "url": found.url}
    fetched = {"url": found.url, "at": timezone.now().isoformat(timespec="seconds")}
    metadata |= {"format": format_, "fields": fields, "fetched": fetched}
    write(item, lease, payload=payload, metadata=metadata, attempts=0)


def ended(item: BatchItem, lease: datetime, refusal: Refused, outcome: list[Next]) -> str:
    """Put the item off where a busy server asks for a moment, else end it with the reason."""
    if isinstance(refusal, Later):
        tries = int(item.metadata.get("tries", 0)) + 1
        wait = FIRST_WAIT * 4 ** (tries - 1) if refusal.wait is None else refusal.wait
        until = timezone.now() + timedelta(seconds=wait)
        sites.leave_alone(targets.parse(item.metadata["fetch"]).origin, until)
        if tries < TRIES and wait <= PATIENCE:
            item.metadata["tries"] = tries
            outcome.append(put_off(item, lease, max(until, timezone.now() + SOON)))
            return item.state
    note(item, refusal)
    if not held(lease).filter(pk=item.pk).update(metadata=item.metadata):
        raise LeaseLost
    return storing.refuse(item.pk, lease, refusal)


def note(item: BatchItem, refusal: Refused) -> None:
    """Keep with the item what a publisher reserves, and forget what belonged to this attempt alone."""
    for key in ("turn", "tries"):
        item.metadata.pop(key, None)
    if isinstance(refusal, Reserved):
        item.metadata["reservation"] = asdict(refusal.reservation)
    elif refusal.reason is Reason.ROBOTS:
        item.metadata["reservation"] = {"how": robots.PATH.strip("/"), "policy": refusal.detail}


def own_turn(item: BatchItem) -> datetime | None:
    """Return the moment that was kept for this item."""
    return datetime.fromisoformat(item.metadata["turn"]) if "turn" in item.metadata else None


def put_off(item: BatchItem, lease: datetime, at: datetime) -> Next:
    """Let the item rest until its turn: the sweeper finds it then, where nobody else comes for it earlier."""
    write(item, lease, until=at, metadata={**item.metadata, "turn": at.isoformat()}, attempts=F("attempts") - 1)
    return Next(at=at)


def write(item: BatchItem, lease: datetime, until: datetime | None = None, **values: Any) -> None:
    """Change an item that we hold the lease of, and give the lease back or move its end."""
    if not held(lease).filter(pk=item.pk).update(lease_until=until, updated_at=timezone.now(), **values):
        raise LeaseLost
