"""Named queries over articles, batches and items: each says what it is for and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Q

from articles.records import Reason
from articles.states import ItemState

if TYPE_CHECKING:
    from articles.models import Article, Batch, BatchItem  # noqa: F401  (type arguments only)


class BatchQuerySet(models.QuerySet["Batch"]):
    """Batches with the figures that their pages show."""

    def with_counts(self) -> BatchQuerySet:
        """Add `total` and one `n_<state>` per item state: one query for any number of batches."""
        counts: dict[str, Any] = {
            f"n_{state}": Count("items", filter=Q(items__state=state)) for state in ItemState.values
        }
        return self.annotate(total=Count("items"), **counts)


class ItemQuerySet(models.QuerySet["BatchItem"]):
    """Items of batches as their page shows them."""

    def for_list(self) -> ItemQuerySet:
        """Rows without bytes and texts; `can_be_read_anyway` where one was skipped for its language: one query."""
        skipped = Q(state=ItemState.SKIPPED, reason=Reason.LANGUAGE, payload__isnull=False)
        rows = self.select_related("article__outlet").defer("payload", "article__text", "article__raw")
        return rows.annotate(can_be_read_anyway=skipped)


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles as lists show them."""

    def for_list(self) -> ArticleQuerySet:
        """Rows without the text, newest report first: one query."""
        return self.select_related("outlet").defer("text", "raw").order_by("-published_on", "-pk")

    def expired(self, today: Any) -> ArticleQuerySet:
        """Articles whose delete-after date has come."""
        return self.filter(delete_after__lte=today)
