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
WITH taken AS (DELETE FROM claims_seriesstale WHERE series = ANY(%s) RETURNING series, since, until, sources),
noted AS (SELECT series, since, until, sources FROM taken UNION ALL
    SELECT s.series, s.since, s.until, s.sources FROM claims_seriesstale s WHERE s.series = ANY(%s))
SELECT r.id, r.kind, r.topic_id, min(n.since), max(n.until),
    CASE WHEN bool_and(n.sources IS NOT NULL) THEN array_agg(DISTINCT one.source) END
FROM noted n JOIN claims_series r ON r.id = n.series LEFT JOIN LATERAL unnest(n.sources) one(source) ON true
GROUP BY r.id, r.kind, r.topic_id
"""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which a series was told otherwise, both included.

    since: `date.min` for all of it, `date.max` for what is undated. until: `date.max` where it bears on all later days.
    sources: numbers of the sources of what was told otherwise, 0 for what articles say themselves; None for anybody.
    """

    since: date
    until: date
    sources: frozenset[int] | None = None

    def __or__(self, other: Span) -> Span:
        """What was told otherwise on the days of either."""
        known = self.sources is not None and other.sources is not None
        sources = (self.sources or frozenset()) | (other.sources or frozenset()) if known else None
        return Span(min(self.since, other.since), max(self.until, other.until), sources)


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
        for series, kind, topic, since, until, sources in cursor.fetchall():
            span = Span(since, until, None if sources is None else frozenset(sources))
            bears_on = {series} & asked
            if kind == Kind.LOCATION and topic in topics:
                bears_on.add(topics[topic])
            for pk in bears_on:
                found[pk] = found.get(pk, span) | span
    return found
