"""What a correction costs in a long series: the article linked anew, beside what PostgreSQL needs for it alone.

    nice python -m tests.load.relink [--claims 5000] [--rounds 15]

Makes one series of claims (40 sources, 60 outlets, two years, seeded) inside a transaction that is rolled back, so any
database will do. A round corrects a claim's figure and links its article: the series' changes are made anew. The floor
is the same UPDATE and one SELECT of the series' claims by bare psycopg, in the same transaction. Prints medians, the
ratio, and how many change rows a round wrote.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import django

SOURCES, OUTLETS, DAYS, PER_ARTICLE = 40, 60, 730, 4
COLUMNS = (
    "c.id, c.series_id, c.kind, c.metric, c.unit, c.stance, c.start, c.value_low, c.value_high, c.approx, c.former,"
    " c.takes_back, c.event_from, c.event_to, c.reported_on, s.name, s.type, a.published_on, a.content_hash, o.name"
)
SELECT = (
    f"SELECT {COLUMNS} FROM claims_claim c JOIN articles_article a ON a.id = c.article_id"
    " LEFT JOIN articles_outlet o ON o.id = a.outlet_id LEFT JOIN claims_actor s ON s.id = c.source_id"
    " WHERE c.series_id = %s AND c.review <> 'rejected'"
)


def main() -> None:
    """Build, measure, print, and leave nothing behind."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        measure(*build(asked.claims), asked.rounds)
        transaction.set_rollback(True)


def build(number: int) -> tuple[int, list[int]]:
    """One linked series of that many claims: its number and those of its claims."""
    from django.db import connection

    from articles.models import Article, Outlet
    from claims.linking import relink_series
    from claims.models import Actor, Claim, Series, Topic

    chance = random.Random(5)
    outlets = Outlet.objects.bulk_create(Outlet(name=f"Lastblatt {n}", sort_key=f"{n}") for n in range(OUTLETS))
    actors = Actor.objects.bulk_create(
        Actor(name=f"Lastamt {n}", type="government", sort_key=f"{n}") for n in range(SOURCES)
    )
    first = date(2023, 1, 1)
    days = [first + timedelta(days=chance.randrange(DAYS)) for _ in range(number // PER_ARTICLE)]
    articles = Article.objects.bulk_create(
        Article(
            outlet=chance.choice(outlets), title="Last", text="x", content_hash=f"relink-{n}", published_on=day,
            published_precision="day", published_found="field",
        )
        for n, day in enumerate(days)
    )  # fmt: skip
    topic = Topic.objects.create(actor="Lastland", subject_class="Soldaten")
    series = Series.objects.create(topic=topic, kind="count", metric="deployed")
    claims = Claim.objects.bulk_create(
        [_claim(article, n, chance, actors, series) for article in articles for n in range(PER_ARTICLE)],
        batch_size=1000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum would within minutes
    relink_series([series.pk])
    return series.pk, [claim.pk for claim in claims]


def _claim(article: Any, number: int, chance: random.Random, actors: list[Any], series: Any) -> Any:
    """Sources keep to what they said for a while, and figures grow with time."""
    from claims.models import Claim

    source = chance.choice(actors)
    month = (article.published_on - date(2023, 1, 1)).days // 30
    value = Decimal(1000 + 500 * month + 100 * (source.pk % 7))
    return Claim(
        article=article, start=number * 50, end=number * 50 + 40, quote="Lastklausel " * 3, kind="count",
        subject="Soldaten", subject_actor="Lastland", subject_class="Soldaten", metric="deployed", value_low=value,
        value_high=value, approx="exact", unit="Soldat", reported_on=article.published_on, source=source,
        stance="asserts", series=series,
    )  # fmt: skip


def measure(series: int, claims: list[int], rounds: int) -> None:
    """Print medians of both ways over the same claims."""
    from django.db import connection

    from claims.linking import link_article
    from claims.models import Change, Claim

    chance = random.Random(7)
    asked = [chance.choice(claims) for _ in range(rounds)]
    articles = dict(Claim.objects.filter(pk__in=asked).values_list("pk", "article_id"))
    written: list[int] = []

    def corrected(pk: int, value: int) -> None:
        Claim.objects.filter(pk=pk).update(value_low=value, value_high=value)
        done = link_article(articles[pk])
        written.append(len(done.added) + len(done.removed))

    def bare(pk: int, value: int) -> None:
        with connection.cursor() as cursor:
            # The wrapped connection's own cursor: no Django between the statement and psycopg.
            cursor.cursor.execute("UPDATE claims_claim SET value_low=%s, value_high=%s WHERE id=%s", [value, value, pk])
            cursor.cursor.execute(SELECT, [series])
            assert len(cursor.cursor.fetchall()) == len(claims)

    linked, floor = timed([corrected, bare], asked)
    rows = Change.objects.filter(series=series).count()
    print(f"{len(claims)} claims, {rows} changes; {statistics.median(written):.0f} rows written in a round")
    print(f"correction linked {linked * 1000:6.0f} ms, floor {floor * 1000:6.0f} ms, ratio {linked / floor:.1f}")


def timed(steps: Sequence[Callable[[int, int], None]], claims: list[int]) -> list[float]:
    """The median of each step's time in seconds, taken in turns, so that both meet the same machine; first turn out."""
    times: list[list[float]] = [[] for _ in steps]
    for number, pk in enumerate(claims):
        for place, step in enumerate(steps):
            start = time.perf_counter()
            step(pk, 777 + number)
            times[place].append(time.perf_counter() - start)
    return [statistics.median(each[1:]) for each in times]


if __name__ == "__main__":
    main()
