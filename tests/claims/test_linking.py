"""Claims find their series and changes: twice, at the same time, and whatever editors set stays."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from articles.models import Article
from claims import tasks
from claims.linking import link_article, relink_series
from claims.models import Actor, Arrangement, Change, Claim, Series, Topic
from claims.records import Approximation, Metric, PlaceRef, PlaceRole, SourceType, Stance
from tests import factories as make

D = date(2024, 10, 18)
LATER = date(2024, 10, 23)
PENTAGON = make.source("Pentagon", SourceType.GOVERNMENT)


def story():
    """(claim, claim before) in words for each change row, without numbers: comparable across databases."""
    rows = Change.objects.select_related("claim__article", "previous__article", "series__topic")
    return sorted(
        (str(row.series), row.what, told(row.claim), told(row.previous), str(row.difference), str(row.day))
        for row in rows
    )


def told(claim):
    return "" if claim is None else f"{claim.article.outlet}|{claim.source}|{claim.value_low}|{claim.stance}"


@pytest.mark.django_db
def test_the_analyst_reads_1500_then_3000_then_10000_in_one_series(stored):
    stored(make.record(places=(PlaceRef("Wladiwostok", PlaceRole.TO),)))
    stored(make.record(3000, 3000, reported_on=LATER, places=(PlaceRef("Russland", PlaceRole.TO),)), published=LATER)
    there = (PlaceRef("Ostrussland", PlaceRole.TO),)
    stored(make.record(10000, 10000, source=PENTAGON, reported_on=date(2024, 10, 28), places=there))
    deployed = Series.objects.get(metric=Metric.DEPLOYED)
    values = deployed.claims.order_by("reported_on").values_list("value_low", flat=True)
    assert list(values) == [1500, 3000, 10000]
    assert set(Change.objects.values_list("what", "claim__source__name", "difference")) == {
        ("first", "NIS", None),
        ("raised", "NIS", Decimal(1500)),
        ("first", "Pentagon", None),
    }


@pytest.mark.django_db
def test_linking_twice_changes_nothing(stored):
    article = stored(make.record(), make.statement(), make.location("Kursk"))
    before = list(Change.objects.order_by("pk").values())
    done = link_article(article.pk)
    assert not done.added
    assert not done.removed
    assert list(Change.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_only_the_series_of_the_article_are_touched(stored):
    stored(make.record(metric=Metric.KILLED))
    article = stored(make.record())
    assert link_article(article.pk).series == {Series.objects.get(metric=Metric.DEPLOYED).pk}


@pytest.mark.django_db
def test_an_article_in_between_leaves_the_other_rows_their_numbers(stored):
    stored(make.record())
    stored(make.record(3000, 3000, reported_on=LATER), published=LATER)
    first = Change.objects.get(what="first").pk
    stored(make.record(2000, 2000, reported_on=date(2024, 10, 20)), published=date(2024, 10, 20))
    assert Change.objects.get(what="first").pk == first
    raised = Change.objects.filter(what="raised").order_by("day").values_list("difference", flat=True)
    assert list(raised) == [Decimal(500), Decimal(1000)]


@pytest.mark.django_db
def test_a_rejected_claim_leaves_its_series(stored):
    article = stored(make.record())
    Claim.objects.update(review="rejected")
    link_article(article.pk)
    assert Claim.objects.get().series is None
    assert not Topic.objects.exists()


@pytest.mark.django_db
def test_a_series_set_by_an_editor_survives_every_linking(stored):
    article = stored(make.record(), make.record(2, 2, metric=Metric.UNITS, figure_start=30, figure_end=31))
    chosen = Series.objects.get(metric=Metric.UNITS)
    article.pins.create(
        arrangement=Arrangement.objects.create(action="move", into_series=chosen),
        claim=Claim.objects.get(metric=Metric.DEPLOYED), series=chosen, kind="count", start=0, end=61,
    )  # fmt: skip
    link_article(article.pk)
    link_article(article.pk)
    moved = Claim.objects.get(metric=Metric.DEPLOYED)
    assert (moved.series, moved.series_by_editor) == (chosen, True)


@pytest.mark.django_db
def test_a_titled_series_stays_when_it_is_empty(stored):
    article = stored(make.record())
    Series.objects.update(title="Entsandte")
    Claim.objects.all().delete()
    link_article(article.pk, Series.objects.values_list("pk", flat=True))
    assert Series.objects.get().title == "Entsandte"


@pytest.mark.django_db
def test_a_position_is_turned_by_a_claim_about_a_place(stored):
    stored(make.statement(Stance.CANNOT_CONFIRM, "NATO"))
    nato = make.source("NATO", SourceType.ALLIANCE)
    stored(make.location("Kursk", stance=Stance.CONFIRMS, source=nato, reported_on=LATER))
    row = Change.objects.get(what="confirmed")
    assert row.previous
    assert (row.series.kind, row.claim.kind, row.previous.stance) == ("statement", "location", "cannot_confirm")


@pytest.mark.django_db
def test_unnamed_sources_of_two_papers_are_not_one(stored):
    reports = make.source("Berichte", SourceType.UNNAMED)
    stored(make.record(source=reports), paper="A")
    stored(make.record(3000, 3000, source=reports, reported_on=LATER), paper="B")
    assert list(Change.objects.values_list("what", flat=True)) == ["first", "first"]


@pytest.mark.django_db
def test_the_own_voices_of_two_papers_are_two_and_of_one_paper_one(stored):
    stored(make.record(source=None), paper="A")
    stored(make.record(3000, 3000, source=None, reported_on=LATER), paper="B")
    assert list(Change.objects.values_list("what", flat=True)) == ["first", "first"]
    stored(make.record(5000, 5000, source=None, reported_on=LATER + timedelta(days=1)), paper="A")
    raised = Change.objects.get(what="raised")
    assert raised.previous
    assert (raised.previous.value_low, raised.claim.value_low) == (1500, 5000)


@pytest.mark.django_db
def test_what_linking_costs(stored, django_assert_max_num_queries):
    records = [make.record(n, n, start=n, end=n + 5, figure_start=n, figure_end=n + 1) for n in range(1, 30)]
    article = stored(*records, make.statement(), make.location("Kursk"))
    with django_assert_max_num_queries(22):
        link_article(article.pk)


@pytest.mark.django_db
def test_relinking_a_series_that_is_gone_does_nothing():
    assert relink_series([4711]).series == set()


def corpus():
    """Twelve articles about one topic, as (records, published, paper)."""
    chance = random.Random(5)
    sources = [make.source(), PENTAGON, make.source("Kreml", SourceType.GOVERNMENT)]
    for number in range(12):
        said = date(2024, 10, chance.randint(1, 20))
        value = chance.choice([1500, 3000, 8000, 10000])
        about = make.record(value, value, source=chance.choice(sources), reported_on=said,
                            approx=chance.choice([Approximation.EXACT, Approximation.ABOUT]))  # fmt: skip
        stance = make.statement(chance.choice(list(Stance)), "NATO", reported_on=said)
        yield (about, stance, make.location("Kursk", reported_on=said)), said, f"Paper {number}"


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_tell_the_same_story(stored, monkeypatch):
    """Eight threads store twelve articles of one topic; nothing is lost, doubled or deadlocked."""
    monkeypatch.setattr(tasks.relink_series, "delay", tasks.relink_series)
    articles = list(corpus())
    for records, said, paper in articles:
        stored(*records, published=said, paper=paper, text=paper)
    alone = story()
    Article.objects.all().delete()
    Actor.objects.all().delete()
    assert not Topic.objects.exists()

    def work(number):
        try:
            records, said, paper = articles[number]
            stored(*records, published=said, paper=paper, text=paper)
        finally:
            connection.close()

    order = random.Random(7).sample(range(len(articles)), len(articles))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, order))
    assert story() == alone
    assert Topic.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_article_linked_by_many_workers_at_once(stored):
    article = stored(make.record(), make.statement(), make.location("Kursk"))
    before = story()

    def work(_):
        try:
            link_article(article.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(18)))
    assert story() == before
