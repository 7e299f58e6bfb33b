"""Which contradictions stand open. In: a day or none. Out: stored changes and counts of them, no query of its own.

A contradiction of two sources is closed once one of them says something else in that series, is left behind by the
others, or agrees with the other one; until then it is open.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Change
from claims.timeline.knowledge import change_known_by

What = Change.What
# What a source does to its own last word, or others to it.
MOVES = (
    What.RAISED, What.LOWERED, What.REFINED, What.WIDENED, What.CORRECTED,
    What.CONFIRMED, What.ADMITTED, What.RETRACTED, What.OVERTAKEN,
)  # fmt: skip


def open_contradictions(asof: date | None = None) -> QuerySet[Change]:
    """Return the contradictions that were open on the evening of a day, or are today."""
    known = Change.objects.filter(change_known_by(asof)).order_by()
    later = known.filter(series=OuterRef("series"), day__gt=OuterRef("day"))
    one, other = OuterRef("claim__source"), OuterRef("previous__source")
    moved = Q(what__in=MOVES) & ~Q(what=What.OVERTAKEN) & (Q(claim__source=one) | Q(claim__source=other))
    left = Q(what=What.OVERTAKEN) & (Q(previous__source=one) | Q(previous__source=other))
    agreed = Q(what=What.CORROBORATED) & (
        Q(claim__source=one, previous__source=other) | Q(claim__source=other, previous__source=one)
    )
    return known.filter(~Exists(later.filter(moved | left | agreed)), what=What.CONTRADICTED)


def of_topic(asof: date | None = None) -> Coalesce:
    """Count the open ones of each topic of a queryset of topics."""
    rows = open_contradictions(asof).filter(series__topic=OuterRef("pk")).values("series__topic")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())
