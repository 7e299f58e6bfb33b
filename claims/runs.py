"""Who works on a run: taken under a lease, closed, given back, or ended with a reason.

In: the number of an `ExtractionRun`. Out: its state and those of the items that wait for its article. PostgreSQL
decides, by conditional UPDATEs; the end of the lease is also the token that shows it still stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from articles.finishing import note_finished
from articles.models import BatchItem
from articles.records import Reason
from articles.states import ItemState
from claims.models import ExtractionRun

# A run that fails by itself is tried this often, one whose worker was killed twice as often: that may be bad luck.
MAX_ATTEMPTS = 3
MAX_TAKEN = 6
# Long texts get more time, but never as much as the visibility timeout of the queue (120 s).
CHARACTERS_PER_SECOND = 4000
LONGEST_LEASE = 110

State = ExtractionRun.State


@dataclass(frozen=True)
class Lease:
    """A run that this worker holds until the given time, which is also its token."""

    run: ExtractionRun
    until: datetime


def open_runs(article_ids: Sequence[int]) -> list[int]:
    """The numbers of the articles' open runs, made where there are none; articles that are gone have none.

    A run that is being read serves, too: it closes only while it holds the article's row as it was read
    (`claims.recording`), else it is released to be read again.
    """
    try:
        with transaction.atomic():
            # One open run for each article: the partial unique index says which are here already.
            runs = [ExtractionRun(article_id=number) for number in sorted(set(article_ids))]
            ExtractionRun.objects.bulk_create(runs, ignore_conflicts=True)
    except IntegrityError:
        # The foreign key is checked at commit: an article was deleted between its announcement and now.
        return [] if len(article_ids) == 1 else [run for number in article_ids for run in open_runs([number])]
    are_open = ExtractionRun.objects.filter(article__in=article_ids, state__in=[State.WAITING, State.RUNNING])
    return list(are_open.order_by("article").values_list("pk", flat=True))


def take(run_id: int) -> Lease | None:
    """Claim the run by a conditional UPDATE; None where it is not free, or was taken too often."""
    now = timezone.now()
    # In vain taken this often: something about the text kills workers.
    worn = ExtractionRun.objects.filter(pk=run_id, attempts__gte=MAX_TAKEN).free(now)
    if worn.exists():
        _fail(run_id, "The worker died each time it read this article.", "worker died")
        return None
    until = now + timedelta(seconds=settings.LEASE_SECONDS)
    taken = (
        ExtractionRun.objects.filter(pk=run_id)
        .free(now)
        .update(state=State.RUNNING, lease_until=until, attempts=F("attempts") + 1, started_at=now, error="")
    )
    if not taken:
        return None
    run = ExtractionRun.objects.select_related("article").defer("article__raw").get(pk=run_id)
    return _sized(Lease(run, until))


def give_up(lease: Lease, error: Exception) -> None:
    """Put the run back for another try, or end it with the reason after the last one."""
    text = f"{type(error).__name__}: {error}"[:2000]
    if lease.run.attempts >= MAX_ATTEMPTS:
        # The item's detail is shown widely and holds no words of the article, which an error's message may.
        _fail(lease.run.pk, text, type(error).__name__)
    else:
        ExtractionRun.objects.filter(pk=lease.run.pk, lease_until=lease.until).update(
            state=State.WAITING, lease_until=None, error=text
        )


def finish(lease: Lease, code: str, model: str) -> bool:
    """Close the run under its lease; False where another worker took it meanwhile."""
    held = ExtractionRun.objects.filter(pk=lease.run.pk, state=State.RUNNING, lease_until=lease.until)
    return bool(
        held.update(
            state=State.DONE,
            lease_until=None,
            finished_at=timezone.now(),
            code_version=code[:40],
            model_version=model[:80],
            error="",
        )
    )


def release(lease: Lease) -> None:
    """Open the run again: its article changed under it. The sweeper asks for it."""
    ExtractionRun.objects.filter(pk=lease.run.pk).update(state=State.WAITING, finished_at=None, lease_until=None)


def _fail(run_id: int, text: str, detail: str) -> None:
    with transaction.atomic():
        run = ExtractionRun.objects.select_for_update().filter(pk=run_id).first()
        if run is None or run.state not in {State.WAITING, State.RUNNING}:
            return
        run.state, run.error, run.finished_at, run.lease_until = State.FAILED, text, timezone.now(), None
        run.save(update_fields=["state", "error", "finished_at", "lease_until"])
        settle_items(run.article_id, ItemState.FAILED, detail)


def settle_items(article_id: int, state: ItemState, detail: str = "") -> None:
    """End the items that waited for this article; a failed one can be retried from its batch page."""
    failed = state is ItemState.FAILED
    waiting = BatchItem.objects.filter(article=article_id, state=ItemState.STORED)
    batches = list(waiting.order_by().values_list("batch_id", flat=True))
    waiting.update(
        state=state,
        reason=Reason.EXTRACTION if failed else "",
        detail=detail[:500],
        retryable=failed,
        updated_at=timezone.now(),
    )
    note_finished(batches)


def _sized(lease: Lease) -> Lease:
    """The lease, longer for a long text."""
    seconds = settings.LEASE_SECONDS + len(lease.run.article.text) // CHARACTERS_PER_SECOND
    until = lease.until + timedelta(seconds=min(seconds, LONGEST_LEASE) - settings.LEASE_SECONDS)
    ExtractionRun.objects.filter(pk=lease.run.pk, lease_until=lease.until).update(lease_until=until)
    return Lease(lease.run, until)
