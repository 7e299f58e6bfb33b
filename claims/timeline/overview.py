"""The list of topics: which ones, and in what order. In: filters, an order. Out: a queryset, to be sliced.

It reads no more than it must to find and order topics: of today the sums that the database keeps (`TopicTally`), of an
evening the claims themselves. What a row shows is asked for the topics of one page (`topic_rows`). Nothing that was
known later only decides what is listed, and where.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

from django.contrib.postgres.search import SearchQuery
from django.db.models import BigIntegerField, Count, Exists, F, Max, OrderBy, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from claims.models import Change, Claim, Series, Topic
from claims.models.claims import SEARCH_CONFIG
from claims.records import Kind
from claims.timeline.changes import TELLING
from claims.timeline.contradictions import by_topic
from claims.timeline.filters import Filters
from claims.timeline.knowledge import change_known_by, known_by
from claims.timeline.selection import conditions

STORIES = (Kind.COUNT, Kind.LOCATION)  # kinds that make a topic a story, see `TopicQuerySet.told`
# What the list is sorted by, and whether the largest stands first unless the address turns it round.
SORTS = {
    "changed": True, "name": False, "claims": True, "sources": True, "outlets": True, "contradictions": True,
}  # fmt: skip


def topics_for_list(filters: Filters | None = None, sort: str = "changed") -> QuerySet[Topic]:
    """Return topics that are found by name or evidence and have a claim that passes all filters, in the order asked.

    Without a search only those that tell a story; who searches finds every one. sort: one of `SORTS`, "-" before it
    turns it round. No query is made here.
    """
    asked = filters or Filters()
    topics = Topic.objects.filter(_listed(asked))
    key, down = sort.lstrip("-"), SORTS[sort.lstrip("-")] != sort.startswith("-")
    topics = topics.annotate(order=_order(key, asked.asof))
    return topics.order_by(OrderBy(F("order"), descending=down, nulls_last=True), "sort_key", "pk")


def known_claims(asof: date | None, *, days: bool = False) -> QuerySet[Any, Any]:
    """Return all claims that stand and were known. days: with the `day` that they stand at, which asks the articles."""
    claims: QuerySet[Any, Any] = Claim.objects.standing().filter(known_by(asof))
    return claims.annotate(day=Coalesce("reported_on", "article__published_on")) if days else claims


def asked_of_claims(filters: Filters) -> dict[str, Q]:
    """Return the conditions of `selection` on claims of any topic; words are found in a topic's name, too."""
    asked = conditions(replace(filters, text=""))
    if filters.text:
        found = Q(search=SearchQuery(filters.text, config=SEARCH_CONFIG, search_type="websearch"))
        asked["q"] = found | named(filters.text, "series__topic__")
    return asked


def named(text: str, topic: str = "") -> Q:
    """The condition that a topic's name has all these words. topic: the way to the topic from the rows asked for."""
    found = Q()
    for word in text.split()[:8]:
        parts = ("title", "title_en", "actor", "subject_class")
        here = Q()
        for part in parts:
            here |= Q(**{f"{topic}{part}__icontains": word})
        found &= here
    return found


def _listed(filters: Filters) -> Q:
    days = bool(filters.since or filters.until)
    claims = known_claims(filters.asof, days=days).filter(series__topic=OuterRef("pk")).order_by()
    asked = asked_of_claims(replace(filters, text=""))
    if filters.text:
        # What the search finds is looked up once, not for each topic.
        search = SearchQuery(filters.text, config=SEARCH_CONFIG, search_type="websearch")
        known = known_claims(filters.asof, days=days).filter(*asked.values(), search=search)
        found = known.order_by().values("series__topic")
        return Q(pk__in=found) | (named(filters.text) & Q(Exists(claims.filter(*asked.values()))))
    passing = Q(Exists(claims.filter(*asked.values()))) if asked or filters.asof else Q(tally__claims__gt=0)
    if any(filters.chosen.values()):
        return passing
    stories = Q(Exists(claims.filter(kind__in=STORIES))) if filters.asof else Q(tally__stories__gt=0)
    return passing & (stories | ~Q(title="", title_en=""))


def _order(key: str, asof: date | None) -> Any:
    """What the list is sorted by, for each topic."""
    if key == "name":
        return F("sort_key")
    if asof is None:
        return F(f"tally__{key}")  # there is a row for each topic that is listed
    if key == "changed":
        return _last_day(asof)
    sql, params = by_topic(asof) if key == "contradictions" else _counted(key, asof)
    # Counted for all topics at once, before the first row: topic by topic would be many times dearer.
    counts = f"(SELECT jsonb_object_agg(topic, n) FROM ({sql}) AS c(topic, n))"
    number = f'coalesce(({counts} ->> "{Topic._meta.db_table}"."id"::text)::bigint, 0)'
    return RawSQL(number, params, BigIntegerField())


def _counted(key: str, asof: date) -> tuple[str, tuple[Any, ...]]:
    """Return SQL and parameters that count the known claims of all topics, or their sources or outlets."""
    of = {"claims": Count("pk"), "sources": Count("source", distinct=True),
          "outlets": Count("article__outlet", distinct=True)}[key]  # fmt: skip
    grouped = known_claims(asof).filter(series__isnull=False).order_by().values("series__topic").annotate(n=of)
    sql, params = grouped.values_list("series__topic", "n").query.sql_with_params()
    return sql, params


def claims_of_topic(asof: date | None) -> QuerySet[Any, Any]:
    """Return the known claims of each topic of a queryset of topics, to be counted. No query."""
    claims = known_claims(asof).filter(series__topic=OuterRef("pk")).order_by().values("series__topic")
    return cast("QuerySet[Any, Any]", claims)


def _last_day(asof: date) -> Subquery:
    """The day on which something became different last: looked up series by series, from the newest change on."""
    telling = Change.objects.filter(change_known_by(asof), series=OuterRef("pk"), what__in=TELLING, day__isnull=False)
    last = Subquery(telling.filter(day__lte=asof).order_by("-day").values("day")[:1])
    series = Series.objects.filter(topic=OuterRef("pk")).order_by().annotate(last=last).values("topic")
    return Subquery(series.annotate(day=Max("last")).values("day"))
