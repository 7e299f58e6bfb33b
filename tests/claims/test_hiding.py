"""Claims of hidden articles: out of every timeline, list, file and page at once, and back exactly as they were."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles import binning, purging
from articles.models import Article, BatchItem
from claims import hiding, recording, runs, sweeping, tasks
from claims.corrections import correct
from claims.linking import link_article
from claims.models import Aside, Change, ChangeAside, Claim, ExtractionRun, SavedView, Series, Topic
from claims.records import Stance
from tests import factories as make
from tests.claims.arranged import KURSK, PENTAGON, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def committed(monkeypatch):
    """Run at once what waits for the commit; envelopes go nowhere, so that each test says when they are opened."""
    monkeypatch.setattr(transaction, "on_commit", lambda work, using=None, robust=False: work())
    monkeypatch.setattr("claims.receivers.send", lambda *args: None)
    monkeypatch.setattr("claims.tasks.send", lambda *args: None)


@pytest.fixture
def story(stored):
    """Two articles that stay and two of batches that will go: figures, a denial, places; all in each other's way."""
    stays = stored(make.record(1500, 1500), paper="Erstes")
    gone = stored(make.record(3000, 3000, reported_on=date(2024, 10, 20)), make.statement(), paper="Zweites")
    stored(make.record(10000, 10000, reported_on=date(2024, 10, 22)), paper="Drittes")
    alone = stored(make.record(20, 20, subject_class="Panzer", source=PENTAGON), make.location(places=KURSK))
    return stays, [make.item(gone, BatchItem.State.EXTRACTED), make.item(alone, BatchItem.State.EXTRACTED)]


def delete(item):
    assert binning.delete(item.batch_id, None, timezone.now())


def settle():
    while hiding.settle():
        pass
    assert not hiding.pending()


def everything():
    """All that an undo must leave as it was, the history of claims with it."""
    claims = list(Claim.objects.order_by("pk").values())
    return rows(), claims, list(Claim.pgh_event_model.objects.order_by("pgh_id").values())


def seen():
    """The figures in timelines, and what changed."""
    figures = Claim.objects.filter(series__isnull=False, kind="count")
    return (
        list(figures.order_by("value_low").values_list("value_low", flat=True)),
        sorted(Change.objects.values_list("what", "claim__value_low", "previous__value_low"), key=repr),
    )


def test_a_timeline_without_the_article_is_one_that_never_had_it(story, stored):
    stays, items = story
    never = [c for c in seen()[0] if c not in (3000, 20)]
    delete(items[0])
    assert [figure for figure in seen()[0] if figure == 3000] == []
    assert not Change.objects.filter(claim__article=items[0].article).exists()
    assert not Change.objects.filter(previous__article=items[0].article).exists()
    delete(items[1])
    settle()
    assert seen()[0] == never
    raised = Change.objects.get(what="raised")
    assert (raised.previous.value_low, raised.claim.value_low) == (1500, 10000)
    assert raised.difference == Decimal(8500)


def test_undoing_restores_exactly(story):
    _, items = story
    age = timezone.now() - timedelta(days=30)
    Change.objects.update(added_at=age)
    before = everything()
    for item in items:
        delete(item)
        settle()
    assert everything() != before
    for item in items:
        assert binning.restore(item.batch_id)
        settle()
    after = everything()
    assert after[0][:3] == before[0][:3]
    assert after == before
    assert not Aside.objects.exists()
    assert not ChangeAside.objects.exists()


def test_undoing_before_the_rest_was_done_restores_as_well(story):
    _, items = story
    before = everything()
    for item in items:
        delete(item)
    for item in reversed(items):
        assert binning.restore(item.batch_id)
    settle()
    assert everything() == before


def test_addresses_of_emptied_topics_and_what_readers_saved_survive(story, editor):
    _, items = story
    tanks = Topic.objects.get(subject_class="Panzer")
    view = SavedView.objects.create(user=editor, name="Panzer", topic=tanks)
    delete(items[1])
    settle()
    tasks.sweep_runs()
    tasks.relink_series(*Series.objects.values_list("pk", flat=True))
    assert list(sweeping.series_to_clear()) == []
    binning.restore(items[1].batch_id)
    settle()
    assert Topic.objects.get(subject_class="Panzer").pk == tanks.pk
    view.refresh_from_db()
    assert view.topic == tanks


def test_what_editors_decided_survives_the_undo(story, editor):
    _, items = story
    claim = Claim.objects.get(value_low=3000)
    correct(claim.pk, claim.version, {"value_low": Decimal(3100), "value_high": Decimal(3100)}, editor)
    denial = Claim.objects.get(stance=Stance.DENIES)
    correct(denial.pk, denial.version, {"review": "rejected"}, editor)
    before = everything()
    delete(items[0])
    settle()
    binning.restore(items[0].batch_id)
    settle()
    assert everything() == before
    claim.refresh_from_db()
    assert (claim.review, claim.value_low) == ("corrected", 3100)


def test_what_is_read_while_its_article_is_hidden_is_read_again_on_return(stored):
    article = stored()
    item = make.item(article, BatchItem.State.EXTRACTED)
    run = make.run(article)
    lease = runs.take(run.pk)
    assert lease
    delete(item)
    assert not recording.store(lease, [make.record()], "rules", "")
    assert not Claim.objects.exists()
    binning.restore(item.batch_id)
    settle()
    again = runs.take(run.pk)
    assert again
    assert recording.store(again, [make.record()], "rules", "")
    assert Claim.objects.get().series.metric == "deployed"


def test_linking_a_hidden_article_leaves_its_claims_aside(story):
    _, items = story
    delete(items[0])
    link_article(items[0].article_id)
    settle()
    assert not Claim.objects.filter(article=items[0].article_id, series__isnull=False).exists()


def test_runs_of_hidden_articles_rest(monkeypatch):
    article = make.article()
    item = make.item(article)
    run = make.run(article)
    past = timezone.now() - timedelta(hours=1)
    ExtractionRun.objects.update(created_at=past)
    BatchItem.objects.update(updated_at=past)
    Article.objects.update(created_at=past)
    delete(item)
    assert runs.take(run.pk) is None
    assert sweeping.runs_to_ask_for() == []
    binning.restore(item.batch_id)
    assert sweeping.runs_to_ask_for() == [run.pk]
    assert runs.take(run.pk)


def test_no_page_shows_a_hidden_article_or_its_claims(story, client):
    stays, items = story
    user = User.objects.create_superuser("ada")
    client.force_login(user)
    claim = Claim.objects.get(value_low=20)
    topic = claim.series.topic
    pages = [
        items[1].article.get_absolute_url(),
        claim.get_absolute_url(),
        reverse("claims:claim_edit", args=[claim.pk]),
        reverse("claims:claim_history", args=[claim.pk]),
        reverse("claims:claim_move", args=[claim.pk]),
    ]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    delete(items[1])
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    names = ("claims:topics", "claims:changes", "claims:article_list", "claims:home", "admin:claims_claim_changelist")
    for page in (reverse(name) for name in names):
        assert "Panzer" not in client.get(page).content.decode(), page
    assert topic.get_absolute_url() not in client.get(f"{reverse('claims:topics')}?q=Panzer").content.decode()
    for form in ("csv", "jsonl", "jsonld", "svg"):
        answer = client.get(f"{topic.get_absolute_url()}export.{form}")
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert claim.quote.encode() not in told, form
    assert items[1].article.title not in client.get(reverse("admin:articles_article_changelist")).content.decode()


def test_what_goes_is_weighed(story, editor):
    _, items = story
    claim = Claim.objects.get(value_low=3000)
    correct(claim.pk, claim.version, {"review": "accepted"}, editor)
    numbers = [number for _, number in binning.weigh(items[0].batch_id).others]
    changes = Change.objects.filter(claim__article=items[0].article).count()
    assert numbers == [2, 1, changes, 1]


def test_purging_takes_claims_history_and_emptied_topics_along(story):
    _, items = story
    pk = items[1].article_id
    delete(items[1])
    settle()
    purging.mark(items[1].batch_id)
    tasks_before = Claim.pgh_event_model.objects.filter(article_id=pk).count()
    assert tasks_before
    purging.empty_bin(timezone.now())
    assert not Claim.objects.filter(article=pk).exists()
    assert not Claim.pgh_event_model.objects.filter(article_id=pk).exists()
    tasks.relink_series(*sweeping.series_to_clear())
    assert not Topic.objects.filter(subject_class="Panzer").exists()


def test_the_sweeper_finds_what_a_crash_left(story, monkeypatch):
    _, items = story
    delete(items[0])
    sent = []
    monkeypatch.setattr(tasks, "send", lambda task, *args: sent.append(task.name))
    tasks.sweep_runs()
    assert "claims.tasks.settle_aside" in sent
    tasks.settle_aside()
    assert sent.count("claims.tasks.settle_aside") == 2  # one piece done, asked for the next
