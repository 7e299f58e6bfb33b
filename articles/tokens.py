"""Keys of programs: made, known again, counted, taken away.

In: a user and a name, or what a request brings. Out: the key, once, on making; rows of ApiToken. A key is 256 random
bits, so a plain digest keeps it; a slow one for passwords would only slow every request down.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Case, F, Q, Value, When

from articles.models import ApiToken

PREFIX = "ct_"
SHOWN = 10  # first characters that stay readable, so that a key can be told from others
MOST = 50  # keys of one user
WINDOW = timedelta(minutes=1)


def make(user: User, name: str) -> tuple[ApiToken, str]:
    """Return a new key's row and the key itself, which nobody can read again."""
    key = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(user=user, name=name, digest=digest(key), start=key[:SHOWN])
    return row, key


def revoke(user: User, token_id: int, now: datetime) -> bool:
    """Take one of the user's keys away; say whether there was one."""
    return bool(ApiToken.objects.filter(user=user, pk=token_id, revoked_at__isnull=True).update(revoked_at=now))


def known(key: str) -> ApiToken | None:
    """Return the row of a key that is good, with its user; None where it is unknown, revoked, or its user rests."""
    if not key.startswith(PREFIX) or len(key) > 200:
        return None
    good = ApiToken.objects.filter(digest=digest(key), revoked_at__isnull=True, user__is_active=True)
    return good.select_related("user").first()


def spend(token: ApiToken, now: datetime) -> int:
    """Count a request; return 0, or the seconds to wait where the key has had its share of this minute.

    One UPDATE counts, so that requests at the same moment do not miss each other.
    """
    fresh = Q(window_at__isnull=True) | Q(window_at__lte=now - WINDOW)
    ApiToken.objects.filter(pk=token.pk).update(
        window_count=Case(When(fresh, then=Value(1)), default=F("window_count") + 1),
        window_at=Case(When(fresh, then=Value(now)), default=F("window_at")),
        used_at=now,
    )
    token.refresh_from_db(fields=["window_at", "window_count"])
    if token.window_count <= settings.API_RATE or token.window_at is None:
        return 0
    return max(1, int((token.window_at + WINDOW - now).total_seconds()) + 1)


def digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
