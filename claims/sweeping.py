"""Runs that the queue lost, articles that never got one, and series that nobody cleared away.

In: nothing. Out: numbers of rows to ask for again, few enough for one sweep. PostgreSQL is the truth, the queue a hint.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article, BatchItem
from claims.models import ExtractionRun, Series
from claims.runs import open_runs

# A fresh run is most likely in the queue; one that was asked for again rests before the next sweep takes it.
FRESH = timedelta(seconds=settings.LOST_AFTER_SECONDS)
REST = 4 * FRESH
AT_ONCE = 200

State = ExtractionRun.State


def runs_to_ask_for() -> list[int]:
    """Open runs for articles that lack one, then mark and return runs that are due. Marks let a long queue drain."""
    now = timezone.now()
    open_runs(_articles_without_run())
    waiting = Q(state=State.WAITING, lease_until__isnull=True, created_at__lt=now - FRESH)
    overdue = Q(state__in=[State.WAITING, State.RUNNING], lease_until__lt=now)
    with transaction.atomic():
        shown = ExtractionRun.objects.filter(waiting | overdue, article__hidden_at__isnull=True)
        due = shown.select_for_update(skip_locked=True, of=("self",)).order_by("pk")
        found = list(due.values_list("pk", flat=True)[:AT_ONCE])
        # A mark is a date to come on a waiting run; on a running one the lease that is over already says all.
        ExtractionRun.objects.filter(pk__in=found, state=State.WAITING).update(lease_until=now + REST)
    return found


def series_to_clear() -> list[int]:
    """Series left without claims, whose removal the queue lost when their last article went."""
    return list(Series.objects.clearable().order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _articles_without_run() -> list[int]:
    """Articles whose announcement was lost: the first one, or a later one, for which an item of theirs still waits."""
    before = timezone.now() - FRESH
    missed = Article.objects.filter(runs__isnull=True, created_at__lt=before).order_by("pk")
    stored = BatchItem.objects.filter(state=BatchItem.State.STORED, updated_at__lt=before)
    waiting = stored.filter(article__hidden_at__isnull=True, article__isnull=False)
    open_runs = ExtractionRun.objects.filter(article=OuterRef("article"), state__in=[State.WAITING, State.RUNNING])
    forgotten = waiting.filter(~Exists(open_runs)).order_by("article_id")
    found = [*missed.values_list("pk", flat=True)[:AT_ONCE], *forgotten.values_list("article_id", flat=True)[:AT_ONCE]]
    return list(dict.fromkeys(found))
