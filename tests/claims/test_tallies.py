"""Sums of changes that triggers keep: whatever happens to changes, claims and series, they are what a count finds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from articles.models import Article
from claims.corrections import correct
from claims.models import Actor, Change, ChangeTally, Claim, Series, Topic
from claims.records import Metric
from claims.timeline.change_facets import change_facets, count_changes
from claims.timeline.changes import ChangeFilters
from tests import factories as make
from tests.claims.stories import north_korea, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Topic:
    """The story of North Korea, beside one of another topic."""
    tell("Das Pentagon nennt 500 Panzer.", "500", said=date(2024, 10, 20), by="Pentagon", low=500, high=500,
         subject_class="Panzer", metric=Metric.EQUIPMENT)  # fmt: skip
    return north_korea()


def counted() -> dict[tuple[int, int | None, str], int]:
    """Changes by topic, source and kind, counted one by one."""
    rows = Change.objects.order_by().values_list("series__topic", "claim__source", "what").annotate(n=Count("pk"))
    return {(topic, source, what): n for topic, source, what, n in rows}


def tallied() -> dict[tuple[int, int | None, str], int]:
    """The same as the database keeps it; rows of 0 say nothing, and none is below."""
    assert not ChangeTally.objects.filter(n__lt=0).exists()
    rows = ChangeTally.objects.filter(n__gt=0).values_list("topic", "source", "what", "n")
    return {(topic, source, what): n for topic, source, what, n in rows}


def test_what_linking_writes_is_added(story):
    assert sum(tallied().values()) == Change.objects.count() > 8
    assert tallied() == counted()


def test_changes_that_go_are_taken_away(story):
    Change.objects.filter(what="first").delete()
    assert tallied() == counted()


def test_another_kind_or_series_of_a_change_counts_there(story):
    other = Series.objects.exclude(topic=story).get()
    Change.objects.filter(series__topic=story, what="first", claim__source__name="NATO").update(series=other)
    assert tallied() == counted()
    assert any(topic == other.topic_id and n for (topic, _, _), n in tallied().items())


def test_a_series_takes_its_changes_to_another_topic(story):
    Series.objects.filter(topic=story).exclude(kind="statement").update(topic=Topic.objects.exclude(pk=story.pk).get())
    assert tallied() == counted()


def test_another_source_of_a_claim_counts_for_its_changes(story):
    Claim.objects.filter(source__name="NATO").update(source=make.actor("Kreml"))
    assert tallied() == counted()
    Claim.objects.filter(source__name="Kreml").update(source=None)
    assert tallied() == counted()


def test_a_correction_and_a_deleted_article_leave_the_sums_right(story):
    claim = Claim.objects.get(value_low=1500)
    correct(
        claim.pk,
        claim.version,
        {"source": "CNN", "value_low": 1600, "value_high": 1600},
        User.objects.create(username="e"),
    )
    assert tallied() == counted()
    Article.objects.filter(claims__series__topic=story).first().delete()
    assert tallied() == counted()


def test_a_source_that_nobody_cites_any_more_can_be_deleted(story):
    Article.objects.all().delete()
    Actor.objects.all().delete()
    assert tallied() == counted() == {}


def test_all_can_be_counted_anew(story):
    before = tallied()
    ChangeTally.objects.update(n=999)
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_recount_changes()")
    assert tallied() == before


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"kinds": {"first"}},
        {"sources": {"NATO"}},
        {"topics": {"Soldaten"}},
        {"sources": {"NIS"}, "kinds": {"raised"}},
    ],
)
def test_choices_count_the_same_by_sums_and_one_by_one(story, chosen):
    numbers: dict[str, Any] = {
        "kinds": frozenset(chosen.get("kinds", ())),
        "sources": frozenset(Actor.objects.filter(name__in=chosen.get("sources", ())).values_list("pk", flat=True)),
        "topics": frozenset(
            Topic.objects.filter(subject_class__in=chosen.get("topics", ())).values_list("pk", flat=True)
        ),
    }
    quick = ChangeFilters(**numbers)
    # Days that leave nothing out: the sums know no days, so these changes are counted one by one.
    Change.objects.filter(day__isnull=True).delete()
    slow = ChangeFilters(**numbers, since=date(1900, 1, 1))
    last = timezone.make_aware(datetime(2000, 1, 1))
    assert change_facets(count_changes(quick, last), quick) == change_facets(count_changes(slow, last), slow)
    assert count_changes(quick, last).sums(quick) == count_changes(slow, last).sums(slow)
    assert count_changes(quick, None).sums(quick).shown == Change.objects.filter(quick.conditions(None) or Q()).count()
