"""A date that is set while the article is being read, by another connection at the worst moments."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from articles import upkeep
from articles.models import Article
from claims import recording, runs, tasks
from claims.models import Claim, ExtractionRun
from claims.records import NormalisedClaim
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
State = ExtractionRun.State
NEW_DAY = date(2024, 12, 24)


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs stand in the database; nobody is asked to read them but by the tests."""
    monkeypatch.setattr(tasks.extract_article, "delay", lambda run: None)


def set_date(article: Article) -> None:
    """Say the new date on a connection of the thread's own."""
    try:
        upkeep.set_date(Article.objects.filter(pk=article.pk), NEW_DAY)
    finally:
        connection.close()


def done_or_waiting_for_a_lock(other: Future[None]) -> None:
    """Return once the other thread is through, or PostgreSQL says that it waits for a lock."""
    # Who waits for a row waits for the transaction that holds it; `pg_locks` is read anew each time.
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')"
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(query)
            if other.done() or cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the other thread neither ended nor waited for a lock")


def stored_while(article: Article, moment: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Store a reading of the article; `moment` names the step before which another connection sets the new date."""
    lease = runs.take(make.run(article).pk)
    assert lease is not None
    step: Callable[..., object] = getattr(recording, moment)
    with ThreadPoolExecutor(1) as pool:

        def with_company(*args: object) -> object:
            other = pool.submit(set_date, article)
            done_or_waiting_for_a_lock(other)
            return step(*args)

        monkeypatch.setattr(recording, moment, with_company)
        return recording.store(lease, [make.record()], "rules", "")


# Before the run is closed, between closing it and looking at the article, after looking, and just before the commit.
@pytest.mark.parametrize("moment", ["finish", "_is_outdated", "_write", "settle_items"])
def test_a_date_set_while_the_article_is_read_leaves_a_run_to_read_it_again(moment, monkeypatch):
    article = make.article()
    stored_while(article, moment, monkeypatch)
    monkeypatch.undo()
    monkeypatch.setattr(tasks.extract_article, "delay", lambda run: None)
    assert Article.objects.get().published_on == NEW_DAY
    again = ExtractionRun.objects.get(state=State.WAITING)
    lease = runs.take(again.pk)
    assert lease is not None
    assert lease.run.article.published_on == NEW_DAY
    assert recording.store(lease, [make.record(reported_on=NEW_DAY)], "rules", "")
    assert [c.reported_on for c in Claim.objects.all()] == [NEW_DAY]
    assert not ExtractionRun.objects.filter(state__in=[State.WAITING, State.RUNNING]).exists()


def test_a_reading_that_nobody_disturbs_leaves_no_run(monkeypatch):
    article = make.article()
    lease = runs.take(make.run(article).pk)
    assert lease is not None
    records: list[NormalisedClaim] = [make.record()]
    assert recording.store(lease, records, "rules", "")
    assert list(ExtractionRun.objects.values_list("state", flat=True)) == [State.DONE]
