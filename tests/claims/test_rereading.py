"""Old articles are read again piece by piece: begun by a button, carried on by rows, and told in sums."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from claims import recording, rereading, runs, tasks
from claims.corrections import correct
from claims.extraction import choice, code_version
from claims.models import Claim, ExtractionRun, Rereading
from claims.rereading import Scope, carry_on, progress_of, start, weigh
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db
URL = "claims:reread"


@pytest.fixture(autouse=True)
def versions(monkeypatch):
    """Versions of the model, the present one last."""
    found = ["model-1"]
    monkeypatch.setattr("claims.extraction.model_version", lambda: found[-1])
    return found


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """What was handed to the broker."""
    found: list[tuple] = []
    monkeypatch.setattr(tasks.extract_article, "delay", lambda *numbers: found.append(("run", *numbers)))
    monkeypatch.setattr(tasks.reread, "delay", lambda: found.append(("reread",)))
    return found


@pytest.fixture
def desk(client):
    client.force_login(member("admin"))
    return client


def old(n: int, **fields):
    """Articles that an older version has read."""
    found = [make.article(**fields) for _ in range(n)]
    for article in found:
        make.run(article, state="done", code_version="rules-0")
    return found


def read(run_id: int, *records) -> None:
    lease = runs.take(run_id)
    assert lease
    assert recording.store(lease, records, code_version(), "model-1")


def test_scope_is_older_or_all_narrowed_by_outlet_and_days():
    old(2)
    old(1, paper="Kurier", published=date(2025, 1, 1))
    make.run(make.article(), state="done", code_version=code_version(), model_version="model-1")
    assert [weigh(scope).articles for scope in (
        Scope(), Scope(older=True), Scope(outlet=make.outlet("Kurier").pk), Scope(since=date(2025, 1, 1)),
        Scope(older=True, until=date(2024, 12, 31)),
    )] == [4, 3, 1, 1, 2]  # fmt: skip


def test_another_model_makes_what_the_former_read_older_before_it_has_read_anything(versions):
    make.run(make.article(), state="done", code_version=code_version(), model_version="model-1")
    assert weigh(Scope(older=True)).articles == 0
    versions.append("model-2")
    assert rereading.present() == (code_version(), "model-2")
    assert weigh(Scope(older=True)).articles == 1
    make.run(make.article(), state="done", code_version=code_version(), model_version="model-2")
    assert weigh(Scope(older=True)).articles == 1


def test_where_no_model_is_installed_the_last_one_counts(monkeypatch):
    for model in ("model-1", "model-2"):
        make.run(make.article(), state="done", code_version=code_version(), model_version=model)
    monkeypatch.setenv("CLAIMTRACK_MODEL", "accurate")
    monkeypatch.setattr("claims.extraction.choice.folder", lambda name: Path("/nowhere"))
    monkeypatch.setattr("claims.extraction.model_version", choice.model_version)
    assert rereading.present() == (code_version(), "model-2")
    assert weigh(Scope(older=True)).articles == 1


def test_few_runs_are_open_at_a_time_and_the_rows_say_where_to_go_on(monkeypatch):
    monkeypatch.setattr(rereading, "AT_ONCE", 3)
    monkeypatch.setattr(rereading, "ENOUGH", 2)
    articles = old(5)
    row = start(Scope(older=True), None)
    late = old(1)[0]
    assert len(carry_on()) == 3
    assert carry_on() == []  # three are open still; a queue that lost them has no say here
    for run in ExtractionRun.objects.filter(rereading=row).order_by("pk")[:2]:
        read(run.pk)
    assert len(carry_on()) == 2
    assert not ExtractionRun.objects.filter(article=late, state="waiting").exists()
    for run in ExtractionRun.objects.filter(rereading=row, state="waiting"):
        read(run.pk)
    assert carry_on() == []
    row.refresh_from_db()
    assert row.finished_at is not None
    assert set(ExtractionRun.objects.filter(rereading=row).values_list("article", flat=True)) == {
        a.pk for a in articles
    }
    assert (progress_of(row).done, row.total) == (5, 5)


def test_what_came_of_it_is_told_in_sums(stored, editor):
    first = stored(make.record(), make.statement(start=62, end=70))
    decided = Claim.objects.get(article=first, kind="count")
    correct(decided.pk, 1, {"value_low": 1400, "value_high": 1400}, editor)
    stored(make.record(2000, 2000))
    row = start(Scope(), editor)
    carry_on()
    one, two = row.runs.order_by("article_id").values_list("pk", flat=True)
    read(one, make.record(1700, 1700))
    read(two, make.record(2000, 2000, metric=None), make.record(9000, 9000, start=62, end=70, figure_start=62,
                                                                 figure_end=66))  # fmt: skip
    found = progress_of(row)
    assert (found.new, found.changed, found.gone, found.decided, found.proposals) == (1, 1, 1, 1, 1)
    decided.refresh_from_db()
    assert decided.value_low == 1400


def test_a_run_that_fails_is_counted_and_holds_nothing_up():
    old(1)
    row = start(Scope(), None)
    [run] = carry_on()
    ExtractionRun.objects.filter(pk=run).update(state="failed", error="x")
    carry_on()
    row.refresh_from_db()
    assert (row.finished_at is not None, progress_of(row).failed) == (True, 1)


def test_an_admin_looks_ahead_begins_follows_and_stops(desk, asked, django_assert_max_num_queries):
    old(2)
    ahead = desk.get(reverse(URL), {"what": "older"})
    assert (ahead.context["weighed"].articles, Rereading.objects.count()) == (2, 0)
    assert desk.post(reverse(URL), {"what": "older"}).status_code == 302
    assert asked == [("reread",)]
    tasks.reread()
    assert len(asked) == 3
    with django_assert_max_num_queries(20):
        page = desk.get(reverse(URL))
    assert 'hx-trigger="every 2s"' in page.content.decode()
    row = Rereading.objects.get()
    assert desk.post(reverse("claims:reread_stop", args=[row.pk])).status_code == 302
    assert not ExtractionRun.objects.filter(state="waiting").exists()
    body = desk.get(reverse(URL), headers={"HX-Request": "true", "HX-Target": "rereadings"}).content.decode()
    assert "hx-trigger" not in body
    assert "stopped by admin" in body
    assert "<html" not in body


def test_nothing_to_read_is_said_and_leaves_no_row(desk):
    assert desk.post(reverse(URL), {"what": "older"}).status_code == 302
    assert desk.post(reverse(URL), {"what": "x"}).status_code == 422
    wrong = {"what": "all", "since": "2025-01-02", "until": "2025-01-01"}
    assert "until" in desk.post(reverse(URL), wrong).context["form"].errors
    assert not Rereading.objects.exists()
    assert desk.post(reverse("claims:reread_stop", args=[99])).status_code == 404


@pytest.mark.parametrize("role", ["analyst", "editor"])
def test_only_admins_have_articles_read_again(client, role):
    client.force_login(member(role))
    assert client.get(reverse(URL)).status_code == 403
    assert client.post(reverse(URL), {"what": "all"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_nothing_twice():
    old(2)
    start(Scope(), None)
    with transaction.atomic():
        assert Rereading.objects.select_for_update().count() == 1  # held here as by another worker
        assert len(list(Rereading.objects.select_for_update())) == 1
        from concurrent.futures import ThreadPoolExecutor

        from django.db import connection

        def other() -> list[int]:
            try:
                return carry_on()
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(other).result() == []
    assert len(carry_on()) == 2
