"""Stored claims → the series that each belongs to, as rows; empty rows go.

In: claims with their places; what editors arranged. Out: `Series` rows by key. Everything here runs under
`locks.lock_topics`, or under `locks.lock_arrangements`.

What an editor set comes before the rules: a pinned claim goes where its pin says, and both follow the merges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.models import Article
from claims.comparison.arranged import Rules
from claims.comparison.matching import series_keys
from claims.comparison.subjects import PlaceOf, SeriesKey, Subject, TopicKey
from claims.models import Claim, Merge, Pin, Series, Topic
from claims.pins import pins_by_claim
from claims.records import Kind, Metric, PlaceRole
from claimtrack.sorting import german_sort_key

_KEY = ("topic__actor", "topic__subject_class", "kind", "metric", "scope", "part")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a claim belongs: a key, None for no series; and whether an editor said so of this very claim."""

    key: SeriesKey | None
    by_editor: bool = False


def rules() -> Rules:
    """The merges in force. Three queries."""
    topics = Topic.objects.filter(merged_into__isnull=False).values_list(
        "actor", "subject_class", "merged_into__actor", "merged_into__subject_class"
    )
    series = Series.objects.filter(merged_into__isnull=False).values_list(
        *_KEY, *(f"merged_into__{column}" for column in _KEY)
    )
    of_names = list(Merge.objects.filter(ended_at__isnull=True).order_by("pk"))
    return Rules(
        {TopicKey(*row[:2]): TopicKey(*row[2:]) for row in topics.order_by()},
        {_key_of(row[:6]): _key_of(row[6:]) for row in series.order_by()},
        {name: merge.into_name for merge in of_names for name in merge.names},
        {merge.what: merge.into for merge in of_names if merge.place_id},
    )


def seats(claims: Sequence[Claim]) -> list[Seat]:
    """Where each claim belongs, in the order given; those of hidden articles belong nowhere. Five queries.

    The claims must be all of their articles, each article's in text order, with sources and places loaded.
    """
    merged = rules()
    found: list[Seat] = []
    articles = {claim.article_id for claim in claims}
    pins = _pins_by_article(articles)
    hidden = set(Article.everything.filter(pk__in=articles, hidden_at__isnull=False).values_list("pk", flat=True))
    for article, group in groupby(claims, key=lambda claim: claim.article_id):
        own = list(group)
        pinned = pins_by_claim(own, pins.get(article, []))
        if article in hidden:
            found += [Seat(None, claim.pk in pinned) for claim in own]
            continue
        found += [_seat(c, key, pinned.get(c.pk), merged) for c, key in zip(own, wanted_keys(own), strict=True)]
    return found


def wanted_keys(claims: Sequence[Claim]) -> list[SeriesKey | None]:
    """Where each claim of one article belongs by the rules alone; rejected claims belong nowhere."""
    standing = [claim for claim in claims if claim.review != Claim.Review.REJECTED]
    keys = dict(zip((claim.pk for claim in standing), series_keys([_subject(c) for c in standing]), strict=True))
    return [keys.get(claim.pk) for claim in claims]


def key_of(series: Series) -> SeriesKey:
    """The key of a row, its topic loaded."""
    topic = TopicKey(series.topic.actor, series.topic.subject_class)
    return SeriesKey(topic, series.kind, series.metric, series.scope, series.part)


def series_by_key(keys: Iterable[SeriesKey]) -> dict[SeriesKey, Series]:
    """The rows of these series, made where they are missing. At most seven queries for any number."""
    wanted = set(keys)
    topics = _topics({key.topic for key in wanted})
    found = _series(wanted, topics)
    missing = [key for key in wanted if key not in found]
    if missing:
        Series.objects.bulk_create(_made(missing, topics), ignore_conflicts=True)
        found = _series(wanted, topics)
    return found


def remove_empty(series_ids: Iterable[int], topic_ids: Iterable[int] = ()) -> None:
    """Remove those of the series, and then of their and the named topics, that hold nothing and that no editor set."""
    topics = set(Series.objects.filter(pk__in=series_ids).values_list("topic", flat=True)) | set(topic_ids)
    Series.objects.filter(pk__in=series_ids).clearable().delete()
    Topic.objects.filter(pk__in=topics).clearable().delete()


def _seat(claim: Claim, wanted: SeriesKey | None, pin: Pin | None, merged: Rules) -> Seat:
    if pin is not None:
        rejected = claim.review == Claim.Review.REJECTED
        wanted = key_of(pin.series) if pin.series and not rejected else None
    return Seat(merged.seat(wanted) if wanted else None, pin is not None)


def _pins_by_article(article_ids: set[int]) -> dict[int, list[Pin]]:
    found: dict[int, list[Pin]] = {}
    for pin in Pin.objects.filter(article__in=article_ids).select_related("series__topic").order_by("pk"):
        found.setdefault(pin.article_id, []).append(pin)
    return found


def _subject(claim: Claim) -> Subject:
    return Subject(
        kind=Kind(claim.kind),
        metric=Metric(claim.metric) if claim.metric else None,
        actor=claim.subject_actor,
        cls=claim.subject_class,
        places=tuple(
            PlaceOf(row.place.name, PlaceRole(row.role), row.place.kind, row.place.country)
            for row in claim.places.all()
        ),
    )


def _made(keys: Iterable[SeriesKey], topics: dict[TopicKey, Topic]) -> list[Series]:
    """New rows; a part that follows its topic into another one keeps its name."""
    rows = [Series(topic=topics[k.topic], kind=k.kind, metric=k.metric, scope=k.scope, part=k.part) for k in keys]
    if parts := {row.part for row in rows if row.part}:
        titles = Series.objects.filter(part__in=parts).order_by("pk").values_list("part", "title", "title_en")
        names = {part: names for part, *names in titles}
        for row in rows:
            row.title, row.title_en = names.get(row.part, ("", ""))
    return rows


def _topics(keys: set[TopicKey]) -> dict[TopicKey, Topic]:
    found = _known_topics(keys)
    missing = [Topic(actor=key.actor, subject_class=key.cls) for key in keys if key not in found]
    if missing:
        for topic in missing:
            topic.sort_key = german_sort_key(topic.key_name)
        Topic.objects.bulk_create(missing, ignore_conflicts=True)
        found = _known_topics(keys)
    return found


def _known_topics(keys: set[TopicKey]) -> dict[TopicKey, Topic]:
    rows = Topic.objects.filter(actor__in={key.actor for key in keys}, subject_class__in={key.cls for key in keys})
    return {key: row for row in rows if (key := TopicKey(row.actor, row.subject_class)) in keys}


def _series(keys: set[SeriesKey], topics: dict[TopicKey, Topic]) -> dict[SeriesKey, Series]:
    names = {topic.pk: key for key, topic in topics.items()}
    rows = Series.objects.filter(topic__in=names)
    named = {SeriesKey(names[row.topic_id], row.kind, row.metric, row.scope, row.part): row for row in rows}
    return {key: row for key, row in named.items() if key in keys}


def _key_of(row: Sequence[str]) -> SeriesKey:
    return SeriesKey(TopicKey(row[0], row[1]), *row[2:])
