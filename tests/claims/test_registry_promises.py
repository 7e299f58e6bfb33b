"""Merges of names, one upon the other, and their endings in any order: once all are ended every row is as it was.

What becomes of merges among everything else that happens to claims, `test_editing_promises` asks.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims import recording, runs
from claims.arranging import Refused, name_series, name_topic, naming_of
from claims.models import Actor, Merge, Series, Topic
from claims.records import PlaceRef, PlaceRole
from claims.registry.kinds import ACTORS, PLACES
from claims.registry.merging import end, merge
from tests import factories as make
from tests.claims.promises.truths import check_history, check_names, check_sums
from tests.claims.test_registry_merging import state
from tests.effort import examples

pytestmark = pytest.mark.django_db
SOURCES, WHERE, ABOUT = ("NIS", "Dienst", "Kreml"), ("Kursk", "Gebiet Kursk", "Moskau"), ("Nordkorea", "DVRK", "NIS")
ANY = st.integers(0, 10**6)
STEPS = st.lists(st.tuples(st.sampled_from(["merge", "merge", "end", "relink"]), ANY, ANY), min_size=3, max_size=8)


class Desk:
    """Two articles with two figures each, in places and by sources that change; and an admin."""

    def __init__(self, seed: int) -> None:
        self.admin = User.objects.create_superuser("ada")
        for name in (*SOURCES, *ABOUT):
            make.actor(name)
        for number in range(2):
            self.read(seed + number, seed // 7 + number)
        topic, series = Topic.objects.order_by("pk")[0], Series.objects.order_by("-pk")[0]
        name_topic(topic.pk, f"Name {seed % 5}", "", self.admin, seen=naming_of(topic))
        name_series(series.pk, f"Name {seed % 5}", "", self.admin, seen=naming_of(series))
        self.do_relink()

    def read(self, one: int, two: int) -> None:
        lease = runs.take(make.run(make.article()).pk)
        assert lease
        assert recording.store(lease, [_record(spot, one + spot, two) for spot in range(2)], "rules", "")

    def do_merge(self, one: int, two: int) -> None:
        register = (ACTORS, PLACES)[one % 2]
        rows = list(register.model.objects.order_by("pk"))
        pair = rows[one // 2 % len(rows)].pk, rows[two % len(rows)].pk
        before = state()
        try:
            with transaction.atomic():
                merge(register, *pair, self.admin, topics=bool(two % 3), why="eins")
        except Refused:
            assert state() == before

    def do_end(self, one: int, _: int = 0) -> None:
        """One that would leave a circle stands until another one is ended."""
        made = list(Merge.objects.filter(ended_at=None).order_by("pk"))
        if made:
            with suppress(Refused), transaction.atomic():
                end(made[one % len(made)].pk, self.admin)

    def do_relink(self, *_: int) -> None:
        call_command("relink", stdout=StringIO())

    def end_all(self, chance: int) -> None:
        for turn in range(40):
            self.do_end(chance + turn)
        assert not Merge.objects.filter(ended_at=None).exists()
        assert not Actor.objects.exclude(merged_into=None).exists()


def _record(spot: int, at: int, two: int):
    start = spot * 20
    places = tuple(dict.fromkeys(PlaceRef(WHERE[n % 3], PlaceRole.AT) for n in (at, at + two)))
    return make.record(
        1500 * (1 + two % 2), 3000, quote=f"Satz {spot}", start=start, end=start + 19, figure_start=start,
        figure_end=start + 4, source=make.source(SOURCES[at % 3]), places=places,
        subject_actor=ABOUT[(at + two) % 3], reported_on=date(2024, 10, 1 + at % 2 + spot),
    )  # fmt: skip


@settings(
    max_examples=examples(3),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # what fails here takes too long to be made smaller
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(STEPS, ANY, ANY)
def test_ending_all_merges_leaves_every_row_as_it_was(db, done, seed, chance):
    with transaction.atomic():
        desk = Desk(seed)
        before = state()
        for word, one, two in done:
            getattr(desk, f"do_{word}")(one, two)
            check_names()
        check_history()
        check_sums()
        desk.end_all(chance)
        assert state() == before
        check_history()
        transaction.set_rollback(True)
