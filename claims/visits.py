"""When somebody looked at the changes before. In: a user and the time. Out: the end of the last visit.

Reading on within half an hour is the same visit, so that what is new stays new while it is read.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection

from claims.models import Visit

PAUSE = timedelta(minutes=30)
_UPSERT = """
INSERT INTO {table} AS visit (user_id, at, before) VALUES (%s, %s, NULL)
ON CONFLICT (user_id) DO UPDATE SET
    before = CASE WHEN excluded.at - visit.at > make_interval(secs => %s) THEN visit.at ELSE visit.before END,
    at = greatest(visit.at, excluded.at)
RETURNING visit.before
"""


def last_seen(user: AbstractBaseUser, now: datetime) -> datetime | None:
    """Return when the last visit ended, as `last_visit` would, without noting that the user looks now. One query."""
    visit = Visit.objects.filter(user=user.pk).first()
    if visit is None:
        return None
    return visit.at if now - visit.at > PAUSE else visit.before


def last_visit(user: AbstractBaseUser, now: datetime) -> datetime | None:
    """Note that the user looks now; return when the visit before ended, None on the first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT.format(table=Visit._meta.db_table), [user.pk, now, PAUSE.total_seconds()])
        before: datetime | None = cursor.fetchone()[0]
    return before
