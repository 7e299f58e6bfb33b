"""Step 1: what somebody brings becomes a batch with one item per article.

In: files or a pasted text. Out: Batch and BatchItem rows, in one transaction. Reading the items is `articles.storing`'s
part, enqueuing them the caller's (`articles.tasks.enqueue_batch`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from articles import inserting
from articles.finishing import note_finished
from articles.models import Batch, BatchItem
from articles.readers import expand
from articles.readers.tables import UNSAID, Tables
from articles.records import Fault, Format, RawItem

log = logging.getLogger(__name__)

TITLE_NAMES = 3


def receive(
    files: Iterable[tuple[str, BinaryIO]],
    *,
    user: User | None,
    origin: str,
    title: str = "",
    given: Mapping[str, str] | None = None,
    tables: Tables = UNSAID,
    sent_as: UUID | None = None,
) -> Batch:
    """Store what the files hold as a new batch and return it; what cannot be read becomes a failed item.

    files: (name, open seekable file) pairs; taken one after the other, so that a generator may open and close them.
    given: outlet and published (any form `cleaning` can parse) of articles that do not say so themselves.
    tables: what somebody said of the tables in them. sent_as: the mark of this very delivery (`articles.resending`);
    raises IntegrityError where another request has just brought it.
    """
    with transaction.atomic():
        batch = Batch.objects.create(title=title[:300] or "…", origin=origin, created_by=user, sent_as=sent_as)
        names: list[str] = []
        items = rows_of(batch, parts_of(files, names, tables), dict(given or {}))
        inserting.insert(items)
        if not title:
            batch.title = title_of(names)
            batch.save(update_fields=["title"])
    note(batch)
    return batch


def receive_text(text: str, *, user: User | None, origin: str, fields: Mapping[str, str]) -> Batch:
    """Store one pasted article as a batch of its own; fields by the names of readers/fields.toml."""
    title = fields.get("title", "").strip() or " ".join(text.split())[:80]
    known = {key: value for key, value in fields.items() if value}
    item = RawItem(title[:300], text.encode("utf-8", "replace"), Format.TEXT, known)
    with transaction.atomic():
        batch = Batch.objects.create(title=title[:300] or "…", origin=origin, created_by=user)
        inserting.insert(rows_of(batch, iter([item]), {}))
    note(batch)
    return batch


def note(batch: Batch) -> None:
    """Log that a batch came in, and at once that it is finished where no item can be read; no titles, no names."""
    log.info("batch received", extra={"batch": batch.pk, "origin": batch.origin, "items": batch.items.count()})
    note_finished([batch.pk])


def parts_of(files: Iterable[tuple[str, BinaryIO]], names: list[str], tables: Tables) -> Iterator[RawItem | Fault]:
    """Yield the parts of all files, and note the files' names in `names` on the way."""
    for name, file in files:
        names.append(name)
        yield from expand(name, file, tables)


def rows_of(batch: Batch, parts: Iterator[RawItem | Fault], given: dict[str, str]) -> Iterator[BatchItem]:
    """Yield an unsaved row for each part, numbered from 1."""
    return (row_of(batch.pk, part, position, given) for position, part in enumerate(parts, start=1))


def row_of(batch_id: int, part: RawItem | Fault, position: int, given: Mapping[str, str]) -> BatchItem:
    """Return the unsaved row of a part; what cannot be read has come to its end."""
    if isinstance(part, Fault):
        return BatchItem(
            batch_id=batch_id,
            position=position,
            name=part.name,
            state=BatchItem.State.FAILED,
            reason=part.reason,
            detail=part.detail[:500],
        )
    metadata = {"format": part.format, "fields": dict(part.fields), "given": dict(given)}
    metadata |= {"read_as": dict(part.read_as)} if part.read_as else {}
    return BatchItem(batch_id=batch_id, position=position, name=part.name, payload=part.payload, metadata=metadata)


def title_of(names: list[str]) -> str:
    """Return a title made of the files' names."""
    more = " …" if len(names) > TITLE_NAMES else ""
    return (", ".join(names[:TITLE_NAMES])[:290] + more) or "…"
