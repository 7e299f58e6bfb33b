"""The claims that a topic's page shows under its filters, as a queryset: for charts, tables and files alike.

In: a topic and `Filters`. Out: claims in the order of the timeline; conditions by facet. No query is made here.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from claims.models import Change, Claim, ClaimPlace, Topic
from claims.models.claims import SEARCH_CONFIG
from claims.querysets import ClaimQuerySet
from claims.timeline.evening import TODAY, Evening, changes_by
from claims.timeline.filters import BANDS, NOBODY, OWN_TYPE, REVIEWED, Filters
from claims.timeline.knowledge import known_by

Values = frozenset[str]


def claims_of(topic: Topic) -> ClaimQuerySet:
    """Return the topic's claims with the `day` that they stand at; rejected ones are left out."""
    day = Coalesce("reported_on", "article__published_on")
    return Claim.objects.standing().filter(series__topic=topic).annotate(day=day)


def selected_claims(topic: Topic, filters: Filters, evening: Evening | None = None) -> ClaimQuerySet:
    """Return the claims of `topic` that pass, by day, those of unknown day last.

    evening: the topic's changes as known on the filters' `asof`; without it they are looked up where they are asked.
    """
    if evening is None:
        evening = changes_by(filters.asof if filters.of("what") else None, [topic.pk])
    claims = claims_of(topic).filter(known_by(filters.asof), *conditions(filters, evening).values())
    return claims.order_by(F("day").asc(nulls_last=True), "pk")


def conditions(filters: Filters, evening: Evening = TODAY) -> dict[str, Q]:
    """Return a condition for each facet, text and days that the filters choose; they ask for `day` of `claims_of`."""
    found = {facet: of(filters.of(facet)) for facet, of in _FACETS.items() if filters.of(facet)}
    if filters.hidden:
        # Of one facet with the chosen sources: a source that is switched off is still counted and offered.
        found["source"] = found.get("source", Q()) & ~_rows("source", filters.hidden)
    if filters.of("what"):
        found["what"] = _changed(filters, evening)
    if filters.text:
        found["q"] = Q(search=SearchQuery(filters.text, config=SEARCH_CONFIG, search_type="websearch"))
    if filters.since or filters.until:
        found["days"] = _in_time(filters)
    return found


def _in_time(filters: Filters) -> Q:
    """Points without a day on the axis pass only while no dates are asked for."""
    if filters.event:
        return _happened_in(filters)
    passing = Q(day__gte=filters.since) if filters.since else Q()
    return passing & (Q(day__lte=filters.until) if filters.until else Q())


def _happened_in(filters: Filters) -> Q:
    """Claims of something that happened, at least in part, in these days; an end that is not told is open."""
    told = Q(event_from__isnull=False) | Q(event_to__isnull=False)
    late = Q(event_to__gte=filters.since) | Q(event_to__isnull=True) if filters.since else Q()
    early = Q(event_from__lte=filters.until) | Q(event_from__isnull=True) if filters.until else Q()
    return told & late & early


def _rows(name: str, values: Values) -> Q:
    """Rows by number; 0 are those without one."""
    numbered = Q(**{f"{name}__in": [int(value) for value in values - {NOBODY}]})
    return numbered | Q(**{f"{name}__isnull": True}) if NOBODY in values else numbered


def _types(values: Values) -> Q:
    named = Q(source__type__in=values - {OWN_TYPE})
    return named | Q(source__isnull=True) if OWN_TYPE in values else named


def _placed(values: Values) -> Q:
    places = [int(value) for value in values]
    return Q(Exists(ClaimPlace.objects.filter(claim=OuterRef("pk"), place__in=places)))


def _changed(filters: Filters, evening: Evening) -> Q:
    """Claims that changed something in one of these ways, as far as that was known."""
    changes = Change.objects.filter(evening.known(filters.asof), what__in=filters.of("what"))
    stored = Q(Exists(changes.filter(claim=OuterRef("pk")).order_by()))
    others = evening.changed(filters.of("what")) if filters.asof else set()
    return stored | Q(pk__in=others) if others else stored


def _reviewed(values: Values) -> Q:
    if len(values) == 2:
        return Q()
    machine = Q(review=Claim.Review.MACHINE)
    return ~machine if REVIEWED in values else machine


def _confident(values: Values) -> Q:
    bands = Q()
    for low, high in (BANDS[value] for value in values):
        bands |= Q(confidence__gte=low, confidence__lt=high)
    return bands


_FACETS: dict[str, Callable[[Values], Q]] = {
    "source": lambda values: _rows("source", values),
    "type": _types,
    "outlet": lambda values: _rows("article__outlet", values),
    "metric": lambda values: Q(metric__in=values),
    "stance": lambda values: Q(stance__in=values),
    "place": _placed,
    "reviewed": _reviewed,
    "confidence": _confident,
}
