"""The changes of a feed, the newest found first. In: what it is about. Out: rows with all that an entry tells."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from claims.models import Change, SavedView
from claims.timeline.changes import TELLING, ChangeFilters
from claims.timeline.evening import changes_by
from claims.timeline.filters import Filters
from claims.timeline.selection import selected_claims

ENTRIES = 100
_HEAVY = tuple(
    f"{claim}__{column}"
    for claim in ("claim", "previous")
    for column in ("search", "article__text", "article__raw", "article__noise")
)


def changes_for_feed(filters: ChangeFilters) -> list[Change]:
    """Return the changes that the filters ask for; by themselves those by which something became different."""
    asked = replace(filters, kinds=filters.kinds or frozenset(TELLING), new=False)
    evening = changes_by(asked.asof, asked.topics or None)
    extra = [change for change in evening.extra if asked.passes(change)]
    return _entries(Change.objects.filter(asked.conditions(evening=evening)), extra)


def changes_of_view(view: SavedView, filters: Filters) -> list[Change]:
    """Return the changes that claims of a saved topic page made."""
    assert view.topic is not None
    evening = changes_by(filters.asof, [view.topic.pk])
    claims = selected_claims(view.topic, filters, evening).order_by()
    kinds = filters.of("what") or TELLING
    stored = Change.objects.filter(evening.known(filters.asof), claim__in=claims.values("pk"), what__in=kinds)
    extra = [change for change in evening.extra if change.what in kinds]
    shown = set(claims.filter(pk__in=[change.claim_id for change in extra]).values_list("pk", flat=True))
    return _entries(stored, [change for change in extra if change.claim_id in shown])


def _entries(changes: QuerySet[Change], extra: list[Change]) -> list[Change]:
    """The last ones to be found, whatever day they are about: a feed tells what its reader cannot know yet."""
    chain = changes.select_related(
        "series__topic", "claim__source", "claim__article__outlet", "previous__source", "previous__article__outlet"
    )
    stored = chain.defer(*_HEAVY).order_by("-added_at", "-pk")[:ENTRIES]
    return sorted([*stored, *extra], key=lambda change: change.added_at, reverse=True)[:ENTRIES]
