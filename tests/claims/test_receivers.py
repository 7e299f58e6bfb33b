"""Articles come and go: a run for each, and no quote left of those that are gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.signals import articles_ready
from claims import sweeping, tasks
from claims.models import Change, Claim, ExtractionRun, Series
from tests import factories as make

State = ExtractionRun.State


@pytest.fixture
def asked(monkeypatch):
    """The numbers of runs that were handed to the broker."""
    found: list[int] = []
    monkeypatch.setattr(tasks.extract_article, "delay", found.append)
    return found


def announce(article):
    articles_ready.send(sender=type(article), article_ids=[article.pk])


@pytest.mark.django_db
def test_an_article_that_is_ready_gets_one_open_run(asked, django_capture_on_commit_callbacks):
    article = make.article()
    with django_capture_on_commit_callbacks(execute=True):
        announce(article)
        announce(article)
    run = ExtractionRun.objects.get()
    assert (run.article, run.state) == (article, State.WAITING)
    assert set(asked) == {run.pk}


@pytest.mark.django_db
def test_an_article_announced_after_it_was_read_is_read_again(asked, django_capture_on_commit_callbacks):
    article = make.article()
    make.run(article, state=State.DONE)
    with django_capture_on_commit_callbacks(execute=True):
        announce(article)
    assert ExtractionRun.objects.filter(state=State.WAITING).count() == 1


@pytest.mark.django_db
def test_a_broker_that_is_down_stops_nothing(monkeypatch, django_capture_on_commit_callbacks):
    from kombu.exceptions import OperationalError

    def refuse(*args):
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.extract_article, "delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        announce(make.article())
    assert ExtractionRun.objects.get().state == State.WAITING


@pytest.mark.django_db(transaction=True)
def test_an_article_deleted_before_its_announcement_is_no_error(asked):
    article = make.article()
    number = article.pk
    article.delete()
    articles_ready.send(sender=type(article), article_ids=[number])
    assert not ExtractionRun.objects.exists()
    assert not asked


@pytest.mark.django_db
def test_no_quote_outlives_its_article(stored, monkeypatch, django_capture_on_commit_callbacks):
    first = stored(make.record())
    stored(make.record(3000, 3000))
    monkeypatch.setattr(tasks.relink_series, "delay", tasks.relink_series)
    number = first.pk
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
    assert not Claim.pgh_event_model.objects.filter(article_id=number).exists()
    assert Claim.pgh_event_model.objects.exists(), "the other article keeps its history"
    assert Change.objects.get().what == "first", "the second figure now has nothing before it"
    assert Series.objects.count() == 1


@pytest.mark.django_db
def test_the_sweeper_takes_up_what_the_queue_lost():
    old = timezone.now() - timedelta(minutes=5)
    lost, held, fresh, missed = (make.article() for _ in range(4))
    waiting = make.run(lost)
    dead = make.run(held, state=State.RUNNING)
    make.run(fresh)
    ExtractionRun.objects.filter(pk__in=[waiting.pk, dead.pk]).update(created_at=old)
    ExtractionRun.objects.filter(pk=dead.pk).update(lease_until=old)
    type(missed).objects.filter(pk=missed.pk).update(created_at=old)
    assert sweeping.runs_to_ask_for() == [waiting.pk, dead.pk]
    assert ExtractionRun.objects.filter(article=missed, state=State.WAITING).exists()
    assert sweeping.runs_to_ask_for() == [dead.pk], "a run asked for rests, so that a long queue can drain"


@pytest.mark.django_db
def test_the_sweeper_opens_a_run_where_the_announcement_of_a_new_date_was_lost():
    old = timezone.now() - timedelta(minutes=5)
    lost, under_way, read, fresh = (make.article() for _ in range(4))
    items = [make.item(lost), make.item(under_way), make.item(read, "extracted")]
    type(items[0]).objects.update(updated_at=old)
    make.item(fresh)
    for article in (lost, under_way, read, fresh):
        make.run(article, state=State.DONE)
    make.run(under_way)
    sweeping.runs_to_ask_for()
    waiting = ExtractionRun.objects.filter(state=State.WAITING).order_by("article")
    assert list(waiting.values_list("article", flat=True)) == [lost.pk, under_way.pk]


@pytest.mark.django_db
def test_the_sweeper_clears_series_whose_removal_was_lost(stored, monkeypatch):
    stored(make.record())
    Claim.objects.all().delete()
    monkeypatch.setattr(tasks.relink_series, "delay", tasks.relink_series)
    monkeypatch.setattr(tasks.extract_article, "delay", lambda run: None)
    tasks.sweep_runs()
    assert not Series.objects.exists()


@pytest.mark.django_db
def test_a_run_that_was_asked_for_again_can_still_be_taken():
    from claims import runs

    run = make.run(make.article())
    ExtractionRun.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    assert sweeping.runs_to_ask_for() == [run.pk]
    assert runs.take(run.pk)


@pytest.mark.django_db
def test_the_groups_may_what_their_role_needs():
    may = {g.name: set(g.permissions.values_list("codename", flat=True)) for g in Group.objects.all()}
    assert set(may) >= {"analyst", "editor", "admin"}
    assert all(name.startswith("view_") for name in may["analyst"] - {"add_comment"})
    assert {"view_article", "view_claim", "view_batch", "view_topic"} <= may["analyst"]
    assert may["editor"] - may["analyst"] == {"change_claim"}
    assert {"add_batch", "delete_article", "change_actor"} <= may["admin"]
