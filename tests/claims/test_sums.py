"""Whatever a newsroom does, sums and changes that are kept up step by step are those that all claims make anew."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims.models import Change, Claim, Series, Topic
from claims.models.tallies import SeriesTally, TopicTally, settle_sums
from claims.rebuilding import rebuild
from claims.timeline.contradictions import of_topic
from claims.timeline.topic_rows import LEADING, SPOTS
from tests.claims.newsroom import FIRST, STEPS, Story

few = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # what fails is short as it is
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)


def oracle() -> tuple[dict[int, dict], dict[int, dict]]:
    """Sums of series and of topics with claims, counted in Python from the rows themselves."""
    claims = defaultdict(list)
    for claim in Claim.objects.standing().filter(series__isnull=False).select_related("article", "series", "gone"):
        claims[claim.series].append(claim)
    series = {row.pk: _series_sums(own) | {"topic": row.topic_id} for row, own in claims.items()}
    last: dict[int, date] = {}
    for pk, day in Change.objects.exclude(what__in=["first", "repeated"]).values_list("series", "day"):
        if day:
            last[pk] = max(last.get(pk, day), day)
    topics = {}
    for topic in {row["topic"] for row in series.values()}:
        own = {pk: row for pk, row in series.items() if row["topic"] == topic}
        counted = [(-row["figures"], pk) for pk, row in own.items() if row["figures"]]
        days = [last[pk] for pk in Series.objects.filter(topic=topic).values_list("pk", flat=True) if pk in last]
        topics[topic] = {
            "claims": sum(row["claims"] for row in own.values()),
            "stories": sum(row["stories"] for row in own.values()),
            "sources": len({pk for row in own.values() for pk in row["sources"]}),
            "outlets": len({pk for row in own.values() for pk in row["outlets"]}),
            "main": min(counted)[1] if counted else None,
            "changed": max(days, default=None),
        }
    open_ones = Topic.objects.filter(pk__in=topics).annotate(n=of_topic()).values_list("pk", "n")
    for pk, n in open_ones:
        topics[pk]["contradictions"] = n
    return series, topics


def _series_sums(claims: list[Claim]) -> dict:
    figures = [claim for claim in claims if claim.kind == "count"]
    return {
        "claims": len(claims),
        "figures": len(figures),
        "stories": sum(claim.kind != "statement" for claim in claims),
        "sources": sorted({claim.source_id for claim in claims if claim.source_id}),
        "outlets": sorted({claim.article.outlet_id for claim in claims if claim.article.outlet_id}),
        "course": _course(figures),
        "latest": _latest(figures),
    }


def _day(claim: Claim) -> date | None:
    return claim.reported_on or claim.article.published_on


def _bounds(claim: Claim) -> tuple[Decimal, Decimal]:
    """The least and the most that a figure says; one without an end has the other for it."""
    low = claim.value_low if claim.value_low is not None else claim.value_high
    high = claim.value_high if claim.value_high is not None else claim.value_low
    assert low is not None
    assert high is not None
    return low, high


def _course(figures: list[Claim]) -> list[tuple]:
    dated = sorted(((day, claim) for claim in figures if (day := _day(claim))), key=itemgetter(0))
    if not dated:
        return []
    first, last = dated[0][0], dated[-1][0]
    step = (last - first).days // SPOTS + 1
    found = []
    for _, spot in groupby(dated, key=lambda one: (one[0] - first).days // step):
        own = list(spot)
        lows, highs = zip(*(_bounds(claim) for _, claim in own), strict=True)
        found.append((own[0][0], min(lows), max(highs)))
    return found


def _latest(figures: list[Claim]) -> list[int]:
    """The last figure of each source, or of each outlet that speaks for itself, that stands in a text still."""
    newest: dict[tuple, Claim] = {}
    held = [claim for claim in figures if not hasattr(claim, "gone")]
    for claim in sorted(held, key=lambda c: (_day(c) is not None, _day(c) or FIRST, c.pk)):
        newest[claim.source_id, None if claim.source_id else claim.article.outlet_id] = claim
    order = sorted(
        newest.values(), key=lambda c: (c.source_id is not None, _day(c) is not None, _day(c) or FIRST, c.pk)
    )
    return [claim.pk for claim in reversed(order)][:LEADING]


def kept() -> tuple[dict[int, dict], dict[int, dict]]:
    """The same as the database keeps it; rows without claims say nothing."""
    series = {}
    for row in SeriesTally.objects.filter(claims__gt=0):
        names = ("claims", "figures", "stories", "sources", "outlets", "latest")
        course = list(zip(row.days, row.lows, row.highs, strict=True))
        series[row.pk] = {name: getattr(row, name) for name in names} | {"course": course, "topic": row.topic_id}
    of_topics = ("claims", "stories", "sources", "outlets", "main", "changed", "contradictions")
    topics = {row.pk: {n: getattr(row, n) for n in of_topics} for row in TopicTally.objects.filter(claims__gt=0)}
    return series, topics


def agree() -> None:
    settle_sums()
    assert kept() == oracle()


@few
@given(st.lists(st.sampled_from(STEPS), min_size=4, max_size=8), st.randoms(use_true_random=False))
def test_sums_are_what_counting_finds_after_any_steps(db, steps, chance):
    with transaction.atomic():
        story = Story(chance, between=agree)
        for step in ("print", "print", "print", *steps):
            story.take(step)
            agree()
        before = kept()
        with connection.cursor() as cursor:
            cursor.execute("SELECT claims_recount_sums()")
        assert kept() == before
        transaction.set_rollback(True)


@few
@given(st.lists(st.sampled_from(STEPS), min_size=4, max_size=8), st.randoms(use_true_random=False))
def test_changes_made_anew_from_a_day_on_are_those_that_all_claims_make(db, steps, chance):
    with transaction.atomic():
        story = Story(chance)
        for step in ("print", "print", "print", *steps):
            story.take(step)
            anew = rebuild(Series.objects.values_list("pk", flat=True), whole=True)
            assert (anew.added, anew.removed) == ([], []), step
        transaction.set_rollback(True)
