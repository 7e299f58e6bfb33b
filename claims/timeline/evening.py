"""The changes as they stood on the evening of a day. In: a day, and topics or all. Out: what to add and to leave out.

A stored change sets a claim off against the one before, whenever both were printed. Where an article of later brought
a claim that had been said earlier, a claim after it was set off against another one on that evening, or was the first.
So the changes of such series are made anew from the claims that were known, by the rules that make all changes, from
the day on at which the first of those claims stands. All others are as stored: no change leans on what comes after.

A claim of later that only repeats what was known then, and that no change leans on, does not make a series one of
these. Many of them together are more than a page can wait for: then changes that lean on later claims are left out
instead (`complete` tells), which is true of that evening, though not all of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject, Least

from claims.comparison.changes import can_begin, event_gap
from claims.comparison.matching import TOLL_CLASS
from claims.models import Change, Claim, Series
from claims.rebuilding import wanted_changes
from claims.records import Kind, Metric
from claims.timeline.knowledge import change_known_by, known_by

MOST = 20_000  # claims that are set off against each other anew for one page
HEAVY = ("search", "article__text", "article__raw", "article__noise")
Key = tuple[int, int | None, str]


@dataclass(frozen=True, slots=True)
class Evening:
    """Changes as known on the evening of `day`: the stored ones without `gone`, and `extra`, which are not stored.

    gone: numbers of stored changes that were not known as such; extra: unsaved rows with both claims, the newest
    first; complete: whether nothing is missing. Without a day: today, with nothing to add and nothing to leave out.
    """

    day: date | None = None
    gone: frozenset[int] = frozenset()
    extra: tuple[Change, ...] = ()
    complete: bool = True

    @property
    def anew(self) -> bool:
        """Whether any change is another than the stored ones tell."""
        return bool(self.gone or self.extra)

    def known(self, asof: date | None) -> Q:
        """The condition on stored changes of the evening of `asof`; of another day than this one: what can be said."""
        gone = self.gone if asof == self.day else frozenset()
        return change_known_by(asof) & (~Q(pk__in=gone) if gone else Q())

    def changed(self, kinds: Collection[str]) -> set[int]:
        """Numbers of the claims that changed something in one of these ways, where that is not stored."""
        return {change.claim_id for change in self.extra if change.what in kinds}


TODAY = Evening()


def changes_by(day: date | None, topics: Collection[int] | None = None) -> Evening:
    """Return what the changes of these topics (None: all) were on the evening of `day`. Three queries at most."""
    if day is None:
        return TODAY
    series = list(_leaning(day, topics))
    if not series:
        return Evening(day)
    if sum(row.n_claims or 0 for row in series) > MOST:
        return Evening(day, complete=False)
    since = {row.pk: row.first for row in series}
    wanted = wanted_changes(series, known_by(day), since)
    stored = _stored(series)
    gone = frozenset(pk for key, pk in stored.items() if key not in wanted)
    # What left its text later is told then: known claims, but no change of that evening (`comparison.withdrawn`).
    known = {key: found for key, found in wanted.items() if found[1].day is not None and found[1].day <= day}
    fresh = [Change(**_columns(key, *found)) for key, found in known.items() if key not in stored]
    return Evening(day, gone, tuple(_with_claims(fresh, series)))


def _leaning(day: date, topics: Collection[int] | None) -> QuerySet[Any]:
    """The series in which claims of before stand that were printed later, and the positions that their places bear on.

    With their topics, `n_claims`, the day from which on their changes may be others than the stored ones (`first`), and
    the keys of stored changes of that day and later whose claims were known (`stored`). One query.
    """
    stood = Coalesce("reported_on", "article__published_on")
    rows = Change.objects.order_by()
    own, before = rows.filter(claim=OuterRef("pk")), rows.filter(previous=OuterRef("pk"))
    telling = Exists(own.exclude(what=Change.What.REPEATED)) | Exists(before) | ~Exists(own)
    late = Claim.objects.standing().alias(stood=stood).filter(~known_by(day), stood__lte=day, series__isnull=False)
    late = late if topics is None else late.filter(series__topic__in=topics)
    late = late.filter(telling).order_by()
    places = late.filter(kind=Kind.LOCATION)
    placed = Q(kind=Kind.STATEMENT, topic__in=places.values("series__topic"))
    found = Series.objects.filter(Q(pk__in=late.values("series")) | placed)
    of_series = late.filter(series=OuterRef("pk")).values("series").annotate(day=Min("stood")).values("day")
    of_places = places.filter(series__topic=OuterRef("topic")).values("series__topic").annotate(day=Min("stood"))
    bearing = Case(When(kind=Kind.STATEMENT, then=Subquery(of_places.values("day"))))
    found = found.annotate(
        first=Case(When(_only_whole(), then=date.min), default=Least(Subquery(of_series), bearing, Value(day)))
    )
    numbers = Claim.objects.filter(series=OuterRef("pk")).order_by().values("series").annotate(n=Count("pk"))
    of_then = Q(day__gte=OuterRef("first")) | Q(day__isnull=True)
    keys = rows.filter(change_known_by(day), of_then, series=OuterRef("pk"))
    stored = ArraySubquery(keys.values_list(JSONObject(pk="pk", claim="claim_id", before="previous_id", what="what")))
    rows_with = found.annotate(n_claims=Subquery(numbers.values("n")), stored=stored)
    return cast("QuerySet[Any]", rows_with.select_related("topic"))


def _only_whole() -> Q:
    """The series of events that cannot be looked at from a day on, see `comparison.changes.can_begin`."""
    always = [metric.value for metric in Metric if not can_begin(event_gap(metric, ""))]
    of_tolls = [metric.value for metric in Metric if not can_begin(event_gap(metric, TOLL_CLASS))]
    return Q(metric__in=always) | Q(metric__in=of_tolls, topic__subject_class=TOLL_CLASS)


def _stored(series: Collection[Any]) -> dict[Key, int]:
    """Numbers of the stored changes of these series by their keys."""
    return {(key["claim"], key["before"], key["what"]): key["pk"] for row in series for key in row.stored}


def _columns(key: Key, series: int, record: Any) -> dict[str, Any]:
    claim, before, what = key
    return {
        "series_id": series, "what": what, "day": record.day, "claim_id": claim, "previous_id": before,
        "difference": record.difference, "percent": record.percent,
    }  # fmt: skip


def _with_claims(changes: list[Change], series: Collection[Series]) -> list[Change]:
    """Give the changes their claims and series; they were found when their claims had been read. One query."""
    if not changes:
        return []
    asked = {pk for change in changes for pk in (change.claim_id, change.previous_id) if pk}
    chain = Claim.objects.select_related("source", "article__outlet").defer(*HEAVY)
    claims = chain.in_bulk(asked)
    by_pk = {row.pk: row for row in series}
    found = [change for change in changes if change.claim_id in claims]
    for change in found:
        change.series, change.claim = by_pk[change.series_id], claims[change.claim_id]
        change.previous = claims[change.previous_id] if change.previous_id else None
        read = [claim.created_at for claim in (change.claim, change.previous) if claim]
        change.added_at = max(read)
    return sorted(found, key=lambda c: (c.day or date.min, c.claim_id, c.what), reverse=True)
