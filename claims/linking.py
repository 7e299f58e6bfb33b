"""Put the claims of articles into their series, and make the changes of the touched series anew.

In: numbers of articles. Out: series membership and `Change` rows; which changes came and went. Safe to run twice, and
at the same time from several workers. What editors arranged is followed (`claims.membership`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass, field

from django.db import transaction

from claims.bulk import write_columns
from claims.comparison.subjects import TopicKey
from claims.locks import lock_article, lock_topics, share_arrangements
from claims.membership import Seat, remove_empty, seats, series_by_key
from claims.models import Claim, Series
from claims.models.tallies import settle_sums
from claims.rebuilding import Rebuilt, rebuild

ARTICLES_AT_ONCE = 300


@dataclass
class Relinked:
    """What linking many articles did: the claims that moved, and what became of the series they left and joined."""

    moved: list[Claim] = field(default_factory=list)
    rebuilt: Rebuilt = field(default_factory=Rebuilt)


@transaction.atomic
def link_article(article_id: int, left: Iterable[int] = (), *, whole: bool = False) -> Rebuilt:
    """Link the article's claims. left: series that claims of this article have just left by being deleted.

    Changes are made anew from the day on that is noted as out of date; whole: all of them, after rules have changed.
    """
    touched, joined = _seat([article_id], set(left))
    return _refresh(touched, whole=whole, filled=joined)


@transaction.atomic
def seat_articles(article_ids: Collection[int]) -> None:
    """Put the claims of some articles where they belong; `relink_topic` makes the changes of their series anew.

    If that never comes, whoever links next in these series makes good for it: they are noted as out of date.
    """
    _seat(article_ids)


@transaction.atomic
def relink_topic(topic_id: int) -> Rebuilt:
    """Make all changes of a topic anew, after claims were seated or rules have changed."""
    series = set(Series.objects.filter(topic=topic_id).values_list("pk", flat=True))
    share_arrangements()
    lock_topics(topics_of(series))
    return _refresh(series, whole=True)


def relink_articles(article_ids: Collection[int], left: Iterable[int] = ()) -> Relinked:
    """Link many articles after something was arranged, under `locks.lock_arrangements` and in one transaction.

    Only series that claims leave or join are made anew. left: further series to look at.
    """
    done = Relinked()
    touched = set(left)
    ordered = sorted(article_ids)
    for first in range(0, len(ordered), ARTICLES_AT_ONCE):
        claims = list(Claim.objects.for_linking(*ordered[first : first + ARTICLES_AT_ONCE]).defer("search"))
        before = {claim.pk: claim.series_id for claim in claims}
        moved, _ = _place(claims, seats(claims))
        done.moved += moved
        touched |= {pk for claim in moved for pk in (claim.series_id, before[claim.pk]) if pk}
    done.rebuilt = _refresh(touched)
    return done


@transaction.atomic
def relink_series(series_ids: Iterable[int]) -> Rebuilt:
    """Make the changes of these series anew, after claims went away with their article."""
    asked = set(series_ids)
    share_arrangements()
    lock_topics(topics_of(asked))
    return _refresh(asked)


def retell(series: Series) -> Rebuilt:
    """Make the changes of a series anew after one of its claims, which stays in it, was told otherwise.

    The transaction holds the claim's article (`locks.lock_article`), so nobody arranges the series' topic meanwhile.
    """
    lock_topics([TopicKey(series.topic.actor, series.topic.subject_class)])
    return _refresh({series.pk}, filled={series.pk})


def topics_of(series_ids: Iterable[int]) -> set[TopicKey]:
    """The keys of the topics of these series."""
    names = Series.objects.filter(pk__in=set(series_ids)).values_list("topic__actor", "topic__subject_class")
    return {TopicKey(actor, cls) for actor, cls in names}


def _seat(article_ids: Collection[int], left: Set[int] = frozenset()) -> tuple[set[int], set[int]]:
    """Seat the claims of articles under all locks; returns the series that they leave or are in, and the latter."""
    for article_id in sorted(article_ids):
        lock_article(article_id)
    claims = list(Claim.objects.for_linking(*article_ids))
    wanted = seats(claims)
    before = {claim.series_id for claim in claims if claim.series_id} | left
    lock_topics({seat.key.topic for seat in wanted if seat.key} | topics_of(before))
    _, joined = _place(claims, wanted)
    return before | joined, joined


def _place(claims: Sequence[Claim], wanted: Sequence[Seat]) -> tuple[list[Claim], set[int]]:
    """Write who sits elsewhere from now on; returns those claims, and the series in which all of them sit."""
    series = series_by_key({seat.key for seat in wanted if seat.key})
    pairs = list(zip(claims, wanted, strict=True))
    marked = [claim for claim, seat in pairs if claim.series_by_editor != seat.by_editor]
    moved = [claim for claim, seat in pairs if _move(claim, series[seat.key] if seat.key else None)]
    for claim, seat in pairs:
        claim.series_by_editor = seat.by_editor
    changed = {claim.pk: claim for claim in (*marked, *moved)}
    write_columns(list(changed.values()), ["series", "series_by_editor"])
    return moved, {row.pk for row in series.values()}


def _move(claim: Claim, series: Series | None) -> bool:
    """Whether the claim changes its series; it then carries the new one."""
    number = series.pk if series else None
    if claim.series_id == number:
        return False
    claim.series_id = number
    return True


def _refresh(series_ids: set[int], *, whole: bool = False, filled: Set[int] = frozenset()) -> Rebuilt:
    """Rebuild. filled: series that are known to hold claims."""
    done = rebuild(series_ids, whole=whole)
    if done.series - filled:
        remove_empty(done.series - filled)
    settle_sums()  # so that who links within a larger transaction reads sums that are right
    return done
