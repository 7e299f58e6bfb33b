"""What the word lists know of institutions, and actors that come with it."""

from __future__ import annotations

import pytest

from claims.actors import actors_by_name, kept_with, shown_as, stock_listed
from claims.institutions import known_institution
from claims.models import Actor
from claims.records import SourceType
from claims.registry.kinds import ACTORS
from claims.registry.merging import merge
from tests import factories as make


def test_an_institution_is_known_by_any_of_its_names():
    known = known_institution("Nordatlantikpakt")
    assert known
    assert (known.name, known.type) == ("NATO", "alliance")
    assert known == known_institution("NATO")
    assert known_institution("Verein der Freunde des Nebels") is None
    pentagon = known_institution("Pentagon")
    assert pentagon
    assert pentagon.country == "USA"
    assert "US-Verteidigungsministeriums" not in pentagon.names


@pytest.mark.django_db
def test_an_actor_of_the_lists_comes_with_its_names_and_country():
    actor = actors_by_name({"US-Verteidigungsministerium": "organisation"})["US-Verteidigungsministerium"]
    assert (actor.name, actor.country, actor.origin, actor.type) == ("Pentagon", "USA", "shipped", "government")
    assert {alias.origin for alias in actor.aliases.all()} == {"shipped"}
    assert actors_by_name({"Pentagon": "military"})["Pentagon"] == actor
    other = actors_by_name({"Verein der Freunde": "organisation"})["Verein der Freunde"]
    assert (other.origin, other.aliases.count()) == ("machine", 0)


@pytest.mark.django_db
def test_a_name_under_which_another_actor_stands_is_not_given_away():
    own = make.actor("Nordatlantikpakt", SourceType.ORGANISATION)
    assert actors_by_name({"NATO": "alliance", "Nordatlantikpakt": "alliance"})["Nordatlantikpakt"] == own


@pytest.mark.django_db
def test_actors_from_before_learn_what_the_lists_know():
    nato, other = make.actor("NATO"), make.actor("Verein der Freunde")
    Actor.objects.filter(pk=nato.pk).update(country="Belgien")
    assert stock_listed() == 1
    nato.refresh_from_db()
    assert (nato.origin, nato.country) == ("shipped", "Belgien")
    assert nato.aliases.filter(name="Nordatlantikpakt").exists()
    other.refresh_from_db()
    assert other.origin == "machine"
    assert stock_listed() == 0


@pytest.mark.django_db
def test_a_source_is_shown_under_the_name_that_its_claims_are_kept_with(django_user_model):
    one, two, three = (make.actor(name) for name in ("Eins", "Zwei", "Drei"))
    one.aliases.create(name="Uno")
    admin = django_user_model.objects.create_superuser("ada")
    merge(ACTORS, one.pk, two.pk, admin, topics=False)
    merge(ACTORS, two.pk, three.pk, admin, topics=False)
    assert shown_as(["Uno", "Zwei", "Vier"]) == {"Uno": "Drei", "Zwei": "Drei", "Vier": "Vier"}
    assert kept_with([one.pk, three.pk]) == {one.pk: "Drei", three.pk: "Drei"}
