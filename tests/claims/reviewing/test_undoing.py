"""Any act of an editor can be taken back, one claim or two hundred, and nothing of the history is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.corrections import correct
from claims.history import history
from claims.models import Change, Claim, Step
from claims.placing import places_of
from claims.records import PlaceRole
from claims.reviewing.many import foresee, set_many
from claims.reviewing.undoing import NotUndone, undo
from claims.revisions import RESTORED, restore

pytestmark = pytest.mark.django_db


def content(claim):
    claim.refresh_from_db()
    return [getattr(claim, name) for name in RESTORED], places_of(claim.pk)


def rows():
    return sorted(Change.objects.values_list("claim", "previous", "what", "difference"), key=str)


def test_undoing_a_correction_gives_back_claim_and_timeline(figures, editor):
    claim, changes = figures[1], rows()
    before = content(claim)
    set_to = {"value_low": Decimal(1000), "value_high": Decimal(1000), "subject_class": "Panzer"}
    done = correct(claim.pk, 1, {**set_to, "places": [("Kursk", PlaceRole.AT.value)]}, editor)
    assert rows() != changes
    undone = undo(done.step.pk, editor)
    assert content(claim) == before
    assert rows() == changes
    assert undone.claims == (claim.pk,)
    assert claim.version == 3


def test_undoing_the_undoing_brings_the_correction_back(figures, editor):
    claim = figures[1]
    done = correct(claim.pk, 1, {"stance": "denies"}, editor)
    back = undo(done.step.pk, editor)
    undo(back.step.pk, editor)
    claim.refresh_from_db()
    assert (claim.stance, claim.review) == ("denies", "corrected")


def test_what_was_undone_is_not_undone_twice(figures, editor):
    done = correct(figures[1].pk, 1, {"stance": "denies"}, editor)
    undo(done.step.pk, editor)
    with pytest.raises(NotUndone):
        undo(done.step.pk, editor)


def test_what_somebody_changed_since_is_left_alone(figures, editor, second):
    claim = figures[1]
    done = correct(claim.pk, 1, {"stance": "denies"}, editor)
    correct(claim.pk, 2, {"stance": "hedges"}, second)
    with pytest.raises(NotUndone):
        undo(done.step.pk, editor)
    claim.refresh_from_db()
    assert claim.stance == "hedges"


def test_many_are_set_at_once_and_undone_at_once(figures, editor):
    before, changes = [content(claim) for claim in figures], rows()
    done = set_many([claim.pk for claim in figures], {"source": "Pentagon", "source_type": "military"}, editor)
    assert (done.claims, done.step.claims) == (3, 3)
    assert set(Claim.objects.values_list("source__name", flat=True)) == {"Pentagon"}
    assert Step.objects.count() == 1
    undo(done.step.pk, editor)
    assert [content(claim) for claim in figures] == before
    assert rows() == changes


def test_of_many_only_those_are_undone_that_nobody_changed_since(figures, editor, second):
    done = set_many([claim.pk for claim in figures], {"review": "accepted"}, editor)
    correct(figures[0].pk, 2, {"stance": "denies"}, second)
    undone = undo(done.step.pk, editor)
    assert (set(undone.claims), undone.left) == ({figures[1].pk, figures[2].pk}, (figures[0].pk,))
    assert list(Claim.objects.order_by("reported_on").values_list("review", flat=True)) == [
        "corrected", "machine", "machine",
    ]  # fmt: skip


def test_what_many_would_do_is_counted_before(figures, editor):
    correct(figures[0].pk, 1, {"review": "accepted"}, editor)
    seen = foresee([claim.pk for claim in figures], {"review": "rejected", "rejected_for": "duplicate"})
    assert (seen.claims, seen.unchanged, seen.decided) == (3, 0, 1)
    assert foresee([figures[0].pk], {"review": "accepted"}).claims == 0
    assert set_many([figures[0].pk], {"review": "accepted"}, editor).step is None


def test_rejecting_many_takes_them_out_of_the_timeline_with_the_reason(figures, editor):
    set_many([claim.pk for claim in figures], {"review": "rejected", "rejected_for": "duplicate"}, editor)
    assert rows() == []
    assert set(Claim.objects.values_list("rejected_for", flat=True)) == {"duplicate"}


def test_a_field_that_cannot_be_set_of_many_is_refused(figures, editor):
    with pytest.raises(ValueError, match="value_low"):
        set_many([figures[0].pk], {"value_low": 1}, editor)


def test_places_are_in_the_history_and_come_back_with_it(figures, editor):
    claim = figures[1]
    held = places_of(claim.pk)
    correct(claim.pk, 1, {"places": [("Kursk", "at"), ("Russland", "to")]}, editor)
    shown = history(claim.pk)
    assert {field.name for field in shown[-1].fields} >= {"review", "places"}
    assert "Kursk" in shown[-1].fields[-1].new
    restore(claim.pk, 2, shown[0].event, editor)
    assert places_of(claim.pk) == held


def test_evidence_must_stand_in_the_article(figures, editor):
    claim = figures[1]
    words = " ".join(claim.article.text.split()[:4])
    done = correct(claim.pk, 1, {"quote": words}, editor)
    assert claim.article.text[done.claim.start : done.claim.end] == done.claim.quote
    with pytest.raises(Exception, match="article"):
        correct(claim.pk, 2, {"quote": "Das steht dort nicht."}, editor)
