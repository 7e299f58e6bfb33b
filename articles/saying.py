"""What somebody says of many articles at once: when they were published, or where; and taking that back.

In: articles, a Wish. Out: what would change, row by row, or the change itself with a Saying that can undo it for
UNDO_FOR. Claims are read again, since their dates count from the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from articles import upkeep
from articles.copies import outlet_for
from articles.dated_names import day_in
from articles.models import Article, BatchItem
from articles.models.saying import Saying

UNDO_FOR = timedelta(minutes=10)
MOST = 5000  # articles at once
CHUNK = 500
FIELDS = ("published_on", "published_precision", "published_found", "outlet_id")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be said. day with its precision, or pattern (see dated_names) for the day in each file's name; outlet.

    over: also where something else is known already.
    """

    day: date | None = None
    precision: str = "day"
    pattern: str = ""
    outlet: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One article and what would be said of it; day None and outlet "" where that stays as it is."""

    article: Article
    name: str
    day: date | None
    precision: str
    outlet: str

    @property
    def changes(self) -> bool:
        return self.day is not None or bool(self.outlet)


def foreseen(articles: QuerySet[Article], wish: Wish) -> list[Row]:
    """Return what would be said of each article, of the first MOST; one query."""
    newest = BatchItem.objects.filter(article=OuterRef("pk")).order_by("-pk").values("name")[:1]
    rows = articles.select_related("outlet").defer("text", "raw", "noise").annotate(name=Subquery(newest))
    return [row_of(article, wish) for article in rows.order_by("pk")[:MOST]]


def row_of(article: Article, wish: Wish) -> Row:
    """Return what would be said of one article."""
    name = getattr(article, "name", None) or ""
    found = (wish.day, wish.precision) if wish.day else wish.pattern and day_in(name, wish.pattern) or (None, "")
    day, precision = found if wish.over or article.published_on is None else (None, "")
    if (day, precision) == (article.published_on, article.published_precision):
        day = None
    outlet = wish.outlet if wish.over or article.outlet_id is None else ""
    same = article.outlet is not None and article.outlet.name.casefold() == outlet.casefold()
    return Row(article, name, day, precision if day else "", "" if same else outlet)


def say(user: User, rows: Iterable[Row]) -> Saying:
    """Say it of those articles that change, and keep what was there before; who changed meanwhile is left alone."""
    wanted = {row.article.pk: row for row in rows if row.changes}
    before: list[list[Any]] = []
    with transaction.atomic():
        outlets = {name: outlet_for(name, "") for name in sorted({row.outlet for row in wanted.values()} - {""})}
        ids = sorted(wanted)
        for start in range(0, len(ids), CHUNK):
            locked = list(lock(ids[start : start + CHUNK]))
            for article in locked:
                row = wanted[article.pk]
                if not same_as_seen(article, row.article):
                    continue
                old = values(article)
                if row.day:
                    article.published_on, article.published_precision = row.day, row.precision
                    article.published_found = Article.Found.GIVEN
                if row.outlet:
                    article.outlet = outlets[row.outlet]
                before.append([article.pk, old, values(article)])
            Article.objects.bulk_update(locked, FIELDS_TO_WRITE)
        upkeep.read_claims_again([pk for pk, _, _ in before])
        return Saying.objects.create(user=user, before=before)


def undo(saying_id: int, user: User, now: datetime) -> int | None:
    """Take back what this person said; return of how many articles, or None where the time for that is over."""
    with transaction.atomic():
        mine = Saying.objects.select_for_update().filter(pk=saying_id, user=user)
        saying = mine.filter(undone=False, said_at__gte=now - UNDO_FOR).first()
        if saying is None:
            return None
        before = {pk: (old, said) for pk, old, said in saying.before}
        back = [article for article in lock(sorted(before)) if values(article) == before[article.pk][1]]
        for article in back:
            restore(article, before[article.pk][0])
        Article.objects.bulk_update(back, FIELDS_TO_WRITE, batch_size=CHUNK)
        upkeep.read_claims_again([article.pk for article in back])
        saying.undone = True
        saying.save(update_fields=["undone"])
        return len(back)


FIELDS_TO_WRITE = ["published_on", "published_precision", "published_found", "outlet"]


def lock(ids: Sequence[int]) -> QuerySet[Article]:
    """Return the articles without their texts, locked until the transaction ends."""
    return Article.objects.filter(pk__in=ids).only("pk", *FIELDS).order_by("pk").select_for_update()


def same_as_seen(now: Article, seen: Article) -> bool:
    """Say whether an article's date and outlet are what the person saw when they decided."""
    return values(now) == values(seen)


def values(article: Article) -> dict[str, Any]:
    """Return an article's date and outlet as JSON can hold them."""
    day = article.published_on
    return {
        "day": day.isoformat() if day else "",
        "precision": article.published_precision,
        "found": article.published_found,
        "outlet": article.outlet_id,
    }


def restore(article: Article, old: dict[str, Any]) -> None:
    """Set an article's date and outlet to what they were."""
    article.published_on = date.fromisoformat(old["day"]) if old["day"] else None
    article.published_precision, article.published_found = old["precision"], old["found"]
    article.outlet_id = old["outlet"]


def forget(now: datetime) -> None:
    """Delete what can no more be taken back."""
    Saying.objects.filter(said_at__lt=now - UNDO_FOR).delete()
