"""Who may write claims of an article, or the series of a topic, at this moment.

In: an article's number, topic keys. Out: transaction-level advisory locks of PostgreSQL, held until commit.

Locks go by key, not by row, so that they cover topics that do not exist yet. The order is always one article first,
then topics by number: then no two workers can wait for each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection

from claims.comparison.subjects import TopicKey

ARTICLES, TOPICS = 0x61, 0x74  # the first of the two integers of pg_advisory_xact_lock: one space each


def lock_article(article_id: int) -> None:
    """Wait until nobody else records, links or corrects claims of this article."""
    _lock(ARTICLES, [article_id % 2**31])


def lock_topics(keys: Iterable[TopicKey]) -> None:
    """Wait until nobody else changes the series of these topics."""
    _lock(TOPICS, sorted({_number(key) for key in keys}))


def _number(key: TopicKey) -> int:
    """A number of 31 bits; two topics that share one only wait for each other needlessly."""
    digest = hashlib.blake2b(f"{key.actor}\0{key.cls}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) % 2**31


def _lock(space: int, numbers: list[int]) -> None:
    # One statement per lock: inside one statement PostgreSQL promises no order.
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [space, number])
