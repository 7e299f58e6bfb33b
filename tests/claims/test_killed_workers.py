"""A worker that dies in the middle of its work, by its connection ended at the worst moments: the next one makes good.

Nothing half-done is ever seen; what was begun is taken up by rows, not by messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from claims import linking, recording, runs
from claims.corrections import correct
from claims.management.commands import relink
from claims.models import Claim, ExtractionRun
from claims.rereading import Scope, carry_on, progress_of, start
from claims.sweeping import runs_to_ask_for
from tests import factories as make
from tests.claims.arranged import PENTAGON
from tests.claims.promises.truths import check_history, check_sums
from tests.claims.test_registry_merging import state

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def killed(monkeypatch: pytest.MonkeyPatch, module: Any, step: str, after: int = 0) -> Iterator[None]:
    """End the connection of whoever comes to this step, but for the first few times; it must notice."""
    real: Callable[..., Any] = getattr(module, step)
    done: list[None] = []

    def die(*args: Any, **fields: Any) -> Any:
        done.append(None)
        if len(done) > after:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return real(*args, **fields)

    with monkeypatch.context() as patched:
        patched.setattr(module, step, die)
        with pytest.raises(OperationalError):
            yield
    connection.close()
    assert len(done) == after + 1


@pytest.fixture
def story(stored, django_user_model):
    """Four articles with two topics; an editor corrected a figure."""
    for day in range(4):
        said, spot = date(2024, 10, 18 + day), {"start": 70, "end": 90, "figure_start": 75, "figure_end": 80}
        other = make.record(900 + day, 900 + day, subject_actor="DVRK", source=PENTAGON, reported_on=said, **spot)
        stored(make.record(1500 + 100 * day, 1500 + 100 * day, reported_on=said), other)
    claim = Claim.objects.order_by("pk")[2]
    return correct(claim.pk, 1, {"stance": "denies"}, django_user_model.objects.create_user("erika")).claim


@pytest.mark.parametrize(
    ("module", "step", "after"), [(relink, "seat_articles", 0), (relink, "relink_topic", 1), (linking, "rebuild", 1)]
)
def test_who_dies_while_linking_anew_leaves_nothing_half_done(story, monkeypatch, module, step, after):
    before = state()
    Claim.objects.filter(subject_actor="DVRK").update(subject_actor="Nordkorea")  # as rules that changed would
    with killed(monkeypatch, module, step, after):
        call_command("relink", stdout=StringIO())
    call_command("relink", stdout=StringIO())
    assert set(Claim.objects.values_list("series__topic__actor", flat=True)) == {"Nordkorea"}
    assert len(state()["topics"]) == len(before["topics"]) - 1
    check_history()
    check_sums()
    once = state()
    call_command("relink", stdout=StringIO())
    assert state() == once


@pytest.mark.parametrize("step", ["finish", "note", "link_article", "settle_items"])
def test_who_dies_while_reading_anew_is_followed_by_another_who_reads_it_all(story, monkeypatch, step):
    before = state()
    everything = start(Scope(), None)
    first = carry_on()[0]
    fresh = [make.record(7700, 7700, reported_on=date(2024, 10, 18))]
    lease = runs.take(first)
    assert lease is not None
    with killed(monkeypatch, recording, step):
        recording.store(lease, fresh, "rules 2", "")
    assert state() == before
    assert ExtractionRun.objects.get(pk=first).state == ExtractionRun.State.RUNNING
    assert runs.take(first) is None
    ExtractionRun.objects.filter(pk=first).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert first in runs_to_ask_for()
    for number in ExtractionRun.objects.filter(rereading=everything).values_list("pk", flat=True):
        again = runs.take(number)
        assert again is not None
        assert recording.store(again, fresh, "rules 2", "")
    assert not carry_on()
    told = progress_of(everything)
    assert (told.done, told.open, told.decided) == (4, 0, 1)
    assert Claim.objects.get(pk=story.pk).stance == "denies"
    assert Claim.objects.filter(value_low=7700).count() == 3
    check_history()
    check_sums()
