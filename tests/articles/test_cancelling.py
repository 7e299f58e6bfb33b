"""Batches stopped in the middle and taken up again; counts that add up; when a batch is finished."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import cancelling, finishing, intake, storing, upkeep
from articles.models import Article, Batch, BatchItem
from articles.progress import counts_of, progress_of
from articles.querysets import READABLE
from articles.records import Reason
from articles.states import FINAL_STATES, OPEN_STATES
from claims import runs
from tests import factories
from tests.articles.test_intake import TEXT

pytestmark = pytest.mark.django_db
State = BatchItem.State


@pytest.fixture(autouse=True)
def committed(django_capture_on_commit_callbacks, monkeypatch):
    """Run at once what waits for the commit, as outside of a test."""
    monkeypatch.setattr(transaction, "on_commit", lambda work, using=None, robust=False: work())
    monkeypatch.setattr("claims.receivers.send", lambda *args: None)


def batch_of(number):
    """Return a batch of waiting items."""
    files = [(f"{n}.txt", io.BytesIO(f"{TEXT} {n}".encode())) for n in range(number)]
    return intake.receive(files, user=None, origin=Batch.Origin.UPLOAD)


def states(batch):
    return list(batch.items.order_by("position").values_list("state", "reason"))


def read(batch, *positions):
    """Store the articles of these items and read their claims."""
    for item in batch.items.filter(position__in=positions):
        storing.read_item(item.pk)
        item.refresh_from_db()
        runs.settle_items(item.article_id, State.EXTRACTED)


def test_cancelling_ends_what_nobody_read_and_leaves_what_is_read():
    batch = batch_of(4)
    read(batch, 1)
    storing.read_item(batch.items.get(position=2).pk)
    assert cancelling.cancel(batch.pk, timezone.now()) == 2
    cancelled = (State.CANCELLED, Reason.CANCELLED)
    assert states(batch) == [(State.EXTRACTED, ""), (State.STORED, ""), cancelled, cancelled]
    assert Article.objects.count() == 2
    assert cancelling.cancel(batch.pk, timezone.now()) == 0


def test_a_cancelled_item_is_not_stored_by_who_was_reading_it():
    batch = batch_of(1)
    item = batch.items.get()
    lease = storing.claim(item.pk)
    assert lease
    assert cancelling.cancel(batch.pk, timezone.now()) == 1
    with pytest.raises(storing.LeaseLost):
        storing.read_claimed(item.pk, lease)
    assert states(batch) == [(State.CANCELLED, Reason.CANCELLED)]
    assert not Article.objects.exists()


def test_a_cancelled_batch_goes_on_where_it_stood():
    batch = batch_of(3)
    read(batch, 1)
    cancelling.cancel(batch.pk, timezone.now())
    batch.refresh_from_db()
    assert batch.finished_at
    assert progress_of(batch.pk).cancelled == 2
    assert cancelling.go_on(batch.pk, timezone.now()) == 2
    batch.refresh_from_db()
    assert batch.finished_at is None
    assert upkeep.sweep(timezone.now() + timedelta(minutes=1)) == [i.pk for i in batch.items.order_by("pk")[1:]]
    read(batch, 2, 3)
    assert states(batch) == [(State.EXTRACTED, "")] * 3
    batch.refresh_from_db()
    assert batch.finished_at


def test_what_was_cancelled_long_ago_cannot_go_on(settings):
    batch = batch_of(1)
    cancelling.cancel(batch.pk, timezone.now())
    settings.RETENTION_DAYS = 5
    assert upkeep.drop_expired_bytes(timezone.now() + timedelta(days=6)) == 1
    assert progress_of(batch.pk).cancelled == 0
    assert cancelling.go_on(batch.pk, timezone.now()) == 0
    assert states(batch) == [(State.CANCELLED, Reason.CANCELLED)]
    assert not batch.items.filter(READABLE).exists()


def test_every_item_counts_once_in_whatever_state():
    batch = batch_of(len(State.values) * 2)
    article = factories.article()
    for item, state in zip(batch.items.order_by("pk"), [*State.values, *State.values], strict=True):
        of = article if state in (State.STORED, State.EXTRACTED, State.DUPLICATE) else None
        reason = Reason.SLOW if state in (State.FAILED, State.SKIPPED, State.CANCELLED) else ""
        BatchItem.objects.filter(pk=item.pk).update(state=state, reason=reason, article=of)
    progress = progress_of(batch.pk)
    assert progress.total == batch.items.count() == sum(count.number for count in progress.counts)
    assert progress.total == sum(counts_of([batch.pk])[batch.pk].values())
    assert progress.done == 2 * len(FINAL_STATES) == progress.total - 2 * len(OPEN_STATES)
    listed: Any = Batch.objects.with_counts().get(pk=batch.pk)
    assert listed.total == sum(getattr(listed, f"n_{state}") for state in State.values)
    assert sum(each.number for each in progress.reasons) == 6


@pytest.mark.parametrize(
    "values",
    [
        {"state": "vanished"},
        {"state": State.FAILED, "reason": ""},
        {"state": State.CANCELLED, "reason": ""},
        {"state": State.STORED, "article": None},
        {"state": State.CANCELLED, "reason": Reason.CANCELLED, "retryable": True},
    ],
)
def test_the_database_refuses_items_that_no_count_would_know(values):
    item = batch_of(1).items.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchItem.objects.filter(pk=item.pk).update(**values)


def test_an_item_whose_article_is_deleted_ends_with_that_reason():
    batch = batch_of(2)
    read(batch, 1)
    waiting = batch.items.get(position=2)
    storing.read_item(waiting.pk)
    waiting.refresh_from_db()
    waiting.article.delete()
    assert states(batch) == [(State.EXTRACTED, ""), (State.CANCELLED, Reason.ARTICLE_GONE)]
    batch.refresh_from_db()
    assert batch.finished_at
    assert cancelling.go_on(batch.pk, timezone.now()) == 0


def test_a_batch_is_stamped_when_its_last_item_ends_and_open_again_with_a_retry():
    batch = batch_of(2)
    read(batch, 1)
    BatchItem.objects.filter(batch=batch, position=2).update(
        state=State.FAILED, reason=Reason.SLOW, retryable=True, lease_until=None
    )
    batch.refresh_from_db()
    assert batch.finished_at is None
    assert finishing.stamp_missed() == 1  # a crash kept the worker from saying so
    assert finishing.stamp_missed() == 0
    assert upkeep.retry(batch.items.all(), timezone.now()) == 1
    batch.refresh_from_db()
    assert batch.finished_at is None
    read(batch, 2)
    batch.refresh_from_db()
    assert batch.finished_at


def test_pace_and_time_left_are_told_only_where_they_are_known():
    batch = batch_of(10)
    now = timezone.now()
    assert progress_of(batch.pk, now).a_minute is None
    assert progress_of(batch.pk, now).seconds_left is None
    ended = {"state": State.FAILED, "reason": Reason.SLOW}
    for position, seconds in ((1, 70), (2, 30), (3, 20), (4, 10)):
        BatchItem.objects.filter(batch=batch, position=position).update(
            updated_at=now - timedelta(seconds=seconds), **ended
        )
    progress = progress_of(batch.pk, now)
    assert progress.a_minute == pytest.approx(6)  # three in the last thirty seconds
    assert progress.seconds_left == pytest.approx(60)
    later = progress_of(batch.pk, now + timedelta(minutes=5))
    assert (later.a_minute, later.seconds_left) == (None, None)
    assert later.done == 4
