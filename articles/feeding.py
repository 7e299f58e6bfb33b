"""Feeds: asked in their rhythm; each new entry becomes an item of the feed's batch of that day, once for ever.

In: a feed's id. Out: items that wait to be fetched or read, and on the feed's row how it went. An entry is known by its
own key and by its address, the latter in any feed: agencies' articles stand in many. Safe to run twice and at the same
time: a feed is claimed by a lease, and an entry's row is unique.
"""

from __future__ import annotations

import hashlib
import html
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from articles import sites
from articles.cleaning.addresses import canonical
from articles.fetching import Fetched, Policy, feeds, fetch, preferences, reservations, targets
from articles.fetching.feeds import Entry
from articles.fetching.reservations import Reserved
from articles.fetching.statuses import Later
from articles.finishing import reopen
from articles.locks import share_batch
from articles.models import Batch, BatchItem, Feed, FeedEntry
from articles.records import Format, Reason, Refused

log = logging.getLogger(__name__)

AT_ONCE = 100  # feeds of one round
FEED_BYTES = 5 * 1024 * 1024
SLOWEST = timedelta(days=1)  # between two attempts at a feed that fails
FORGOTTEN = timedelta(days=365)  # after which an entry that its feed no longer has is forgotten


def due(now: datetime) -> list[int]:
    """Return ids of the feeds whose time has come, those that wait longest first."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    waiting = Feed.objects.filter(free, Q(next_at__isnull=True) | Q(next_at__lte=now), active=True)
    return list(waiting.order_by(F("next_at").asc(nulls_first=True), "pk").values_list("pk", flat=True)[:AT_ONCE])


def poll(feed_id: int, fetch_policy: Policy | None = None) -> int | None:
    """Ask a feed; return the id of the batch that got new items, None where there are none or the feed is not ours."""
    feed = claim(feed_id)
    if feed is None:
        return None
    fetch_policy = fetch_policy or sites.policy()
    try:
        at = sites.turn(targets.parse(feed.url).origin, now := timezone.now())
        if at > now + timedelta(seconds=fetch_policy.seconds):  # the site has asked to be left alone
            settle(feed, next_at=at)
            return None
        found = asked(feed, fetch_policy)
        page = feeds.parse(found.body, found.headers, found.url) if found.body else feeds.FeedPage("", ())
    except Refused as refusal:
        fail(feed, refusal)
        return None
    except Exception as error:
        # Who runs the feeds sees it on their page, who runs the server the traceback; another feed must not suffer.
        log.exception("feed %s could not be read", feed_id)
        fail(feed, Refused(Reason.INTERNAL, type(error).__name__))
        return None
    return succeed(feed, found, page)


def claim(feed_id: int) -> Feed | None:
    """Take the lease on a feed and return it, or None where somebody else has it."""
    now = timezone.now()
    free = Feed.objects.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now), pk=feed_id)
    if not free.update(lease_until=now + timedelta(seconds=settings.LEASE_SECONDS)):
        return None
    return Feed.objects.filter(pk=feed_id).first()


def asked(feed: Feed, fetch_policy: Policy) -> Fetched:
    """Return the feed as the server gives it, without a body where it has not changed; raises Refused."""
    known = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    headers = {"Accept": "application/atom+xml, application/rss+xml, application/feed+json, application/xml, */*;q=0.1"}
    permit = None if feed.right else sites.permit(fetch_policy)
    limited = replace(fetch_policy, max_bytes=min(FEED_BYTES, fetch_policy.max_bytes))
    headers |= {name: value for name, value in known.items() if value}
    found = fetch(feed.url, limited, headers=headers, permit=permit)
    reservation = reservations.of_answer(found.headers, found.url) or preferences.of_headers(found.headers)
    if reservation and not feed.right:
        raise Reserved(reservation)
    return found


def succeed(feed: Feed, found: Fetched, page: feeds.FeedPage) -> int | None:
    """Keep the new entries and when the feed is asked next; return the batch that got items."""
    now = timezone.now()
    with transaction.atomic():
        batch_id, number = take(feed, page.entries, now)
        changed = found.status == 200
        settle(
            feed,
            title=feed.title or page.title,
            etag=found.headers.get("etag", "")[:500] if changed else feed.etag,
            modified=found.headers.get("last-modified", "")[:100] if changed else feed.modified,
            worked_at=now,
            polled_at=now,
            next_at=now + timedelta(minutes=feed.minutes),
            failures=0,
            reason="",
            detail="",
            found=number,
        )
    log.info("feed read", extra={"feed": feed.pk, "entries": len(page.entries), "new": number})
    return batch_id


def fail(feed: Feed, refusal: Refused) -> None:
    """Note why there is no answer; the next attempt is the later, the more have failed. A feed that is gone rests."""
    now = timezone.now()
    failures = min(feed.failures + 1, 1000)
    wait = min(timedelta(minutes=feed.minutes) * 2 ** min(failures - 1, 8), SLOWEST)
    if isinstance(refusal, Later) and refusal.wait:
        wait = max(wait, timedelta(seconds=refusal.wait))
    settle(
        feed,
        polled_at=now,
        next_at=now + wait,
        failures=failures,
        reason=refusal.reason,
        detail=refusal.detail[:500],
        found=0,
        active=feed.active and refusal.detail != "HTTP 410",
    )


def settle(feed: Feed, **values: object) -> None:
    """Write a feed's row and end the lease on it; does nothing where the feed is gone."""
    Feed.objects.filter(pk=feed.pk).update(lease_until=None, **values)


def take(feed: Feed, entries: Sequence[Entry], now: datetime) -> tuple[int | None, int]:
    """Store an item for each entry that was never here; return their batch and their number."""
    unique = {digest(entry.key): entry for entry in reversed(entries)}
    known = FeedEntry.objects.filter(feed=feed, key__in=unique)
    seen = set(known.values_list("key", flat=True))
    known.update(seen_at=now)
    fresh = [(key, address_digest(entry), entry) for key, entry in unique.items() if key not in seen]
    elsewhere = set(
        FeedEntry.objects.filter(address__in={address for _, address, _ in fresh if address}).values_list(
            "address", flat=True
        )
    )
    rows, chosen = [], []
    for key, address, entry in fresh:
        is_new = address not in elsewhere and (bool(entry.url) or bool(entry.content))
        elsewhere.add(address or key)
        rows.append(FeedEntry(feed=feed, key=key, address=address, seen_at=now))
        if is_new:
            chosen.append((rows[-1], entry))
    batch_id = bring(feed, chosen) if chosen else None
    FeedEntry.objects.bulk_create(rows)
    return batch_id, len(chosen)


def bring(feed: Feed, chosen: Sequence[tuple[FeedEntry, Entry]]) -> int:
    """Add an item per entry to the feed's batch of today and return the batch's id; notes the items on the entries."""
    batch = batch_of(feed)
    last = batch.items.aggregate(last=Max("position"))["last"] or 0
    items = [item_of(batch, feed, entry, last + number) for number, (_, entry) in enumerate(chosen, start=1)]
    for (row, _), item in zip(chosen, BatchItem.objects.bulk_create(items), strict=True):
        row.item = item
    reopen([batch.pk])
    transaction.on_commit(partial(log.info, "batch grew", extra={"batch": batch.pk, "items": len(items)}))
    return batch.pk


def batch_of(feed: Feed) -> Batch:
    """Return the feed's batch of today, made where there is none or it was deleted."""
    today = timezone.localdate()
    if feed.batch_id and feed.batch_day == today:
        share_batch(feed.batch_id)
        known: Batch | None = Batch.objects.filter(pk=feed.batch_id).first()
        if known:
            return known
    title = f"{feed} · {today:%d.%m.%Y}"[:300]
    made: Batch = Batch.objects.create(title=title, origin=Batch.Origin.FEED, created_by=feed.created_by)
    Feed.objects.filter(pk=feed.pk).update(batch=made, batch_day=today)
    return made


def item_of(batch: Batch, feed: Feed, entry: Entry, position: int) -> BatchItem:
    """Return an unsaved item: with the entry's text where it is whole, else to be fetched by its address."""
    fields = {"title": entry.title, "author": entry.author, "outlet": feed.outlet, "url": entry.url}
    name = (entry.title or entry.url or entry.key)[:480]
    if uses_content(feed, entry):
        fields |= {"published": entry.published}
        metadata = {"format": Format.HTML, "fields": filled(fields), "given": {}}
        return BatchItem(batch=batch, position=position, name=name, payload=page_of(entry).encode(), metadata=metadata)
    # The page says title, author and day better; the feed's day counts where the page has none.
    fields = {"outlet": feed.outlet, "filed": entry.published}
    metadata = {"fetch": entry.url, "fields": filled(fields), "given": {}}
    if feed.right:
        metadata["right"] = {"note": feed.right, "by": str(feed.created_by or ""), "at": feed.created_at.isoformat()}
    return BatchItem(batch=batch, position=position, name=name, metadata=metadata)


def uses_content(feed: Feed, entry: Entry) -> bool:
    """Say whether an entry's text is taken from the feed; not where its page is reserved: the fetcher then says so."""
    if not entry.url:
        return True
    wanted = feed.take == Feed.Take.FEED or (feed.take == Feed.Take.AUTO and entry.is_whole)
    return bool(entry.content) and wanted and (bool(feed.right) or not sites.reserves(entry.url))


def page_of(entry: Entry) -> str:
    """Return an entry's content as a page that the cleaning understands."""
    title = html.escape(entry.title)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{entry.content}</article></body></html>"
    )


def filled(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def digest(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()


def address_digest(entry: Entry) -> str:
    """Return the digest of an entry's address in its canonical form, "" where it has none."""
    address = canonical(entry.url) if entry.url else ""
    return digest(address) if address else ""


def forget(now: datetime) -> int:
    """Forget entries that their feeds have not had for a year; return how many."""
    return FeedEntry.objects.filter(seen_at__lt=now - FORGOTTEN).delete()[0]
