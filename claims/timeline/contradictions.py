"""How many contradictions stand open in topics. In: a day or none. Out: an expression on topics, no query of its own.

A contradiction of two sources is closed once one of them says something else in that series, is left behind by the
others, or agrees with the other one; until then it is open. Looked up from the last move of each source, once for all
contradictions of a topic: each against all later changes would take squared time. Of today the database keeps the
sums (`models.tallies`, migration 0010), by the same rule.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from claims.models import Change, Series, Topic
from claims.timeline.knowledge import change_known_by

What = Change.What
# What a source does to its own last word.
MOVES = (
    What.RAISED, What.LOWERED, What.REFINED, What.WIDENED, What.CORRECTED,
    What.CONFIRMED, What.ADMITTED, What.RETRACTED,
)  # fmt: skip
TELLING = (*MOVES, What.OVERTAKEN, What.CORROBORATED, What.CONTRADICTED)
_COUNT = """
WITH told AS MATERIALIZED ({told}),
moved AS (
    SELECT series, source, max(day) AS day FROM (
        SELECT series, one AS source, day FROM told WHERE what = ANY(%s)
        UNION ALL SELECT series, other, day FROM told WHERE what = 'overtaken') m
    GROUP BY series, source),
agreed AS (
    SELECT series, least(one, other) AS a, greatest(one, other) AS b, max(day) AS day FROM told
    WHERE what = 'corroborated' GROUP BY series, least(one, other), greatest(one, other))
SELECT {topic} count(*) AS n FROM told t
LEFT JOIN moved m ON m.series = t.series AND m.source = t.one
LEFT JOIN moved o ON o.series = t.series AND o.source = t.other
LEFT JOIN agreed g ON g.series = t.series AND g.a = least(t.one, t.other) AND g.b = greatest(t.one, t.other)
WHERE t.what = 'contradicted' AND greatest(m.day, o.day, g.day, t.day) IS NOT DISTINCT FROM t.day
"""


def of_topic(asof: date | None = None) -> RawSQL:
    """Count the contradictions of each topic of a queryset that were open on the evening of a day, or are today."""
    sql, params = _told(asof)
    mine = f"{sql} AND {_column(Series, 'topic_id')} = {_column(Topic, 'id')}"
    return RawSQL(f"({_COUNT.format(told=mine, topic='')})", (*params, list(MOVES)), IntegerField())


def by_topic(asof: date | None = None) -> tuple[str, tuple[Any, ...]]:
    """Return SQL and parameters that count them for all topics at once: topic, number."""
    sql, params = _told(asof)
    wanted = _COUNT.format(told=sql, topic="t.topic,")
    return f"SELECT topic, n FROM ({wanted} GROUP BY t.topic) c", (*params, list(MOVES))


def _told(asof: date | None) -> tuple[str, tuple[Any, ...]]:
    """The changes that matter: series, topic, both sources, kind and day."""
    known = Change.objects.filter(change_known_by(asof), what__in=TELLING, previous__isnull=False).order_by()
    rows: QuerySet[Any, Any] = known.values_list(
        F("series"), F("series__topic"), F("claim__source"), F("previous__source"), F("what"), F("day")
    )
    sql, params = rows.query.sql_with_params()
    return _renamed(sql), params


def _renamed(sql: str) -> str:
    """Name the columns for what follows; the ORM numbers those that it makes itself."""
    columns, rest = sql.removeprefix("SELECT ").split(" FROM ", 1)
    names = ("series", "topic", "one", "other", "what", "day")
    parts = [part.split(" AS ")[0] for part in columns.split(", ")]
    return f"SELECT {', '.join(f'{part} AS {name}' for part, name in zip(parts, names, strict=True))} FROM {rest}"


def _column(model: Any, name: str) -> str:
    return f'"{model._meta.db_table}"."{name}"'
