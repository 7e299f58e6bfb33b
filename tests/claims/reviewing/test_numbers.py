"""What each editor decided lately: claims, however many at once, and no acts upon names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.corrections import correct
from claims.models import Actor, Step
from claims.registry.kinds import ACTORS
from claims.registry.merging import merge
from claims.reviewing.many import set_many
from claims.reviewing.numbers import Tally, tallies
from claims.reviewing.undoing import undo
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


def test_claims_are_counted_by_what_was_decided_on_them(figures, editor):
    numbers = [claim.pk for claim in figures]
    set_many(numbers[:2], {"review": "rejected", "rejected_for": "duplicate"}, editor)
    set_many(numbers[:2], {"review": "accepted"}, editor)
    set_many(numbers, {"subject_class": "Truppen"}, editor)
    assert tallies() == [Tally(editor.username, accepted=2, corrected=3, rejected=2, undone=0, today=7)]


def test_what_was_undone_is_counted_by_claims_and_not_as_done_today(figures, editor):
    undo(set_many([claim.pk for claim in figures], {"review": "accepted"}, editor).step.pk, editor)
    assert tallies() == [Tally(editor.username, accepted=3, corrected=0, rejected=0, undone=3, today=0)]


def test_acts_upon_names_are_no_decisions_on_claims(figures):
    admin, into = member("admin"), make.actor("Nationaler Dienst")
    merge(ACTORS, Actor.objects.get(name="NIS").pk, into.pk, admin, topics=True)
    assert Step.objects.get().claims == 3
    assert tallies() == []


def test_days_are_those_of_the_site(figures, editor):
    correct(figures[0].pk, figures[0].version, {"review": "accepted"}, editor)
    Step.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert [(tally.accepted, tally.today) for tally in tallies()] == [(1, 0)]
    assert tallies(timezone.now() + timedelta(days=6)) == []
