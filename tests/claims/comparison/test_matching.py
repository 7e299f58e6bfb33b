"""Which claims are comparable: topics by actor and class, scopes by place."""

from __future__ import annotations

import pytest

from claims.comparison.matching import series_keys
from claims.comparison.scopes import scope_of
from claims.records import Kind, Metric, PlaceRole
from tests.factories import place, subject


def names(*subjects):
    return [key and f"{key.topic.actor} · {key.topic.cls}" for key in series_keys(subjects)]


def scope(metric, *places):
    return scope_of(metric, places)


def test_actor_and_class_name_the_topic():
    assert names(subject()) == ["Nordkorea · Soldaten"]


def test_shipped_to_a_port_sent_to_a_country_and_to_a_part_of_it_stand_in_one_series():
    port = subject(places=(place("Wladiwostok", "city", PlaceRole.TO),))
    country = subject(places=(place("Russland", "country", PlaceRole.TO),))
    wide = subject(places=(place("Ostrussland", "region", PlaceRole.TO),))
    assert len(set(series_keys([port, country, wide, subject()]))) == 1


@pytest.mark.parametrize("role", [PlaceRole.AT, PlaceRole.TO])
def test_a_region_holds_only_a_part(role):
    assert scope(Metric.DEPLOYED, place("Kursk", "region", role)) == "Kursk"


def test_a_border_holds_only_a_part():
    assert scope(Metric.DEPLOYED, place("ukrainische Grenze", "border", country="")) == "ukrainische Grenze"


def test_where_something_comes_from_or_passes_narrows_nothing():
    assert scope(Metric.DEPLOYED, place("Kursk", "region", PlaceRole.FROM), place("Omsk", role=PlaceRole.VIA)) == ""


def test_the_narrower_place_counts_beside_its_country():
    assert scope(Metric.KILLED, place("Russland", "country"), place("Kursk", "region")) == "Kursk"


def test_several_places_are_counted_together():
    assert scope(Metric.DEPLOYED, place("Ussurijsk"), place("Chabarowsk")) == ""


def test_unnamed_places_narrow_nothing():
    assert scope(Metric.DEPLOYED, place("Schlachtfelder", "generic")) == ""


@pytest.mark.parametrize("name", ["Westukraine", "Ostukraine"])
def test_a_compass_point_before_a_country_is_as_wide_as_it(name):
    assert scope(Metric.DEPLOYED, place(name, "region", country="Ukraine")) == ""


def test_a_compass_point_within_another_name_is_no_such_thing():
    assert scope(Metric.DEPLOYED, place("Nordrhein-Westfalen", "region", country="Deutschland")) != ""


def test_how_big_an_army_is_and_how_many_were_sent_are_two_topics():
    assert names(subject(metric=Metric.STRENGTH), subject()) == ["Nordkorea · Streitkräfte", "Nordkorea · Soldaten"]


def test_a_claim_without_actor_takes_the_only_one_of_its_article():
    assert names(subject(), subject(actor="")) == ["Nordkorea · Soldaten"] * 2


def test_with_two_actors_in_the_article_it_stays_alone():
    assert names(subject(), subject(actor="Russland"), subject(actor=""))[2] is None


def test_a_position_on_an_actor_lands_beside_its_soldiers():
    position = subject(kind=Kind.STATEMENT, metric=None, cls="")
    assert names(subject(), position) == ["Nordkorea · Soldaten"] * 2


def test_figures_make_the_story_that_positions_join():
    talk = [subject(kind=Kind.STATEMENT, metric=None, cls="Geheimdienste")] * 3
    assert names(subject(), *talk, subject(kind=Kind.STATEMENT, metric=None, cls=""))[-1] == "Nordkorea · Soldaten"


def test_a_position_on_an_actor_without_a_story_joins_no_timeline():
    assert names(subject(kind=Kind.STATEMENT, metric=None, cls="")) == [None]


def test_dead_soldiers_belong_to_the_soldiers():
    dead = subject(metric=Metric.KILLED, cls="Tote")
    assert names(subject(), dead) == ["Nordkorea · Soldaten"] * 2


@pytest.mark.parametrize("cls", ["Tote", "Menschen", "Opfer", ""])
def test_a_toll_belongs_to_its_country_however_worded(cls):
    quake = place("Mandalay", "city", country="Myanmar")
    toll = subject(metric=Metric.KILLED, actor="", cls=cls, places=(quake,))
    (key,) = series_keys([toll])
    assert key
    assert (key.topic.actor, key.topic.cls, key.scope) == ("Myanmar", "Opfer", "Mandalay")


def test_killed_and_missing_stand_on_one_topic_as_series_of_their_own():
    quake = (place("Myanmar", "country", country="Myanmar"),)
    dead = subject(metric=Metric.KILLED, actor="", cls="Tote", places=quake)
    missing = subject(metric=Metric.MISSING, actor="", cls="Vermisste", places=quake)
    first, second = series_keys([dead, missing])
    assert first
    assert second
    assert first.topic == second.topic
    assert first != second


def test_a_toll_without_place_takes_the_place_that_the_article_names_most():
    known = subject(
        metric=Metric.KILLED, actor="", cls="Tote", places=(place("Myanmar", "country", country="Myanmar"),)
    )
    lost = subject(metric=Metric.WOUNDED, actor="", cls="Verletzte")
    assert names(lost, known) == ["Myanmar · Opfer"] * 2


def test_a_toll_of_an_unknown_place_joins_no_timeline():
    assert names(subject(metric=Metric.KILLED, actor="", cls="Tote")) == [None]


def test_demonstrators_belong_to_their_town():
    march = subject(
        metric=Metric.PARTICIPANTS, actor="", cls="Menschen", places=(place("Berlin", country="Deutschland"),)
    )
    (key,) = series_keys([march])
    assert key
    assert (key.topic.actor, key.topic.cls, key.scope) == ("Berlin", "Teilnehmer", "")


def test_demonstrators_of_a_country_in_a_town_belong_to_the_town():
    berlin = (place("Berlin", country="Deutschland"),)
    police = subject(metric=Metric.PARTICIPANTS, actor="Deutschland", cls="Demonstranten", places=berlin)
    organisers = subject(metric=Metric.PARTICIPANTS, actor="Berlin", cls="Demonstranten", places=berlin)
    assert len(set(series_keys([police, organisers]))) == 1


def test_victims_of_a_disaster_are_not_the_soldiers_sent_to_help():
    victims = subject(metric=Metric.KILLED, actor="Chile", cls="Opfer")
    assert names(subject(actor="Chile"), victims) == ["Chile · Soldaten", "Chile · Opfer"]


def test_a_toll_of_a_town_belongs_to_its_country():
    toll = subject(metric=Metric.KILLED, actor="Mandalay", cls="Opfer", places=(place("Mandalay", country="Myanmar"),))
    (key,) = series_keys([toll])
    assert key
    assert (key.topic.actor, key.scope) == ("Myanmar", "Mandalay")


def test_anybody_is_nobodys():
    """`Menschen` of one country say nothing about `Menschen` elsewhere in the article."""
    assert names(subject(cls="Menschen"), subject(actor="", cls="Menschen"))[1] is None
