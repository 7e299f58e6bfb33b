"""What items and batches do when rows that they stand on come and go.

In: Django's signals. Out: items that waited for the claims of a deleted article, ended; somebody to be told of a batch.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import get_language

from articles.finishing import note_finished
from articles.models import Article, Batch, BatchItem, Notices, Watch
from articles.records import Reason
from articles.states import ItemState

SENT_BY_HAND = (Batch.Origin.UPLOAD, Batch.Origin.PASTE, Batch.Origin.FOLDER)


@receiver(pre_delete, sender=Article, dispatch_uid="articles.end_items")
def end_items(instance: Article, **_: Any) -> None:
    """Its claims will never be read: whoever waits for them has come to an end, with that as the reason."""
    waiting = BatchItem.objects.filter(article=instance.pk, state=ItemState.STORED)
    batches = list(waiting.order_by().values_list("batch_id", flat=True))
    waiting.update(state=ItemState.CANCELLED, reason=Reason.ARTICLE_GONE, updated_at=timezone.now())
    note_finished(batches)


@receiver(post_save, sender=Batch, dispatch_uid="articles.watch_own_batch")
def watch_own_batch(instance: Batch, created: bool, **_: Any) -> None:
    """Have whoever wishes so told of each batch that they bring themselves; what programs bring tells nobody."""
    if not created or instance.created_by_id is None or instance.origin not in SENT_BY_HAND:
        return
    if settings.MAIL_CONFIGURED and Notices.objects.filter(user=instance.created_by_id, by_mail=True).exists():
        Watch.objects.create(batch=instance, user_id=instance.created_by_id, language=get_language() or "")
