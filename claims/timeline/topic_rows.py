"""The rows of one page of the list of topics: sums, course, latest figures, last change.

In: a slice of `overview.topics_for_list`, and the day whose evening is shown. Out: `TopicRow`s. Three queries for any
number of topics. Of today they read the sums that the database keeps (`TopicTally`, `SeriesTally`), of an evening the
claims of these topics; nothing that was known later only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, JSONObject, RowNumber

from claims.models import Change, Claim, Series, Topic
from claims.models.tallies import SeriesTally
from claims.records import Kind
from claims.timeline.changes import TELLING, told_changes
from claims.timeline.contradictions import of_topic
from claims.timeline.evening import Evening, changes_by
from claims.timeline.loading import load_points
from claims.timeline.overview import claims_of_topic, known_claims
from claims.timeline.records import OWN_VOICE, Point

LEADING = 3  # sources whose latest figure a row shows
SPOTS = 60  # of a course, at most; both as in migration 0010
Day = tuple[date, Decimal, Decimal]  # least and largest figure that any source named on that day


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic in the list.

    days: the course of its main series, the one with most figures, in up to SPOTS spots of time; latest: the last
    figure of its leading sources.
    """

    topic: Topic
    claims: int
    sources: int
    outlets: int
    contradictions: int
    days: tuple[Day, ...]
    latest: tuple[Point, ...]
    change: Change | None

    @property
    def least(self) -> Decimal | None:
        """The least figure of the course."""
        return min((low for _, low, _ in self.days), default=None)

    @property
    def largest(self) -> Decimal | None:
        """The largest figure of the course."""
        return max((high for _, _, high in self.days), default=None)


def with_sums(topics: QuerySet[Topic], asof: date | None = None) -> QuerySet[Topic]:
    """Add what `topic_rows` reads: sums, open contradictions, the main series. Slices ask it for their rows alone."""
    if asof is None:
        names = ("claims", "sources", "outlets", "contradictions")
        sums = JSONObject(**{name: Coalesce(F(f"tally__{name}"), 0) for name in names})
        return topics.annotate(sums=sums, main=F("tally__main"))
    numbers = {"claims": Count("pk"), "sources": Count("source", distinct=True)}
    counted = claims_of_topic(asof).annotate(
        sums=JSONObject(**numbers, outlets=Count("article__outlet", distinct=True), contradictions=of_topic(asof))
    )
    figures = known_claims(asof).filter(series__topic=OuterRef("pk"), kind=Kind.COUNT).order_by().values("series")
    main = figures.annotate(n=Count("pk")).order_by("-n", "series").values("series")[:1]
    return topics.annotate(sums=Subquery(counted.values("sums")), main=Subquery(main))


def topic_rows(topics: Iterable[Topic], asof: date | None = None, evening: Evening | None = None) -> list[TopicRow]:
    """Return the rows of topics that came `with_sums`. Three queries.

    evening: the changes of these topics as known on `asof`; without it they are looked up.
    """
    found: list[Any] = list(topics)
    pks = [topic.pk for topic in found]
    mains = {topic.main: topic.pk for topic in found if topic.main}
    if asof is None:
        days, latest = _kept(mains)
    else:
        days, latest = _courses(mains, asof), _latest(mains, asof)
    changes = _last_changes(pks, asof, changes_by(asof, pks) if evening is None else evening)
    return [
        TopicRow(
            topic, topic.sums["claims"], topic.sums["sources"], topic.sums["outlets"], topic.sums["contradictions"],
            tuple(days.get(topic.pk, ())), tuple(latest.get(topic.pk, ())[:LEADING]), changes.get(topic.pk),
        )
        for topic in found
    ]  # fmt: skip


def _kept(mains: Mapping[int, int]) -> tuple[dict[int, list[Day]], dict[int, list[Point]]]:
    """Course and last figures of today as the database keeps them, by topic. Two queries."""
    kept = list(SeriesTally.objects.filter(series__in=mains).values_list("series", "days", "lows", "highs", "latest"))
    days = {mains[series]: list(zip(*course, strict=True)) for series, *course, _ in kept}
    claims = Claim.objects.filter(pk__in=[pk for *_, latest in kept for pk in latest]).order_by()
    return days, _by_topic(load_points(claims) if kept else [])


def _courses(mains: Mapping[int, int], asof: date) -> dict[int, list[Day]]:
    """The least and largest figure of each spot of time in the main series, by topic."""
    claims = known_claims(asof, days=True).filter(series__in=mains, day__isnull=False).order_by()
    low, high = Min(Coalesce("value_low", "value_high")), Max(Coalesce("value_high", "value_low"))
    rows = claims.values("series", "day").annotate(least=low, largest=high).order_by("series", "day")
    found: dict[int, list[Day]] = defaultdict(list)
    for series, day, least, largest in rows.values_list("series", "day", "least", "largest"):
        found[mains[series]].append((day, least, largest))
    return {topic: _in_spots(days) for topic, days in found.items()}


def _in_spots(days: Sequence[Day]) -> list[Day]:
    """Join days, which must stand in order, to at most SPOTS spots of time, each by its first day."""
    first, last = days[0][0], days[-1][0]
    step = (last - first).days // SPOTS + 1
    spots = groupby(days, key=lambda day: (day[0] - first).days // step)
    joined = (list(spot) for _, spot in spots)
    return [(spot[0][0], min(low for _, low, _ in spot), max(high for *_, high in spot)) for spot in joined]


def _latest(mains: Mapping[int, int], asof: date) -> dict[int, list[Point]]:
    """Each source's last figure in the main series, by topic: the last dated one, of unknown day only where no other.

    What its text had no more by then is none, like today's (migration 0023).

    Who is named stands before articles that speak for themselves, and the latest first. Each outlet that speaks for
    itself is a source of its own.
    """
    voice = Case(When(source__isnull=True, then=Coalesce("article__outlet", 0)), default=Value(-1))
    newest = [F("day").desc(nulls_last=True), F("pk").desc()]
    ranked = Window(RowNumber(), partition_by=[F("series"), F("source"), voice], order_by=newest)
    told = known_claims(asof, days=True).filter(series__in=mains).exclude(gone__day__lte=asof)
    claims = told.annotate(rank=ranked).filter(rank=1).order_by("pk")
    return _by_topic(load_points(claims))


def _by_topic(points: Iterable[Point]) -> dict[int, list[Point]]:
    found: dict[int, list[Point]] = defaultdict(list)
    for point in sorted(points, key=_newest_of_named_sources, reverse=True):
        found[point.series.topic].append(point)
    return found


def _newest_of_named_sources(point: Point) -> tuple[bool, bool, int, int]:
    """Sort articles' own voices behind whoever is named, and the latest first."""
    day = point.day.toordinal() if point.day else 0
    return (point.source.pk != OWN_VOICE, point.day is not None, day, point.pk)


def _last_changes(topics: Sequence[int], asof: date | None, evening: Evening) -> dict[int, Change]:
    """Return the newest change of each topic by which something became different. One query.

    Looked up series by series, from the newest change on, then fetched by number. The numbers are an array, which
    PostgreSQL makes first: of a mere subquery it joins all changes with all that a line tells of them before it looks
    which are wanted, half a minute for a million.
    """
    known = Change.objects.filter(evening.known(asof), what__in=TELLING, series=OuterRef("pk"))
    newest = known.order_by(F("day").desc(nulls_last=True), "-pk")
    of_series = {"day": Subquery(newest.values("day")[:1]), "change": Subquery(newest.values("pk")[:1])}
    series: QuerySet[Any, Any] = Series.objects.filter(topic=OuterRef("pk")).annotate(**of_series)
    last = series.filter(change__isnull=False).order_by(F("day").desc(nulls_last=True), "-change").values("change")[:1]
    numbers = Topic.objects.filter(pk__in=topics).order_by().annotate(newest=Subquery(last)).values("newest")
    wanted = Func(
        F("pk"), ArraySubquery(numbers), template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField()
    )
    stored = list(told_changes().filter(wanted)) if topics else []
    extra = [change for change in evening.extra if change.what in TELLING] if asof else []
    return _newest_by_topic([*extra, *stored])


def _newest_by_topic(changes: Iterable[Change]) -> dict[int, Change]:
    found: dict[int, Change] = {}
    for change in sorted(changes, key=lambda c: c.day or date.min):
        found[change.series.topic_id] = change
    return found
