"""Merges and their endings among everything else that happens to claims, in any order.

What editors decided stays in force, each claim is kept with the end of the merges of whom it means, and once all merges
are ended nothing is left of them. Where nothing else happened, every row is as it was before.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims import recording, runs
from claims.arranging import Refused, name_series, name_topic, naming_of
from claims.corrections import correct
from claims.models import Actor, Claim, Merge, Place, Series, Step, Topic
from claims.placing import places_of
from claims.records import PlaceRef, PlaceRole
from claims.registry.kinds import ACTORS, PLACES
from claims.registry.merging import end, merge
from claims.reviewing.undoing import NotUndone, undo
from tests import factories as make
from tests.claims.test_registry_merging import state
from tests.effort import examples

pytestmark = pytest.mark.django_db
SOURCES, WHERE, ABOUT = ("NIS", "Dienst", "Kreml"), ("Kursk", "Gebiet Kursk", "Moskau"), ("Nordkorea", "DVRK", "NIS")
ANY = st.integers(0, 10**6)
checked = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
# What fails here takes too long to be made smaller.
phases = (Phase.explicit, Phase.reuse, Phase.generate)
few = settings(max_examples=examples(4), deadline=None, suppress_health_check=checked, phases=phases)


def steps(*words):
    return st.lists(st.tuples(st.sampled_from(words), ANY, ANY), min_size=3, max_size=8)


@contextmanager
def forgotten():
    """Whatever is done inside is gone behind it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Desk:
    """Two articles, a machine, an editor and an admin; beside the database, whom each claim means by the model."""

    def __init__(self):
        self.admin = User.objects.create_superuser("ada")
        self.articles = [make.article(), make.article()]
        for number, _ in enumerate(self.articles):
            self.do_read(number, number)
        for name in (*SOURCES, *ABOUT):
            make.actor(name)
        self.decided: dict[int, dict] = {}
        self.before: dict[int, tuple[int, dict | None]] = {}

    def run(self, done):
        for word, one, two in done:
            getattr(self, f"do_{word}")(one, two)
            self.check()

    def do_read(self, one, two):
        """The machine finds two figures, in places and by sources that change."""
        records = []
        for spot in range(2):
            start, at = spot * 20, one + spot
            places = tuple(dict.fromkeys(PlaceRef(WHERE[n % 3], PlaceRole.AT) for n in (at, at + two)))
            records.append(
                make.record(
                    1500 * (1 + two % 2), 3000, quote=f"Satz {spot}", start=start, end=start + 19,
                    figure_start=start, figure_end=start + 4, source=make.source(SOURCES[at % 3]), places=places,
                    subject_actor=ABOUT[(one + two) % 3], reported_on=date(2024, 10, 1 + one % 2 + spot),
                )
            )  # fmt: skip
        lease = runs.take(make.run(self.articles[one % 2]).pk)
        assert lease
        assert recording.store(lease, records, "rules", "")

    def do_correct(self, one, two):
        claim = self.claim(one)
        changes = [
            {"source": SOURCES[two % 3]},
            {"source": SOURCES[two % 3], "review": "accepted"},
            {"value_low": Decimal(1000 + two % 3), "value_high": Decimal(4000)},
            {"places": [(WHERE[two % 3], "at")]},
        ][two % 4]
        held = self.decided.get(claim.pk)
        done = correct(claim.pk, claim.version, changes, self.admin)
        if done.step:
            self.before[done.step.pk] = (claim.pk, held)
            self.decided[claim.pk] = self.told(claim.pk)

    def do_undo(self, one, _):
        """Any act: a correction, a merge, or the undoing of one."""
        acts = list(Step.objects.filter(undone=None).order_by("pk"))
        if not acts:
            return
        step = acts[one % len(acts)]
        try:
            with transaction.atomic():
                back = undo(step.pk, self.admin)
        except NotUndone:
            return
        if step.pk in self.before:
            pk, held = self.before.pop(step.pk)
            self.before[back.step.pk] = (pk, self.decided.get(pk))
            self.decided.pop(pk, None)
            if held is not None:
                self.decided[pk] = held

    def do_merge(self, one, two):
        register = (ACTORS, PLACES)[one % 2]
        rows = list(register.model.objects.order_by("pk"))
        pair = rows[one // 2 % len(rows)].pk, rows[two % len(rows)].pk
        before = state()
        try:
            with transaction.atomic():
                merge(register, *pair, self.admin, topics=bool(two % 3), why="eins")
        except Refused:
            assert state() == before

    def do_end(self, one, _=0):
        made = list(Merge.objects.filter(ended_at=None).order_by("pk"))
        if made:
            try:
                with transaction.atomic():
                    end(made[one % len(made)].pk, self.admin)
            except Refused:  # it would leave a circle: another one has to be ended first
                return

    def do_relink(self, *_):
        call_command("relink", stdout=StringIO())

    def do_name(self, one, two):
        topic = list(Topic.objects.order_by("pk"))[one % Topic.objects.count()]
        series = list(Series.objects.order_by("pk"))[two % Series.objects.count()]
        for row, how in ((topic, name_topic), (series, name_series)):
            try:
                with transaction.atomic():
                    how(row.pk, f"Name {two % 5}", "", self.admin, seen=naming_of(row))
            except Refused:
                continue

    def end_all(self, chance):
        for turn in range(40):
            if not Merge.objects.filter(ended_at=None).exists():
                return
            self.do_end(chance + turn)
        raise AssertionError("merges cannot be ended")

    @staticmethod
    def claim(one):
        claims = list(Claim.objects.order_by("pk"))
        return claims[one % len(claims)]

    @staticmethod
    def told(pk):
        """What a claim says by itself, however names are merged."""
        claim = Claim.objects.get(pk=pk)
        return {
            "source": claim.merged_source_id or claim.source_id, "low": claim.value_low, "review": claim.review,
            "series_by_editor": claim.series_by_editor,
        }  # fmt: skip

    def check(self):
        """What editors decided is in force, and whoever was merged is named nowhere."""
        into = dict(Actor.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
        for pk, wanted in self.decided.items():
            assert self.told(pk) == wanted
        for claim in Claim.objects.all():
            meant = claim.merged_source_id or claim.source_id
            while meant in into:
                meant = into[meant]
            assert claim.source_id == meant
            assert claim.merged_source_id is None or claim.merged_source_id in into
            last = Claim.pgh_event_model.objects.filter(pgh_obj_id=claim.pk).order_by("pgh_id").last()
            assert (last.version, last.source_id, last.series_id) == (claim.version, claim.source_id, claim.series_id)
        merged = Place.objects.filter(merged_into__isnull=False)
        assert not Claim.objects.filter(places__place__in=merged).exists()


@few
@given(steps("merge", "merge", "end", "relink"), ANY, ANY)
def test_ending_all_merges_leaves_every_row_as_it_was(done, seed, chance):
    with forgotten():
        desk = Desk()
        desk.do_name(seed, chance)
        desk.do_relink()
        before = state()
        desk.run(done)
        desk.end_all(chance)
        assert state() == before


@few
@given(steps("read", "correct", "correct", "undo", "merge", "merge", "end", "relink", "name"), ANY)
def test_decisions_stay_in_force_and_nothing_is_left_of_ended_merges(done, chance):
    with forgotten():
        desk = Desk()
        desk.run(done)
        desk.end_all(chance)
        desk.check()
        assert not Claim.objects.filter(merged_source__isnull=False).exists()
        assert not Claim.objects.filter(places__merged_place__isnull=False).exists()
        assert not Claim.objects.filter(places__folded__isnull=False).exists()
        assert not Topic.objects.filter(merged_into__isnull=False).exists()
        before = state()
        desk.do_relink()
        assert state() == before
        for claim in Claim.objects.all():
            assert len(places_of(claim.pk)) == len(set(places_of(claim.pk)))
