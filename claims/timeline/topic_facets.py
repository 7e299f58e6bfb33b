"""What each choice beside the list of topics would show. In: filters. Out: counts of topics. One query.

A topic counts for a choice if it has a claim that passes the choice and all other filters, but not those of its own
facet. All claims are looked at, which takes its time with a million of them: ask only where the choices are shown.
"""

from __future__ import annotations

from claims.timeline.facets import Counts, count_of
from claims.timeline.filters import Filters
from claims.timeline.overview import asked_of_claims, known_claims


def count_topic_choices(filters: Filters) -> Counts:
    """Count the topics that each choice would show; those that nobody knew of are not there."""
    claims = known_claims(None, days=True).filter(series__isnull=False)
    return count_of(claims, filters.asof, asked_of_claims(filters), text=filters.text, topics=True)
