"""A later run never changes what an editor decided: it proposes, and the difference can be reviewed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims import recording, runs
from claims.corrections import correct
from claims.models import Claim, Proposal, Step
from claims.reviewing.asking import propose
from claims.reviewing.deciding import NotDecided, refuse, take
from claims.reviewing.undoing import undo
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(stored) -> Claim:
    """1.500, which an editor set to 1.400."""
    stored(make.record())
    return Claim.objects.get()


def read_again(claim: Claim, *records) -> None:
    """Another run over the same article that reads these records."""
    lease = runs.take(make.run(claim.article).pk)
    assert lease
    assert recording.store(lease, records, "rules-later", "")


def set_figure(claim, value, user, version=1):
    return correct(claim.pk, version, {"value_low": Decimal(value), "value_high": Decimal(value)}, user)


def test_another_reading_is_proposed_and_changes_nothing(claim, editor):
    set_figure(claim, 1400, editor)
    read_again(claim, make.record(1600, 1600))
    claim.refresh_from_db()
    assert claim.value_low == 1400
    row = Proposal.objects.get()
    assert (row.state, row.values["value_low"], row.user) == ("open", "1600", None)
    assert Claim.objects.count() == 1


def test_what_the_editor_has_corrected_already_is_not_proposed_again(claim, editor):
    set_figure(claim, 1400, editor)
    read_again(claim, make.record())
    assert not Proposal.objects.exists()


def test_what_was_refused_is_not_proposed_again_and_something_else_is(claim, editor, second):
    set_figure(claim, 1400, editor)
    read_again(claim, make.record(1600, 1600))
    refuse(Proposal.objects.get().pk, second)
    read_again(claim, make.record(1600, 1600))
    assert not Proposal.objects.filter(state="open").exists()
    read_again(claim, make.record(1700, 1700))
    assert Proposal.objects.get(state="open").values["value_low"] == "1700"


def test_a_new_run_takes_the_place_of_the_one_before(claim, editor):
    set_figure(claim, 1400, editor)
    read_again(claim, make.record(1600, 1600))
    read_again(claim, make.record(1700, 1700))
    assert list(Proposal.objects.order_by("pk").values_list("state", flat=True)) == ["stale", "open"]


def test_nothing_is_proposed_for_what_was_rejected(claim, editor):
    correct(claim.pk, 1, {"review": "rejected"}, editor)
    read_again(claim, make.record(1600, 1600))
    assert not Proposal.objects.exists()
    assert Claim.objects.count() == 1


def test_a_proposal_taken_over_is_a_correction_that_can_be_undone(claim, editor, second):
    set_figure(claim, 1400, editor)
    read_again(claim, make.record(1600, 1600, reported_on=None))
    done = take(Proposal.objects.get().pk, second)
    claim.refresh_from_db()
    assert (claim.value_low, claim.reported_on, claim.review) == (1600, None, "corrected")
    assert done.step.action == Step.Action.PROPOSAL
    undo(done.step.pk, second)
    claim.refresh_from_db()
    assert claim.value_low == 1400


def test_a_proposal_for_a_claim_that_changed_since_is_refused_with_the_reason(claim, editor, second):
    set_figure(claim, 1400, editor)
    read_again(claim, make.record(1600, 1600))
    set_figure(claim, 1450, second, version=2)
    with pytest.raises(NotDecided):
        take(Proposal.objects.get().pk, editor)
    claim.refresh_from_db()
    assert claim.value_low == 1450


def test_of_four_eyes_two_are_somebody_elses(claim, editor, second):
    row = propose(
        claim, 1, {"value_low": Decimal(1400), "value_high": Decimal(1400), "places": [("Kursk", "at")]}, editor
    )
    claim.refresh_from_db()
    assert (claim.value_low, claim.version) == (1500, 1)
    with pytest.raises(NotDecided):
        take(row.pk, editor)
    take(row.pk, second)
    claim.refresh_from_db()
    assert (claim.value_low, claim.version) == (1400, 2)
    assert list(claim.places.values_list("place__name", flat=True)) == ["Kursk"]
    with pytest.raises(NotDecided):
        refuse(row.pk, second)


def test_what_could_never_be_saved_cannot_be_proposed_either(claim, editor):
    with pytest.raises(Exception, match="above"):
        propose(claim, 1, {"value_low": Decimal(9), "value_high": Decimal(1)}, editor)
    assert not Proposal.objects.exists()


def test_a_figure_of_no_known_quantity_reads_as_it_is_stored(stored, editor):
    stored(make.record(metric=None))
    claim = Claim.objects.get()
    correct(claim.pk, 1, {"stance": "hedges"}, editor)
    read_again(claim, make.record(metric=None))
    assert not Proposal.objects.exists()
