"""Reservations of text and data mining as they are kept with articles and shown.

In: an article and its page. Out: a row of Reservation; or what is to be shown of an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.fetching import reservations
from articles.models import Article, BatchItem, Reservation


@dataclass(frozen=True, slots=True)
class Mark:
    """How an article is reserved, the policy's address or "", and by which right it is used all the same."""

    how: str
    policy: str = ""
    note: str = ""


def note_page(article: Article, raw: bytes | None) -> None:
    """Keep with a new article what its page reserves; whoever uploaded it decides to have it read all the same."""
    found = reservations.of_page(raw, article.url) if raw else None
    if found:
        Reservation.objects.create(article=article, how=found.how[:200], policy=found.policy)


def marks_of(article_id: int) -> list[Mark]:
    """Return what is reserved of an article: by its own page, and by the site that it was fetched from. Two queries."""
    own = [Mark(row.how, row.policy) for row in Reservation.objects.filter(article=article_id)]
    items = BatchItem.objects.filter(article=article_id, metadata__has_key="right").order_by("pk")
    return [*(_of_item(metadata) for metadata in items.values_list("metadata", flat=True)[:5]), *own]


def _of_item(metadata: dict[str, Any]) -> Mark:
    reservation = metadata.get("reservation", {})
    right = metadata["right"]
    return Mark(str(reservation.get("how", "")), str(reservation.get("policy", "")), f"{right['note']} ({right['by']})")
