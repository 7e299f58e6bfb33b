"""The period of an office: shown as exact as it was typed, kept so by everything, and of people only."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from claims.forms.days import BoundField
from claims.models import Actor, Proposal
from claims.records import SourceType
from claims.registry.history import history_of
from claims.registry.offices import Bound, bound_again, period_of
from claims.reviewing.asking import propose_deed
from claims.reviewing.deciding import take
from claims.reviewing.named import editing
from claims.reviewing.telling import sides_of
from tests import factories as make
from tests.claims.stories import member


@pytest.mark.parametrize(
    ("typed", "first", "last", "german"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "2021"),
        ("Februar 2024", date(2024, 2, 1), date(2024, 2, 29), "02/2024"),
        ("12/2021", date(2021, 12, 1), date(2021, 12, 31), "12/2021"),
        ("8. Dezember 2021", date(2021, 12, 8), date(2021, 12, 8), "8.12.2021"),
        ("2021-01-01", date(2021, 1, 1), date(2021, 1, 1), "1.1.2021"),
    ],
)
def test_an_end_is_read_and_written_as_exact_as_it_was_typed(typed: str, first: date, last: date, german: str) -> None:
    for field, day, name in ((BoundField(), first, "held_from"), (BoundField(last=True), last, "held_until")):
        bound = field.clean(typed)
        assert bound is not None
        assert bound.day == day
        assert bound_again(name, str(bound)) == bound
        for language in ("de", "en"):
            with translation.override(language):
                assert field.clean(field.prepare_value(bound)) == bound
        with translation.override("de"):
            assert field.prepare_value(bound) == german


@pytest.mark.parametrize("typed", ["zwölfzig", "31.2.2021", "seit 2021", "2020–2021", "KW 3/2021", "Mitte 2021"])
def test_what_is_no_single_day_month_or_year_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        BoundField().clean(typed)


@pytest.fixture
def person(db):
    return make.actor("Kim", SourceType.PERSON)


@pytest.fixture
def admin(client, db):
    client.force_login(member("admin"))
    return client


@pytest.fixture
def address(person):
    return reverse("claims:actor_edit", args=[person.pk])


def shown(client, address):
    page = client.get(address).context
    return {name: page["form"][name].value() or "" for name in page["form"].fields} | {"seen": page["seen"]}


def test_the_page_shows_it_as_typed_in_both_languages(admin, person, address):
    typed = shown(admin, address) | {"held_from": "2021", "held_until": "12/2023"}
    assert admin.post(address, typed).status_code == 302
    person.refresh_from_db()
    assert (person.held_from, person.held_until) == (date(2021, 1, 1), date(2023, 12, 31))
    for language, form, told in (("de", "12/2023", "Dezember 2023"), ("en", "2023-12", "December 2023")):
        with translation.override(language):
            assert period_of(person) == f"2021 – {told}"
            again = shown(admin, address) if language == "en" else {"held_from": "2021", "held_until": form}
            assert (again["held_from"], again["held_until"]) == ("2021", form)
    assert "2021 – December 2023" in admin.get(reverse("claims:actor", args=[person.pk])).content.decode()
    assert {(line.old, line.new) for line in history_of(person)} == {("", "2021"), ("", "December 2023")}
    assert admin.post(address, shown(admin, address)).status_code == 302  # nothing typed: nothing is another one
    assert len(history_of(person)) == 2


def test_a_year_and_its_first_day_are_not_the_same(admin, person, address):
    admin.post(address, shown(admin, address) | {"held_from": "2021"})
    first, second = shown(admin, address), shown(admin, address)
    assert admin.post(address, first | {"held_from": "1.1.2021"}).status_code == 302
    assert {(line.old, line.new) for line in history_of(person)} == {("", "2021"), ("2021", "Jan 1, 2021")}
    clash = admin.post(address, second | {"held_from": "2022"})
    assert clash.status_code == 409
    assert clash.context["clashes"] == (("In office from", "Jan 1, 2021", "2022"),)
    assert clash.context["form"]["held_from"].value() == "2022"


def test_what_was_stored_before_stays_a_day(admin, person, address):
    Actor.objects.filter(pk=person.pk).update(held_from=date(2021, 1, 1))
    assert shown(admin, address)["held_from"] == "2021-01-01"


def test_with_four_eyes_it_waits_as_exact_as_it_was_typed(admin, person, address, settings, django_user_model):
    settings.FOUR_EYES = True
    admin.post(address, shown(admin, address) | {"held_from": "2021"})
    row = Proposal.objects.get()
    assert sides_of(row, None) == [("In office from", "", "2021")]
    take(row.pk, django_user_model.objects.create_superuser("ada"))
    person.refresh_from_db()
    assert (person.held_from, person.held_from_exact) == (date(2021, 1, 1), "year")


def test_a_request_from_before_the_update_sets_a_day(person, django_user_model):
    deed = editing(person, {"held_until": Bound(date(2021, 12, 31))})
    assert deed.terms["values"] == {"held_until": "2021-12-31"}
    row = propose_deed(deed, django_user_model.objects.create_superuser("erika"))
    take(row.pk, django_user_model.objects.create_superuser("ada"))
    person.refresh_from_db()
    assert (person.held_until, person.held_until_exact) == (date(2021, 12, 31), "day")


def test_an_institution_holds_no_office(admin):
    row = make.actor("NIS")
    address = reverse("claims:actor_edit", args=[row.pk])
    told = shown(admin, address)
    assert not {"office", "held_from", "held_until"} & set(told)
    answer = admin.post(address, told | {"held_from": "2021", "office": "Chef"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"held_from", "office"}
    assert "2021" in answer.content.decode()  # nothing typed is lost
    row.refresh_from_db()
    assert (row.held_from, row.office) == (None, "")


def test_what_an_institution_has_stays_untouched_and_can_be_removed(admin, person, address):
    admin.post(address, shown(admin, address) | {"held_from": "2021", "office": "Chef"})
    assert admin.post(address, shown(admin, address) | {"type": "military"}).status_code == 302
    person.refresh_from_db()
    assert (str(Bound(person.held_from, person.held_from_exact)), person.office) == ("2021", "Chef")
    assert "Chef" not in admin.get(reverse("claims:actor", args=[person.pk])).content.decode()
    told = shown(admin, address)
    assert (told["held_from"], "held_until" in told) == ("2021", False)
    assert admin.post(address, told | {"held_from": "", "office": ""}).status_code == 302
    person.refresh_from_db()
    assert (person.held_from, person.office) == (None, "")
    assert "held_from" not in shown(admin, address)


def test_what_the_page_did_not_show_is_not_set(admin, person, address):
    Actor.objects.filter(pk=person.pk).update(type="military")
    old = shown(admin, address)
    Actor.objects.filter(pk=person.pk).update(type="person", office="Chef", held_from=date(2021, 1, 1))
    assert admin.post(address, old | {"country": "Japan"}).status_code == 302
    person.refresh_from_db()
    assert (person.country, person.office, person.held_from) == ("Japan", "Chef", date(2021, 1, 1))
