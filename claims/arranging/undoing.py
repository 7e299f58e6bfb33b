"""An arrangement taken back: its rule goes, and claims are where the rules and the other arrangements put them.

In: the number of an arrangement. Out: the row, marked as undone; or `Stale` where somebody else undid it before, or
`Refused` where what stands on it would be left without ground.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from claims.arranging.ledger import Stale, alone, articles_of, check_merges, give_back
from claims.arranging.naming import retitle_series, retitle_topic
from claims.comparison.subjects import TopicKey
from claims.linking import Relinked, relink_articles
from claims.membership import remove_empty, rules
from claims.models import Arrangement, Claim, Pin, Series, Topic

Action = Arrangement.Action


def undo(number: int, user: User) -> Arrangement:
    """Take the arrangement back. Raises `Stale`, `Refused`, `Arrangement.DoesNotExist`."""
    return take_back(number, user)[0]


def take_back(number: int, user: User) -> tuple[Arrangement, Relinked]:
    """The same, with what was linked anew."""
    with alone(user):
        row = Arrangement.objects.select_related("topic", "series__topic", "undone_by").get(pk=number)
        if row.undone_at:
            raise Stale(_undone_before(row))
        articles = _touched(row)
        row.undone_at, row.undone_by = timezone.now(), user
        row.save(update_fields=["undone_at", "undone_by"])
        _withdraw(row)
        check_merges()
        done = relink_articles(articles)
        give_back(row, done)
        _clear(row)
    return row, done


def _touched(row: Arrangement) -> set[int]:
    """The articles whose claims may sit elsewhere without the arrangement."""
    if row.action in (Action.SPLIT, Action.MOVE):
        return set(row.pins.values_list("article", flat=True))
    if row.action in (Action.MERGE_TOPICS, Action.MERGE_SERIES) and row.topic:
        return articles_of(Claim.objects.filter(series__topic__in=_reached(row.topic)))
    return set()


def _reached(topic: Topic) -> list[int]:
    """Numbers of the topic and of all that its claims may have come to by merges."""
    keys = rules().reach(TopicKey(topic.actor, topic.subject_class))
    rows = Topic.objects.filter(actor__in={key.actor for key in keys}).values_list("pk", "actor", "subject_class")
    return [pk for pk, actor, cls in rows if TopicKey(actor, cls) in keys]


def _withdraw(row: Arrangement) -> None:
    """Take the rule itself away."""
    if row.action == Action.MERGE_TOPICS and row.topic:
        Topic.objects.filter(pk=row.topic.pk).update(merged_into=None)
    elif row.action == Action.MERGE_SERIES and row.series:
        Series.objects.filter(pk=row.series.pk).update(merged_into=None)
    elif row.action in (Action.SPLIT, Action.MOVE):
        Pin.objects.filter(arrangement=row).delete()
    elif row.action == Action.NAME_TOPIC and row.topic:
        retitle_topic(row.topic)
    elif row.action == Action.NAME_SERIES and row.series:
        retitle_series(row.series)


def _clear(row: Arrangement) -> None:
    """Remove rows that only the arrangement kept."""
    topics = {pk for pk in (row.topic_id, row.into_topic_id) if pk}
    kept = Q(topic__in=topics) | Q(pk__in=[pk for pk in (row.series_id, row.into_series_id) if pk])
    remove_empty(list(Series.objects.filter(kept).values_list("pk", flat=True)), topics)


def _undone_before(row: Arrangement) -> str:
    who = row.undone_by.get_username() if row.undone_by else gettext("somebody")
    day = date_format(timezone.localtime(row.undone_at), "DATETIME_FORMAT")
    return gettext("%(who)s undid this already, on %(day)s.") % {"who": who, "day": day}
