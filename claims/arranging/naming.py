"""Other names for topics and series: shown everywhere, while the keys that claims are matched by stay.

In: a row, a German and an English name (both may be empty: as the machine calls it), and the number of the naming that
the editor saw in force. Out: the arrangement. The last naming in force counts.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext, override

from claims.arranging.ledger import Refused, Stale, alone, find_series, find_topic
from claims.models import Arrangement, Series, Topic
from claims.querysets import ArrangementQuerySet
from claimtrack.sorting import german_sort_key

Action = Arrangement.Action


def name_topic(number: int, german: str, english: str, user: User, *, seen: int, why: str = "") -> Arrangement:
    """Give the topic these names. seen: `naming_of` the topic when the editor began. Raises `Refused`, `Stale`."""
    german, english = _clean(german), _clean(english)
    with alone(user):
        topic = find_topic(number)
        _check(topic, (german, english), seen)
        if other := topic_named(german, but=topic):
            raise Refused(gettext("Another topic is called “%(name)s” already. Merge the two?") % {"name": other})
        row = Arrangement(action=Action.NAME_TOPIC, topic=topic, what=_in_german(topic), into=german or topic.key_name)
        _save(row, user, german, english, why)
        retitle_topic(topic)
    return row


def name_series(number: int, german: str, english: str, user: User, *, seen: int, why: str = "") -> Arrangement:
    """Give the series these names; of a series that was split off, wherever its topic has been merged."""
    german, english = _clean(german), _clean(english)
    with alone(user):
        series = find_series(number)
        _check(series, (german, english), seen)
        row = Arrangement(action=Action.NAME_SERIES, series=series, topic=series.topic, what=_in_german(series))
        _save(row, user, german, english, why)
        retitle_series(series)
        series.refresh_from_db()
        row.into = _in_german(series)
        row.save(update_fields=["into"])
    return row


def naming_of(row: Topic | Series) -> int:
    """The number of the naming in force, 0 for none. One query."""
    return _namings(row).values_list("pk", flat=True).first() or 0


def retitle_topic(topic: Topic) -> None:
    """Write the names of the last naming in force, or none."""
    last = _namings(topic).first()
    german, english = (last.name, last.name_en) if last else ("", "")
    key = german_sort_key(german or topic.key_name)
    Topic.objects.filter(pk=topic.pk).update(title=german, title_en=english, sort_key=key)


def retitle_series(series: Series) -> None:
    """Write the names of the last naming in force; without one, those that it was split off under, or none."""
    last = _namings(series).first()
    if last is None and series.part:
        last = Arrangement.objects.filter(pk=int(series.part)).first()
    german, english = (last.name, last.name_en) if last else ("", "")
    rows = Series.objects.filter(part=series.part) if series.part else Series.objects.filter(pk=series.pk)
    rows.update(title=german, title_en=english)


def topic_named(name: str, but: Topic | None = None) -> Topic | None:
    """The topic that is called so, in whatever case."""
    if not name:
        return None
    machine = Q(title="", machine__iexact=name) | Q(title="", actor="", subject_class__iexact=name)
    named = Topic.objects.annotate(machine=Concat(F("actor"), Value(" · "), F("subject_class")))
    found = named.filter(Q(title__iexact=name) | machine, merged_into=None)
    return (found.exclude(pk=but.pk) if but else found).first()


def _namings(row: Topic | Series) -> ArrangementQuerySet:
    in_force = Arrangement.objects.in_force().order_by("-pk")
    if isinstance(row, Topic):
        return in_force.filter(action=Action.NAME_TOPIC, topic=row)
    same = Q(series__part=row.part) if row.part else Q(series=row)
    return in_force.filter(same, action=Action.NAME_SERIES)


def _check(row: Topic | Series, names: tuple[str, str], seen: int) -> None:
    if naming_of(row) != seen:
        words = gettext("Somebody else named it in the meantime: “%(name)s”. Save again to put your name over it.")
        raise Stale(words % {"name": row.title or row.title_en or row})
    if (row.title, row.title_en) == names:
        raise Refused(gettext("It is called so already."))


def _save(row: Arrangement, user: User, german: str, english: str, why: str) -> None:
    row.user, row.name, row.name_en, row.why = user, german, english, why
    row.save()


def _clean(name: str) -> str:
    return " ".join(name.replace("\0", " ").split())[:300].strip()


def _in_german(row: Topic | Series) -> str:
    with override("de"):
        return str(row)
