"""Many items read under one lease and stored in one transaction: as safe as one by one."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles import copies, storing, together
from articles.models import Article, BatchItem
from articles.records import Reason
from tests.articles.test_intake import announcements, receive

pytestmark = pytest.mark.django_db
State = BatchItem.State
TEXT = "Die Polizei zählte am Samstag rund {}.000 Teilnehmer, die Veranstalter sprachen von viel mehr Menschen."


def items(*texts):
    """Return the ids of one item for each text."""
    batch = receive(*((f"{number}.txt", text) for number, text in enumerate(texts)))
    return list(batch.items.order_by("position").values_list("pk", flat=True))


def states(ids):
    """Return (state, reason, attempts) of the items in order."""
    found = BatchItem.objects.filter(pk__in=ids).order_by("position")
    return list(found.values_list("state", "reason", "attempts"))


def test_articles_copies_and_refusals_end_as_they_would_alone(django_capture_on_commit_callbacks):
    ids = items(TEXT.format(1), TEXT.format(2), TEXT.format(1), "kurz")
    with announcements(django_capture_on_commit_callbacks) as told:
        assert together.read_items(ids) == []
    ended = [(State.STORED, "", 1), (State.STORED, "", 1), (State.DUPLICATE, "copy", 1), (State.FAILED, "too_short", 1)]
    assert states(ids) == ended
    assert sorted(told) == sorted(Article.objects.values_list("pk", flat=True))
    assert set(BatchItem.objects.values_list("lease_until", "payload")) == {(None, None)}
    assert together.read_items(ids) == []
    assert states(ids) == ended


def test_what_may_have_killed_a_worker_is_read_alone(monkeypatch):
    killed, fresh = ids = items(TEXT.format(1), TEXT.format(2))
    storing.claim(killed)
    assert together.read_items(ids) == []
    assert states(ids) == [(State.RECEIVED, "", 1), (State.STORED, "", 1)], "another worker holds the first"
    BatchItem.objects.filter(pk=killed).update(lease_until=timezone.now() - timedelta(seconds=1))
    alone: list[int] = []
    monkeypatch.setattr(storing, "read_item", alone.append)
    together.read_items(ids)
    assert alone == [killed]


def test_an_item_that_is_cancelled_meanwhile_keeps_no_other_back(monkeypatch):
    ids = items(TEXT.format(1), TEXT.format(2), TEXT.format(3))
    prepared = storing.prepared

    def cancelled(item):
        gone = {"state": State.SKIPPED, "reason": "language", "lease_until": None}
        BatchItem.objects.filter(pk=ids[1]).update(**gone)
        return prepared(item)

    monkeypatch.setattr(storing, "prepared", cancelled)
    assert together.read_items(ids) == []
    assert [state for state, _, _ in states(ids)] == [State.STORED, State.SKIPPED, State.STORED]
    assert Article.objects.count() == 2, "nothing is stored for what is not ours any more"


def test_an_article_that_cannot_be_stored_fails_by_itself(monkeypatch):
    ids = items(TEXT.format(1), TEXT.format(2), TEXT.format(3))
    row_of = copies.row_of

    def refusing(article, *more):
        if "2.000" in article.text:
            raise ZeroDivisionError
        return row_of(article, *more)

    monkeypatch.setattr(copies, "row_of", refusing)
    assert together.read_items(ids) == []
    found = states(ids)
    assert [state for state, _, _ in found] == [State.STORED, State.FAILED, State.STORED]
    assert found[1][1] == Reason.INTERNAL


def test_an_article_that_cannot_be_read_fails_by_itself(monkeypatch, caplog):
    ids = items(TEXT.format(1), TEXT.format(2))
    clean = storing.clean  # type: ignore[attr-defined]

    def failing(raw, given):
        if "2.000" in raw.content:
            raise ZeroDivisionError("secret")
        return clean(raw, given)

    monkeypatch.setattr(storing, "clean", failing)
    together.read_items(ids)
    assert [state for state, _, _ in states(ids)] == [State.STORED, State.FAILED]
    assert BatchItem.objects.get(pk=ids[1]).retryable
    assert "ZeroDivisionError: secret" in caplog.text


def test_a_database_that_is_down_leaves_all_to_the_sweeper(monkeypatch):
    ids = items(TEXT.format(1), TEXT.format(2))

    def fail(*_):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(copies, "row_of", fail)
    with pytest.raises(OperationalError):
        together.read_items(ids)
    assert states(ids) == [(State.RECEIVED, "", 1)] * 2


def test_what_there_is_no_time_for_is_given_back_untouched(settings, monkeypatch):
    ids = items(*(TEXT.format(number) for number in range(1, 5)))
    monkeypatch.setattr(together, "MANY_BYTES", 2 * len(TEXT.encode()) + 10)
    settings.LEASE_SECONDS = 0.0001
    left = together.read_items(ids)
    assert left == ids
    assert states(left) == [(State.RECEIVED, "", 0)] * 4
    settings.LEASE_SECONDS = 60
    assert together.read_items(left) == []
    assert Article.objects.count() == 4


def test_bytes_of_few_items_are_held_at_a_time():
    many = together.MANY_BYTES
    sizes = {1: many // 2, 2: many // 2, 3: 1, 4: many * 3, 5: None, 6: 7}
    assert list(together.in_runs(sizes)) == [[1, 2], [3], [4], [5, 6]]


def test_fifty_new_articles_cost_few_queries(django_assert_max_num_queries):
    ids = items(*(TEXT.format(number) for number in range(1, 51)))
    with django_assert_max_num_queries(16):
        together.read_items(ids)
    assert Article.objects.count() == 50


def test_texts_and_addresses_that_come_twice_in_a_run_are_no_new_articles():
    page = '{{"text": "{}", "url": "https://bote.example/politik/artikel-{}.html", "title": "{}"}}'.format
    long = TEXT.format(1) + " " + TEXT.format(2)
    new = long + " Das ist neu."
    texts = [page(long, 1, "Zahlen"), page(new, 1, "Zahlen"), page(new, 2, "Zahlen")]
    batch = receive(("a.jsonl", "\n".join(texts)))
    together.read_items(list(batch.items.values_list("pk", flat=True)))
    found = list(batch.items.order_by("position").values_list("state", flat=True))
    assert found == [State.STORED, State.STORED, State.DUPLICATE]
    assert Article.objects.filter(items__batch=batch).distinct().count() == 1
    assert Article.objects.get(items__position=2, items__batch=batch).text.endswith("Das ist neu.")
