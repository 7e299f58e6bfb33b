"""What every arrangement does: take the lock, write its row, link what it touches, and note what came of it.

In: a fresh `Arrangement` and the articles it bears on. Out: the row with its effects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from claims.bulk import write_columns
from claims.comparison.arranged import Circle, Rules
from claims.linking import Relinked, relink_articles
from claims.locks import lock_arrangements
from claims.membership import key_of, rules
from claims.models import Arrangement, Claim, Merge, Series, Topic


class Refused(Exception):
    """It cannot be done; the words for the editor are the first argument."""


class Stale(Refused):
    """Somebody else was faster: what the editor saw is not what is stored by now."""


@contextmanager
def alone(user: User) -> Iterator[None]:
    """Arrange in one transaction, under the one lock, with the editor named in the history of claims."""
    with transaction.atomic(), pghistory.context(user=user.pk, action="arrangement"):
        lock_arrangements()
        yield


def preview(act: Callable[[], Arrangement]) -> Arrangement:
    """What `act` would do: it is done and taken back, so that the figures are exact. Raises what `act` raises."""
    with transaction.atomic():
        done = act()
        transaction.set_rollback(True)
    return done


def carry_out(row: Arrangement, claims: QuerySet[Claim]) -> Arrangement:
    """Link the articles of these claims by the rules as they are now, and store what came of it."""
    done = relink_articles(articles_of(claims))
    row.claims, row.sources = len(done.moved), len({claim.source_id for claim in done.moved})
    row.came, row.went = len(done.rebuilt.added), len(done.rebuilt.removed)
    row.vanished = [[c.claim_id, c.previous_id, c.what, c.added_at.isoformat()] for c in done.rebuilt.removed]
    row.save()
    return row


def articles_of(claims: QuerySet[Claim]) -> set[int]:
    """The numbers of their articles. One query."""
    return set(claims.order_by().values_list("article", flat=True).distinct())


def give_back(row: Arrangement | Merge, done: Relinked) -> None:
    """Changes that had vanished with the act are as old again as they were: no reader finds them anew."""
    found = {(claim, before, what): at for claim, before, what, at in row.vanished}
    back = [change for change in done.rebuilt.added if (change.claim_id, change.previous_id, change.what) in found]
    for change in back:
        change.added_at = datetime.fromisoformat(found[change.claim_id, change.previous_id, change.what])
    write_columns(back, ["added_at"])


def check_merges() -> Rules:
    """The merges in force; raises `Refused` where they would lead in a circle."""
    found = rules()
    try:
        found.check()
    except Circle as error:
        topic = " · ".join(filter(None, [error.key.topic.actor, error.key.topic.cls]))
        words = gettext("Merges would lead in a circle by way of “%(topic)s”. Undo one of them first.")
        raise Refused(words % {"topic": topic}) from error
    return found


def find_topic(number: int) -> Topic:
    """The topic, which may be merged by now. Raises `Stale` where it is gone."""
    topic = Topic.objects.select_related("merged_into").filter(pk=number).first()
    if topic is None:
        raise Stale(gettext("This topic does not exist any more."))
    return topic


def find_series(number: int) -> Series:
    """The series, to which claims may come. Raises `Stale` where it is gone or merged by now."""
    series = Series.objects.select_related("topic", "merged_into__topic").filter(pk=number).first()
    if series is None:
        raise Stale(gettext("This series does not exist any more."))
    if rules().seat(key_of(series)) != key_of(series):
        raise Stale(gettext("“%(name)s” was merged into another series; arrange that one.") % {"name": series})
    return series


def find_claims(series: Series, numbers: Iterable[int]) -> list[Claim]:
    """The claims, all still in the series. Raises `Stale` where one of them is not."""
    asked = set(numbers)
    claims = list(Claim.objects.filter(series=series, pk__in=asked).select_related("source").order_by("pk"))
    if not asked:
        raise Refused(gettext("Choose at least one claim."))
    if len(claims) < len(asked):
        raise Stale(gettext("Some of these claims are not in the series any more. The list below is fresh."))
    return claims
