"""What an editor can choose from: topics and series to merge into, claims of a series to split off.

In: what is arranged, and words to search by. Out: a few rows with the number of their claims, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from claims.models import Claim, ClaimPlace, Series, Topic

OFFERED = 60
CLAIMS_OFFERED = 200
WORDS = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of a series that have a source or a place in common. key: its number, 0 for articles' own voice."""

    key: int
    name: str
    claims: int


def topics_to_choose(but: Topic, search: str) -> list[Topic]:
    """Topics found by name; without words those that share the actor or the class. With `n_claims`. One query."""
    words = search.split()[:WORDS]
    rows = Topic.objects.filter(merged_into=None).exclude(pk=but.pk)
    if not words:
        kin = Q(subject_class=but.subject_class) | (Q(actor=but.actor) if but.actor else Q())
        rows = rows.filter(kin)
    counted = _named(rows, words).annotate(n_claims=Count("series__claims")).filter(n_claims__gt=0)
    return list(counted.order_by("-n_claims", "sort_key")[:OFFERED])


def series_to_choose(kind: str, metric: str, topic: Topic | None, but: int | None, search: str) -> list[Series]:
    """Series of this kind and metric: of the topic, and those of other topics that the words find. One query."""
    words = search.split()[:WORDS]
    rows = Series.objects.filter(kind=kind, metric=metric, merged_into=None, topic__merged_into=None)
    rows = rows.exclude(pk=but) if but else rows
    own = Q(topic=topic) if topic else Q(pk=None)
    found = _named(rows, words, "topic__").values("pk") if words else rows.none().values("pk")
    # In one list the topic's own series come first; empty ones are of no use to anybody.
    chosen = rows.filter(own | Q(pk__in=found)).select_related("topic").annotate(n_claims=Count("claims"))
    ranked = chosen.filter(n_claims__gt=0).order_by("-n_claims", "pk")[:OFFERED]
    return sorted(ranked, key=lambda row: (row.topic_id != (topic and topic.pk), row.topic.sort_key))


def series_of(topic: Topic) -> list[Series]:
    """All series of a topic that hold claims, with `n_claims` and `n_sources`; figures first. One query."""
    rows = topic.series.annotate(
        n_claims=Count("claims"), n_sources=Count("claims__source", distinct=True)
    ).select_related("topic")
    return list(rows.filter(n_claims__gt=0).order_by("kind", "-n_claims", "pk"))


def sources_of(series: Series) -> list[Group]:
    """The sources of its claims, the most frequent first; without a name the articles' own voice. One query."""
    rows = series.claims.order_by().values_list("source", "source__name").annotate(n=Count("pk"))
    return [Group(pk or 0, name or "", n) for pk, name, n in rows.order_by("-n", "source__sort_key")]


def places_of(series: Series) -> list[Group]:
    """The places that its claims name, the most frequent first. One query."""
    rows = ClaimPlace.objects.filter(claim__series=series).values_list("place", "place__name")
    counted = rows.annotate(n=Count("claim", distinct=True)).order_by("-n", "place__sort_key")
    return [Group(pk, name, n) for pk, name, n in counted]


def claims_to_choose(series: Series) -> list[Claim]:
    """Its newest claims, one by one, as many as fit on a page. One query."""
    day = Coalesce("reported_on", "article__published_on")
    rows = series.claims.select_related("source", "article__outlet").annotate(day=day)
    heavy = rows.defer("search", "article__text", "article__raw", "article__noise")
    return list(heavy.order_by(F("day").desc(nulls_last=True), "-pk")[:CLAIMS_OFFERED])


def chosen_claims(series: Series, sources: Sequence[int], places: Sequence[int], claims: Sequence[int]) -> set[int]:
    """Numbers of the claims of any of the sources, at any of the places, and of those marked one by one.

    Marked ones are returned whether they are in the series or not: who arranges is to learn that they left it.
    """
    named = Q(source__in=[pk for pk in sources if pk]) | (Q(source=None) if 0 in sources else Q(pk=None))
    placed = Q(places__place__in=places)
    return set(series.claims.filter(named | placed).order_by().values_list("pk", flat=True)) | set(claims)


def _named(rows: QuerySet, words: Sequence[str], prefix: str = "") -> QuerySet:  # type: ignore[type-arg]
    """Only rows whose topic has all of the words in its names."""
    for word in words:
        columns = ("title", "title_en", "actor", "subject_class")
        passing = Q()
        for column in columns:
            passing |= Q(**{f"{prefix}{column}__icontains": word})
        rows = rows.filter(passing)
    return rows
