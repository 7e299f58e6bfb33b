"""Merging actors and places, and ending it: everything moves along, and everything comes back as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.arranging import Refused, Stale, name_series, name_topic, naming_of
from claims.corrections import correct
from claims.models import Actor, Change, Claim, ClaimPlace, Merge, Place, Series, Step, Topic
from claims.placing import places_of
from claims.records import PlaceRef, PlaceRole
from claims.registry.kinds import ACTORS, PLACES
from claims.registry.merging import end, merge
from tests import factories as make

pytestmark = pytest.mark.django_db
DPRK = {"subject_actor": "DVRK"}
AT = PlaceRole.AT


def state():
    """All that a merge may move, by numbers of rows: exactly this has to come back. Of changes all but theirs."""
    return {
        "claims": list(
            Claim.objects.order_by("pk").values_list("pk", "source", "merged_source", "series", "version", "review")
        ),
        "places": list(
            ClaimPlace.objects.order_by("pk").values_list("pk", "claim", "place", "merged_place", "role", "folded")
        ),
        "topics": list(Topic.objects.order_by("pk").values_list("pk", "actor", "title", "merged_into")),
        "series": list(Series.objects.order_by("pk").values_list("pk", "topic", "scope", "title", "merged_into")),
        "changes": sorted(Change.objects.values_list("series", "claim", "previous", "what", "added_at"), key=str),
        "aliases": sorted(Actor.objects.values_list("pk", "merged_into", "aliases__name"), key=str),
        "named": sorted(Place.objects.values_list("pk", "name", "merged_into", "aliases__name"), key=str),
    }


@pytest.fixture
def agencies(stored):
    """1.500, then 3.000 of the NIS; 2.000 of a `Geheimdienst`, which is the NIS under another name."""
    stored(make.record(1500, 1500))
    stored(make.record(2000, 2000, source=make.source("Geheimdienst"), reported_on=date(2024, 10, 19)))
    stored(make.record(3000, 3000, reported_on=date(2024, 10, 20)))
    return Actor.objects.get(name="Geheimdienst"), Actor.objects.get(name="NIS")


@pytest.fixture
def admin(django_user_model):
    return django_user_model.objects.create_superuser("ada")


def sources():
    return list(Claim.objects.order_by("pk").values_list("source__name", flat=True))


def test_all_statements_of_the_merged_actor_are_the_others_and_the_series_follows(agencies, admin):
    one, other = agencies
    before = state()
    made, done = merge(ACTORS, one.pk, other.pk, admin, topics=False, why="derselbe Dienst")
    assert sources() == ["NIS"] * 3
    assert (made.step.action, made.step.claims, made.step.why) == ("merge", 1, "derselbe Dienst")
    assert done.rebuilt.added
    assert state()["changes"] != before["changes"]
    ended = end(made.pk, admin)
    assert state() == before
    assert Step.objects.get(pk=made.step_id).undone == ended.step


def test_the_history_of_a_claim_tells_of_the_merge(agencies, admin):
    from claims.history import history

    merge(ACTORS, agencies[0].pk, agencies[1].pk, admin, topics=False)
    last = history(Claim.objects.order_by("pk")[1].pk)[-1]
    assert (last.user, [(c.name, c.old, c.new) for c in last.fields]) == (admin, [("source", "Geheimdienst", "NIS")])


def test_what_is_corrected_meanwhile_stays_in_force(agencies, admin, editor):
    one, other = agencies
    made, _ = merge(ACTORS, one.pk, other.pk, admin, topics=False)
    first, second, third = Claim.objects.order_by("pk")
    correct(second.pk, 1, {"value_low": Decimal(2100), "value_high": Decimal(2100)}, editor)
    correct(third.pk, 1, {"source": "Kreml"}, editor)
    correct(first.pk, 1, {"source": "Geheimdienst"}, editor)
    assert sources() == ["NIS", "NIS", "Kreml"]
    end(made.pk, admin)
    assert sources() == ["Geheimdienst", "Geheimdienst", "Kreml"]
    second.refresh_from_db()
    assert second.value_low == 2100


def test_an_editors_word_for_the_survivor_outlives_the_merge(agencies, admin, editor):
    made, _ = merge(ACTORS, agencies[0].pk, agencies[1].pk, admin, topics=False)
    claim = Claim.objects.order_by("pk")[1]
    correct(claim.pk, 1, {"source": "NIS"}, editor)
    end(made.pk, admin)
    assert sources() == ["NIS"] * 3


def test_a_later_run_finds_the_survivor_and_its_claim_goes_back_in_the_end(agencies, stored, admin):
    made, _ = merge(ACTORS, agencies[0].pk, agencies[1].pk, admin, topics=False)
    stored(make.record(2500, 2500, source=make.source("Geheimdienst"), reported_on=date(2024, 10, 22)))
    assert sources()[-1] == "NIS"
    end(made.pk, admin)
    assert sources()[-1] == "Geheimdienst"


def test_reading_the_same_again_leaves_no_trace_while_a_merge_stands(agencies, admin):
    from claims import recording, runs

    merge(ACTORS, agencies[0].pk, agencies[1].pk, admin, topics=False)
    claim = Claim.objects.order_by("pk")[1]
    events = Claim.pgh_event_model.objects.count()
    lease = runs.take(make.run(claim.article).pk)
    record = make.record(2000, 2000, source=make.source("Geheimdienst"), reported_on=date(2024, 10, 19))
    assert lease
    assert recording.store(lease, [record], "rules", "")
    assert Claim.pgh_event_model.objects.count() == events


def test_topics_follow_with_their_series_and_come_back_under_their_names(stored, admin):
    stored(make.record(1500, 1500), make.record(900, 900, start=62, end=90, **DPRK))
    stored(make.record(3000, 3000, reported_on=date(2024, 10, 20), **DPRK))
    korea = Topic.objects.get(actor="DVRK")
    name_topic(korea.pk, "Armee der DVRK", "", admin, seen=naming_of(korea))
    row = korea.series.get()
    name_series(row.pk, "Entsandte", "", admin, seen=naming_of(row))
    one, other = make.actor("DVRK"), make.actor("Nordkorea")
    before = state()
    made, _ = merge(ACTORS, one.pk, other.pk, admin, topics=True)
    assert set(Claim.objects.values_list("series__topic__actor", flat=True)) == {"Nordkorea"}
    korea.refresh_from_db()
    assert korea.merged_into == Topic.objects.get(actor="Nordkorea")
    assert made.topics == 1
    stored(make.record(5, 5, subject_class="Panzer", reported_on=date(2024, 10, 21), **DPRK))
    assert Topic.objects.filter(actor="Nordkorea", subject_class="Panzer").exists()
    end(made.pk, admin)
    assert set(Topic.objects.filter(subject_class="Panzer").values_list("actor", flat=True)) == {"DVRK"}
    Claim.objects.filter(subject_class="Panzer").last().article.delete()
    from claims.linking import relink_series

    relink_series(Series.objects.filter(topic__subject_class="Panzer").values_list("pk", flat=True))
    assert state() == before


def test_topics_stay_where_the_admin_says_so(stored, admin):
    stored(make.record(3000, 3000, **DPRK))
    merge(ACTORS, make.actor("DVRK").pk, make.actor("Nordkorea").pk, admin, topics=False)
    assert set(Claim.objects.values_list("series__topic__actor", flat=True)) == {"DVRK"}


def test_a_merge_of_a_merge_can_be_ended_in_either_order(agencies, admin):
    one, other = agencies
    third = make.actor("Seoul")
    before = state()
    first, _ = merge(ACTORS, one.pk, other.pk, admin, topics=False)
    between = state()
    second, _ = merge(ACTORS, other.pk, third.pk, admin, topics=False)
    assert sources() == ["Seoul"] * 3
    end(first.pk, admin)
    assert sources() == ["Seoul", "Geheimdienst", "Seoul"]
    end(second.pk, admin)
    assert state() == before
    again, _ = merge(ACTORS, one.pk, other.pk, admin, topics=False)
    more, _ = merge(ACTORS, other.pk, third.pk, admin, topics=False)
    end(more.pk, admin)
    assert [row[:6] for row in state()["claims"]] == [row[:6] for row in between["claims"]]
    end(again.pk, admin)
    assert state()["claims"] == before["claims"]


@pytest.mark.parametrize("how", ["itself", "twice", "circle", "gone"])
def test_what_cannot_be_merged_is_refused_and_nothing_is_left(agencies, admin, how):
    one, other = agencies
    if how != "itself" and how != "gone":
        merge(ACTORS, one.pk, other.pk, admin, topics=True)
    before = state(), Step.objects.count(), Merge.objects.count()
    pair = {"itself": (one.pk, one.pk), "twice": (one.pk, other.pk), "circle": (other.pk, one.pk), "gone": (one.pk, 0)}
    with pytest.raises(Refused):
        merge(ACTORS, *pair[how], admin, topics=True)
    assert (state(), Step.objects.count(), Merge.objects.count()) == before


def test_a_merge_is_ended_once(agencies, admin):
    made, _ = merge(ACTORS, agencies[0].pk, agencies[1].pk, admin, topics=False)
    end(made.pk, admin)
    with pytest.raises(Stale):
        end(made.pk, admin)


def placed(*names, **fields):
    return make.record(places=tuple(PlaceRef(name, AT) for name in names), **fields)


def test_places_follow_with_the_series_that_are_narrowed_to_them(stored, admin):
    stored(placed("Kursk", low=1500, high=1500))
    stored(placed("Gebiet Kursk", low=3000, high=3000, reported_on=date(2024, 10, 20)))
    one, other = Place.objects.get(name="Gebiet Kursk"), Place.objects.get(name="Kursk")
    before = state()
    made, done = merge(PLACES, one.pk, other.pk, admin, topics=False)
    assert set(Claim.objects.values_list("series__scope", flat=True)) == {"Kursk"}
    assert [change.what for change in done.rebuilt.added]
    assert made.step.claims == 1
    end(made.pk, admin)
    assert state() == before


def test_two_places_of_a_claim_become_one_and_two_again(stored, admin, editor):
    stored(placed("Gebiet Kursk", "Kursk"), published=date(2024, 10, 18))
    claim = Claim.objects.get()
    one, other = Place.objects.get(name="Gebiet Kursk"), Place.objects.get(name="Kursk")
    before = state()
    made, _ = merge(PLACES, one.pk, other.pk, admin, topics=False)
    assert places_of(claim.pk) == (("Kursk", "at"),)
    correct(claim.pk, 1, {"places": [("Kursk", "at"), ("Moskau", "from")]}, editor)
    end(made.pk, admin)
    assert places_of(claim.pk) == (("Gebiet Kursk", "at"), ("Kursk", "at"), ("Moskau", "from"))
    claim.refresh_from_db()
    correct(claim.pk, claim.version, {"places": [("Gebiet Kursk", "at"), ("Kursk", "at")]}, editor)
    assert state()["places"] == before["places"]


def test_reading_places_again_while_merged_leaves_no_trace(stored, admin):
    from claims import recording, runs

    article = stored(placed("Gebiet Kursk", "Kursk"))
    row, into = Place.objects.filter(name__in=["Gebiet Kursk", "Kursk"]).order_by("name").values_list("pk", flat=True)
    made, _ = merge(PLACES, row, into, admin, topics=False)
    events = ClaimPlace.pgh_event_model.objects.count()
    lease = runs.take(make.run(article).pk)
    assert lease
    assert recording.store(lease, [placed("Gebiet Kursk", "Kursk")], "rules", "")
    assert ClaimPlace.pgh_event_model.objects.count() == events
    lease = runs.take(make.run(article).pk)
    assert lease
    assert recording.store(lease, [placed("Gebiet Kursk", "Kursk", "Moskau")], "rules", "")
    assert len(places_of(Claim.objects.get().pk)) == 2
    end(made.pk, admin)
    assert len(places_of(Claim.objects.get().pk)) == 3
