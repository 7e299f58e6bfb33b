"""Tasks are addressed envelopes: numbers in, one call, repeated while the database is away."""

from __future__ import annotations

import pytest
from celery.exceptions import Retry
from django.db import OperationalError

from claims import recording, tasks
from claimtrack.celery import app


def test_claims_are_read_in_a_queue_of_their_own():
    for task in (tasks.extract_article, tasks.relink_series, tasks.sweep_runs):
        assert app.amqp.router.route({}, task.name)["queue"].name == "extract"


def test_a_database_that_is_away_is_asked_again(monkeypatch):
    def away(run_id):
        raise OperationalError("the database is starting up")

    monkeypatch.setattr(recording, "record_run", away)
    monkeypatch.setattr(tasks.extract_article, "retry", lambda **options: Retry(exc=options["exc"]))
    with pytest.raises(Retry):
        tasks.extract_article(7)


def test_a_broker_that_is_away_is_asked_once_per_sweep(monkeypatch):
    tried = []
    monkeypatch.setattr(tasks, "send", lambda task, run_id: tried.append(run_id))
    tasks.ask_for([1, 2, 3])
    assert tried == [1]
