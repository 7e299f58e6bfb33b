"""Named queries over articles, batches and items: each says what it is for and what it costs.

`objects` of articles and batches leaves out what lies in the bin, `everything` does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from articles.records import WISHES, Reason
from articles.states import ItemState

if TYPE_CHECKING:
    from articles.models import Article, Batch, BatchItem  # noqa: F401  (type arguments only)


# An item that stands for a web address: its bytes are fetched (`articles.collecting`), and can be fetched again.
BY_ADDRESS = Q(metadata__has_key="fetch")
UNFETCHED = Q(payload__isnull=True) & BY_ADDRESS
# What can be read again, from the bytes that were kept or from its address.
READABLE = Q(payload__isnull=False) | BY_ADDRESS


class BatchQuerySet(models.QuerySet["Batch"]):
    """Batches with the figures that their pages show."""

    def with_counts(self) -> BatchQuerySet:
        """Add `total` and one `n_<state>` per item state: one query for any number of batches."""
        counts: dict[str, Any] = {
            f"n_{state}": Count("items", filter=Q(items__state=state)) for state in ItemState.values
        }
        return self.annotate(total=Count("items"), **counts)

    def in_bin(self) -> BatchQuerySet:
        """Deleted batches that can still be brought back."""
        return self.filter(deleted_at__isnull=False, purging=False)


class ItemQuerySet(models.QuerySet["BatchItem"]):
    """Items of batches as their page shows them."""

    def for_list(self) -> ItemQuerySet:
        """Rows without bytes and texts, and what may be done with each: one query.

        `near` is what the article is a near copy of, `version` the digest of the version that the item brought.
        `can_be_read_anyway` where one was skipped for its language, `can_be_fetched_anyway` for a publisher's wish.
        """
        skipped = Q(state=ItemState.SKIPPED, reason=Reason.LANGUAGE, payload__isnull=False)
        rows = self.select_related("article__outlet").defer("payload", "article__text", "article__raw")
        wished = Q(state=ItemState.SKIPPED, reason__in=WISHES) & BY_ADDRESS
        rows = rows.annotate(can_be_read_anyway=skipped, can_be_fetched_anyway=wished)
        return rows.annotate(near=_nearest(), version=_version_brought())

    def live(self) -> ItemQuerySet:
        """Items whose batch is not in the bin. A condition, no query of its own."""
        batches = apps.get_model("articles", "Batch")._default_manager
        return self.filter(Exists(batches.filter(pk=OuterRef("batch"))))


def _nearest() -> Subquery:
    """The title, outlet and percent of what came in before and is most like the item's article, and its group."""
    pairs = apps.get_model("articles", "CopyPair")._default_manager.filter(
        second=OuterRef("article"), first__hidden_at__isnull=True
    )
    told = JSONObject(
        title="first__title", outlet="first__outlet__name", alike="alike", group="first__copies", article="first"
    )
    return Subquery(pairs.order_by("-alike", "first").values(told=told)[:1])


def _version_brought() -> Subquery:
    """The digest of the version, where there was one before it."""
    versions = apps.get_model("articles", "Revision")._default_manager
    before = versions.filter(article=OuterRef("article"), retrieved_at__lt=OuterRef("retrieved_at"))
    return Subquery(versions.filter(Exists(before), item=OuterRef("pk")).values("content_hash")[:1])


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles as lists show them."""

    def for_list(self) -> ArticleQuerySet:
        """Rows without the text, newest report first: one query."""
        return self.select_related("outlet").defer("text", "raw").order_by("-published_on", "-pk")

    def expired(self, today: Any) -> ArticleQuerySet:
        """Articles whose delete-after date has come."""
        return self.filter(delete_after__lte=today)


_ArticleManager = models.Manager.from_queryset(ArticleQuerySet)
_BatchManager = models.Manager.from_queryset(BatchQuerySet)


class VisibleArticles(_ArticleManager["Article"]):
    """Articles that pages may show: all but those whose batches lie in the bin."""

    def get_queryset(self) -> ArticleQuerySet:
        """Leave out what is hidden."""
        return cast("ArticleQuerySet", super().get_queryset().filter(hidden_at__isnull=True))


class LiveBatches(_BatchManager["Batch"]):
    """Batches that nobody deleted."""

    def get_queryset(self) -> BatchQuerySet:
        """Leave out what lies in the bin."""
        return cast("BatchQuerySet", super().get_queryset().filter(deleted_at__isnull=True))
