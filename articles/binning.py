"""A batch deleted with everything that it alone brought, and brought back from the bin as it was.

In: a batch's id. Out: the batch out of all lists, its articles hidden; or both back again. Items keep their states
meanwhile: nobody reads them while the batch lies in the bin, and on its return those that are open are read on.
An article is hidden exactly while it was brought by batches and all of them lie in the bin. `articles.purging` empties
the bin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.finishing import note_finished
from articles.hiding import about_to_hide, hide, show
from articles.locks import hold_batch, hold_bin
from articles.models import Article, Batch, BatchItem
from articles.querysets import ArticleQuerySet
from articles.signals import articles_weighed
from articles.states import ItemState
from articles.storing import announce_later


@dataclass(frozen=True, slots=True)
class Weight:
    """What deleting a batch would take away: items, articles, those that stay, and what other apps say of theirs."""

    items: int
    unread: int
    articles: int
    staying: int
    others: Sequence[tuple[str, int]]


def brought_by(batch_id: int) -> ArticleQuerySet:
    """The articles that the batch brought, be it alone or not, also those that are hidden."""
    return Article.everything.filter(Exists(BatchItem.objects.filter(article=OuterRef("pk"), batch=batch_id)))


def only_brought_by(batch_id: int) -> ArticleQuerySet:
    """The visible articles of the batch that no other batch brought, but for such as lie in the bin."""
    elsewhere = BatchItem.objects.exclude(batch=batch_id).filter(article=OuterRef("pk")).live()
    return brought_by(batch_id).filter(~Exists(elsewhere), hidden_at__isnull=True)


def weigh(batch_id: int) -> Weight:
    """Say what deleting the batch would take away; nothing is changed."""
    items = BatchItem.objects.filter(batch=batch_id)
    going = only_brought_by(batch_id)
    articles = going.count()
    told = articles_weighed.send(sender=Article, articles=going)
    return Weight(
        items=items.count(),
        unread=items.filter(state=ItemState.RECEIVED).count(),
        articles=articles,
        staying=brought_by(batch_id).filter(hidden_at__isnull=True).count() - articles,
        others=[line for _, lines in told for line in cast("list[tuple[str, int]]", lines)],
    )


@transaction.atomic
def delete(batch_id: int, user: User | None, now: datetime) -> bool:
    """Put the batch into the bin and hide what it alone brought; False where it is not there any more."""
    hold_bin()
    hold_batch(batch_id)
    if not Batch.objects.filter(pk=batch_id).update(deleted_at=now, deleted_by=user):
        return False
    about_to_hide()
    # First held, then asked again: another batch may just have brought one of them.
    held = list(only_brought_by(batch_id).select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    still = set(only_brought_by(batch_id).values_list("pk", flat=True))
    hide([pk for pk in held if pk in still], now)
    return True


@transaction.atomic
def restore(batch_id: int) -> bool:
    """Bring the batch back as it was; False where it is not in the bin. The caller enqueues it, to be read on."""
    hold_bin()
    if not Batch.everything.in_bin().filter(pk=batch_id).update(deleted_at=None, deleted_by=None):
        return False
    show(list(brought_by(batch_id).filter(hidden_at__isnull=False).order_by("pk").values_list("pk", flat=True)))
    waiting = BatchItem.objects.filter(batch=batch_id, state=ItemState.STORED)
    announce_later(sorted(set(waiting.values_list("article_id", flat=True))))
    note_finished([batch_id])
    return True


def kept_until(deleted_at: datetime) -> datetime:
    """Return when a batch deleted at that moment goes for good."""
    return deleted_at + timedelta(days=settings.BIN_DAYS)
