"""Who may write claims of an article, the series of a topic, or what editors arranged, at this moment.

In: an article's number, topic keys. Out: transaction-level advisory locks of PostgreSQL, held until commit.

Locks go by key, not by row, so that they cover topics that do not exist yet. The order is always the arrangements
first, then one article, then topics by number: then no two workers can wait for each other. Whoever links shares the
arrangements with all others that link; whoever arranges has them alone, and so every claim and every topic.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection

from claims.comparison.subjects import TopicKey

# The first of the two integers of pg_advisory_xact_lock: one space each.
ARTICLES, TOPICS, ARRANGEMENTS = 0x61, 0x74, 0x72


def lock_article(article_id: int) -> None:
    """Wait until nobody else records, links or corrects claims of this article, and until nobody arranges."""
    share_arrangements()
    _lock(ARTICLES, [article_id % 2**31])


def lock_topics(keys: Iterable[TopicKey]) -> None:
    """Wait until nobody else changes the series of these topics."""
    _lock(TOPICS, sorted({_number(key) for key in keys}))


def share_arrangements() -> None:
    """Wait until nobody changes what is arranged; it then stays as it is, for any number of those who link."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, 0)", [ARRANGEMENTS])


def lock_arrangements() -> None:
    """Wait until nobody links, corrects or arranges; then all claims, series and arrangements are held."""
    _lock(ARRANGEMENTS, [0])


def _number(key: TopicKey) -> int:
    """A number of 31 bits; two topics that share one only wait for each other needlessly."""
    digest = hashlib.blake2b(f"{key.actor}\0{key.cls}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) % 2**31


def _lock(space: int, numbers: list[int]) -> None:
    # One statement per lock: inside one statement PostgreSQL promises no order.
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [space, number])
