"""What groups of copies do when articles go for good, or into the bin and out of it.

In: Django's signals of deleted articles, and those of the bin. Out: groups put right after the commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from articles import grouping
from articles.models import Article
from articles.signals import articles_hidden, articles_shown


@receiver(post_delete, sender=Article, dispatch_uid="articles.regroup")
def regroup(instance: Article, **_: Any) -> None:
    """A group that lost an article may fall apart. After the commit, so that no lock waits for the deletion."""
    if instance.copies_id is not None:
        group = instance.copies_id
        transaction.on_commit(lambda: grouping.regroup([group]), robust=True)


@receiver([articles_hidden, articles_shown], dispatch_uid="articles.count_group")
def count_group(article_ids: Sequence[int], **_: Any) -> None:
    """Groups are listed with the articles that can be seen."""
    grouping.refresh_of(article_ids)
