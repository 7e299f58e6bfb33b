"""Runs end in a final state, claims are stored once, and nothing that an editor decided is touched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import BatchItem
from claims import recording, runs
from claims.models import Actor, Change, Claim, ExtractionRun, Series
from claims.records import PlaceRef, PlaceRole, SourceType
from tests import factories as make

pytestmark = pytest.mark.django_db
State = ExtractionRun.State


@pytest.fixture
def read(monkeypatch):
    """Let the machine read whatever the test puts into the list."""
    found: list = []
    monkeypatch.setattr("claims.extraction.extract", lambda text, published, title: list(found), raising=False)
    monkeypatch.setattr("claims.extraction.code_version", lambda: "rules 1", raising=False)
    monkeypatch.setattr("claims.extraction.model_version", lambda: "", raising=False)
    return found


def read_again(article):
    assert recording.record_run(make.run(article).pk)


def test_a_run_stores_claims_with_source_place_series_and_change(read):
    read.append(make.record(places=(PlaceRef("Wladiwostok", PlaceRole.TO),)))
    article = make.article()
    item = make.item(article)
    run = make.run(article)
    assert recording.record_run(run.pk)
    claim = Claim.objects.get()
    assert (claim.value_low, claim.source.name, claim.source.type) == (1500, "NIS", SourceType.INTELLIGENCE)
    assert [(p.place.name, p.place.kind, p.role) for p in claim.places.all()] == [("Wladiwostok", "city", "to")]
    assert str(claim.series.topic) == "Nordkorea · Soldaten"
    assert (claim.series.metric, claim.series.scope) == ("deployed", "")
    assert Change.objects.get().what == "first"
    run.refresh_from_db()
    item.refresh_from_db()
    assert (run.state, run.code_version, run.lease_until) == (State.DONE, "rules 1", None)
    assert item.state == BatchItem.State.EXTRACTED


def test_a_second_delivery_does_nothing(read, django_assert_num_queries):
    read.append(make.record())
    run = make.run(make.article())
    assert recording.record_run(run.pk)
    with django_assert_num_queries(2):
        assert not recording.record_run(run.pk)
    assert Claim.objects.count() == 1


def test_a_run_under_lease_is_not_taken(read):
    run = make.run(make.article(), state=State.RUNNING, lease_until=timezone.now() + timedelta(seconds=30))
    assert not recording.record_run(run.pk)
    ExtractionRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert recording.record_run(run.pk)


def test_who_lost_the_lease_stores_nothing(read):
    run = make.run(make.article())
    slow = runs.take(run.pk)
    assert slow
    ExtractionRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert runs.take(run.pk)
    assert not recording.store(slow, [make.record()], "rules", "")
    assert not Claim.objects.exists()


def test_marked_passages_are_left_out(read):
    article = make.article()
    article.noise = [[50, 80, "related"]]
    article.save()
    read += [make.record(), make.record(start=90, end=100, quote="x", figure_start=91, figure_end=92)]
    read_again(article)
    assert Claim.objects.get().start == 90


def test_a_dateline_takes_no_claim_of_its_sentence(read):
    article = make.article()
    article.noise = [[0, 10, "dateline"]]
    article.save()
    read.append(make.record())
    read_again(article)
    assert Claim.objects.exists()


def test_an_identical_reading_keeps_rows_and_writes_no_history(read):
    read += [make.record(), make.statement(), make.location("Kursk")]
    article = make.article()
    read_again(article)
    before = set(Claim.objects.values_list("pk", flat=True))
    events = Claim.pgh_event_model.objects.count()
    changes = set(Change.objects.values_list("pk", flat=True))
    read_again(article)
    assert set(Claim.objects.values_list("pk", flat=True)) == before
    assert Claim.pgh_event_model.objects.count() == events
    assert set(Change.objects.values_list("pk", flat=True)) == changes


def test_a_better_reading_updates_untouched_claims_in_place(read):
    read.append(make.record())
    article = make.article()
    read_again(article)
    read[:] = [make.record(source=make.source("Pentagon", SourceType.GOVERNMENT))]
    number = Claim.objects.get().pk
    read_again(article)
    claim = Claim.objects.get()
    assert (claim.pk, claim.source.name) == (number, "Pentagon")
    assert claim.run == ExtractionRun.objects.first(), "the run whose rules and model made it what it is"


def test_a_claim_no_longer_read_goes_with_its_series(read):
    read.append(make.record())
    article = make.article()
    read_again(article)
    read.clear()
    read_again(article)
    assert not Claim.objects.exists()
    assert not Series.objects.exists()


@pytest.mark.parametrize("review", ["accepted", "corrected", "rejected"])
def test_what_an_editor_decided_survives_another_reading(read, review):
    read.append(make.record())
    article = make.article()
    read_again(article)
    Claim.objects.update(review=review, value_low=1600, value_high=1600)
    other = make.record(3000, 3000, figure_start=40, figure_end=45)
    read[:] = [make.record(1700, 1700), other]
    read_again(article)
    decided = Claim.objects.get(review=review)
    assert decided.value_low == 1600
    assert Claim.objects.get(review="machine").value_low == 3000, "another figure of the sentence is still added"


def test_a_sentence_of_two_institutions_keeps_the_one_nobody_touched(read):
    read += [make.statement(canonical="USA"), make.statement(canonical="NATO")]
    article = make.article()
    read_again(article)
    Claim.objects.filter(source__name="USA").update(review="corrected", source=make.actor("Pentagon"))
    read_again(article)
    assert sorted(Claim.objects.values_list("source__name", flat=True)) == ["NATO", "Pentagon"]


def test_an_alias_leads_to_its_actor(read):
    make.actor("NIS").aliases.create(name="National Intelligence Service")
    read.append(make.record(source=make.source("National Intelligence Service")))
    read_again(make.article())
    assert Claim.objects.get().source.name == "NIS"
    assert Actor.objects.count() == 1


def test_a_failing_article_is_tried_three_times_then_its_item_says_why(read, monkeypatch):
    def fail(text, published, title):
        raise ValueError("no such word")

    monkeypatch.setattr("claims.extraction.extract", fail)
    article = make.article()
    item = make.item(article)
    run = make.run(article)
    for expected in (State.WAITING, State.WAITING, State.FAILED):
        assert not recording.record_run(run.pk)
        run.refresh_from_db()
        assert run.state == expected
    item.refresh_from_db()
    assert run.error == "ValueError: no such word"
    assert (item.state, item.reason, item.retryable, item.detail) == ("failed", "extraction", True, "ValueError")


def test_a_run_that_kills_its_workers_ends(read):
    run = make.run(make.article(), state=State.RUNNING, attempts=runs.MAX_TAKEN)
    ExtractionRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert not recording.record_run(run.pk)
    run.refresh_from_db()
    assert run.state == State.FAILED


def test_an_article_whose_date_changed_meanwhile_is_read_again(read):
    article = make.article()
    run = make.run(article)
    lease = runs.take(run.pk)
    type(article).objects.filter(pk=article.pk).update(published_on=date(2024, 11, 1))
    assert lease
    assert not recording.store(lease, [make.record()], "rules", "")
    run.refresh_from_db()
    assert run.state == State.WAITING
    assert not Claim.objects.exists()


def test_a_figure_too_large_for_the_database_is_left_out(read):
    read.append(make.record(10**17, 10**17))
    read_again(make.article())
    assert not Claim.objects.exists()


def test_the_log_names_the_article_by_its_number_and_nothing_of_its_words(read, caplog):
    caplog.set_level("INFO")
    read.append(make.record())
    article = make.article()
    run = make.run(article)
    assert recording.record_run(run.pk)
    [line] = [record for record in caplog.records if record.getMessage() == "article read"]
    assert (line.article, line.run, line.claims) == (article.pk, run.pk, 1)
    assert line.seconds >= 0
    assert "Soldaten" not in str(vars(line))
    assert not recording.record_run(run.pk), "a second delivery"
    assert caplog.text.count("article read") == 1
