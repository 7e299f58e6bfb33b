"""Claims of hidden articles out of their series, and back to where they were once the articles are shown again.

In: ids of articles (`articles.signals`). Out: claims without a series, so that no timeline, list, count, file or feed
holds them; no change that names them. That much happens with the hiding itself. What the other claims of the series
then changed is made anew right after, and so is the way back: piece by piece, safe to be cut off and done again.

Rows of claims stay with all that editors decided, and their history says nothing of it: nobody can look meanwhile,
and afterwards nothing has happened. Only who comes back to another series, since one was merged or named meanwhile,
has it told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import pgtrigger
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from articles.querysets import ArticleQuerySet
from claims.bulk import write_columns
from claims.linking import relink_articles, relink_series
from claims.locks import lock_arrangements
from claims.models import Aside, Change, ChangeAside, Claim, Series
from claims.models.tallies import settle_sums

ARTICLES_AT_ONCE = 300
SERIES_AT_ONCE = 100


def weigh(articles: ArticleQuerySet) -> list[tuple[str, int]]:
    """What goes with articles, in words and numbers: claims, those of editors, changes, topics. Three queries."""
    claims = Claim.objects.filter(article__in=articles.order_by().values("pk"))
    decided = claims.exclude(review=Claim.Review.MACHINE)
    seated = claims.filter(series__isnull=False)
    changes = Change.objects.filter(claim__in=seated.order_by().values("pk"))
    topics = seated.order_by().values("series__topic").distinct()
    return [
        (gettext("claims"), claims.count()),
        (gettext("of them decided by editors"), decided.count()),
        (gettext("changes in timelines"), changes.count()),
        (gettext("topics in which claims stand"), topics.count()),
    ]


def set_aside(article_ids: Sequence[int]) -> None:
    """Take the claims of articles out of their series, under `lock_arrangements`, in the hiding transaction."""
    claims = Claim.objects.filter(article__in=article_ids, series__isnull=False).order_by()
    left = claims.values_list("article_id", "series_id").distinct()
    rows = [Aside(article_id=pk, rebuilt=True) for pk in article_ids]
    rows += [Aside(article_id=article, series_id=series) for article, series in left]
    Aside.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)
    for side in ("claim__in", "previous__in"):
        going = Change.objects.filter(**{side: claims.values("pk")})
        _remember(going)
        going.delete()
    with _without_history():
        claims.update(series=None)
    settle_sums()


def pending() -> bool:
    """Whether series wait to be made anew, or shown articles to be linked again."""
    return Aside.objects.filter(rebuilt=False).exists() or _shown().exists()


def settle() -> bool:
    """Do one piece of what waits; whether more may be left."""
    return _link_back() or _rebuild_left()


@transaction.atomic
def _rebuild_left() -> bool:
    """Make the changes of some series anew that lost claims."""
    waiting = Aside.objects.filter(rebuilt=False).order_by("series").values_list("series", flat=True).distinct()
    series = list(waiting[:SERIES_AT_ONCE])
    if not series:
        return False
    _remember(relink_series(pk for pk in series if pk).removed)
    Aside.objects.filter(series__in=series).update(rebuilt=True)
    return True


@transaction.atomic
def _link_back() -> bool:
    """Link the claims of some articles that are shown again, their changes as old as they were."""
    lock_arrangements()
    articles = list(_shown().order_by("article").values_list("article", flat=True)[:ARTICLES_AT_ONCE])
    if not articles:
        return False
    # The rows go last: until then they keep the series in place to which the claims come back.
    with _without_history():
        series = _seat_as_before(articles)
    done = relink_articles(articles, series)
    _give_back(done.rebuilt.added)
    Aside.objects.filter(article__in=articles).delete()
    if not Aside.objects.exists():
        ChangeAside.objects.all().delete()
    return True


def _seat_as_before(articles: Sequence[int]) -> set[int]:
    """Put the claims of articles where they were last seen, as far as that is still there; returns those series."""
    claims = Claim.objects.filter(article__in=articles, series__isnull=True).only("series")
    events = Claim.pgh_event_model.objects.filter(pgh_obj_id__in=claims.order_by().values("pk"))
    last = dict(events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values_list("pgh_obj_id", "series_id"))
    there = set(Series.objects.filter(pk__in=set(last.values()) - {None}).values_list("pk", flat=True))
    back = [claim for claim in claims if last.get(claim.pk) in there]
    for claim in back:
        claim.series_id = last[claim.pk]
    write_columns(back, ["series"])
    return there


def _shown() -> QuerySet[Aside]:
    return Aside.objects.filter(series__isnull=True, article__hidden_at__isnull=True)


def _remember(changes: Iterable[Change]) -> None:
    rows = [
        ChangeAside(claim_id=c.claim_id, previous_id=c.previous_id, what=c.what, added_at=c.added_at) for c in changes
    ]
    ChangeAside.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)


def _give_back(changes: Sequence[Change]) -> None:
    """Changes that had vanished with the articles are as old again as they were: no reader finds them anew."""
    kept = ChangeAside.objects.filter(claim__in={change.claim_id for change in changes})
    found = {(row.claim_id, row.previous_id, row.what): row.added_at for row in kept}
    back = [change for change in changes if (change.claim_id, change.previous_id, change.what) in found]
    for change in back:
        change.added_at = found[change.claim_id, change.previous_id, change.what]
    write_columns(back, ["added_at"])


@contextmanager
def _without_history() -> Iterator[None]:
    with pgtrigger.ignore("claims.Claim:update_update"):
        yield
