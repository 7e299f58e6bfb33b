"""Batches deleted with what they alone brought, brought back, and gone for good."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import binning, intake, purging, storing, tasks, upkeep
from articles.models import Article, Batch, BatchItem
from articles.signals import articles_hidden, articles_shown
from claims import runs
from tests.articles.test_intake import TEXT

pytestmark = pytest.mark.django_db
State = BatchItem.State


@pytest.fixture(autouse=True)
def committed(monkeypatch):
    """Run at once what waits for the commit, as outside of a test; no broker."""
    monkeypatch.setattr(transaction, "on_commit", lambda work, using=None, robust=False: work())
    monkeypatch.setattr("claims.receivers.send", lambda *args: None)


def batch_of(*numbers, read=True):
    """Return a batch that brings the texts of these numbers, stored and read unless `read` is not."""
    files = [(f"{n}.txt", io.BytesIO(f"{TEXT} {n}".encode())) for n in numbers]
    batch = intake.receive(files, user=None, origin=Batch.Origin.UPLOAD)
    for item in batch.items.order_by("pk") if read else ():
        if storing.read_item(item.pk) == State.STORED:
            item.refresh_from_db()
            assert item.article_id is not None
            runs.settle_items(item.article_id, State.EXTRACTED)
    return batch


def delete(batch):
    assert binning.delete(batch.pk, None, timezone.now())


def rows():
    """Everything that undoing must leave as it was."""
    return (
        list(Batch.everything.order_by("pk").values()),
        list(BatchItem.objects.order_by("pk").values()),
        list(Article.everything.order_by("pk").values()),
    )


def visible():
    return sorted(int(text.rsplit(" ", 1)[1]) for text in Article.objects.values_list("text", flat=True))


def test_a_deleted_batch_and_what_it_alone_brought_are_gone_and_come_back_exactly():
    batch, other = batch_of(1, 2, 3), batch_of(3, 4)
    before = rows()
    weight = binning.weigh(batch.pk)
    assert (weight.items, weight.articles, weight.staying, weight.unread) == (3, 2, 1, 0)
    delete(batch)
    assert list(Batch.objects.all()) == [other]
    assert list(Batch.everything.in_bin()) == [batch]
    assert visible() == [3, 4]
    assert not binning.delete(batch.pk, None, timezone.now())
    assert binning.restore(batch.pk)
    assert rows() == before
    assert not binning.restore(batch.pk)


def test_an_article_stays_until_the_last_batch_that_brought_it_goes():
    first, second = batch_of(1), batch_of(1)
    assert second.items.get().state == State.DUPLICATE
    delete(first)
    assert visible() == [1]
    delete(second)
    assert visible() == []
    binning.restore(first.pk)
    assert visible() == [1]


def test_who_deleted_it_and_when_is_told():
    batch, user, now = batch_of(1), User.objects.create_user("ada"), timezone.now()
    binning.delete(batch.pk, user, now)
    gone = Batch.everything.get(pk=batch.pk)
    assert (gone.deleted_by, gone.deleted_at) == (user, now)


def test_a_text_that_lies_in_the_bin_comes_out_when_it_is_brought_again():
    first = batch_of(1, 2)
    delete(first)
    second = batch_of(1)
    assert visible() == [1]
    assert second.items.get().state == State.EXTRACTED  # new to everybody who looks
    purging.mark(first.pk)
    purging.empty_bin(timezone.now())
    assert visible() == [1]
    assert Article.everything.count() == 1


def test_nobody_reads_items_while_their_batch_lies_in_the_bin():
    batch = batch_of(1, 2, read=False)
    first, second = batch.items.order_by("pk")
    lease = storing.claim(first.pk)
    assert lease
    delete(batch)
    with pytest.raises(storing.LeaseLost):
        storing.read_claimed(first.pk, lease)
    assert not Article.everything.exists()
    assert storing.read_item(second.pk) is None
    assert upkeep.sweep(timezone.now() + timedelta(hours=1)) == []
    binning.restore(batch.pk)
    assert upkeep.sweep(timezone.now() + timedelta(hours=1)) == [first.pk, second.pk]
    assert storing.read_item(second.pk) == State.STORED


def test_items_whose_claims_were_not_read_are_announced_again_on_return(monkeypatch):
    batch = batch_of(1, read=False)
    storing.read_item(batch.items.get().pk)
    delete(batch)
    announced: list[list[int]] = []
    monkeypatch.setattr(binning, "announce_later", announced.append)
    binning.restore(batch.pk)
    assert announced == [[batch.items.get().article_id]]


def test_a_receiver_that_fails_stops_the_deletion():
    batch = batch_of(1)

    def refuse(**_):
        raise RuntimeError("no")

    articles_hidden.connect(refuse, sender=Article)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            binning.delete(batch.pk, None, timezone.now())
    finally:
        articles_hidden.disconnect(refuse, sender=Article)
    assert visible() == [1]
    assert Batch.objects.filter(pk=batch.pk).exists()


def test_hidden_and_shown_articles_are_named(monkeypatch):
    batch = batch_of(1, 2)
    ids = sorted(Article.objects.values_list("pk", flat=True))
    told = []

    def note(signal, article_ids, **_):
        told.append((signal is articles_hidden, article_ids))

    for signal in (articles_hidden, articles_shown):
        signal.connect(note, sender=Article)
    try:
        delete(batch)
        binning.restore(batch.pk)
    finally:
        for signal in (articles_hidden, articles_shown):
            signal.disconnect(note, sender=Article)
    assert told == [(True, ids), (False, ids)]


def test_the_bin_is_emptied_when_its_time_is_over(settings):
    settings.BIN_DAYS = 7
    old, young = batch_of(1, 2), batch_of(2, 3)
    now = timezone.now()
    binning.delete(old.pk, None, now - timedelta(days=8))
    binning.delete(young.pk, None, now - timedelta(days=6))
    assert purging.empty_bin(now) == 1
    assert not Batch.everything.filter(pk=old.pk).exists()
    assert sorted(a.text[-1] for a in Article.everything.all()) == ["2", "3"]  # the young one may still come back
    assert not binning.restore(old.pk)
    assert binning.restore(young.pk)
    assert visible() == [2, 3]
    assert purging.empty_bin(now) == 0


def test_a_purge_that_was_cut_off_is_brought_to_its_end():
    batch = batch_of(1, 2)
    delete(batch)
    purging.mark(batch.pk)
    Article.everything.first().delete()
    assert not binning.restore(batch.pk)
    tasks.empty_bin()
    assert not Article.everything.exists()
    assert not Batch.everything.exists()
    assert not BatchItem.objects.exists()


def test_articles_past_their_time_are_deleted_in_the_bin_too():
    batch = batch_of(1)
    delete(batch)
    today = timezone.localdate()
    Article.everything.update(delete_after=today)
    assert upkeep.delete_expired(today) == 1
    assert not Article.everything.exists()
