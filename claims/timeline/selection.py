"""The claims that a topic's page shows under its filters, as a queryset: for exports, which stream rows.

In: a topic and `Filters`. Out: claims in the order of the timeline. `Filters.lets_through` says the same of points.
"""

from __future__ import annotations

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from claims.models import Claim, Topic
from claims.querysets import ClaimQuerySet
from claims.timeline.filters import Filters
from claims.timeline.records import OWN_VOICE


def selected_claims(topic: Topic, filters: Filters) -> ClaimQuerySet:
    """Return the claims of `topic` that pass; rejected ones are left out. No query yet."""
    day = Coalesce("reported_on", "article__published_on")
    claims = Claim.objects.standing().filter(series__topic=topic).annotate(day=day).filter(_conditions(filters))
    return claims.order_by(F("day").asc(nulls_last=True), "pk")


def _conditions(filters: Filters) -> Q:
    passing = Q()
    if filters.sources:
        own = Q(source__isnull=True) if OWN_VOICE in filters.sources else Q()
        passing &= Q(source__in=filters.sources - {OWN_VOICE}) | own
    if filters.metrics:
        passing &= Q(metric__in=filters.metrics)
    if filters.stances:
        passing &= Q(stance__in=filters.stances)
    if filters.since:
        passing &= Q(day__gte=filters.since)
    if filters.until:
        passing &= Q(day__lte=filters.until)
    return passing
