"""Each named query has a price."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Change, Claim, ExtractionRun, Series, Topic
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def _two_articles(stored):
    for value in (1500, 3000):
        stored(make.record(value, value), make.statement(), make.location("Kursk"))


@pytest.mark.usefixtures("_two_articles")
def test_claims_with_their_chain_cost_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        for claim in Claim.objects.standing().with_chain():
            assert claim.article.outlet.name
            assert claim.series
            assert claim.source.name


@pytest.mark.usefixtures("_two_articles")
def test_changes_for_a_list_cost_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        for change in Change.objects.for_list():
            assert str(change.series.topic)
            assert change.claim.article.outlet.name
            assert change.previous is None or change.previous.source.name


@pytest.mark.usefixtures("_two_articles")
def test_claims_for_linking_cost_three_queries(django_assert_num_queries):
    """The claims, their places' rows, the places."""
    article = Claim.objects.first().article_id
    with django_assert_num_queries(3):
        for claim in Claim.objects.for_linking(article):
            assert [row.place.name for row in claim.places.all()] == (["Kursk"] if claim.kind == "location" else [])


@pytest.mark.usefixtures("_two_articles")
def test_places_bring_the_positions_of_their_topic(django_assert_num_queries):
    places = Series.objects.get(kind="location")
    with django_assert_num_queries(1):
        found = [(row.kind, str(row.topic)) for row in Series.objects.with_positions([places.pk])]
    assert sorted(kind for kind, _ in found) == ["location", "statement"]


def test_a_topic_is_told_once_something_is_counted_or_placed(stored):
    stored(make.statement())
    assert not Topic.objects.told().exists()
    stored(make.record())
    assert str(Topic.objects.told().get()) == "Nordkorea · Soldaten"


def test_rejected_claims_do_not_stand(stored):
    stored(make.record())
    Claim.objects.update(review="rejected")
    assert not Claim.objects.standing().exists()


def test_a_run_is_free_while_nobody_holds_it():
    now = timezone.now()
    waiting = make.run(make.article())
    over = make.run(make.article(), state="running", lease_until=now - timedelta(seconds=1))
    make.run(make.article(), state="running", lease_until=now + timedelta(seconds=1))
    make.run(make.article(), state="done")
    assert set(ExtractionRun.objects.free(now)) == {waiting, over}
