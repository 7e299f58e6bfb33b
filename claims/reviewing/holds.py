"""Two editors are not handed the same claim: whoever is handed one holds it for a while, or puts it off.

In: an editor, what the queue is narrowed to. Out: the claim that is now this editor's to look at. A hold is a
courtesy, no lock: saving is guarded by versions (`claims.corrections`), and a hold that is over stops nobody.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from claims.models import Hold, Skip
from claims.reviewing.queue import Wanted, front

HELD = timedelta(minutes=10)  # without a sign of the editor
PUT_OFF = timedelta(hours=12)  # a working day
TRIES = 5
# Whoever holds the claim may go on, and so may anybody once that is over; of two at once one finds no row.
HOLD = """
    WITH gone AS (DELETE FROM claims_hold WHERE user_id = %(user)s AND claim_id <> %(claim)s)
    INSERT INTO claims_hold AS h (claim_id, user_id, until) VALUES (%(claim)s, %(user)s, %(until)s)
    ON CONFLICT (claim_id) DO UPDATE SET user_id = excluded.user_id, until = excluded.until
    WHERE h.user_id = excluded.user_id OR h.until <= %(now)s
    RETURNING h.id
"""


def take_next(wanted: Wanted, user: User) -> int | None:
    """Hold the next claim of the queue for the editor and return its number; None where nothing is left."""
    number = None
    for _ in range(TRIES):
        places = front(wanted, user, 1)
        number = places[0].pk if places else None
        if number is None or hold(number, user):
            break
    return number  # where others are faster again and again two look at one claim, and versions guard it


def hold(claim_id: int, user: User, now: datetime | None = None) -> bool:
    """Hold a claim for the editor, who lets go of every other; False where somebody else holds it. One query."""
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(HOLD, {"claim": claim_id, "user": user.pk, "now": now, "until": now + HELD})
        return cursor.fetchone() is not None


def held_by_other(claim_id: int, user: User) -> str:
    """The name of another editor who looks at the claim right now, or ''. One query."""
    rows = Hold.objects.filter(claim=claim_id, until__gt=timezone.now()).exclude(user=user).select_related("user")
    row = rows.first()
    return row.user.get_username() if row else ""


def let_go(user: User) -> None:
    """The editor holds nothing any more."""
    Hold.objects.filter(user=user).delete()


def put_off(claim_id: int, user: User) -> None:
    """The claim comes last in this editor's queue for a while."""
    Skip.objects.update_or_create(claim_id=claim_id, user=user, defaults={"until": timezone.now() + PUT_OFF})
    Hold.objects.filter(claim=claim_id, user=user).delete()
