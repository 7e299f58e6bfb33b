"""From which day on the changes of a series are out of date. In: series. Out: a `Span` each, and the notes are gone.

Triggers note whatever bears on a series (migration 0013). Runs under `locks.lock_topics`, before the claims are read:
what is noted while they are read stays noted, and makes them be read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from claims.models import Series
from claims.records import Kind

# Taken are the notes of the series that are asked for; those of other places of a topic are only looked at.
_TAKE = """
WITH taken AS (DELETE FROM claims_seriesstale WHERE series = ANY(%s) RETURNING series, since, until),
noted AS (SELECT series, since, until FROM taken UNION ALL
    SELECT s.series, s.since, s.until FROM claims_seriesstale s WHERE s.series = ANY(%s))
SELECT r.id, r.kind, r.topic_id, min(n.since), max(n.until) FROM noted n JOIN claims_series r ON r.id = n.series
GROUP BY r.id, r.kind, r.topic_id
"""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which a series was told otherwise, both included.

    since: `date.min` for all of it, `date.max` for what is undated. until: `date.max` where it bears on all later days.
    """

    since: date
    until: date


def take_stale(rows: Sequence[Series]) -> dict[int, Span]:
    """Return the days for each of the series that is out of date.

    rows: with the positions that their places bear on, which are out of date wherever these are. Two queries.
    """
    asked = {row.pk for row in rows}
    topics = {row.topic_id: row.pk for row in rows if row.kind == Kind.STATEMENT}
    places = Series.objects.filter(topic__in=topics, kind=Kind.LOCATION).exclude(pk__in=asked).order_by()
    others = list(places.values_list("pk", flat=True)) if topics else []
    found: dict[int, Span] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(asked), others])
        for series, kind, topic, since, until in cursor.fetchall():
            bears_on = {series} & asked
            if kind == Kind.LOCATION and topic in topics:
                bears_on.add(topics[topic])
            for pk in bears_on:
                known = found.get(pk, Span(since, until))
                found[pk] = Span(min(since, known.since), max(until, known.until))
    return found
