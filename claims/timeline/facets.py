"""What each choice of each filter would show. In: a topic and its filters. Out: counts and days. One query.

A choice is counted under all other filters, but not under those of its own facet. The topic's claims are looked at
once, with a column for each filter that says whether the claim passes; the counts are sums over these rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import connection
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest

from claims.models import Change, ClaimPlace, Place, Topic
from claims.models.claims import SEARCH_CONFIG
from claims.timeline.evening import TODAY, Evening
from claims.timeline.filters import BANDS, OWN_TYPE, REVIEWED, UNREVIEWED, Filters
from claims.timeline.knowledge import known_by
from claims.timeline.selection import claims_of, conditions

# Facets of one value per claim: the column that holds it, and the one that names it.
_SINGLE = {
    "source": ("source", "source_name"),
    "type": ("type", ""),
    "outlet": ("outlet", "outlet_name"),
    "metric": ("metric", ""),
    "stance": ("stance", ""),
    "reviewed": ("reviewed", ""),
    "confidence": ("band", ""),
}
Row = tuple[str, str, str, int, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet with its name (where it is a row's) and the number of claims that it would show."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """All choices by facet; `total` claims were known, `shown` pass all filters, `undated` nobody can place.

    whole: first and last day of what was known; lifetime: those on which the topic's claims became known at all;
    words: whether the search, if there is one, has a word that can be searched for.
    """

    choices: dict[str, list[Choice]]
    total: int
    shown: int
    undated: int
    whole: tuple[date | None, date | None]
    lifetime: tuple[date | None, date | None]
    words: bool = True

    @property
    def places(self) -> dict[int, str]:
        """All places that claims name, by number."""
        return {int(choice.value): choice.name for choice in self.choices.get("place", ())}


def count_choices(topic: Topic, filters: Filters, evening: Evening = TODAY) -> Counts:
    """Count for `topic`; choices that would show nothing are there with 0, those that nobody knew of are not.

    evening: the topic's changes as known on the filters' `asof`.
    """
    return count_of(claims_of(topic), filters.asof, conditions(filters, evening), evening, text=filters.text)


def count_of(
    claims: QuerySet[Any, Any],
    asof: date | None,
    asked: dict[str, Q],
    evening: Evening = TODAY,
    *,
    text: str = "",
    topics: bool = False,
) -> Counts:
    """Count any claims that have their `day`. asked: conditions by facet; text: the search among them.

    topics: count these instead of claims.
    """
    base, params = _base(claims, asof, asked, "series__topic" if topics else "pk").query.sql_with_params()
    sql = _sql(base, list(asked), asof, anew=evening.anew, topics=topics)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *_anew(evening), SEARCH_CONFIG, text])
        return _counts(cursor.fetchall())


def _base(claims: QuerySet[Any, Any], asof: date | None, asked: dict[str, Q], counted: str) -> QuerySet[Any, Any]:
    """The claims with a column for each facet and for each filter, and one for what is counted."""
    passes = {f"pass_{name}": _flag(condition) for name, condition in asked.items()}
    rows = claims.annotate(
        f_counted=F(counted),
        f_source=Coalesce("source_id", 0),
        f_source_name=Coalesce("source__name", Value("")),
        f_type=Coalesce("source__type", Value(OWN_TYPE)),
        f_outlet=Coalesce("article__outlet_id", 0),
        f_outlet_name=Coalesce("article__outlet__name", Value("")),
        f_metric=F("metric"),
        f_stance=F("stance"),
        f_reviewed=Case(When(review="machine", then=Value(UNREVIEWED)), default=Value(REVIEWED)),
        f_band=Case(*(When(confidence__lt=high, then=Value(name)) for name, (_, high) in BANDS.items())),
        f_day=F("day"),
        f_out=Greatest("reported_on", "article__published_on"),
        f_undated=_flag(Q(article__published_on__isnull=True)),
        known=_flag(known_by(asof)),
        **passes,
    )
    columns = ["id", *(name for name in rows.query.annotations if name.startswith(("f_", "pass_"))), "known"]
    return cast("QuerySet[Any, Any]", rows.order_by().values(*columns))


def _flag(condition: Q) -> Case:
    if not condition:
        return Case(default=Value(True), output_field=BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _sql(base: str, asked: list[str], asof: date | None, *, anew: bool, topics: bool) -> str:
    """One part per facet; names of columns are this module's own, values are all in the base's parameters."""
    of = _topics_sql if topics else _facet_sql
    parts = [of(facet, value, name, asked) for facet, (value, name) in _SINGLE.items()]
    parts += [_place_sql(asked), _what_sql(asked, asof, anew=anew)]
    parts += [part.replace("count(*)", "count(DISTINCT f_counted)") if topics else part for part in _total_sql(asked)]
    parts.append(_WORDS)
    # Wrapped, since what does not begin with SELECT is taken for a write by the history's middleware.
    return f"SELECT * FROM (WITH base AS MATERIALIZED ({base}) {' UNION ALL '.join(parts)}) AS counts"


def _passing(asked: Iterable[str], but: str = "") -> str:
    return " AND ".join(["known", *(f"pass_{name}" for name in asked if name != but)])


def _facet_sql(facet: str, value: str, name: str, asked: list[str]) -> str:
    label = f"min(f_{name})" if name else "''"
    return (
        f"SELECT '{facet}', f_{value}::text, {label}, count(*) FILTER (WHERE {_passing(asked, facet)}),"
        f" NULL::date, NULL::date FROM base WHERE known AND f_{value}::text <> '' GROUP BY f_{value}"
    )


def _topics_sql(facet: str, value: str, name: str, asked: list[str]) -> str:
    """Topics by choice, each once: first the pairs of both, then their number, since sorting a million takes long."""
    label = f"min(f_{name})" if name else "''"
    return (
        f"SELECT '{facet}', p.v, min(p.l), count(*) FILTER (WHERE p.passing), NULL::date, NULL::date FROM ("
        f"SELECT f_{value}::text AS v, {label} AS l, f_counted, bool_or({_passing(asked, facet)}) AS passing"
        f" FROM base WHERE known AND f_{value}::text <> '' GROUP BY f_{value}::text, f_counted) p GROUP BY p.v"
    )


def _place_sql(asked: list[str]) -> str:
    return (
        "SELECT 'place', p.id::text, min(p.name),"
        f" count(DISTINCT base.f_counted) FILTER (WHERE {_passing(asked, 'place')}), NULL, NULL"
        f" FROM base JOIN {ClaimPlace._meta.db_table} c ON c.claim_id = base.id"
        f" JOIN {Place._meta.db_table} p ON p.id = c.place_id WHERE known GROUP BY p.id"
    )


def _what_sql(asked: list[str], asof: date | None, *, anew: bool) -> str:
    """A change counts where its day and the claim before were known. anew: an evening adds some and leaves some out."""
    return (
        "SELECT 'what', c.what, '',"
        f" count(DISTINCT base.f_counted) FILTER (WHERE {_passing(asked, 'what')}), NULL, NULL"
        f" FROM base JOIN {_anew_sql(asof) if anew else _stored_sql(asof)} GROUP BY c.what"
    )


def _by(asof: date | None, change: str) -> str:
    return f" AND {change}.day <= DATE '{asof.isoformat()}'" if asof else ""


def _stored_sql(asof: date | None) -> str:
    return (
        f"{Change._meta.db_table} c ON c.claim_id = base.id WHERE known{_by(asof, 'c')} AND"
        " (c.previous_id IS NULL OR c.previous_id IN (SELECT id FROM base WHERE known))"
    )


def _anew(evening: Evening) -> list[list[Any]]:
    """The parameters of `_anew_sql`."""
    if not evening.anew:
        return []
    extra = evening.extra
    return [[change.claim_id for change in extra], [change.what for change in extra], list(evening.gone)]


def _anew_sql(asof: date | None) -> str:
    """The kinds of the changes that each claim of the base made, as the evening knew them."""
    return (
        "LATERAL ("
        "SELECT m.what FROM unnest(%s::bigint[], %s::text[]) AS m(claim, what) WHERE m.claim = base.id UNION ALL"
        f" SELECT s.what FROM {Change._meta.db_table} s WHERE s.claim_id = base.id AND s.id <> ALL(%s::bigint[])"
        f"{_by(asof, 's')} AND (s.previous_id IS NULL OR s.previous_id IN (SELECT id FROM base WHERE known))"
        ") c ON true WHERE known"
    )


def _total_sql(asked: list[str]) -> Iterator[str]:
    yield "SELECT 'total', '', '', count(*), min(f_day), max(f_day) FROM base WHERE known"
    yield f"SELECT 'shown', '', '', count(*), min(f_day), max(f_day) FROM base WHERE {_passing(asked)}"
    yield "SELECT 'undated', '', '', count(*) FILTER (WHERE f_undated), min(f_out), max(f_out) FROM base"


# How many parts the search has for PostgreSQL; none where all its words stand in every text.
_WORDS = "SELECT 'words', '', '', numnode(websearch_to_tsquery(%s::regconfig, %s)), NULL, NULL"


def _counts(rows: Iterable[Row]) -> Counts:
    choices: dict[str, list[Choice]] = defaultdict(list)
    sums: dict[str, Row] = {}
    for row in rows:
        if row[0] in ("total", "shown", "undated", "words"):
            sums[row[0]] = row
        else:
            choices[row[0]].append(Choice(row[1], row[2], row[3]))
    total, shown, undated = (sums[name] for name in ("total", "shown", "undated"))
    return Counts(
        dict(choices),
        total[3],
        shown[3],
        undated[3],
        (total[4], total[5]),
        (undated[4], undated[5]),
        bool(sums["words"][3]),
    )
