"""Corrections in a series of years, of which only a part is read again: the rows are those of all claims at once."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from claims import points
from claims.comparison.points import Point
from claims.comparison.settled import LASTS
from claims.linking import link_article, relink_series
from claims.models import Actor, Change, Claim, Series, Topic
from claims.rebuilding import wanted_changes
from tests import factories as make

FIRST, DAYS = date(2021, 1, 1), 1200
FIGURES = [1500, 3000, 3000, 4500, 10000]


def series_of(chance: random.Random, number: int, *, odd: float) -> Series:
    """Figures of three named sources, an unnamed one and articles themselves; odd: how many are no plain figures."""
    topic = Topic.objects.create(actor="Nordkorea", subject_class="Soldaten")
    series = Series.objects.create(topic=topic, kind="count", metric="deployed")
    kinds = {"NIS": "government", "NATO": "organisation", "Kreml": "government", "Kreise": "unnamed"}
    sources = [*Actor.objects.bulk_create(Actor(name=name, type=kind) for name, kind in kinds.items()), None]
    for each in range(number):
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        article = make.article(f"{make.TEXT} {each}", published=day if chance.random() > odd else None)
        value, former = chance.choice(FIGURES), chance.choice(FIGURES) if chance.random() < odd else None
        stance = chance.choice(["denies", "cannot_confirm"]) if chance.random() < odd else "asserts"
        Claim.objects.create(
            article=article, start=0, end=9, quote=make.TEXT[:9], kind="count", subject="Soldaten", stance=stance,
            subject_actor="Nordkorea", subject_class="Soldaten", metric="deployed", value_low=value, value_high=value,
            approx="exact", unit="Soldat", former=former, takes_back=bool(former) and chance.random() < 0.5,
            source=chance.choice(sources), series=series, series_by_editor=True,
        )  # fmt: skip
    relink_series([series.pk])
    return series


def stored(series: Series) -> set[tuple[object, ...]]:
    rows = Change.objects.filter(series=series)
    return set(rows.values_list("claim", "previous", "what", "day", "difference", "percent"))


def wanted(series: Series) -> set[tuple[object, ...]]:
    found = [row for _, row in wanted_changes(list(Series.objects.with_positions([series.pk]))).values()]
    return {(row.claim, row.previous, row.what.value, row.day, row.difference, row.percent) for row in found}


def told_otherwise(chance: random.Random, claim: Claim) -> None:
    """Another figure, source, day, stance or decision."""
    another = chance.choice(Claim.objects.exclude(pk=claim.pk).order_by("pk"))
    value = Decimal(chance.choice([*FIGURES, 777]))
    ways: list[dict[str, Any]] = [
        {"value_low": value, "value_high": value},
        {"source": another.source},
        {"review": "rejected"},
        {"reported_on": FIRST + timedelta(days=chance.randrange(DAYS))},
        {"stance": chance.choice(["denies", "asserts"])},
    ]
    Claim.objects.filter(pk=claim.pk).update(**chance.choice(ways))


@pytest.mark.django_db
@pytest.mark.parametrize(("seed", "odd"), [(1, 0), (2, 0), (3, 0.02), (4, 0.1)])
def test_what_is_read_again_of_years_makes_the_rows_of_all_claims(seed, odd):
    chance = random.Random(seed)
    series = series_of(chance, 60, odd=odd)
    for _ in range(12):
        claim = chance.choice(Claim.objects.exclude(review="rejected").order_by("pk"))
        told_otherwise(chance, claim)
        link_article(claim.article_id)
        assert stored(series) == wanted(series)


@pytest.mark.django_db
def test_of_later_months_only_the_corrected_source_is_read_again(monkeypatch):
    series = series_of(random.Random(5), 100, odd=0)
    nis = Claim.objects.filter(source__name="NIS").order_by("article__published_on")
    nis.update(value_low=3000, value_high=3000)  # who says the same again moves nothing later
    relink_series([series.pk])
    claim = nis[0]
    read, made = set(), points._point

    def noted(number: int, *row: Any) -> Point:
        read.add(number)
        return made(number, *row)

    monkeypatch.setattr(points, "_point", noted)
    Claim.objects.filter(pk=claim.pk).update(stance="confirms")
    link_article(claim.article_id)
    monkeypatch.undo()
    assert stored(series) == wanted(series)
    assert claim.article.published_on
    late = Claim.objects.filter(article__published_on__gt=claim.article.published_on + 2 * LASTS)
    by_them = late.filter(source__name="NIS")
    assert late.count() - by_them.count() > 20
    assert read & set(late.values_list("pk", flat=True)) == set(by_them.values_list("pk", flat=True))
