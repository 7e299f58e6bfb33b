"""One text in several outlets, slightly changed, says a thing once: in changes, charts, tables and on cards."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, CopyGroup
from claims import articles_changed, tasks
from claims.comparison.copies import once
from claims.linking import relink_series
from claims.models import Change, Claim, Series, Topic
from claims.timeline.card import claim_card
from claims.timeline.filters import Filters
from claims.timeline.topic import topic_timeline
from tests import factories as make
from tests.claims.stories import line, print_article

pytestmark = pytest.mark.django_db
D = date(2024, 10, 18)


def printed(number: int, *lines, day: date = D) -> Claim:
    return print_article(list(lines), day, paper=f"Blatt {number}")[0]


def own_voice(figure: str = "1.500", day: date = D) -> dict:
    value = int(figure.replace(".", ""))
    return line(f"Es sind {figure} Soldaten.", figure, said=day, by=None, low=value, high=value)


def group(*claims: Claim) -> None:
    """Make their articles near copies of each other, and their series anew."""
    copies = CopyGroup.objects.create(size=len(claims))
    Article.objects.filter(claims__in=claims).update(copies=copies)
    relink_series(Series.objects.values_list("pk", flat=True))


def changes() -> list[str]:
    return sorted(Change.objects.values_list("what", flat=True))


def test_what_copies_say_in_their_own_voice_is_said_once():
    claims = [printed(n, own_voice(day=D + timedelta(days=n)), day=D + timedelta(days=n)) for n in range(3)]
    assert changes() == ["first"] * 3
    group(*claims)
    assert changes() == ["first"]
    assert Change.objects.get().claim_id == claims[0].pk
    [point] = topic_timeline(Topic.objects.get(), Filters()).points
    assert (point.pk, point.day, point.outlets) == (claims[0].pk, D, ("Blatt 0", "Blatt 1", "Blatt 2"))


def test_what_a_source_says_in_copies_is_not_repeated():
    claims = [printed(n, line("Es sind 1.500.", "1.500", said=D)) for n in range(3)]
    assert changes() == ["first", "repeated", "repeated"]
    group(*claims[:2])
    assert changes() == ["first", "repeated"]


def test_a_copy_that_tells_another_figure_tells_something_new():
    claims = [printed(0, own_voice()), printed(1, own_voice("1.700", D + timedelta(days=1)), day=D + timedelta(days=1))]
    group(*claims)
    assert changes() == ["first", "raised"]
    assert len(topic_timeline(Topic.objects.get(), Filters()).points) == 2


def test_a_report_of_another_author_stays_a_voice_of_its_own():
    claims = [printed(n, own_voice()) for n in range(3)]
    group(*claims[:2])
    assert changes() == ["first", "first"]
    assert [len(point.claims) for point in topic_timeline(Topic.objects.get(), Filters()).points] == [2, 1]


def test_before_the_second_copy_was_printed_the_first_one_stands_alone():
    claims = [printed(n, own_voice(day=D + timedelta(days=n)), day=D + timedelta(days=n)) for n in range(2)]
    group(*claims)
    [point] = topic_timeline(Topic.objects.get(), Filters(asof=D)).points
    assert point.outlets == ("Blatt 0",)


def test_the_card_names_the_copies_even_of_an_own_voice_in_one_query():
    claims = [printed(n, own_voice(day=D + timedelta(days=n)), day=D + timedelta(days=n)) for n in range(3)]
    printed(7, own_voice())
    group(*claims)
    with CaptureQueriesContext(connection) as queries:
        card = claim_card(claims[1].pk)
    assert card is not None
    assert [other.outlet for other in card.others] == ["Blatt 0", "Blatt 2"]
    assert len(queries) <= 4


def test_the_order_in_which_points_come_does_not_matter():
    points = [make.point(n, D + timedelta(days=n), 5, 5, copies=1) for n in range(3)]
    other = make.point(9, D, 5, 5)
    for ordered in (points, points[::-1]):
        assert [p.id for p in once([other, *ordered])] == [9, 0]
    assert Decimal(5) == points[0].value.low


def test_series_are_made_anew_when_articles_become_copies(monkeypatch, django_capture_on_commit_callbacks):
    asked: list[tuple[int, ...]] = []
    monkeypatch.setattr(tasks.relink_series, "delay", lambda *series: asked.append(series))
    claims = [printed(n, own_voice()) for n in range(2)]
    with django_capture_on_commit_callbacks(execute=True):
        articles_changed.count_copies_once([claim.article_id for claim in claims])
    assert asked == [(Series.objects.get().pk,)]
