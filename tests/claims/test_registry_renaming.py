"""Renaming a place: everything follows, what is read later too, undoing is exact, and a taken name offers the merge."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from claims.arranging import Refused
from claims.corrections import correct
from claims.models import Claim, Merge, Place, Step
from claims.placing import places_of
from claims.records import PlaceRef, PlaceRole
from claims.registry.editing import change
from claims.registry.kinds import PLACES
from claims.registry.merging import end, merge
from claims.registry.renaming import Taken, rename
from claims.reviewing.asking import propose_deed, propose_undoing
from claims.reviewing.deciding import take
from claims.reviewing.deeds import Deed
from claims.reviewing.undoing import NotUndone, undo
from tests import factories as make
from tests.claims.stories import member
from tests.claims.test_registry_merging import state

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(stored):
    def _read(place, low):
        said = date(2024, 10, low // 100)
        stored(make.record(low, low, places=(PlaceRef(place, PlaceRole.AT),), reported_on=said))

    _read("Kursk", 1500)
    _read("Kursk", 1800)
    return _read


@pytest.fixture
def admin(client):
    client.force_login(member("admin"))
    return client


def scopes():
    return set(Claim.objects.values_list("series__scope", flat=True))


def test_all_follows_the_new_name_and_undoing_gives_all_back(read, django_user_model):
    user, before = django_user_model.objects.create_superuser("ada"), state()
    was = Place.objects.get(name="Kursk")
    made, _ = rename(was.pk, " Oblast  Kursk ", user, why="amtlich")
    assert scopes() == {"Oblast Kursk"}
    new = Place.objects.get(name="Oblast Kursk")
    assert (new.kind, new.country) == (was.kind, was.country)
    read("Kursk", 2000)
    last = Claim.objects.order_by("pk").last()
    assert places_of(last.pk) == (("Oblast Kursk", "at"),)
    last.article.delete()
    end(made.pk, user)
    assert state() == before


@pytest.fixture
def renamed(read, django_user_model):
    """Kursk under another name: the merge, the row that was made, and who did it."""
    user = django_user_model.objects.create_superuser("ada")
    made, _ = rename(Place.objects.get(name="Kursk").pk, "Oblast Kursk", user, why="amtlich")
    return made, made.into_place, user


def test_undoing_takes_the_new_row_away_and_what_was_done_is_still_told(renamed, read):
    made, new, user = renamed
    undone = undo(made.step_id, user)
    assert not Place.objects.filter(name="Oblast Kursk").exists()
    made.refresh_from_db()
    assert (made.what, made.into, made.into_place, made.step.undone) == ("Kursk", "Oblast Kursk", None, undone.step)
    before = state()
    again = undo(undone.step.pk, user)  # and back, and forth
    assert scopes() == {"Oblast Kursk"}
    undo(again.step.pk, user)
    assert state() == before


@pytest.mark.parametrize("need", ["claim", "former", "alias", "part", "country", "merge", "request"])
def test_a_row_that_somebody_came_to_need_stays(renamed, read, need):
    made, new, user = renamed
    claim, other = Claim.objects.order_by("pk").first(), Place.objects.create(name="Sudscha")
    needs: dict[str, Any] = {
        "claim": lambda: correct(claim.pk, claim.version, {"places": [("Oblast Kursk", "from")]}, user),
        "former": lambda: undo(needs["claim"]().step.pk, user),
        "alias": lambda: new.aliases.create(name="Kurskaja Oblast"),
        "part": lambda: Place.objects.filter(pk=other.pk).update(parent=new),
        "country": lambda: change(new, {"country": "Ukraine"}, user),
        "merge": lambda: end(merge(PLACES, other.pk, new.pk, user, topics=True)[0].pk, user),
        "request": lambda: propose_deed(
            Deed("add_name", {"register": "place", "number": new.pk, "name": "Kurskaja Oblast"}), user
        ),
    }
    needs[need]()
    end(made.pk, user)
    kept = Place.objects.get(pk=new.pk)
    assert (kept.name, kept.country) == ("Oblast Kursk", "Ukraine" if need == "country" else new.country)
    undo(Step.objects.get(undone=None, action="undo", merge=None, undoes__merge=made).pk, user)
    assert Place.objects.get(name="Kursk").merged_into == kept
    end(Merge.objects.get(ended_at=None).pk, user)
    assert Place.objects.filter(pk=new.pk).exists()  # it was there before the rename was done again


def test_what_was_set_and_set_back_needs_nobody(renamed):
    made, new, user = renamed
    change(new, {"country": "Ukraine"}, user)
    change(new, {"country": new.country}, user)
    end(made.pk, user)
    assert not Place.objects.filter(pk=new.pk).exists()


def test_a_name_that_is_taken_meanwhile_is_not_taken_back(renamed):
    made, new, user = renamed
    undone = undo(made.step_id, user)
    Place.objects.create(name="Oblast Kursk")
    with pytest.raises(NotUndone, match="stands there by itself"):
        undo(undone.step.pk, user)


def test_with_four_eyes_undoing_takes_the_row_away_when_it_is_agreed_to(renamed, django_user_model):
    made, new, user = renamed
    second = django_user_model.objects.create_superuser("erika")
    row = propose_undoing(made.step_id, user)
    assert Place.objects.filter(pk=new.pk).exists()
    done = take(row.pk, second)
    assert not Place.objects.filter(pk=new.pk).exists()
    take(propose_undoing(done.step.pk, user).pk, second)
    assert scopes() == {"Oblast Kursk"}


def test_a_taken_name_is_refused_and_told_which(read, django_user_model):
    user, was = django_user_model.objects.create_superuser("ada"), Place.objects.get(name="Kursk")
    other = Place.objects.create(name="Gebiet Kursk")
    other.aliases.create(name="Kursker Gebiet")
    before = state()
    for name in ("Gebiet Kursk", "Kursker Gebiet"):
        with pytest.raises(Taken) as refused:
            rename(was.pk, name, user)
        assert refused.value.other == other
    for name in ("Kursk", "  ", "x" * 201):
        with pytest.raises(Refused):
            rename(was.pk, name, user)
    assert (state(), Step.objects.count()) == (before, 0)


def test_its_own_other_name_may_become_its_name(read, django_user_model):
    user, was = django_user_model.objects.create_superuser("ada"), Place.objects.get(name="Kursk")
    was.aliases.create(name="Kursker Gebiet")
    rename(was.pk, "Kursker Gebiet", user)
    read("Kursker Gebiet", 2000)
    assert scopes() == {"Kursker Gebiet"}


def test_the_page_looks_ahead_renames_and_undoes(admin, read):
    was = Place.objects.get(name="Kursk")
    address = reverse("claims:place_rename", args=[was.pk])
    typed = {"name": "Oblast Kursk", "why": "amtlich"}
    assert "2 claims are kept" in admin.post(address, {**typed, "preview": "1"}).content.decode()
    assert not Merge.objects.exists()
    done = admin.post(address, {**typed, "do": "1"})
    assert done["Location"] == reverse("claims:place", args=[Place.objects.get(name="Oblast Kursk").pk])
    assert admin.post(address, {**typed, "do": "1"}).status_code == 409
    undoing = reverse("claims:step_undo", args=[Step.objects.get().pk])
    page = admin.get(done["Location"]).content.decode().split(f'action="{undoing}"')[1]
    answer = admin.post(undoing, {"next": re.findall(r'name="next" value="([^"]+)"', page)[0]}, follow=True)
    assert answer.status_code == 200  # the page that it was undone on is gone with its row
    assert answer.redirect_chain[-1][0] == reverse("claims:place", args=[was.pk])
    assert scopes() == {"Kursk"}


def test_a_rename_is_called_that_and_not_a_merge(admin, read):
    user, was, other = (
        member("admin", "bea"),
        Place.objects.get(name="Kursk"),
        Place.objects.create(name="Kursker Gebiet"),
    )
    into = rename(was.pk, "Oblast Kursk", user, why="amtlich")[0].into_place
    merge(PLACES, other.pk, into.pk, user, topics=True, why="dasselbe")
    page = admin.get(reverse("claims:place", args=[into.pk]))
    badges = dict(re.findall(r'lang="de">([^<]+)</a> <span class="badge">([^<]+)<', page.content.decode()))
    assert badges == {"Kursk": "former name", "Kursker Gebiet": "merged"}
    acts = admin.get(reverse("claims:steps"), {"action": "rename"}).content.decode()
    assert "Kursk → Oblast Kursk" in acts
    assert "Kursker Gebiet" not in acts


def test_a_taken_name_offers_the_merge_with_its_answer_chosen(admin, read):
    was, other = Place.objects.get(name="Kursk"), Place.objects.create(name="Gebiet Kursk")
    answer = admin.post(reverse("claims:place_rename", args=[was.pk]), {"name": other.name, "why": "y", "do": "1"})
    assert answer.status_code == 422
    way = f"{reverse('claims:place_merge', args=[was.pk])}?into={other.pk}"
    assert way in answer.content.decode()
    assert 'value="Gebiet Kursk"' in answer.content.decode()  # nothing typed is lost
    assert admin.get(way).context["form"]["into"].value() == str(other.pk)


def test_with_four_eyes_a_rename_waits_for_another_admin(admin, read, settings):
    from claims.models import Proposal
    from claims.reviewing.telling import words_of

    settings.FOUR_EYES = True
    was = Place.objects.get(name="Kursk")
    admin.post(reverse("claims:place_rename", args=[was.pk]), {"name": "Oblast Kursk", "why": "amtlich", "do": "1"})
    assert scopes() == {"Kursk"}
    assert words_of(Proposal.objects.get()) == "“Kursk” to be called “Oblast Kursk”"
