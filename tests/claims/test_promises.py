"""The two promises to editors, under any order of machine runs, corrections, restorations and linking."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from claims import recording, runs
from claims.arranging import move_claim
from claims.corrections import correct
from claims.linking import link_article
from claims.models import Claim, Series
from claims.records import Metric, Stance
from claims.revisions import history, restore
from tests import factories as make

pytestmark = pytest.mark.django_db
FIELDS = ("value_low", "value_high", "stance", "metric", "review", "source_id", "reported_on", "series_by_editor")


class Desk:
    """One article, a machine that reads it ever anew, and an editor; remembers what the editor decided."""

    def __init__(self, editor, seed):
        self.editor, self.chance = editor, random.Random(seed)
        self.article = make.article()
        self.decided: dict[int, tuple] = {}
        self.read()

    def read(self):
        """The machine finds one to four figures, never quite the same."""
        records = []
        for number in range(self.chance.randint(1, 4)):
            start = number * 10
            value = self.chance.choice([1500, 3000])
            spans = {"start": start, "end": start + 9, "figure_start": start, "figure_end": start + 4}
            records.append(make.record(value, value, quote="x", **spans))
        lease = runs.take(make.run(self.article).pk)
        assert lease
        assert recording.store(lease, [*records, make.statement(start=60, end=70)], "rules", "")

    def correct(self):
        """The editor sets one field of any claim, or judges it."""
        claim = self.chance.choice(list(Claim.objects.order_by("pk")))
        figure = Decimal(self.chance.choice([1600, 9000]))
        changes = self.chance.choice(
            [
                {"value_low": figure, "value_high": figure} if claim.kind == "count" else {"stance": Stance.HEDGES},
                {"metric": Metric.PLANNED} if claim.kind == "count" else {"stance": Stance.CONFIRMS},
                {"source": self.chance.choice(["NIS", "Pentagon", ""])},
                {"reported_on": date(2024, 10, self.chance.randint(1, 28))},
                {"review": "accepted"},
                {"review": "rejected"},
            ]
        )
        self.remember(correct(claim.pk, claim.version, changes, self.editor).claim)

    def move(self):
        """The editor moves any claim to a series like its own, or out of all; it stays as the machine reads it."""
        claim = self.chance.choice(list(Claim.objects.order_by("pk")))
        homes = Series.objects.filter(kind=claim.kind, metric=claim.metric).order_by("pk")
        into = self.chance.choice([*homes.values_list("pk", flat=True), None])
        if claim.review == Claim.Review.REJECTED or into == claim.series_id:
            return
        move_claim(claim.pk, into, self.editor, seen=claim.series_id)
        if claim.pk in self.decided:
            self.remember(Claim.objects.get(pk=claim.pk))

    def restore(self):
        """The editor goes back to any former version of a decided claim."""
        if not self.decided:
            return
        claim = Claim.objects.get(pk=self.chance.choice(sorted(self.decided)))
        event = self.chance.choice(history(claim.pk)).event
        self.remember(restore(claim.pk, claim.version, event, self.editor).claim)

    def link(self):
        link_article(self.article.pk)

    def remember(self, claim):
        if claim.review == Claim.Review.MACHINE:
            self.decided.pop(claim.pk, None)  # given back to the machine
        else:
            self.decided[claim.pk] = self.state(claim)

    @staticmethod
    def state(claim):
        series = claim.series_id if claim.series_by_editor else None
        return (*(getattr(claim, name) for name in FIELDS), series)

    def check(self):
        for pk, wanted in self.decided.items():
            assert self.state(Claim.objects.get(pk=pk)) == wanted
        for claim in Claim.objects.all():
            last = Claim.pgh_event_model.objects.filter(pgh_obj_id=claim.pk).order_by("pgh_id").last()
            assert (last.version, self.state(last)) == (claim.version, self.state(claim))


@pytest.mark.parametrize("seed", range(6))
def test_what_an_editor_decided_stays_in_force_and_the_history_is_complete(editor, seed):
    desk = Desk(editor, seed)
    for _ in range(15):
        desk.chance.choice([desk.read, desk.correct, desk.correct, desk.restore, desk.move, desk.link])()
        desk.check()
