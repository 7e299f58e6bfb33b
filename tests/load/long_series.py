"""One long series for benchmarks of linking, and what PostgreSQL needs for a correction in it without Django.

In: a number of claims. Out: the series (40 sources, 60 outlets, two years, seeded) in whatever database is set up; and
seconds: of the wall clock, and of processor time, of this process and of its backend in PostgreSQL.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

BAR = 10.0  # times the floor
TICKS = os.sysconf("SC_CLK_TCK")
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


@dataclass(frozen=True)
class Times:
    """Seconds of each round of one step: on the clock, of processor time here, and of processor time in PostgreSQL."""

    wall: Sequence[float]
    here: Sequence[float]
    database: Sequence[float]

    @property
    def usual(self) -> float:
        """The median on the clock."""
        return median(self.wall)

    def __str__(self) -> str:
        here, database = (sum(each) / len(each) * 1000 for each in (self.here, self.database))
        return f"{self.usual * 1000:.0f} ms; processor {here:.0f} ms here, {database:.0f} ms in PostgreSQL"


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


def bare(series: int, pk: int, value: int, number: int) -> None:
    """The UPDATE of a claim and the SELECT of its series' claims by psycopg itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        # The wrapped connection's own cursor: no Django between the statement and psycopg.
        cursor.cursor.execute("UPDATE claims_claim SET value_low=%s, value_high=%s WHERE id=%s", [value, value, pk])
        cursor.cursor.execute(SELECT, [series])
        assert abs(len(cursor.cursor.fetchall()) - number) < 5


def timed(steps: Sequence[Callable[[int], None]], rounds: int) -> list[Times]:
    """The times of each step, taken in turns, so that all meet the same machine; the first turn is out."""
    taken: list[list[tuple[float, float, float]]] = [[] for _ in steps]
    for number in range(rounds + 1):
        for place, step in enumerate(steps):
            before = _clocks()
            step(number)
            taken[place].append(tuple(b - a for a, b in zip(before, _clocks(), strict=True)))  # type: ignore[arg-type]
    return [Times(*zip(*each[1:], strict=True)) for each in taken]


def verdict(done: Times, floor: Times) -> bool:
    """Print how often the floor goes into what was done; whether that is within the bar."""
    ratio = done.usual / floor.usual
    print(f"floor: UPDATE and SELECT {floor}")
    print(f"ratio {ratio:.1f}, bar {BAR:g}: {'ok' if ratio <= BAR else 'MISSED'}", flush=True)
    return ratio <= BAR


def _clocks() -> tuple[float, float, float]:
    from django.db import connection

    backend = connection.connection.info.backend_pid
    fields = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    return time.perf_counter(), time.process_time(), sum(map(int, fields[11:13])) / TICKS
