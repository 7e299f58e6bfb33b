"""The changes of a corpus, found by the project's own comparison, topic by topic, in two processes.

In: topics and claims in the database. Out: rows of changes in the order in which they would have come. It is what
`manage.py relink` finds; linking one of the articles anew must change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from typing import Any

from django.db import connections
from django.db.models import Count

from claims.models import Change, Series, Topic
from claims.rebuilding import wanted_changes
from tests.load.corpus import LAST_DAY
from tests.load.corpus_load import Loader
from tests.load.corpus_rows import Table

CHANGES = Table(
    Change, "id", "series_id", "what", "day", "claim_id", "previous_id", "difference", "percent", "added_at"
)
AT_ONCE = 2_000  # claims of the topics that are compared in one go
PROCESSES = 2
Found = tuple[int, str, date | None, int, int | None, Any, Any]


def put_changes(loader: Loader) -> int:
    """Compare all topics and put the rows; return how many."""
    portions = list(_portions())
    connections.close_all()  # the processes open their own
    with get_context("fork").Pool(PROCESSES) as pool:
        found = [row for rows in pool.imap_unordered(_changes_of, portions) for row in rows]
    # By claim, as articles came in; the day that a change is about may be an earlier one.
    found.sort(key=lambda row: (row[3], row[4] or 0, row[1]))
    for number, row in enumerate(found, 1):
        loader.put(CHANGES, (number, *row, _moment(row[2])))
    return len(found)


def _portions() -> Iterator[list[int]]:
    """Numbers of topics, large ones alone."""
    counts = list(Topic.objects.annotate(n=Count("series__claims")).order_by("-n").values_list("pk", "n"))
    portion: list[int] = []
    claims = 0
    for topic, n in counts:
        portion.append(topic)
        claims += n
        if claims >= AT_ONCE:
            yield portion
            portion, claims = [], 0
    if portion:
        yield portion


def _changes_of(topics: Iterable[int]) -> list[Found]:
    series = list(Series.objects.filter(topic__in=list(topics)).select_related("topic").order_by("pk"))
    return [
        (pk, row.what.value, row.day, row.claim, row.previous, row.difference, row.percent)
        for pk, row in wanted_changes(series).values()
    ]


def _moment(day: date | None) -> datetime:
    """When the row would have come: the morning after."""
    known = (day or LAST_DAY) + timedelta(days=1)
    return datetime(known.year, known.month, known.day, 6)
