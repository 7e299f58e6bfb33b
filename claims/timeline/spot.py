"""What lies on one spot of a topic's charts. In: numbers of claims, a day. Out: their points. Two queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims.models import Claim, ClaimPlace, Topic
from claims.timeline.knowledge import known_by
from claims.timeline.loading import load_points
from claims.timeline.records import Point


def points_on_spot(topic: Topic, numbers: Sequence[int], asof: date | None) -> list[Point]:
    """Return the points of these claims as far as they stand in the topic and were known, in order of days."""
    claims = Claim.objects.standing().filter(known_by(asof), pk__in=numbers, series__topic=topic)
    places = dict(ClaimPlace.objects.filter(claim__in=numbers).values_list("place_id", "place__name"))
    return load_points(claims, places)
