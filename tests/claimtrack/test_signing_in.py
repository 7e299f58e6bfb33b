"""Who is signed out in the middle of a form loses nothing that was typed."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse

from claims.models import Claim
from claimtrack.signing_in import LONGEST, SEAL, unseal
from tests.claims.stories import member, north_korea

pytestmark = pytest.mark.django_db
TYPED = {"csrfmiddlewaretoken": "x", "figure": "rund 3.100", "note": "zwei\nZeilen & <Zeichen>", "version": "1"}


@pytest.fixture
def claim():
    north_korea()
    return Claim.objects.get(value_low=1500)


def kept_in(response) -> str:
    return str(re.findall(r'name="kept" value="([^"]+)"', response.content.decode())[0])


def sign_in(client, password="geheim", **more):
    user = User.objects.filter(username="eva").first() or member("editor", name="eva")
    user.set_password("geheim")
    user.save()
    return client.post(reverse("login"), {"username": user.username, "password": password, **more})


def test_what_was_typed_comes_back_after_the_login_and_is_saved(client, claim):
    bench = f"{reverse('claims:review_claim', args=[claim.pk])}?doubtful=on"
    asked = client.post(bench, TYPED)
    assert asked.status_code == 401
    assert "what you typed is kept" in asked.content.decode()
    wrong = sign_in(client, "falsch", kept=kept_in(asked))
    again = sign_in(client, kept=kept_in(wrong))
    assert again.templates[0].name == "registration/kept.html"
    assert again.context["address"] == bench
    fields = dict(again.context["fields"])
    assert (fields["figure"], fields["note"]) == (TYPED["figure"], TYPED["note"])
    assert "&lt;Zeichen&gt;" in again.content.decode()
    untouched = {"quote": claim.quote, "kind": claim.kind, "stance": claim.stance, "metric": claim.metric}
    assert client.post(again.context["address"], fields | untouched).status_code == 302
    claim.refresh_from_db()
    assert (claim.value_low, claim.approx, claim.note) == (3100, "about", TYPED["note"])


def test_a_part_of_a_page_is_refused_so_that_the_page_stays(client, claim):
    for send in (client.get, client.post):
        response = send(reverse("claims:claim_edit", args=[claim.pk]), headers={"HX-Request": "true"})
        assert (response.status_code, response.content) == (401, b"")


TOO_LONG = TYPED | {"note": "x" * LONGEST}
EMPTY = {"csrfmiddlewaretoken": "x"}


@pytest.mark.parametrize(
    "form",
    [
        {"figure": "1"},
        TYPED | {"new_password1": "geheim"},
        TYPED | {"note": "x" * LONGEST},
        {"csrfmiddlewaretoken": "x"},
    ],
)
def test_what_is_no_form_holds_a_password_or_is_too_long_is_not_carried(client, claim, form):
    response = client.post(reverse("claims:review_claim", args=[claim.pk]), form)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("login"))


def test_nothing_is_shown_again_that_this_installation_did_not_keep(client):
    forged = signing.dumps(["//elsewhere.example/", [["a", "b"]]], key="another", salt=SEAL)
    assert unseal(forged) is None
    assert sign_in(client, kept=forged).status_code == 302
