"""Retries, sweeping, dates said later, deletion; and the tasks that call for them."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from articles import intake, storing, tasks, upkeep
from articles.models import Article, Batch, BatchItem
from articles.records import Reason
from tests import factories
from tests.articles.samples import FOLDER
from tests.articles.test_intake import TEXT, announcements, receive

pytestmark = pytest.mark.django_db
State = BatchItem.State
FOREIGN = (FOLDER / "english.txt").read_text()


@pytest.fixture
def sent(monkeypatch):
    """Collect (task's name, arguments) instead of sending them."""
    envelopes = []
    for task in (tasks.read_items, tasks.read_batch):
        monkeypatch.setattr(task, "delay", lambda *args, name=task.name: envelopes.append((name.split(".")[-1], *args)))
    return envelopes


def items(number):
    """Return ids of a batch of waiting items."""
    files = [(f"{n}.txt", io.BytesIO(f"{TEXT} {n}".encode())) for n in range(number)]
    batch = intake.receive(files, user=None, origin=Batch.Origin.UPLOAD)
    return list(batch.items.order_by("pk").values_list("pk", flat=True))


def age(ids, seconds, **values):
    """Make items look as if nothing had happened to them for so long."""
    BatchItem.objects.filter(pk__in=ids).update(updated_at=timezone.now() - timedelta(seconds=seconds), **values)


def test_the_sweeper_takes_up_what_nobody_ever_read():
    old, new = items(2)
    age([old], 31)
    assert upkeep.sweep(timezone.now()) == [old]
    assert upkeep.sweep(timezone.now()) == []  # touched: a long queue is not filled anew each time
    assert storing.read_item(old) == State.STORED
    assert storing.read_item(new) == State.STORED


def test_the_sweeper_takes_up_what_a_killed_worker_held():
    held, lost = items(2)
    storing.claim(held)
    storing.claim(lost)
    past = timezone.now() - timedelta(seconds=1)
    BatchItem.objects.filter(pk=lost).update(lease_until=past)
    assert upkeep.sweep(timezone.now()) == [lost]
    assert storing.read_item(lost) == State.STORED


def test_the_sweeper_gives_up_what_never_ends_and_it_can_be_retried():
    [pk] = items(1)
    age([pk], 31, attempts=upkeep.MAX_ATTEMPTS)
    assert upkeep.sweep(timezone.now()) == []
    item = BatchItem.objects.get(pk=pk)
    assert (item.state, item.reason, item.retryable) == (State.FAILED, Reason.GAVE_UP, True)
    assert upkeep.retry(BatchItem.objects.all(), timezone.now()) == 1
    assert storing.read_item(pk) == State.STORED


def test_a_sweep_is_bounded():
    ids = items(3)
    age(ids, 31)
    assert upkeep.sweep(timezone.now(), limit=2) == ids[:2]
    assert upkeep.sweep(timezone.now(), limit=2) == ids[2:]


def test_only_what_may_be_retried_is():
    batch = receive(("a.txt", ""), ("b.txt", TEXT))
    assert upkeep.retry(batch.items.all(), timezone.now()) == 0
    assert [item.state for item in batch.items.order_by("position")] == [State.FAILED, State.RECEIVED]


def test_an_article_whose_claims_could_not_be_read_is_announced_again(django_capture_on_commit_callbacks):
    article = factories.article()
    item = factories.item(article)
    BatchItem.objects.filter(pk=item.pk).update(state=State.FAILED, reason=Reason.EXTRACTION, retryable=True)
    with announcements(django_capture_on_commit_callbacks) as ids:
        assert upkeep.retry(BatchItem.objects.filter(pk=item.pk), timezone.now()) == 1
    item.refresh_from_db()
    assert (item.state, item.reason, item.retryable) == (State.STORED, "", False)
    assert ids == [article.pk]


def test_a_date_said_later_is_kept_as_given_and_the_claims_are_read_again(django_capture_on_commit_callbacks):
    article = factories.article(published=None)
    with announcements(django_capture_on_commit_callbacks) as ids:
        assert upkeep.set_date(Article.objects.filter(pk=article.pk), date(2024, 10, 22)) == 1
    article.refresh_from_db()
    said = (article.published_on, article.published_precision, article.published_found)
    assert said == (date(2024, 10, 22), "day", "given")
    assert ids == [article.pk]


def test_items_of_articles_with_a_new_date_wait_for_their_claims_again(django_capture_on_commit_callbacks):
    article, other = factories.article(published=None), factories.article()
    read, unread, untouched = (factories.item(of, State.EXTRACTED) for of in (article, article, other))
    copy = factories.item(article, State.DUPLICATE)
    BatchItem.objects.filter(pk=unread.pk).update(state=State.FAILED, reason=Reason.EXTRACTION, retryable=True)
    with announcements(django_capture_on_commit_callbacks):
        upkeep.set_date(Article.objects.filter(pk=article.pk), date(2024, 10, 22))
    states = dict(BatchItem.objects.values_list("pk", "state"))
    assert states == {
        read.pk: State.STORED,
        unread.pk: State.STORED,
        untouched.pk: State.EXTRACTED,
        copy.pk: State.DUPLICATE,
    }


def test_expired_articles_go_and_their_items_stay():
    today = date(2025, 1, 31)
    gone, kept, for_ever = factories.article(), factories.article(), factories.article()
    item = factories.item(gone, State.EXTRACTED)
    Article.objects.filter(pk=gone.pk).update(delete_after=today)
    Article.objects.filter(pk=kept.pk).update(delete_after=today + timedelta(days=1))
    assert upkeep.delete_expired(today) == 1
    assert set(Article.objects.all()) == {kept, for_ever}
    item.refresh_from_db()
    assert (item.state, item.article, item.payload) == (State.EXTRACTED, None, None)


def test_bytes_kept_for_another_reading_go_when_texts_do(settings):
    batch = receive(("a.txt", FOREIGN), ("b.txt", FOREIGN), ("c.txt", TEXT))
    old, fresh, waiting = batch.items.order_by("position")
    storing.read_item(old.pk)
    storing.read_item(fresh.pk)
    age([old.pk, waiting.pk], 31 * 86400)
    upkeep.drop_expired_bytes(timezone.now())
    assert batch.items.filter(payload=None).count() == 0, "without a retention time nothing goes"
    settings.RETENTION_DAYS = 30
    tasks.delete_expired_articles()
    assert batch.items.get(payload=None) == old
    assert upkeep.read_anyway(old.pk, timezone.now()) == 0


def test_an_item_skipped_for_its_language_is_read_when_somebody_says_so():
    batch = receive(("a.txt", FOREIGN), ("b.txt", ""))
    skipped, failed = batch.items.order_by("position")
    assert storing.read_item(skipped.pk) == State.SKIPPED
    storing.read_item(failed.pk)
    assert upkeep.read_anyway(failed.pk, timezone.now()) == 0
    assert upkeep.read_anyway(skipped.pk, timezone.now()) == 1
    assert upkeep.read_anyway(skipped.pk, timezone.now()) == 0, "it waits already"
    assert storing.read_item(skipped.pk) == State.STORED
    article = Article.objects.get()
    assert (article.text, article.language, article.noise) == (FOREIGN, "en", [])
    skipped.refresh_from_db()
    assert (skipped.reason, skipped.payload) == ("", None)


def test_a_batch_is_handed_out_in_its_order_and_once(sent):
    ids = items(3)
    storing.read_item(ids[1])
    storing.claim(ids[2])
    tasks.read_batch(BatchItem.objects.get(pk=ids[0]).batch_id)
    assert sent == [("read_items", ids[0])]


def test_tasks_do_what_their_names_say(sent):
    ids = items(2)
    age(ids, 31)
    tasks.sweep_items()
    assert sent == [("read_items", *ids)]
    tasks.read_items(ids[0])
    Article.objects.filter(items=ids[0]).update(delete_after=timezone.localdate())
    tasks.delete_expired_articles()
    assert not Article.objects.exists()


def test_a_batch_is_enqueued_after_its_commit(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.enqueue_batch(7)
        assert sent == []
    assert sent == [("read_batch", 7)]


def test_a_broker_that_is_down_fails_nothing(monkeypatch, caplog):
    asked = []

    def fail(*args):
        asked.append(args)
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.read_items, "delay", fail)
    tasks.send_items([1, 2, 3])
    assert asked == [(1, 2, 3)]
    assert "left to the sweeper" in caplog.text
