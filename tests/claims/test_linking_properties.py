"""Whatever order articles come in, by however many workers: the same series and changes, and nothing else moves.

Examples are few and small, since each stores articles in PostgreSQL; the rules themselves are tested by many more in
`comparison/test_changes.py`.
"""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from claims import recording, runs
from claims.linking import link_article
from claims.models import Change, Claim, Series, Topic
from claims.records import Approximation, Metric, SourceType, Stance
from tests import factories as make
from tests.effort import examples

FIRST = date(2024, 10, 1)
few = settings(
    max_examples=examples(5),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
days = st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n))
names = st.sampled_from(["NIS", "Pentagon", "Kreml"])
amounts = st.sampled_from([1500, 3000, 3100, 10000])


@st.composite
def figure(draw):
    """A figure of one of two topics."""
    value = draw(amounts)
    former = draw(st.none() | amounts.filter(lambda n: n != value))
    return make.record(
        value,
        value,
        source=draw(st.none() | names.map(make.source)),
        approx=draw(st.sampled_from([Approximation.EXACT, Approximation.ABOUT])),
        metric=draw(st.sampled_from([Metric.DEPLOYED, Metric.KILLED])),
        subject_actor=draw(st.sampled_from(["Nordkorea", "Russland"])),
        reported_on=draw(st.none() | days),
        former=None if former is None else Decimal(former),
        takes_back=former is not None and draw(st.booleans()),
    )


@st.composite
def position(draw):
    """A position, or somebody put at a place."""
    said, who = draw(days), draw(names)
    if draw(st.booleans()):
        source = make.source(who, SourceType.GOVERNMENT)
        return make.location("Kursk", source=source, stance=draw(st.sampled_from(list(Stance))), reported_on=said)
    return make.statement(draw(st.sampled_from(list(Stance))), who, reported_on=said)


@st.composite
def article(draw):
    """(records, fields of the article)."""
    records = draw(st.lists(st.one_of(figure(), position()), min_size=1, max_size=3))
    return records, {"published": draw(st.none() | days), "paper": draw(st.sampled_from(["Morgenblatt", "Kurier"]))}


@st.composite
def orders(draw):
    """Articles with a number that is theirs in whatever order they come, and two such orders."""
    articles = list(enumerate(draw(st.lists(article(), min_size=2, max_size=4))))
    return articles, draw(st.permutations(articles))


def store(number, records, fields):
    """Store an article as one that was read; its text tells its number."""
    placed = [_at(record, place) for place, record in enumerate(records)]
    found = make.article(f"{make.TEXT} Artikel {number}.", **fields)
    lease = runs.take(make.run(found).pk)
    assert lease
    assert recording.store(lease, placed, "rules", "")
    return found


def _at(record, place):
    """The record with evidence of its own."""
    spot = {"start": place, "end": place + 20, "quote": make.TEXT[place : place + 20]}
    return replace(record, **spot, figure_start=place + 1 if record.metric else None,
                   figure_end=place + 5 if record.metric else None)  # fmt: skip


@contextmanager
def undone():
    """Whatever is stored inside is gone behind it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def story():
    """Series and changes without numbers, in one order."""
    series = sorted(f"{row} {row.kind} {row.claims.count()}" for row in Series.objects.select_related("topic"))
    rows = Change.objects.select_related("claim__article", "previous__article", "series__topic")
    changes = sorted(
        (str(row.series), row.what, told(row.claim), told(row.previous), f"{row.difference} {row.percent} {row.day}")
        for row in rows
    )
    return series, changes


def told(claim):
    return "" if claim is None else f"{claim.article.text[-3:]} {claim.start}"


def lines():
    """Each row of changes with where PostgreSQL keeps it: an UPDATE moves it, even one that changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ctid::text, t.* FROM {Change._meta.db_table} t ORDER BY id")
        return {row[1]: row for row in cursor.fetchall()}


@few
@given(orders())
def test_the_order_of_uploads_changes_no_row(db, case):
    told_in = []
    for order in case:
        with undone():
            for number, (records, fields) in order:
                store(number, records, fields)
            told_in.append(story())
    assert told_in[0] == told_in[1]


@few
@given(orders(), st.randoms(use_true_random=False))
def test_linking_again_writes_nothing_and_a_new_figure_only_in_its_series(db, case, chance):
    with undone():
        articles = [store(number, *rest) for number, rest in case[0]]
        before = lines()
        for each in articles:
            done = link_article(each.pk)
            assert not done.added
            assert not done.removed
        assert lines() == before
        one = chance.choice(articles)
        own = set(Claim.objects.filter(article=one, series__isnull=False).values_list("series", flat=True))
        topics = Topic.objects.filter(series__in=own).values_list("pk", flat=True)
        allowed = own | set(Series.objects.filter(kind="statement", topic__in=topics).values_list("pk", flat=True))
        Claim.objects.filter(article=one, kind="count").update(value_low=7, value_high=7)
        assert link_article(one.pk).series <= allowed
        after = lines()
        elsewhere = set(Change.objects.exclude(series__in=allowed).values_list("pk", flat=True))
        assert {pk: after[pk] for pk in elsewhere} == {pk: before[pk] for pk in elsewhere}


def busy(number):
    """An article about three topics, in an order of its own; figures and days differ."""
    chance = random.Random(number)
    actors = chance.sample(["Nordkorea", "Russland", "Ukraine"], 3)
    said = FIRST + timedelta(days=chance.randrange(10))
    by = make.source(chance.choice(["NIS", "Pentagon", "Kreml"]))
    values = [chance.choice([1500, 3000, 10000]) for _ in actors]
    records = [
        make.record(value, value, subject_actor=actor, source=by, reported_on=said)
        for actor, value in zip(actors, values, strict=True)
    ]
    return records, {"published": said, "paper": f"Blatt {number % 4}"}


@pytest.mark.django_db(transaction=True)
def test_workers_that_meet_in_several_topics_neither_wait_for_each_other_nor_lose_a_row():
    """Six connections store articles of the same three topics in unlike orders, and link them twice more meanwhile."""
    numbers = list(range(10))
    for number in numbers:
        store(number, *busy(number))
    alone = story()
    Claim.objects.all().delete()
    Topic.objects.all().delete()
    Article.objects.all().delete()

    def work(number):
        try:
            found = store(number, *busy(number))
            for _ in range(2):
                link_article(found.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, random.Random(3).sample(numbers, len(numbers))))
    assert story() == alone
    assert Topic.objects.count() == 3
