"""Where a second admin has to look, names are set only once one agreed; editors look on, nobody approves own work."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from claims.models import Actor, ActorAlias, AliasProposal, Claim, Merge, Place, Proposal, Step
from claims.records import PlaceRef, PlaceRole
from claims.registry.aliases import add_alias, propose_alias
from claims.registry.editing import change
from claims.registry.kinds import ACTORS
from claims.registry.merging import merge
from claims.reviewing.deciding import NotDecided, take
from claims.urls import registry_of
from tests import factories as make
from tests.claims.reviewing.deciding import decide
from tests.claims.stories import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("four_eyes")]


@pytest.fixture
def author():
    return member("admin", name="erste")


@pytest.fixture
def other():
    return member("admin", name="andere")


@pytest.fixture
def actors(stored):
    """Two actors; each says something about a place of its own."""
    for number, (who, where) in enumerate([("NIS", "Kursk"), ("Geheimdienst", "Gebiet Kursk")]):
        place = (PlaceRef(where, PlaceRole.AT),)
        said = date(2024, 10, 18 + number)
        stored(make.record(1500 + number, 1500 + number, source=make.source(who), places=place, reported_on=said))
    return list(Actor.objects.filter(name__in=["NIS", "Geheimdienst"]).order_by("-name"))


def send(client, view, *numbers, **typed):
    return client.post(reverse(f"claims:{view}", args=numbers), typed)


def edit(client, row, **typed):
    told = {"name": row.name, "type": row.type, "country": row.country, "office": "", "part_of": ""}
    return send(client, "actor_edit", row.pk, **told | typed)


def page(client):
    return client.get(reverse("claims:proposals")).content.decode().replace("\xa0", " ")


def names():
    """All that can be set of names, as it is stored."""
    actors = Actor.objects.order_by("pk").values_list()
    places = Place.objects.order_by("pk").values_list()
    claims = Claim.objects.order_by("pk").values_list("source", "merged_source", "series")
    return list(actors), list(places), list(claims), list(ActorAlias.objects.order_by("pk").values_list())


def test_nothing_is_set_of_names_before_another_admin_agreed(client, desk, actors, author, other):
    nis, service = actors
    alias = add_alias(nis, "Dienst", other)
    before = names()
    assert edit(desk, nis, country="Republik Korea").status_code == 302
    assert send(desk, "actor_alias", nis.pk, name="NIS Seoul").status_code == 302
    assert send(desk, "actor_alias_withdraw", nis.pk, alias.pk).status_code == 302
    merging = {"into": nis.pk, "topics": "on", "why": "Dasselbe.", "do": "1", "q": "NIS"}
    assert send(desk, "actor_merge", service.pk, **merging).status_code == 302
    kursk, area = Place.objects.order_by("-name")
    assert send(desk, "place_edit", kursk.pk, kind="city", country="Russland").status_code == 302
    assert send(desk, "place_merge", area.pk, **merging | {"into": kursk.pk, "q": "Kursk"}).status_code == 302
    assert names() == before
    rows = Proposal.objects.order_by("pk")
    assert {row.deed["name"] for row in rows} == {"edit_name", "add_name", "withdraw_name", "merge_names"}
    said = page(desk)
    told = ("Edit an actor", "Republik Korea", "NIS Seoul", "Withdraw a name", "Merge actors", "Merge places")
    for words in (*told, "1 claim is kept with the other one", "Another admin has to look at it."):
        assert words in said, words
    for row in rows:
        with pytest.raises(NotDecided):
            take(row.pk, author)
        assert decide(client, other, row, take="1").status_code == 302, row.deed
    nis.refresh_from_db()
    kursk.refresh_from_db()
    assert (nis.country, kursk.country) == ("Republik Korea", "Russland")
    assert nis.aliases.filter(name="NIS Seoul").exists()
    assert not nis.aliases.filter(name="Dienst").exists()
    assert {made.step.user for made in Merge.objects.all()} == {author}
    assert {made.step.approved_by for made in Merge.objects.all()} == {other}
    for address in (reverse("claims:actor_history", args=[nis.pk]), reverse("claims:actor", args=[nis.pk])):
        assert "approved by andere" in client.get(address).content.decode()


def test_editors_see_requests_about_names_and_do_not_decide_on_them(client, desk, actors):
    edit(desk, actors[0], country="Republik Korea")
    row, editor = Proposal.objects.get(), member("editor")
    client.force_login(editor)
    said = page(client)
    assert "An admin has to look at it." in said
    assert 'name="take"' not in said
    for sent in ({"take": "1"}, {}):
        answer = decide(client, editor, row, **sent)
        assert (answer.status_code, Proposal.objects.get().state) == (409, "open")


def test_un_merging_waits_for_another_admin_and_no_editor_can_agree(client, desk, actors, author, other):
    nis, service = actors
    before = names()
    made, _ = merge(ACTORS, service.pk, nis.pk, other, topics=False)
    merged = names()
    assert send(desk, "step_undo", made.step_id).status_code == 302
    row = Proposal.objects.get()
    assert names() == merged
    assert decide(client, member("editor"), row, take="1").status_code == 409
    assert names() == merged
    assert decide(client, other, row, take="1").status_code == 302
    assert names() == before
    step = Step.objects.get(action="undo")
    assert (step.user, step.approved_by) == (author, other)


def test_an_editor_does_not_ask_for_what_admins_do(client, actors, other):
    made, _ = merge(ACTORS, actors[1].pk, actors[0].pk, other, topics=False)
    client.force_login(member("editor"))
    assert send(client, "step_undo", made.step_id).status_code == 409
    assert not Proposal.objects.exists()


def test_what_somebody_else_set_meanwhile_stays_and_is_named(client, desk, actors, author, other):
    nis = actors[0]
    edit(desk, nis, country="Republik Korea", type="military")
    change(nis, {"country": "Korea"}, other)
    before = names()
    answer = decide(client, other, Proposal.objects.get(), take="1")
    assert answer.status_code == 409
    assert "As things are now it cannot be done. Somebody else set this meanwhile: country." in answer.content.decode()
    assert (names(), Proposal.objects.get().state) == (before, "open")


def test_a_merge_into_a_name_that_is_merged_by_then_is_refused_and_kept(client, desk, actors, other):
    nis, service = actors
    third = Actor.objects.create(name="Dienst", type="government")
    send(desk, "actor_merge", service.pk, into=nis.pk, why="Dasselbe.", do="1", q="NIS")
    merge(ACTORS, nis.pk, third.pk, other, topics=False)
    before = names()
    answer = decide(client, other, Proposal.objects.get(), take="1")
    assert answer.status_code == 409
    assert "choose that one" in answer.content.decode()
    assert (names(), Proposal.objects.get().state) == (before, "open")


def test_names_that_corrections_propose_keep_their_rule_but_nobody_approves_an_own_one(client, actors, author, other):
    """An editor proposes, an admin approves: two people already; only an admin's own correction needs another admin."""
    own = propose_alias(actors[0], "NIS-Dienst", author)
    editors = propose_alias(actors[0], "Der Dienst", member("editor"))
    client.force_login(author)
    assert send(client, "name_decide", own.pk, approve="1").status_code == 422
    assert not ActorAlias.objects.filter(name="NIS-Dienst").exists()
    assert send(client, "name_decide", editors.pk, approve="1").status_code == 302
    client.force_login(other)
    assert send(client, "name_decide", own.pk, approve="1").status_code == 302
    assert set(AliasProposal.objects.values_list("state", flat=True)) == {"approved"}


def test_every_address_that_sets_names_is_tried_here():
    """Whoever adds one adds it to the tests above, so that it asks, too."""
    tried = {"actor_edit", "actor_alias", "actor_alias_withdraw", "actor_merge"}
    tried |= {"actor_restore"}  # in tests/claims/test_registry_restoring.py
    read = {"actors", "actor_names", "actor", "actor_history"}
    assert {entry.name for entry in registry_of(ACTORS)} == tried | read
