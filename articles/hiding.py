"""Articles out of sight, and back: their rows stay, `Article.objects` leaves them out, other apps follow by signals.

In: ids of articles, inside the caller's transaction. Out: `hidden_at`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from articles.models import Article
from articles.signals import articles_hidden, articles_moving, articles_shown

AT_ONCE = 5000  # ids in one statement


def about_to_hide() -> None:
    """Have other apps take their locks, before the first row of articles is locked."""
    articles_moving.send(sender=Article)


def hide(article_ids: Sequence[int], now: datetime) -> None:
    """Hide articles whose rows the caller holds, after `about_to_hide`."""
    for ids in in_chunks(article_ids):
        Article.everything.filter(pk__in=ids).update(hidden_at=now)
        articles_hidden.send(sender=Article, article_ids=ids)


def show(article_ids: Sequence[int]) -> None:
    """Show articles again."""
    for ids in in_chunks(article_ids):
        Article.everything.filter(pk__in=ids).update(hidden_at=None)
        articles_shown.send(sender=Article, article_ids=ids)


def in_chunks(ids: Iterable[int], size: int = AT_ONCE) -> Iterator[list[int]]:
    """Yield the ids in lists of at most `size`."""
    rest = list(ids)
    for first in range(0, len(rest), size):
        yield rest[first : first + size]
