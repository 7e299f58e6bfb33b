"""Step 1 for web addresses: a list of them becomes a batch with one item each, to be fetched by a worker.

In: addresses, or the bytes of a list. Out: Batch and BatchItem rows. Nothing is fetched here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from django.contrib.auth.models import User
from django.db import transaction

from articles import intake
from articles.fetching import targets
from articles.models import Batch, BatchItem
from articles.readers.addresses import Address
from articles.records import Refused

CHUNK = 500


def receive(
    addresses: Sequence[Address], *, user: User | None, title: str = "", given: Mapping[str, str] | None = None
) -> Batch:
    """Store the addresses as a new batch and return it; what is no web address becomes a failed item.

    given: outlet and published of articles whose pages do not say so.
    """
    items = (item_of(address, dict(given or {})) for address in addresses)
    with transaction.atomic():
        title = title or title_of(addresses)
        batch: Batch = Batch.objects.create(title=title[:300], origin=Batch.Origin.URLS, created_by=user)
        add(batch, items)
    intake.note(batch)
    return batch


def add(batch: Batch, items: Iterator[BatchItem]) -> None:
    """Store the items under the batch, numbered from 1."""
    position = 0
    while chunk := list(islice(items, CHUNK)):
        for item in chunk:
            position += 1
            item.batch, item.position = batch, position
        BatchItem.objects.bulk_create(chunk)


def item_of(address: Address, given: dict[str, str]) -> BatchItem:
    """Return an unsaved item that stands for the address, or has failed for what is wrong with it."""
    try:
        url = targets.parse(address.url).url
    except Refused as refusal:
        return BatchItem(
            name=address.url.replace("\x00", "")[:480] or "?",
            state=BatchItem.State.FAILED,
            reason=refusal.reason,
            detail=refusal.detail[:500],
        )
    metadata = {"fetch": url, "fields": dict(address.fields), "given": given}
    return BatchItem(name=address.url[:480], metadata=metadata)


def title_of(addresses: Sequence[Address]) -> str:
    """Return the first hosts of the list."""
    hosts: dict[str, None] = {}
    for address in addresses[:200]:
        try:
            hosts.setdefault(targets.parse(address.url).host.removeprefix("www."))
        except Refused:
            continue
    names = list(hosts)
    return (", ".join(names[:3]) + (" …" if len(names) > 3 else "")) or "…"
