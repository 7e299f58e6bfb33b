"""Stored claims of one article → the series that each belongs to, as rows; empty rows go.

In: claims with their places; series keys. Out: `Series` rows by key. Everything here runs under `locks.lock_topics`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.comparison.matching import series_keys
from claims.comparison.subjects import PlaceOf, SeriesKey, Subject, TopicKey
from claims.models import Claim, Series, Topic
from claims.records import Kind, Metric, PlaceRole
from claimtrack.sorting import german_sort_key


def wanted_keys(claims: Sequence[Claim]) -> list[SeriesKey | None]:
    """Where each claim of an article belongs by the rules, in the order given; rejected claims belong nowhere.

    The claims must be all of their article, in text order, with their places loaded.
    """
    standing = [claim for claim in claims if claim.review != Claim.Review.REJECTED]
    keys = dict(zip((claim.pk for claim in standing), series_keys([_subject(c) for c in standing]), strict=True))
    return [keys.get(claim.pk) for claim in claims]


def series_by_key(keys: Iterable[SeriesKey]) -> dict[SeriesKey, Series]:
    """The rows of these series, made where they are missing. At most six queries for any number."""
    wanted = set(keys)
    topics = _topics({key.topic for key in wanted})
    found = _series(wanted, topics)
    missing = [key for key in wanted if key not in found]
    if missing:
        rows = [Series(topic=topics[k.topic], kind=k.kind, metric=k.metric, scope=k.scope) for k in missing]
        Series.objects.bulk_create(rows, ignore_conflicts=True)
        found = _series(wanted, topics)
    return found


def remove_empty(series_ids: Iterable[int]) -> None:
    """Remove those of the series, and then their topics, that hold nothing and that no editor named."""
    topics = set(Series.objects.filter(pk__in=series_ids).values_list("topic", flat=True))
    Series.objects.filter(pk__in=series_ids, title="", claims__isnull=True).delete()
    Topic.objects.filter(pk__in=topics, title="", series__isnull=True).delete()


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


def _topics(keys: set[TopicKey]) -> dict[TopicKey, Topic]:
    found = _known_topics(keys)
    missing = [Topic(actor=key.actor, subject_class=key.cls) for key in keys if key not in found]
    if missing:
        for topic in missing:
            topic.sort_key = german_sort_key(str(topic))
        Topic.objects.bulk_create(missing, ignore_conflicts=True)
        found = _known_topics(keys)
    return found


def _known_topics(keys: set[TopicKey]) -> dict[TopicKey, Topic]:
    rows = Topic.objects.filter(actor__in={key.actor for key in keys}, subject_class__in={key.cls for key in keys})
    return {key: row for row in rows if (key := TopicKey(row.actor, row.subject_class)) in keys}


def _series(keys: set[SeriesKey], topics: dict[TopicKey, Topic]) -> dict[SeriesKey, Series]:
    names = {topic.pk: key for key, topic in topics.items()}
    rows = Series.objects.filter(topic__in=names)
    named = {SeriesKey(names[row.topic_id], row.kind, row.metric, row.scope): row for row in rows}
    return {key: row for key, row in named.items() if key in keys}
