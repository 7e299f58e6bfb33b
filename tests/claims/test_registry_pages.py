"""Pages of the registry of names: who may do what, what they find and say; a merge from its form to its undoing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Actor, AliasProposal, Claim, Merge, Place, Step
from claims.records import PlaceRef, PlaceRole, SourceType
from claims.registry.aliases import propose_alias
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db
ROLES = ("", "analyst", "editor", "admin")


@pytest.fixture
def rows(stored):
    """Two actors and two places with claims, each pair of them one under two names."""
    for number, (who, where) in enumerate([("NIS", "Kursk"), ("Geheimdienst", "Gebiet Kursk")]):
        place = (PlaceRef(where, PlaceRole.AT),)
        said = date(2024, 10, 18 + number)
        stored(make.record(1500 + number, 1500 + number, source=make.source(who), places=place, reported_on=said))
    return {
        "actor": list(Actor.objects.order_by("-name")), "place": list(Place.objects.order_by("-name")),
    }  # fmt: skip


def text(response):
    return response.content.decode().replace("\xa0", " ")


# Address, method, and what each of ROLES gets: a stranger is led to the login.
TABLE = [
    ("{word}s", [], "get", (302, 200, 200, 200)),
    ("{word}_names", [], "get", (302, 200, 200, 200)),
    ("{word}", ["row"], "get", (302, 200, 200, 200)),
    ("{word}_history", ["row"], "get", (302, 200, 200, 200)),
    ("{word}_restore", ["row", "event"], "get", (302, 403, 403, 200)),
    ("{word}_restore", ["row", "event"], "post", (302, 403, 403, 302)),
    ("{word}_edit", ["row"], "get", (302, 403, 403, 200)),
    ("{word}_edit", ["row"], "post", (302, 403, 403, 422)),
    ("{word}_merge", ["row"], "get", (302, 403, 403, 200)),
    ("{word}_merge", ["row"], "post", (302, 403, 403, 422)),
    ("{word}_alias", ["row"], "post", (302, 403, 422, 422)),
    ("{word}_alias_withdraw", ["row", "alias"], "post", (302, 403, 403, 302)),
    ("name_proposals", [], "get", (302, 403, 200, 200)),
    ("name_decide", ["proposal"], "post", (302, 403, 403, 302)),
]


@pytest.mark.parametrize("word", ["actor", "place"])
def test_every_address_answers_each_role_as_it_may(client, rows, word):
    row = rows[word][0]
    people = {role: member(role) for role in ROLES if role}
    for name, asked, method, wanted in TABLE:
        for role, status in zip(ROLES, wanted, strict=True):
            client.logout()
            if role:
                client.force_login(people[role])
            AliasProposal.objects.all().delete()
            row.aliases.all().delete()
            numbers = {
                "row": row.pk,
                "event": row.events.latest("pgh_id").pgh_id,
                "alias": row.aliases.create(name="Zweitname").pk,
                "proposal": propose_alias(row, "Drittname", None).pk,
            }
            address = reverse("claims:" + name.format(word=word), args=[numbers[each] for each in asked])
            answer = getattr(client, method)(address, {"part_of": "gibt es nicht"})
            assert answer.status_code == status, (name, method, role)


@pytest.fixture
def admin(client):
    client.force_login(member("admin"))
    return client


@pytest.mark.parametrize("word", ["actor", "place"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_pages_stand_within_twelve_queries(admin, rows, word, language):
    row = rows[word][0]
    propose_alias(row, "Drittname", None)
    own = ((name.format(word), [row.pk]) for name in ("{}", "{}_history", "{}_merge", "{}_edit"))
    for name, args in (*own, (f"{word}s", []), ("name_proposals", [])):
        with CaptureQueriesContext(connection) as queries:
            response = admin.get(reverse(f"claims:{name}", args=args), headers={"accept-language": language})
        assert response.status_code == 200
        assert f'<html lang="{language}">' in text(response)
        assert len(queries) <= 12, (name, [query["sql"][:100] for query in queries])


def test_the_list_finds_any_name_and_narrows(admin, rows):
    nis = Actor.objects.get(name="NIS")
    nis.aliases.create(name="Seoul Intelligence Agency")
    make.actor("Kreml", SourceType.GOVERNMENT)
    address = reverse("claims:actors")
    assert "NIS" in text(admin.get(address, {"q": "intelligence agency"}))
    found = text(admin.get(address, {"type": "government"}))
    assert "Kreml" in found
    assert ">NIS<" not in found
    assert "Nothing is found" in text(admin.get(address, {"q": "gibtesnicht"}))
    by_claims = text(admin.get(address, {"sort": "claims"}))
    assert by_claims.index("Kreml</a>") > by_claims.index("NIS</a>")
    by_name = text(admin.get(address))
    assert by_name.index("Kreml</a>") < by_name.index("NIS</a>")
    fragment = admin.get(address, headers={"hx-request": "true", "hx-target": "rows"})
    assert "<html" not in text(fragment)


@pytest.mark.parametrize("typed", ["münchen", "Munchen", "Muenchen", "ISARSTÄDT", "isarstaedt"])
def test_a_name_is_found_however_its_umlauts_are_typed(admin, typed):
    kept = Place.objects.create(name="München")
    other = Place.objects.create(name="Landeshauptstadt", merged_into=kept)
    other.aliases.create(name="Isarstädtchen")
    Place.objects.create(name="Mönchengladbach")
    page = admin.get(reverse("claims:places"), {"q": typed})
    assert [row.name for row in page.context["page"]] == ["München"]


@pytest.mark.parametrize("word", ["actor", "place"])
def test_a_merge_is_looked_at_done_and_undone(admin, rows, word):
    one, other = rows[word][1], rows[word][0]
    address = reverse(f"claims:{word}_merge", args=[one.pk])
    form = text(admin.get(address, {"q": other.name[:4]}))
    assert f"{other.name} (" in form
    typed = {"into": other.pk, "topics": "on", "why": "ein Name"}
    ahead = admin.post(address, {**typed, "preview": "1"})
    assert "1 claim is kept with the other one" in text(ahead)
    assert "would come" in text(ahead)
    assert not Merge.objects.exists()
    done = admin.post(address, {**typed, "do": "1"})
    assert done["Location"] == reverse(f"claims:{word}", args=[other.pk])
    page = text(admin.get(done["Location"]))
    assert one.name in page
    step = Step.objects.get()
    assert one.name in text(admin.get(reverse("claims:steps")))
    gone = text(admin.get(reverse(f"claims:{word}", args=[one.pk])))
    assert "Kept with" in gone
    assert admin.post(reverse("claims:step_undo", args=[step.pk])).status_code == 302
    one.refresh_from_db()
    assert one.merged_into is None
    undone = Step.objects.get(action="undo")
    assert admin.post(reverse("claims:step_undo", args=[undone.pk])).status_code == 302
    one.refresh_from_db()
    assert one.merged_into == other


def test_an_editor_cannot_undo_a_merge(admin, client, rows):
    one, other = rows["actor"]
    admin.post(reverse("claims:actor_merge", args=[one.pk]), {"into": other.pk, "why": "x", "do": "1"})
    client.force_login(member("editor"))
    assert client.post(reverse("claims:step_undo", args=[Step.objects.get().pk])).status_code == 409
    one.refresh_from_db()
    assert one.merged_into == other


def test_what_cannot_be_merged_is_told(admin, rows):
    one, other = rows["actor"]
    address = reverse("claims:actor_merge", args=[one.pk])
    assert admin.post(address, {"into": other.pk, "preview": "1"}).status_code == 422  # no reason
    assert admin.post(address, {"why": "x", "preview": "1"}).status_code == 422  # into nothing
    admin.post(address, {"into": other.pk, "why": "x", "do": "1"})
    assert admin.post(address, {"into": other.pk, "why": "x", "do": "1"}).status_code == 409


def test_a_name_is_added_withdrawn_and_refused_where_it_is_taken(admin, rows):
    nis, other = Actor.objects.get(name="NIS"), Actor.objects.get(name="Geheimdienst")
    address = reverse("claims:actor_alias", args=[nis.pk])
    assert admin.post(address, {"name": " Seouler  Dienst "}).status_code == 302
    alias = nis.aliases.get(name="Seouler Dienst")
    assert alias.origin == "editor"
    taken = admin.post(reverse("claims:actor_alias", args=[other.pk]), {"name": "Seouler Dienst"})
    assert taken.status_code == 422
    assert "stands for “NIS” already" in text(taken)
    clash = admin.post(address, {"name": "Geheimdienst"})
    assert clash.status_code == 422
    assert "1 claim carries that name" in text(clash)
    way = f"{reverse('claims:actor_merge', args=[other.pk])}?into={nis.pk}"
    assert way in text(clash)
    assert admin.get(way).context["form"]["into"].value() == str(nis.pk)
    gone = reverse("claims:actor_alias_withdraw", args=[nis.pk, alias.pk])
    assert admin.post(gone).status_code == 302
    assert admin.post(gone).status_code == 409
    assert not nis.aliases.filter(origin="editor").exists()


def test_what_an_editor_adds_waits_for_an_admin(client, rows):
    nis = Actor.objects.get(name="NIS")
    client.force_login(member("editor"))
    client.post(reverse("claims:actor_alias", args=[nis.pk]), {"name": "Seouler Dienst"})
    assert not nis.aliases.filter(name="Seouler Dienst").exists()
    made = AliasProposal.objects.get()
    assert "Seouler Dienst" in text(client.get(reverse("claims:name_proposals")))
    client.force_login(member("admin"))
    client.post(reverse("claims:name_decide", args=[made.pk]), {"approve": "1"})
    assert nis.aliases.get(name="Seouler Dienst").origin == "proposed"
    assert client.post(reverse("claims:name_decide", args=[made.pk]), {"approve": "1"}).status_code == 409


def test_edits_are_kept_with_who_and_what(admin, rows):
    nis = Actor.objects.get(name="NIS")
    typed = {
        "name": "Dienst von Seoul", "type": "government", "country": "Republik Korea", "part_of": "",
        "office": "", "held_from": "", "held_until": "",
    }  # fmt: skip
    address = reverse("claims:actor_edit", args=[nis.pk])
    assert admin.post(address, typed).status_code == 302
    nis.refresh_from_db()
    assert (nis.type, nis.country) == ("government", "Republik Korea")
    assert nis.aliases.get(origin="editor").name == "NIS"
    page = text(admin.get(reverse("claims:actor_history", args=[nis.pk])))
    assert "Republik Korea" in page
    assert "government" in page
    assert page.count("<td>admin</td>") == 4
    wrong = admin.post(address, {**typed, "part_of": "Dienst von Seoul"})
    assert wrong.status_code == 422
    assert "part of itself" in text(wrong)
    wrong = admin.post(address, {**typed, "type": "person", "held_from": "2024-02-01", "held_until": "2023-01-01"})
    assert list(wrong.context["form"].errors) == ["held_until"]
    assert admin.post(address, {**typed, "part_of": "gibt es nicht"}).status_code == 422


def test_a_place_that_is_another_kind_narrows_other_series(admin, stored):
    for number, low in enumerate((1500, 3000)):
        place = (PlaceRef("Hinterland", PlaceRole.AT),)
        stored(make.record(low, low, places=place, reported_on=date(2024, 10, 18 + number)))
    row = Place.objects.get(name="Hinterland")
    assert set(Claim.objects.values_list("series__scope", flat=True)) == {"Hinterland"}
    typed = {"kind": "country", "country": "", "part_of": "", "latitude": "", "longitude": ""}
    assert admin.post(reverse("claims:place_edit", args=[row.pk]), typed).status_code == 302
    assert set(Claim.objects.values_list("series__scope", flat=True)) == {""}


def test_the_latest_claims_of_a_name_are_those_said_last(stored, client):
    for day in (25, 18):
        stored(make.record(day, day, source=make.source("NIS"), reported_on=date(2024, 10, day)))
    client.force_login(member("admin"))
    page = client.get(reverse("claims:actor", args=[Actor.objects.get(name="NIS").pk]))
    assert [claim.value_low for claim in page.context["claims"]] == [25, 18]


def test_of_two_admins_who_set_a_name_neither_sets_over_what_the_other_one_set(admin, rows):
    Actor.objects.filter(name="NIS").update(type="person")
    nis = Actor.objects.get(name="NIS")
    address = reverse("claims:actor_edit", args=[nis.pk])

    def shown():
        page = admin.get(address).context
        form = page["form"]
        return {name: form[name].value() or "" for name in form.fields} | {"seen": page["seen"]}

    first, second = shown(), shown()
    assert admin.post(address, first | {"country": "Japan"}).status_code == 302
    assert admin.post(address, second | {"office": "Dienst"}).status_code == 302  # what was not touched stays
    nis.refresh_from_db()
    assert (nis.country, nis.office) == ("Japan", "Dienst")
    stale = admin.post(address, second | {"country": "Korea", "office": "Amt", "type": "expert"})
    assert stale.status_code == 409
    assert [side[1:] for side in stale.context["clashes"]] == [("Japan", "Korea"), ("Dienst", "Amt")]
    form = stale.context["form"]
    assert (form["country"].value(), form["office"].value(), form["type"].value()) == ("Korea", "Amt", "expert")
    again = {name: form[name].value() or "" for name in form.fields} | {"seen": stale.context["seen"]}
    assert admin.post(address, again).status_code == 302
    nis.refresh_from_db()
    assert (nis.country, nis.office, nis.type) == ("Korea", "Amt", "expert")


def test_what_is_not_understood_keeps_what_was_typed_and_what_was_seen(admin, rows):
    address = reverse("claims:actor_edit", args=[Actor.objects.get(name="NIS").pk])
    seen = admin.get(address).context["seen"]
    typed = {"name": "NIS", "type": "person", "office": "Chef", "held_from": "zwölfzig", "seen": seen}
    page = admin.post(address, typed)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["held_from"]
    assert (page.context["form"]["office"].value(), page.context["seen"]) == ("Chef", seen)
    assert "zwölfzig" in text(page)
