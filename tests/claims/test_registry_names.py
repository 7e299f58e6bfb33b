"""Names that corrections propose: what is learnt, what not, and what is read next once an admin agreed."""

from __future__ import annotations

from datetime import date

import pytest

from claims.corrections import correct
from claims.models import Actor, AliasProposal, Claim, Place
from claims.placing import places_of
from claims.records import PlaceRef, PlaceRole, SourceType
from claims.registry.aliases import approve, refuse
from claims.reviewing.many import set_many
from tests import factories as make

pytestmark = pytest.mark.django_db
UNKNOWN = make.source("Dienst aus Seoul")


def proposed():
    rows = AliasProposal.objects.select_related("actor", "place").order_by("pk")
    return [(row.name, str(row.actor or row.place), row.times, row.state) for row in rows]


def test_the_name_that_a_correction_replaces_is_proposed_and_then_used(stored, editor):
    stored(make.record(source=UNKNOWN))
    claim = Claim.objects.get()
    correct(claim.pk, 1, {"source": "NIS"}, editor)
    assert proposed() == [("Dienst aus Seoul", "NIS", 1, "open")]
    assert AliasProposal.objects.get().claim == claim
    stored(make.record(1600, 1600, source=UNKNOWN))
    assert Claim.objects.order_by("pk").last().source.name == "Dienst aus Seoul"  # nobody agreed yet
    approve(AliasProposal.objects.get().pk, editor)
    stored(make.record(1700, 1700, source=UNKNOWN))
    assert Claim.objects.order_by("pk").last().source.name == "NIS"
    assert Claim.objects.order_by("pk")[1].source.name == "Dienst aus Seoul"  # what was read before stays


def test_many_corrections_are_one_proposal_that_is_counted(stored, editor):
    for low in (1500, 1600, 1700):
        stored(make.record(low, low, source=UNKNOWN))
    set_many(Claim.objects.values_list("pk", flat=True)[:2], {"source": "NIS"}, editor)
    last = Claim.objects.get(source__name="Dienst aus Seoul")
    correct(last.pk, 1, {"source": "NIS"}, editor)
    assert proposed() == [("Dienst aus Seoul", "NIS", 2, "open")]


def test_what_was_refused_is_not_asked_again(stored, editor):
    for low in (1500, 1600):
        stored(make.record(low, low, source=UNKNOWN))
    first, second = Claim.objects.order_by("pk")
    correct(first.pk, 1, {"source": "NIS"}, editor)
    refuse(AliasProposal.objects.get().pk, editor)
    correct(second.pk, 1, {"source": "NIS"}, editor)
    assert proposed() == [("Dienst aus Seoul", "NIS", 2, "refused")]


@pytest.mark.parametrize(
    "source",
    [make.source("Pentagon", SourceType.MILITARY), make.source("Insider", SourceType.UNNAMED), None],
    ids=["known institution", "nobody", "own voice"],
)
def test_a_misread_sentence_teaches_no_name(stored, editor, source):
    stored(make.record(source=source))
    correct(Claim.objects.get().pk, 1, {"source": "NIS"}, editor)
    assert proposed() == []


def test_only_the_machines_own_reading_teaches_a_name(stored, editor):
    stored(make.record(source=UNKNOWN))
    claim = Claim.objects.get()
    correct(claim.pk, 1, {"review": "accepted"}, editor)
    correct(claim.pk, 2, {"source": "NIS"}, editor)
    assert proposed() == []


def test_names_of_places_are_learnt_in_the_same_way(stored, editor):
    at = (PlaceRef("Kursker Gebietchen", PlaceRole.AT),)
    stored(make.record(places=at))
    correct(Claim.objects.get().pk, 1, {"places": [("Kursk", "at")]}, editor)
    assert proposed() == [("Kursker Gebietchen", "Kursk", 1, "open")]
    approve(AliasProposal.objects.get().pk, editor)
    stored(make.record(1600, 1600, places=at, reported_on=date(2024, 10, 19)))
    assert places_of(Claim.objects.order_by("pk").last().pk) == (("Kursk", "at"),)
    assert Place.objects.get(name="Kursk").aliases.get().origin == "proposed"


def test_a_known_place_teaches_no_name(stored, editor):
    stored(make.record(places=(PlaceRef("Wladiwostok", PlaceRole.AT),)))
    correct(Claim.objects.get().pk, 1, {"places": [("Kursk", "at")]}, editor)
    assert proposed() == []


def test_an_alias_leads_where_somebody_said_although_a_row_has_its_name(stored, editor):
    stored(make.record(source=UNKNOWN))
    nis = make.actor("NIS")
    nis.aliases.create(name="Dienst aus Seoul")
    claim = Claim.objects.get()
    correct(claim.pk, 1, {"source": "Pentagon"}, editor)
    correct(claim.pk, 2, {"source": "Dienst aus Seoul"}, editor)
    claim.refresh_from_db()
    assert claim.source == nis
    assert Actor.objects.filter(name="Dienst aus Seoul").exists()
