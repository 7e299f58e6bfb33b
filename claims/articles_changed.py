"""What claims do when the text of an article changes, or the copies that it is one of.

In: the signals `article_revising`, `article_revised` and `copies_changed` of `articles.signals`. Out: claims in their
new places, in the same transaction; a task that makes the series anew whose claims count with other articles now.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from articles.models import Article, Revision
from articles.signals import article_revised, article_revising, copies_changed
from articles.tasks import send
from claims import tasks
from claims.carrying import carry_over
from claims.locks import lock_article
from claims.models import Claim


@receiver(article_revising, dispatch_uid="claims.hold_article")
def hold_article(article_id: int, **_: Any) -> None:
    """Wait until nobody reads or corrects claims of the article, before its row is locked: so do all who record."""
    lock_article(article_id)


@receiver(article_revised, dispatch_uid="claims.carry_over")
def carry_claims(article: Article, old: Revision, new: Revision, **_: Any) -> None:
    """Have the claims go along with the text."""
    carry_over(article, old, new)


@receiver(copies_changed, dispatch_uid="claims.count_copies_once")
def count_copies_once(article_ids: Sequence[int], **_: Any) -> None:
    """Make the series of these articles' claims anew: in a group of copies each claim counts once."""
    claims = Claim.objects.filter(article__in=article_ids, series__isnull=False)
    series = sorted(set(claims.order_by().values_list("series", flat=True)))
    if series:
        transaction.on_commit(partial(send, tasks.relink_series, *series))
