"""Put the claims of an article into their series, and make the changes of the touched series anew.

In: an article's number. Out: series membership and `Change` rows; which changes came and went. Safe to run twice, and
at the same time from several workers. A series that an editor chose for a claim stays (`series_by_editor`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from claims.comparison.subjects import TopicKey
from claims.locks import lock_article, lock_topics
from claims.membership import remove_empty, series_by_key, wanted_keys
from claims.models import Claim, Series
from claims.rebuilding import Rebuilt, rebuild


@transaction.atomic
def link_article(article_id: int, left: Iterable[int] = ()) -> Rebuilt:
    """Link the article's claims. left: series that claims of this article have just left by being deleted."""
    lock_article(article_id)
    claims = list(Claim.objects.for_linking(article_id))
    wanted = wanted_keys(claims)
    movable = [(c, key) for c, key in zip(claims, wanted, strict=True) if not c.series_by_editor]
    before = {claim.series_id for claim in claims if claim.series_id} | set(left)
    keys = {key for _, key in movable if key}
    lock_topics({key.topic for key in keys} | topics_of(before))
    series = series_by_key(keys)
    moved = [claim for claim, key in movable if _move(claim, series[key] if key else None)]
    if moved:
        Claim.objects.bulk_update(moved, ["series"], batch_size=500)
    return _refresh(before | {row.pk for row in series.values()})


@transaction.atomic
def relink_series(series_ids: Iterable[int]) -> Rebuilt:
    """Make the changes of these series anew, after claims went away with their article."""
    asked = set(series_ids)
    lock_topics(topics_of(asked))
    return _refresh(asked)


def topics_of(series_ids: Iterable[int]) -> set[TopicKey]:
    """The keys of the topics of these series."""
    names = Series.objects.filter(pk__in=set(series_ids)).values_list("topic__actor", "topic__subject_class")
    return {TopicKey(actor, cls) for actor, cls in names}


def _move(claim: Claim, series: Series | None) -> bool:
    """Whether the claim changes its series; it then carries the new one."""
    number = series.pk if series else None
    if claim.series_id == number:
        return False
    claim.series_id = number
    return True


def _refresh(series_ids: set[int]) -> Rebuilt:
    done = rebuild(series_ids)
    remove_empty(done.series)
    return done
