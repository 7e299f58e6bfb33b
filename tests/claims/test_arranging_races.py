"""Two editors at once, and an article that is read while something is arranged."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from claims.arranging import (
    Refused,
    merge_topics,
)
from claims.locks import lock_article
from claims.models import Arrangement, Claim
from tests import factories as make
from tests.claims.arranged import ARMY, read

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_two_editors_and_a_reading_at_once_leave_one_story(pair, editor, stored):
    """Both merge the same topic, one this way, one that way, while an article of it is read: one merge stands."""
    army, soldiers = pair
    article = Claim.objects.filter(series__topic=army).first().article

    def act(merge):
        try:
            return merge_topics(merge[0], merge[1], editor) if merge else read(article, make.record(2500, 2500, **ARMY))
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(act, job) for job in ((army.pk, soldiers.pk), (soldiers.pk, army.pk), None)]
        answers = [job.result(timeout=60) for job in jobs]
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Arrangement.objects.in_force().count() == 1
    assert Claim.objects.values("series__topic").distinct().count() == 1
    call_command("relink", verbosity=0)
    assert Claim.objects.values("series__topic").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_arranges_waits_for_who_reads(pair, editor):
    """A reading holds the arrangements while it writes; the merge follows it and finds its claims."""

    def merge():
        try:
            return merge_topics(pair[0].pk, pair[1].pk, editor).claims
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            article = Claim.objects.get(value_low=1500).article
            lock_article(article.pk)
            waiting = pool.submit(merge)
            time.sleep(0.5)
            assert not waiting.done()
            read(article, make.record(1700, 1700, **ARMY))
        assert waiting.result(timeout=30) == 3
