"""Editors put claims right: reversible, visible, and never over one another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from claims.arranging import move_claim
from claims.corrections import UNSEATED, Conflict, correct
from claims.history import history
from claims.membership import seats
from claims.models import Actor, Change, Claim, Series, Step, Topic
from claims.records import Metric, PlaceRef, PlaceRole
from claims.revisions import restore
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = date(2024, 10, 23)


@pytest.fixture
def claim(stored):
    """A figure of the NIS, the second of its series."""
    stored(make.record())
    stored(make.record(3000, 3000, reported_on=LATER), published=LATER)
    return Claim.objects.get(value_low=3000)


def test_a_corrected_figure_changes_the_timeline(claim, editor):
    done = correct(claim.pk, 1, {"value_low": Decimal(1000), "value_high": Decimal(1000)}, editor)
    assert done.fields == ("review", "value_high", "value_low")
    assert (done.claim.review, done.claim.version, done.claim.value_low) == ("corrected", 2, 1000)
    assert [(row.what, row.difference) for row in done.came] == [("lowered", -500)]
    assert [row.what for row in done.went] == ["raised"]


def test_a_stale_version_is_refused_and_shows_the_present_one(claim, editor):
    correct(claim.pk, 1, {"stance": "hedges"}, editor)
    with pytest.raises(Conflict) as caught:
        correct(claim.pk, 1, {"stance": "denies"}, editor)
    assert caught.value.current.stance == "hedges"


def test_saving_what_is_already_so_writes_nothing(claim, editor):
    events = Claim.pgh_event_model.objects.count()
    done = correct(claim.pk, 1, {"value_low": Decimal(3000), "stance": claim.stance}, editor)
    assert (done.fields, done.claim.version) == ((), 1)
    assert Claim.pgh_event_model.objects.count() == events


def test_accepting_is_a_decision(claim, editor):
    assert correct(claim.pk, 1, {"review": "accepted"}, editor).claim.review == "accepted"


def test_a_rejected_claim_leaves_the_timeline(claim, editor):
    done = correct(claim.pk, 1, {"review": "rejected"}, editor)
    assert done.claim.series is None
    assert [row.what for row in done.went] == ["raised"]


def test_a_new_source_becomes_an_actor_of_the_editor(claim, editor):
    correct(claim.pk, 1, {"source": "  Wehrrat   Nebelstadt ", "source_type": "military"}, editor)
    actor = Actor.objects.get(name="Wehrrat Nebelstadt")
    assert (actor.origin, actor.type) == ("editor", "military")
    assert set(Change.objects.values_list("what", flat=True)) == {"first"}


def test_a_known_source_is_found_by_its_alias(claim, editor):
    make.actor("Pentagon").aliases.create(name="US-Verteidigungsministerium")
    done = correct(claim.pk, 1, {"source": "US-Verteidigungsministerium"}, editor)
    assert done.claim.source.name == "Pentagon"


def test_another_metric_moves_the_claim_and_both_series_follow(claim, editor):
    done = correct(claim.pk, 1, {"metric": Metric.PLANNED}, editor)
    assert done.claim.series.metric == "planned"
    assert sorted(Change.objects.values_list("series__metric", "what")) == [("deployed", "first"), ("planned", "first")]


OTHERWISE = {
    "unit": "Mann", "value_low": Decimal(7), "value_high": Decimal(9000), "approx": "about", "stance": "denies",
    "reported_on": date(2024, 11, 2), "event_from": LATER, "event_to": LATER, "event_precision": "day",
    "speaker": "Sprecher", "via": "Bote", "review": "accepted", "note": "So.",
}  # fmt: skip


@pytest.mark.parametrize("pinned", [False, True])
@pytest.mark.parametrize("name", sorted(UNSEATED))
def test_what_has_no_part_in_where_a_claim_belongs_leaves_it_there(claim, editor, name, pinned):
    if pinned:
        chosen = Series.objects.create(topic=claim.series.topic, kind="count", metric="deployed", scope="Kursk")
        move_claim(claim.pk, chosen.pk, editor, seen=claim.series_id)
    before = seats(list(Claim.objects.for_linking(claim.article_id)))
    assert [(seat.key is not None, seat.by_editor) for seat in before] == [(True, pinned)]
    Claim.objects.filter(pk=claim.pk).update(**{name: OTHERWISE[name]})
    assert seats(list(Claim.objects.for_linking(claim.article_id))) == before


def test_a_figure_put_right_looks_for_nobodys_seat(claim, editor, monkeypatch):
    asked = []

    def noted(claims):
        asked.append(claims)
        return seats(claims)

    monkeypatch.setattr("claims.linking.seats", noted)
    done = correct(claim.pk, 1, {"value_low": Decimal(1000), "value_high": Decimal(1000)}, editor)
    assert (len(done.came), asked) == (1, [])
    correct(claim.pk, 2, {"subject_class": "Panzer"}, editor)
    assert len(asked) == 1


def test_a_chosen_series_stays(claim, editor, stored):
    stored(make.record(places=(PlaceRef("Kursk", PlaceRole.AT),)))
    chosen = Series.objects.get(scope="Kursk")
    move_claim(claim.pk, chosen.pk, editor, seen=claim.series_id)
    done = correct(claim.pk, 1, {"stance": "hedges"}, editor)
    assert (done.claim.series, done.claim.series_by_editor) == (chosen, True)


def test_what_the_database_refuses_is_told_and_nothing_is_written(claim, editor):
    with pytest.raises(ValidationError, match="claim_rejected_for_only_where_rejected"):
        correct(claim.pk, 1, {"rejected_for": "figure"}, editor)
    assert Claim.objects.get(pk=claim.pk).version == 1
    assert not Step.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value_low": Decimal(5000)}, "value_low"),
        ({"value_low": None, "value_high": None}, "value_low"),
        ({"event_from": date(2024, 5, 2), "event_to": date(2024, 5, 1)}, "event_from"),
        ({"stance": "shouts"}, "stance"),
        ({"review": "machine"}, "review"),
        ({"source": "x" * 201}, "source"),
    ],
)
def test_nonsense_is_refused_with_its_field_named(claim, editor, changes, field):
    with pytest.raises(ValidationError) as caught:
        correct(claim.pk, 1, changes, editor)
    assert field in caught.value.message_dict
    assert Claim.objects.get(pk=claim.pk).version == 1


def test_only_known_fields_can_be_set(claim, editor):
    with pytest.raises(ValueError, match="article"):
        correct(claim.pk, 1, {"article": 1}, editor)


def test_event_dates_bring_their_precision(claim, editor):
    done = correct(claim.pk, 1, {"event_from": LATER, "event_to": LATER}, editor)
    assert done.claim.event_precision == "day"


def test_the_history_names_who_changed_what(claim, editor):
    correct(claim.pk, 1, {"value_low": Decimal(3100), "value_high": Decimal(3100)}, editor)
    first, second = history(claim.pk)
    assert (first.created, first.user, first.version) == (True, None, 1)
    assert (second.user, second.version) == (editor, 2)
    assert [(f.label, f.old, f.new) for f in second.fields] == [
        ("Figure", "3,000", "3,100"),
        ("Review", "as read by the machine", "corrected"),
    ]


def test_a_series_that_is_gone_is_told_as_that(claim, editor):
    correct(claim.pk, 1, {"subject_class": "Truppen"}, editor)
    gone = Claim.objects.get(pk=claim.pk).series
    correct(claim.pk, 2, {"subject_class": claim.subject_class}, editor)
    assert not Series.objects.filter(pk=gone.pk).exists()
    told = {f.name: (f.old, f.new) for f in history(claim.pk)[-1].fields}
    assert told["series"] == ("a series that no longer exists", str(claim.series))


def test_the_history_costs_six_queries(claim, editor, django_assert_max_num_queries):
    for version, stance in enumerate(("hedges", "denies", "asserts"), start=1):
        correct(claim.pk, version, {"stance": stance}, editor)
    with django_assert_max_num_queries(6):
        assert len(history(claim.pk)) == 4


def test_any_former_version_can_be_restored(claim, editor):
    correct(claim.pk, 1, {"value_low": Decimal(9), "value_high": Decimal(9)}, editor)
    correct(claim.pk, 2, {"review": "rejected"}, editor)
    done = restore(claim.pk, 3, history(claim.pk)[0].event, editor)
    assert (done.claim.value_low, done.claim.review, done.claim.version) == (3000, "machine", 4)
    assert [row.what for row in done.came] == ["raised"]
    assert len(history(claim.pk)) == 4


def test_a_version_of_another_claim_cannot_be_restored(claim, editor):
    other = Claim.objects.exclude(pk=claim.pk).get()
    with pytest.raises(ValidationError):
        restore(claim.pk, 1, history(other.pk)[0].event, editor)


def test_a_bulk_update_cannot_escape_the_history(claim):
    Claim.objects.update(stance="denies")
    assert any(f.new == "denies" for f in history(claim.pk)[-1].fields)


def test_a_topic_whose_last_claim_moves_away_goes(stored, editor):
    stored(make.record())
    claim = Claim.objects.get()
    correct(claim.pk, 1, {"review": "rejected"}, editor)
    assert not Topic.objects.exists()
