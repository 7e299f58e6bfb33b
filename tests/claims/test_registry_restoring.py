"""A former state of an actor or a place comes back: shown first, as an edit of its own, over nobody's work."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from claims.models import Actor, Place, Proposal
from claims.records import SourceType
from claims.registry.editing import change
from claims.registry.history import history_of
from claims.registry.offices import Bound, bound_again
from claims.reviewing.deciding import take
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(django_user_model):
    return django_user_model.objects.create_superuser("ada")


@pytest.fixture
def admin(client):
    client.force_login(member("admin"))
    return client


@pytest.fixture
def kim(ada):
    """A person that was called and described otherwise: two acts."""
    row = make.actor("Kim", SourceType.PERSON)
    set_at_once = {"office": "Chef", "held_from": bound_again("held_from", "2021"), "parent": make.actor("NIS")}
    change(row, set_at_once, ada)
    change(row, {"name": "Kim Il", "country": "Japan", "office": "", "held_from": None, "parent": None}, ada)
    return Actor.objects.get(pk=row.pk)


def back(client, row, word="actor"):
    """The addresses that the history offers, the newest first."""
    page = client.get(reverse(f"claims:{word}_history", args=[row.pk])).content.decode()
    told = [line.before for line in history_of(row) if line.before]
    ways = [reverse(f"claims:{word}_restore", args=[row.pk, event]) for event in told]
    assert all(f'href="{way}"' in page for way in ways)
    return ways


def said(row):
    row.refresh_from_db()
    bound = row.held_from and str(Bound(row.held_from, row.held_from_exact))
    return row.name, row.country, row.office, bound, row.parent and row.parent.name


def restored(client, way):
    return client.post(way, {"seen": client.get(way).context["seen"]})


def test_each_former_state_is_shown_before_it_is_set_and_comes_back_whole(admin, kim):
    first, second = back(admin, kim)[::-1]
    page = admin.get(second)
    assert {label: (now, then) for label, now, then in page.context["sides"]} == {
        "Name": ("Kim Il", "Kim"),
        "Country": ("Japan", ""),
        "Office": ("", "Chef"),
        "In office from": ("", "2021"),
        "Part of": ("", "NIS"),
    }
    assert said(kim)[0] == "Kim Il"
    lines = len(history_of(kim))
    assert restored(admin, second).status_code == 302
    assert said(kim) == ("Kim", "", "Chef", "2021", "NIS")
    assert [alias.name for alias in kim.aliases.all()] == ["Kim Il"]
    assert len(history_of(kim)) > lines  # a revision of its own
    assert restored(admin, first).status_code == 302
    assert said(kim) == ("Kim", "", "", None, None)
    assert "It says so already" in admin.get(first).content.decode()


def test_what_somebody_set_meanwhile_is_not_set_over(admin, kim, ada):
    way = back(admin, kim)[0]
    seen = admin.get(way).context["seen"]
    change(kim, {"country": "Korea"}, ada)
    answer = admin.post(way, {"seen": seen})
    assert answer.status_code == 409
    assert ("Country", "Korea", "") in answer.context["sides"]
    assert said(kim)[:2] == ("Kim Il", "Korea")
    assert admin.post(way, {"seen": answer.context["seen"]}).status_code == 302
    assert said(kim)[:2] == ("Kim", "")


def test_a_name_that_is_taken_meanwhile_is_told(admin, kim):
    way = back(admin, kim)[0]
    kim.aliases.all().delete()
    make.actor("Kim")
    assert "Name:" in admin.get(way).content.decode()
    assert admin.post(way).status_code == 422
    assert said(kim)[0] == "Kim Il"


def test_with_four_eyes_it_waits_for_another_admin(admin, kim, ada, settings):
    settings.FOUR_EYES = True
    assert restored(admin, back(admin, kim)[0]).status_code == 302
    assert said(kim)[0] == "Kim Il"
    take(Proposal.objects.get().pk, ada)
    assert said(kim) == ("Kim", "", "Chef", "2021", "NIS")


def test_of_a_place_too_and_only_admins_of_its_own_history(admin, client, kim, ada):
    row = Place.objects.create(name="Kursk", latitude=51.5)
    change(row, {"country": "Russland", "latitude": None}, ada)
    way = back(admin, row, "place")[0]
    assert restored(admin, way).status_code == 302
    row.refresh_from_db()
    assert (row.country, row.latitude) == ("", 51.5)
    nis: Any = make.actor("NIS")
    others = nis.events.earliest("pgh_id").pgh_id
    assert admin.get(reverse("claims:actor_restore", args=[kim.pk, others])).status_code == 404
    client.force_login(member("editor"))
    assert way not in client.get(reverse("claims:place_history", args=[row.pk])).content.decode()
    assert client.post(way).status_code == 403
