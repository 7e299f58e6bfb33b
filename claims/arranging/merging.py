"""One topic or series into another: claims of the one, those to come as well, are kept with the other.

In: two numbers. Out: the arrangement in force, or `Refused`. The row that is merged stays, empty: its address leads on,
and undoing finds it as it was.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims.arranging.ledger import Refused, Stale, alone, carry_out, check_merges, find_series, find_topic
from claims.comparison.subjects import TopicKey
from claims.membership import rules
from claims.models import Arrangement, Claim, Metric, Series, Topic
from claims.models.vocabulary import label
from claims.records import Kind

Action = Arrangement.Action


def merge_topics(number: int, into_number: int, user: User, why: str = "") -> Arrangement:
    """Let the topic go into the other one. Raises `Refused`, `Stale`."""
    with alone(user):
        topic, into = find_topic(number), find_topic(into_number)
        _check_topics(topic, into)
        row = Arrangement(action=Action.MERGE_TOPICS, user=user, why=why, topic=topic, into_topic=into)
        row.what, row.into = str(topic), str(into)
        row.save()
        Topic.objects.filter(pk=topic.pk).update(merged_into=into)
        check_merges()
        return carry_out(row, Claim.objects.filter(series__topic=topic))


def merge_series(number: int, into_number: int, user: User, why: str = "") -> Arrangement:
    """Let the series go into the other one, of the same topic or not. Raises `Refused`, `Stale`."""
    with alone(user):
        series, into = find_series(number), find_series(into_number)
        if series == into:
            raise Refused(gettext("This is the same series."))
        check_comparable(series.kind, series.metric, into)
        row = Arrangement(action=Action.MERGE_SERIES, user=user, why=why, series=series, into_series=into)
        row.topic, row.into_topic, row.what, row.into = series.topic, into.topic, str(series), str(into)
        row.save()
        Series.objects.filter(pk=series.pk).update(merged_into=into)
        check_merges()
        return carry_out(row, Claim.objects.filter(series=series))


def check_comparable(kind: str, metric: str, into: Series) -> None:
    """Raise `Refused`, with the reason, where such claims cannot stand beside those of the series."""
    if kind != into.kind:
        raise Refused(gettext("Figures, places and positions are kept in series of their own."))
    if kind == Kind.COUNT and metric != into.metric:
        words = gettext("“%(one)s” and “%(other)s” are different quantities: their figures cannot be compared.")
        raise Refused(words % {"one": label(Metric, metric), "other": label(Metric, into.metric)})


def _check_topics(topic: Topic, into: Topic) -> None:
    if topic == into:
        raise Refused(gettext("This is the same topic."))
    if topic.merged_into:
        words = gettext("“%(one)s” was merged into “%(other)s” already.")
        raise Stale(words % {"one": topic, "other": topic.merged_into})
    if not into.merged_into:
        return
    if _key(topic) in rules().reach(_key(into)):
        words = gettext("“%(other)s” was merged into “%(one)s” itself: that would be a circle. Undo it first.")
        raise Refused(words % {"one": topic, "other": into})
    words = gettext("“%(one)s” was merged into “%(other)s” in the meantime; choose that one.")
    raise Stale(words % {"one": into, "other": into.merged_into})


def _key(topic: Topic) -> TopicKey:
    return TopicKey(topic.actor, topic.subject_class)
