"""What waits for a reader: news of what they follow, and work. In: the user, views, the last visit. Out: counts.

Each count leads to a page that shows what was counted. Counts stop at `MOST`: beyond, nobody needs to know how many.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Q, QuerySet

from articles.models import Article, BatchItem
from claims.models import Change, Claim, Proposal, SavedView
from claims.timeline.filters import BANDS

MOST = 1000
FOLLOWED = 30  # views whose news are counted
STUCK_AFTER = timedelta(hours=1)
NEWS_FOR = timedelta(days=7)  # a failure that nobody can try again is no news for longer


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counts of work; None where the user has nothing to do with it. batch: the only one that holds all failures.

    asked: what others asked for and the user may agree to.
    """

    review: int | None = None
    asked: int | None = None
    undated: int | None = None
    waiting: int | None = None
    stuck: int = 0
    failed: int = 0
    batch: int = 0

    @property
    def most(self) -> int:
        """The number at which counting ends."""
        return MOST


@dataclass(frozen=True, slots=True)
class News:
    """Changes since the last visit: all, contradictions among them, and by view."""

    changes: int = 0
    contradictions: int = 0
    views: Mapping[int, int] = field(default_factory=dict)


def waiting_for(user: User, permissions: Collection[str], now: datetime) -> Waiting:
    """Count what those with these permissions have to do. One query, none for who only reads."""
    asked: dict[str, QuerySet[Any]] = {}
    if "claims.change_claim" in permissions:
        doubtful = Claim.objects.filter(review=Claim.Review.MACHINE, confidence__lt=BANDS["doubtful"][1])
        asked["review"] = doubtful.filter(series__isnull=False).values("pk")
        names = Q(act=Proposal.Act.NAMES) if "claims.change_actor" not in permissions else Q(pk=None)
        asked["asked"] = Proposal.objects.asked_for().exclude(names).exclude(user=user).values("pk")
    if "articles.add_batch" in permissions:
        state, late = BatchItem.State, now - STUCK_AFTER
        open_items = BatchItem.objects.filter(state__in=[state.RECEIVED, state.STORED]).live()
        news = Q(retryable=True) | Q(updated_at__gte=now - NEWS_FOR)
        asked["waiting"] = open_items.values("pk")
        asked["stuck"] = open_items.filter(updated_at__lt=late).values("pk")
        asked["failed"] = BatchItem.objects.filter(news, state=state.FAILED).live().values("batch")
        asked["undated"] = Article.objects.filter(published_on__isnull=True).values("pk")
    if not asked:
        return Waiting()
    arrays = {name: ArraySubquery(rows.order_by()[: MOST + 1]) for name, rows in asked.items()}
    row = User.objects.filter(pk=user.pk).values_list(*arrays.values()).get()
    found = dict(zip(arrays, row, strict=True))
    batches = set(found.get("failed", ()))
    counts = {name: len(numbers) for name, numbers in found.items()}
    return Waiting(**counts, batch=batches.pop() if len(batches) == 1 else 0)


def news_since(before: datetime | None, views: Sequence[tuple[SavedView, Q]]) -> News:
    """Count what was found since the last visit, for each view by its condition on changes. One query."""
    if before is None:
        return News()
    counts = {f"view_{view.pk}": Count("pk", filter=asked) for view, asked in views[:FOLLOWED]}
    against = Q(what=Change.What.CONTRADICTED)
    fresh = Change.objects.filter(added_at__gt=before).order_by()
    found = fresh.aggregate(changes=Count("pk"), contradictions=Count("pk", filter=against), **counts)
    by_view = {view.pk: found[f"view_{view.pk}"] for view, _ in views[:FOLLOWED]}
    return News(found["changes"], found["contradictions"], by_view)
