"""The changes of a feed, the newest found first. In: what it is about. Out: rows with all that an entry tells."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from claims.models import Change, SavedView
from claims.timeline.changes import TELLING, ChangeFilters
from claims.timeline.filters import Filters
from claims.timeline.knowledge import change_known_by
from claims.timeline.selection import selected_claims

ENTRIES = 100
_HEAVY = tuple(
    f"{claim}__{column}"
    for claim in ("claim", "previous")
    for column in ("search", "article__text", "article__raw", "article__noise")
)


def changes_for_feed(filters: ChangeFilters) -> QuerySet[Change]:
    """Return the changes that the filters ask for; by themselves those by which something became different."""
    kinds = filters.kinds or frozenset(TELLING)
    return _entries(Change.objects.filter(replace(filters, kinds=kinds, new=False).conditions()))


def changes_of_view(view: SavedView, filters: Filters) -> QuerySet[Change]:
    """Return the changes that claims of a saved topic page made."""
    assert view.topic is not None
    claims = selected_claims(view.topic, filters).order_by().values("pk")
    known = Change.objects.filter(change_known_by(filters.asof))
    return _entries(known.filter(claim__in=claims, what__in=filters.of("what") or TELLING))


def _entries(changes: QuerySet[Change]) -> QuerySet[Change]:
    """The last ones to be found, whatever day they are about: a feed tells what its reader cannot know yet."""
    chain = changes.select_related(
        "series__topic", "claim__source", "claim__article__outlet", "previous__source", "previous__article__outlet"
    )
    return chain.defer(*_HEAVY).order_by("-added_at", "-pk")[:ENTRIES]
