"""Two people, or a person and a machine, at the same claims at the same moment: real transactions in real threads.

Whoever comes second is told so, or goes on from what the first one left; nothing is lost, nothing is written twice, and
nobody waits for ever.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from claims import recording
from claims.arranging import Refused, merge_series
from claims.corrections import Conflict, correct
from claims.models import Claim, Merge, Proposal, Series, Step
from claims.proposing import note
from claims.registry.kinds import ACTORS
from claims.registry.merging import merge
from claims.reviewing import deciding
from claims.reviewing.asking import propose
from claims.reviewing.deciding import NotDecided
from claims.reviewing.many import set_many
from claims.reviewing.undoing import NotUndone, undo
from tests import factories as make
from tests.claims.arranged import PENTAGON, read
from tests.claims.promises.truths import check_history, check_sums

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = (Conflict, Refused, NotUndone, NotDecided)  # what a page answers with words; anything else fails a test


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Do all of it at the same moment, each on a connection of its own; what was told to the second is an answer."""
    start = Barrier(len(jobs))

    def do(job: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return job()
        except TOLD as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [each.result(timeout=60) for each in [pool.submit(do, job) for job in jobs]]


def figure(value: int) -> dict[str, Any]:
    return {"value_low": Decimal(value), "value_high": Decimal(value)}


def one_told(answers: list[Any]) -> Any:
    """What the one was told who came second."""
    (told,) = [answer for answer in answers if isinstance(answer, TOLD)]
    return told


def check_revisions(claim: Claim) -> list[int]:
    """Each version follows from the one before, once; returns those that people made."""
    check_history()
    check_sums()
    events = Claim.pgh_event_model.objects.filter(pgh_obj_id=claim.pk).order_by("pgh_id")
    told = list(events.values_list("version", flat=True))
    versions = [after for before, after in pairwise(told) if after != before]
    assert versions == list(range(2, told[-1] + 1))
    return versions


@pytest.fixture
def erika() -> User:
    return User.objects.create_superuser("erika")


@pytest.fixture
def ada() -> User:
    return User.objects.create_superuser("ada")


def test_of_two_who_save_the_same_claim_one_is_told(stored, erika, ada):
    stored(make.record())
    claim = Claim.objects.get()
    for version in (1, 2, 3):
        answers = at_once(
            partial(correct, claim.pk, version, figure(1600 + version), erika),
            partial(correct, claim.pk, version, {"source": f"Dienst {version}"}, ada),
        )
        assert one_told(answers).current.version == version + 1
    assert check_revisions(claim) == [2, 3, 4]
    assert Step.objects.count() == 3


def test_a_correction_holds_while_its_series_is_merged_and_its_article_read_anew(stored, erika, ada):
    article = stored(make.record())
    stored(make.record(3000, 3000, subject_actor="DVRK"))
    claim = Claim.objects.get(value_low=1500)
    into = Series.objects.get(topic__actor="DVRK")
    another = make.record(start=70, end=90, figure_start=75, figure_end=80)
    answers = at_once(
        lambda: correct(claim.pk, 1, figure(1700), erika),
        lambda: merge_series(claim.series_id or 0, into.pk, ada),
        lambda: read(article, make.record(confidence=0.9), another),
    )
    assert not any(isinstance(answer, TOLD) for answer in answers)
    claim.refresh_from_db()
    assert (claim.value_low, claim.review, claim.series) == (1700, "corrected", into)
    assert Claim.objects.filter(article=article, series=into).count() == 2
    assert check_revisions(claim)[-1] == 2


def test_many_are_set_while_one_of_them_is_edited_and_another_act_undone(stored, erika, ada):
    for day in range(1, 21):
        stored(*(make.record(1000 + n, 2000, start=n, end=n + 5, figure_start=n, figure_end=n + 4,
                             reported_on=date(2024, 10, day)) for n in range(0, 100, 10)))  # fmt: skip
    seen = dict(Claim.objects.values_list("pk", "version"))
    assert len(seen) == 200
    one = min(seen)
    many, single = at_once(
        lambda: set_many(seen, {"subject_actor": "DVRK"}, erika, seen), lambda: correct(one, 1, figure(1700), ada)
    )
    if isinstance(single, Conflict):
        assert (many.claims, many.left) == (200, 0)
    else:
        assert (many.claims, many.left) == (199, 1)
        assert Claim.objects.get(pk=one).value_low == 1700
    assert set(Claim.objects.values_list("version", flat=True)) == {2}
    back, further = at_once(
        lambda: undo(many.step.pk, erika), lambda: correct(max(seen), 2, {"review": "accepted"}, ada)
    )
    last = Claim.objects.get(pk=max(seen))
    if isinstance(further, Conflict):
        assert (last.subject_actor, last.version) == ("Nordkorea", 3)
    else:
        assert back.left == (max(seen),)
        assert (last.subject_actor, last.version, last.review) == ("DVRK", 3, "accepted")
    check_revisions(last)


def test_undoing_twice_and_a_correction_in_between_at_once(stored, erika, ada):
    stored(make.record())
    claim = Claim.objects.get()
    step = correct(claim.pk, 1, figure(1700), erika).step
    answers = at_once(
        lambda: undo(step.pk, erika), lambda: undo(step.pk, ada), lambda: correct(claim.pk, 2, figure(1800), ada)
    )
    done = [answer for answer in answers if not isinstance(answer, TOLD)]
    assert len(done) == 1
    claim.refresh_from_db()
    assert (claim.version, claim.value_low) == (3, 1800 if done == answers[2:] else 1500)
    assert check_revisions(claim) == [2, 3]


def test_of_two_admins_who_merge_both_ways_one_is_told(stored, erika, ada):
    stored(make.record(), make.record(start=70, end=90, figure_start=75, figure_end=80, source=PENTAGON))
    one, other = (ACTORS.model.objects.get(name=name).pk for name in ("NIS", "Pentagon"))
    claim = Claim.objects.order_by("pk")[0]
    answers = at_once(
        lambda: merge(ACTORS, one, other, erika, topics=True),
        lambda: merge(ACTORS, other, one, ada, topics=True),
        lambda: correct(claim.pk, 1, figure(1700), ada),
    )
    assert isinstance(one_told(answers), Refused)
    assert Merge.objects.count() == 1
    assert len(set(Claim.objects.values_list("source", flat=True))) == 1
    assert Claim.objects.get(pk=claim.pk).value_low == 1700
    check_revisions(claim)


def test_what_two_approve_at_once_is_done_once(stored, erika, ada):
    stored(make.record())
    claim, third = Claim.objects.get(), User.objects.create_superuser("zoe")
    row = propose(claim, 1, figure(1700), erika)
    answers = at_once(lambda: deciding.take(row.pk, ada), lambda: deciding.take(row.pk, third))
    assert isinstance(one_told(answers), NotDecided)
    claim.refresh_from_db()
    assert (claim.value_low, claim.version, Step.objects.count()) == (1700, 2, 1)
    assert check_revisions(claim) == [2]


def test_a_reading_is_taken_over_while_the_article_is_read_again(stored, erika, ada, monkeypatch):
    """The run says that the proposal is overtaken: neither waits for the other, and what is decided is told."""
    article = stored(make.record())
    claim = Claim.objects.get()
    correct(claim.pk, 1, figure(1700), erika)
    read(article, make.record(1900, 1900))
    row = Proposal.objects.get()
    with ThreadPoolExecutor(1) as pool:

        def in_company(*args: Any) -> None:
            others.append(pool.submit(at_once, lambda: deciding.take(row.pk, ada)))
            until_somebody_waits()
            note(*args)

        others: list[Any] = []
        monkeypatch.setattr(recording, "note", in_company)
        read(article, make.record(2100, 2100))
        assert isinstance(one_told(others[0].result(timeout=60)), NotDecided)
    claim.refresh_from_db()
    assert (claim.value_low, claim.version) == (1700, 2)
    assert [p.values["value_low"] for p in Proposal.objects.filter(state="open")] == ["2100"]


def until_somebody_waits() -> None:
    """Return once another connection waits for a lock."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")
