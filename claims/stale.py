"""From which day on the changes of a series are out of date. In: series. Out: a day each, and the notes are gone.

Triggers note whatever bears on a series (migration 0013). Runs under `locks.lock_topics`, before the claims are read:
what is noted while they are read stays noted, and makes them be read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from claims.models import Series
from claims.records import Kind

# Taken are the notes of the series that are asked for; those of other places of a topic are only looked at.
_TAKE = """
WITH taken AS (DELETE FROM claims_seriesstale WHERE series = ANY(%s) RETURNING series, since),
noted AS (SELECT series, since FROM taken UNION ALL
    SELECT s.series, s.since FROM claims_seriesstale s WHERE s.series = ANY(%s))
SELECT r.id, r.kind, r.topic_id, min(n.since) FROM noted n JOIN claims_series r ON r.id = n.series
GROUP BY r.id, r.kind, r.topic_id
"""


def take_stale(rows: Sequence[Series]) -> dict[int, date]:
    """Return the day for each of the series that is out of date: `date.min` for all of it, `date.max` for undated ones.

    rows: with the positions that their places bear on, which are out of date wherever these are. Two queries.
    """
    asked = {row.pk for row in rows}
    topics = {row.topic_id: row.pk for row in rows if row.kind == Kind.STATEMENT}
    places = Series.objects.filter(topic__in=topics, kind=Kind.LOCATION).exclude(pk__in=asked).order_by()
    others = list(places.values_list("pk", flat=True)) if topics else []
    found: dict[int, date] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(asked), others])
        for series, kind, topic, since in cursor.fetchall():
            bears_on = {series} & asked
            if kind == Kind.LOCATION and topic in topics:
                bears_on.add(topics[topic])
            for pk in bears_on:
                found[pk] = min(since, found.get(pk, date.max))
    return found
