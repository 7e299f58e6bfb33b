"""Changes as lists show them, newest first, and the figures beside the filters. Never an article's text."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, F, QuerySet

from claims.models import Actor, Change, Topic

# Kinds by which something became different; a first word or a repetition stands in the full list only.
TELLING = tuple(what for what in Change.What.values if what not in (Change.What.FIRST, Change.What.REPEATED))
_HEAVY = ("claim__article__text", "claim__article__raw", "previous__article__text", "previous__article__raw")


def listed_changes(
    *, topic: Topic | None = None, kinds: Collection[str] = (), sources: Collection[int] = ()
) -> QuerySet[Change]:
    """Return changes with both claims and their sources, the newest day first, unknown days last."""
    changes = Change.objects.for_list().defer(*_HEAVY)
    if topic is not None:
        changes = changes.filter(series__topic=topic)
    if kinds:
        changes = changes.filter(what__in=kinds)
    if sources:
        changes = changes.filter(claim__source__in=sources)
    return changes.order_by(F("day").desc(nulls_last=True), "-pk")


def kinds_with_counts(topic: Topic | None = None) -> list[tuple[str, str, int]]:
    """Return code, words and number for each kind of change that there is. One query."""
    changes = Change.objects.filter(series__topic=topic) if topic else Change.objects.all()
    counts = dict(changes.order_by().values_list("what").annotate(n=Count("pk")))
    return [(code, str(label), counts[code]) for code, label in Change.What.choices if code in counts]


def sources_with_changes(topic: Topic | None = None) -> QuerySet[Actor]:
    """Return the sources whose claims changed something, in German order. One query."""
    changes = Change.objects.filter(series__topic=topic) if topic else Change.objects.all()
    return Actor.objects.filter(pk__in=changes.values("claim__source")).order_by("sort_key")
