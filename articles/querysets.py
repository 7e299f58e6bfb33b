"""Named queries over articles, batches and items: each says what it is for and what it costs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from articles.models import Article, Batch, BatchItem  # noqa: F401  (type arguments only)


class BatchQuerySet(models.QuerySet["Batch"]):
    """Batches with the figures that their pages show."""

    def with_counts(self) -> BatchQuerySet:
        """Add `total` and one `n_<state>` per item state: one query for any number of batches."""
        from articles.models import BatchItem

        counts: dict[str, Any] = {
            f"n_{state}": Count("items", filter=Q(items__state=state)) for state in BatchItem.State.values
        }
        return self.annotate(total=Count("items"), **counts)


class BatchItemQuerySet(models.QuerySet["BatchItem"]):
    """Items by where they stand."""

    def unfinished(self) -> BatchItemQuerySet:
        """Items that are in no final state."""
        from articles.models import BatchItem

        return self.exclude(state__in=BatchItem.FINAL)

    def stuck(self, now: datetime) -> BatchItemQuerySet:
        """Items to read whose lease is over or was never taken: the queue lost them."""
        from articles.models import BatchItem

        return self.filter(state=BatchItem.State.RECEIVED).filter(Q(lease_until__lt=now) | Q(lease_until__isnull=True))


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles as lists show them."""

    def for_list(self) -> ArticleQuerySet:
        """Rows without the text, newest report first: one query."""
        return self.select_related("outlet").defer("text", "raw").order_by("-published_on", "-pk")

    def expired(self, today: Any) -> ArticleQuerySet:
        """Articles whose delete-after date has come."""
        return self.filter(delete_after__lte=today)
