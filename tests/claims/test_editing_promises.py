"""All that people decide, under any order of machine runs, corrections, merges of names, undoing, parting and linking.

Beside the database stands only what editors decided about each claim, and whom they meant. What must follow from it is
worked out here anew: nothing decided is lost, the history tells the present, and parting names is as if they had never
been one.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claims.arranging import Refused
from claims.corrections import correct
from claims.models import Actor, ActorAlias, Claim, ClaimPlace, Merge, Place, PlaceAlias, Step
from claims.records import Metric, Stance
from claims.registry.kinds import ACTORS, PLACES
from claims.registry.merging import end, merge
from claims.reviewing.undoing import NotUndone, undo
from claims.revisions import history, restore
from tests import factories as make
from tests.claims.test_arranging_promises import ANY, Desk, at_rest, state
from tests.effort import examples

pytestmark = pytest.mark.django_db
CONTENT = ("kind", "value_low", "value_high", "stance", "metric", "review", "reported_on", "subject_class")
WORDS = ["read", "read", "correct", "correct", "correct", "restore", "merge", "merge", "part", "undo act", "undo act"]
EVERY = [*WORDS, "merge and part", "relink"]
STEPS = st.lists(st.tuples(st.sampled_from(EVERY), ANY, ANY, ANY), min_size=3, max_size=14)


class Newsroom(Desk):
    """Three articles, a machine, and an admin who corrects claims and merges names; notes what was decided."""

    def __init__(self) -> None:
        super().__init__()
        self.editor.user_permissions.set(
            Permission.objects.filter(codename__in=[register.right.split(".")[1] for register in (ACTORS, PLACES)])
        )
        self.editor = User.objects.get(pk=self.editor.pk)
        for name in ("Pentagon", "NATO"):
            make.actor(name)
        self.decided: dict[int, tuple[object, ...]] = {}

    def do_correct(self, one: int, two: int, three: int) -> None:
        """One field of any claim, or a judgement."""
        claim, figure = self.claim(one), Decimal([1600, 9000][three % 2])
        of_count = claim.kind == "count"
        changes: dict[str, Any] = [
            {"value_low": figure, "value_high": figure} if of_count else {"stance": Stance.HEDGES},
            {"metric": Metric.PLANNED} if of_count else {"stance": Stance.CONFIRMS},
            {"source": ["NIS", "Pentagon", "NATO", ""][three % 4]},
            {"reported_on": date(2024, 10, 1 + three % 28)},
            {"review": "accepted"},
            {"review": "rejected"},
            {"subject_class": "Panzer"},
        ][two % 7]
        self.remember(correct(claim.pk, claim.version, changes, self.editor).claim)

    def do_restore(self, one: int, two: int, _: int) -> None:
        """Back to any former version."""
        claim = self.claim(one)
        versions = history(claim.pk)
        self.remember(restore(claim.pk, claim.version, versions[two % len(versions)].event, self.editor).claim)

    def do_undo_act(self, one: int, *_: int) -> None:
        """Any act that was not undone, merges and acts of undoing among them."""
        steps = list(Step.objects.filter(undone=None).order_by("pk"))
        if not steps:
            return
        try:
            with transaction.atomic():
                done = undo(steps[one % len(steps)].pk, self.editor)
        except NotUndone:
            return
        for claim in Claim.objects.filter(pk__in=done.claims):
            self.remember(claim)

    def do_merge(self, one: int, two: int, three: int) -> None:
        self.merged(one, two, three)

    def merged(self, one: int, two: int, three: int) -> Merge:
        """Any name into any other one of its kind."""
        register = [ACTORS, PLACES][one % 2]
        rows = list(register.model.objects.order_by("name", "pk"))
        row, into = rows[two % len(rows)], rows[three % len(rows)]
        made, _ = merge(register, row.pk, into.pk, self.editor, topics=bool(one // 2 % 2))
        return made

    def do_part(self, one: int, *_: int) -> None:
        standing = list(Merge.objects.filter(ended_at=None).order_by("pk"))
        if standing:
            end(standing[one % len(standing)].pk, self.editor)

    def do_merge_and_part(self, one: int, two: int, three: int) -> None:
        before = (state(), names())
        end(self.merged(one, two, three).pk, self.editor)
        assert (state(), names()) == before

    def remember(self, claim: Claim) -> None:
        if claim.review == Claim.Review.MACHINE:
            self.decided.pop(claim.pk, None)  # given back to the machine
        else:
            self.decided[claim.pk] = said_by(claim)

    def part_all(self, chance: int) -> None:
        """In any order."""
        while left := list(Merge.objects.filter(ended_at=None).order_by("pk").values_list("pk", flat=True)):
            for tried in range(len(left)):
                try:
                    with transaction.atomic():
                        end(left[(chance + tried) % len(left)], self.editor)
                    break
                except Refused:
                    continue
            else:
                raise AssertionError("nothing can be parted")

    def check(self) -> None:
        """What was decided is in force, everybody stands where merges lead, and the history tells the present."""
        last_word = {actor.pk: root(actor) for actor in Actor.objects.all()}
        for claim in Claim.objects.all():
            if claim.pk in self.decided:
                assert said_by(claim) == self.decided[claim.pk]
            named = meant(claim)
            assert claim.source_id == (last_word[named] if named else None)
        assert replayed(Claim) == present(Claim)
        assert replayed(ClaimPlace) == present(ClaimPlace)


def said_by(claim: Claim) -> tuple[object, ...]:
    """What a person decided about a claim, and whom they meant; linking and merges leave it alone."""
    return (*(getattr(claim, name) for name in CONTENT), meant(claim))


def meant(claim: Claim) -> int | None:
    return claim.merged_source_id or claim.source_id


def root(actor: Any) -> int:
    """Where merges lead from here, found step by step along the rows."""
    return root(actor.merged_into) if actor.merged_into else int(actor.pk)


def names() -> tuple[object, ...]:
    """Both registers, and whom and which places each claim names."""
    return (
        *(sorted(map(repr, model.objects.values_list("name", "merged_into__name"))) for model in (Actor, Place)),
        sorted(map(repr, ActorAlias.objects.values_list("actor__name", "name", "origin"))),
        sorted(map(repr, PlaceAlias.objects.values_list("place__name", "name", "origin"))),
        sorted(map(repr, Claim.objects.values_list("pk", "source", "merged_source", "review"))),
        sorted(map(repr, ClaimPlace.objects.values_list("claim", "place", "role", "merged_place"))),
    )


def columns(model: Any) -> list[str]:
    """What the history keeps of a row, without what the database works out from the rest."""
    kept = [field.attname for field in model.pgh_event_model._meta.concrete_fields]
    return [name for name in kept if not name.startswith("pgh_") and name != "search"]


def present(model: Any) -> dict[int, tuple[object, ...]]:
    return {row[0]: row[1:] for row in model.objects.values_list("pk", *columns(model))}


def replayed(model: Any) -> dict[int, tuple[object, ...]]:
    """What all events make, one after the other, from nothing; the last of a row says whether it is still there."""
    rows: dict[int, tuple[object, ...]] = {}
    events = model.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_obj_id", "pgh_label", *columns(model))
    for number, label, *row in events:
        if label == "delete":
            rows.pop(number, None)
        else:
            rows[number] = tuple(row)
    return rows


@settings(
    max_examples=examples(4),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, chance=ANY)
def test_what_was_decided_stays_in_force_under_any_order_of_runs_corrections_merges_and_ways_back(db, steps, chance):
    with transaction.atomic():
        desk = Newsroom()
        for step in steps:
            desk.step(*step)
            desk.check()
            before = state()
            desk.do_relink()
            assert state() == before
        desk.part_all(chance)
        desk.check()
        assert not Claim.objects.exclude(merged_source=None).exists()
        parted = at_rest()
        desk.do_relink()
        assert at_rest() == parted
        transaction.set_rollback(True)
