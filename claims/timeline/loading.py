"""Claims of topics as points: one query for any number of claims, never a sentence, let alone an article's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Greatest, Substr

from claims.models import Claim, ClaimPlace, Metric
from claims.models.series import shown_title
from claims.models.vocabulary import label
from claims.records import Kind, Stance
from claims.timeline.records import OWN_VOICE, Point, SeriesName, Source

_COLUMNS = (
    "pk", "series_id", "kind", "source_id", "source__name", "reported_on", "article__published_on", "stance", "metric",
    "value_low", "value_high", "approx", "subject", "unit",
    "event_from", "event_to", "article__outlet__name", "review", "confidence", "article__copies_id",
    "series__metric", "series__scope", "series__title", "series__title_en",
    "series__topic_id",
)  # fmt: skip
_WRITTEN = len(_COLUMNS) + 1  # columns of a row up to the written figure
_KINDS = {kind.value: kind for kind in Kind}
_STANCES = {stance.value: stance for stance in Stance}

# The figure's own words, cut out of the evidence where it is stored; offsets beyond it yield less, no error.
_AS_WRITTEN = Case(
    When(
        figure_start__isnull=False,
        figure_end__isnull=False,
        then=Substr(
            "quote",
            Greatest(F("figure_start") - F("start"), 0) + 1,
            Greatest(F("figure_end") - Greatest(F("figure_start"), F("start")), 0),
        ),
    ),
    default=Value(""),
    output_field=TextField(),
)


def load_points(
    claims: QuerySet[Claim], places: Mapping[int, str] | None = None, *, by_event: bool = False
) -> list[Point]:
    """Return the points that the claims make, in order of the axis, then of claim; undated ones last. One query.

    places: names by number, as `facets.count_choices` has them already; without them points have no places.
    by_event: points stand where what they tell of happened, and what tells of different times is never joined.
    """
    rows = claims.annotate(written=_AS_WRITTEN)
    columns = [*_COLUMNS, "written"]
    if places:
        # Numbers alone come from the index of pairs: no place is looked up for each of thousands of claims.
        numbers = ClaimPlace.objects.filter(claim=OuterRef("pk")).order_by("pk").values("place_id")
        rows, columns = rows.annotate(place_numbers=ArraySubquery(numbers)), [*columns, "place_numbers"]
    known = _Known(places or {})
    points = _merge_mentions(_read(row, known, by_event) for row in rows.values_list(*columns))
    return sorted(points, key=lambda p: (p.at is None, p.at or 0, p.pk))


def by_day(points: Iterable[Point]) -> list[Point]:
    """Return points in the order in which they were said, whatever axis they stand on; undated ones last."""
    return sorted(points, key=lambda p: (p.day is None, p.day or 0, p.pk))


class _Known:
    """What thousands of claims share, made once: series, sources and outlets by number or name, places by numbers."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._names = names
        self._series: dict[int, SeriesName] = {}
        self._sources: dict[int, Source] = {}
        self._places: dict[tuple[int, ...], tuple[str, ...]] = {(): ()}

    def series(self, pk: int | None, *name: Any) -> SeriesName:
        """Return the series of this number; name: metric, scope, title, English title, topic."""
        number = pk or 0
        if number not in self._series:
            metric, scope, title, title_en, topic = name
            shown = _series_title(metric or "", scope or "", title or "", title_en or "")
            self._series[number] = SeriesName(number, shown, topic or 0, metric or "", scope or "")
        return self._series[number]

    def source(self, pk: int | None, name: str | None) -> Source:
        """Return the source of this number."""
        number = pk or OWN_VOICE
        if number not in self._sources:
            self._sources[number] = Source(number, name or "")
        return self._sources[number]

    def places(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return the names of places, each once."""
        key = tuple(numbers)
        if key not in self._places:
            self._places[key] = tuple(dict.fromkeys(self._names[pk] for pk in key if pk in self._names))
        return self._places[key]


# What is said, whatever the day and the outlet; kind and metric are those of the series.
Content = tuple[object, ...]


def _read(row: tuple[Any, ...], known: _Known, by_event: bool) -> tuple[Content, Point]:
    """Make the point of one claim; the row has the columns in their order, then the written figure, then places."""
    (
        pk, series, kind, source, source_name, reported, published, stance, metric,
        low, high, approx, subject, unit, event_from, event_to, outlet, review, confidence, copies,
        *named, written,
    ) = row[:_WRITTEN]  # fmt: skip
    places = known.places(row[_WRITTEN]) if len(row) > _WRITTEN else ()
    content = (
        series, stance, source, low, high, approx,
        places if kind == Kind.LOCATION.value else (),
        (event_from, event_to) if by_event else (),
    )  # fmt: skip
    return content, Point(
        claims=(pk,),
        series=known.series(series, *named),
        kind=_KINDS[kind],
        source=known.source(source, source_name),
        day=reported or published,
        said=reported is not None,
        stance=_STANCES[stance],
        metric=metric,
        low=low,
        high=high,
        approx=approx,
        written=written,
        subject=subject,
        unit=unit,
        event_from=event_from,
        event_to=event_to,
        places=places,
        outlets=(outlet,) if outlet else (),
        review=review,
        confidence=confidence,
        copies=copies,
        by_event=by_event,
    )


def _series_title(metric: str, scope: str, title: str, title_en: str) -> str:
    """Name a series within its topic: what is counted, and where."""
    if named := shown_title(title, title_en):
        return named
    return " · ".join(filter(None, [label(Metric, metric), scope]))


def _merge_mentions(read: Iterable[tuple[Content, Point]]) -> list[Point]:
    """Join what one source said on one day, carried by several outlets; an article's own voice stays its own.

    What near copies print is one statement, on whichever day and in whose voice: the first of them stands for all.
    """
    known = list(read)
    first = _first_prints(known)
    said: dict[tuple[object, ...], list[Point]] = {}
    for content, point in known:
        print_ = first[point.copies, content] if point.copies else point
        own = print_.outlets if point.source.pk == OWN_VOICE else ()
        said.setdefault((content, own, print_.day), []).append(point)
    return [mentions[0] if len(mentions) == 1 else _merged(mentions) for mentions in said.values()]


def _first_prints(read: Iterable[tuple[Content, Point]]) -> dict[tuple[object, ...], Point]:
    """The earliest of what the copies of one text say alike, by group and content."""
    first: dict[tuple[object, ...], Point] = {}
    for content, point in read:
        if point.copies:
            key = point.copies, content
            first[key] = min(first.get(key, point), point, key=_age)
    return first


def _age(point: Point) -> tuple[bool, date, int]:
    return point.day is None, point.day or date.max, point.pk


def _merged(mentions: list[Point]) -> Point:
    """Return the first mention with the claims, outlets and places of all."""
    if any(point.copies for point in mentions):
        mentions = sorted(mentions, key=_age)
    return mentions[0]._replace(
        claims=tuple(pk for point in mentions for pk in point.claims),
        outlets=tuple(dict.fromkeys(name for point in mentions for name in point.outlets)),
        places=tuple(dict.fromkeys(name for point in mentions for name in point.places)),
    )
