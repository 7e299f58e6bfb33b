"""Claims of topics as points: one query for any number of claims, never a sentence, let alone an article's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Greatest, Substr

from claims.models import Claim, ClaimPlace, Series
from claims.models.series import shown_title
from claims.records import Kind, Stance
from claims.timeline.records import OWN_VOICE, Point, SeriesName, Source

_COLUMNS = (
    "pk", "series_id", "kind", "source_id", "source__name", "reported_on", "article__published_on", "stance", "metric",
    "value_low", "value_high", "approx", "subject", "unit",
    "event_from", "event_to", "article__outlet__name", "review", "confidence",
    "series__metric", "series__scope", "series__title", "series__title_en",
    "series__topic_id",
)  # fmt: skip


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
    names: dict[int, SeriesName] = {}  # thousands of claims share a few series
    points = _merge_mentions(
        _point(row, _places(row, places or {}), _series(row, names), by_event) for row in rows.values(*columns)
    )
    return sorted(points, key=lambda p: (p.at is None, p.at or 0, p.pk))


def by_day(points: Iterable[Point]) -> list[Point]:
    """Return points in the order in which they were said, whatever axis they stand on; undated ones last."""
    return sorted(points, key=lambda p: (p.day is None, p.day or 0, p.pk))


def _places(row: dict[str, Any], names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[pk] for pk in row.get("place_numbers", ()) if pk in names))


def _point(row: dict[str, Any], places: tuple[str, ...], series: SeriesName, by_event: bool) -> Point:
    return Point(
        claims=(row["pk"],),
        series=series,
        kind=Kind(row["kind"]),
        source=Source(row["source_id"] or OWN_VOICE, row["source__name"] or ""),
        day=row["reported_on"] or row["article__published_on"],
        said=row["reported_on"] is not None,
        stance=Stance(row["stance"]),
        metric=row["metric"],
        low=row["value_low"],
        high=row["value_high"],
        approx=row["approx"],
        written=row["written"],
        subject=row["subject"],
        unit=row["unit"],
        event_from=row["event_from"],
        event_to=row["event_to"],
        places=places,
        outlets=tuple(filter(None, [row["article__outlet__name"]])),
        review=row["review"],
        confidence=row["confidence"],
        by_event=by_event,
    )


def _series(row: dict[str, Any], known: dict[int, SeriesName]) -> SeriesName:
    """Return the name of the row's series, made once for each."""
    pk = row["series_id"] or 0
    if pk not in known:
        metric, scope = row["series__metric"] or "", row["series__scope"] or ""
        known[pk] = SeriesName(pk, _series_title(row), row["series__topic_id"] or 0, metric, scope)
    return known[pk]


def _series_title(row: dict[str, Any]) -> str:
    """Name a series within its topic: what is counted, and where."""
    if named := shown_title(row["series__title"] or "", row["series__title_en"] or ""):
        return named
    unsaved = Series(metric=row["series__metric"] or "")
    return " · ".join(filter(None, [str(unsaved.get_metric_display()), row["series__scope"]]))


def _merge_mentions(points: Iterable[Point]) -> list[Point]:
    """Join what one source said on one day, carried by several outlets; an article's own voice stays its own."""
    merged: dict[tuple[object, ...], Point] = {}
    for point in points:
        own = point.outlets if point.source.pk == OWN_VOICE else ()
        key = (
            point.series.pk, point.kind, point.source.pk, own, point.day, point.stance, point.metric,
            point.low, point.high, point.approx, point.places if point.kind is Kind.LOCATION else (),
            (point.event_from, point.event_to) if point.by_event else (),
        )  # fmt: skip
        known = merged.get(key)
        if known is None:
            merged[key] = point
            continue
        merged[key] = replace(
            known,
            claims=known.claims + point.claims,
            outlets=tuple(dict.fromkeys(known.outlets + point.outlets)),
            places=tuple(dict.fromkeys(known.places + point.places)),
        )
    return list(merged.values())
