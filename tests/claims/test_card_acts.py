"""What an editor does on a claim's card: the fresh card says what it did to the timeline, and offers the way back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.corrections import correct
from claims.models import Claim, Comment, Proposal, Step
from tests.claims.stories import member, north_korea

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return north_korea()


@pytest.fixture
def claim(topic):
    return Claim.objects.get(value_low=3000)


@pytest.fixture
def editor(client):
    client.force_login(member("editor"))
    return client


def beside(topic, query: str = "") -> dict[str, str]:
    """What HTMX says of a request from the card beside the topic's timeline."""
    return {
        "HX-Request": "true", "HX-Target": "claim",
        "HX-Current-URL": f"http://testserver{topic.get_absolute_url()}{query}",
    }  # fmt: skip


def act(client, claim, topic, query: str = "", **fields):
    url = reverse("claims:claim_edit", args=[claim.pk])
    return client.post(url, {"version": claim.version, **fields}, headers=beside(topic, query))


def test_the_fresh_card_says_what_changed_and_undo_brings_the_old_changes_back(editor, claim, topic):
    form = editor.get(reverse("claims:claim_edit", args=[claim.pk])).context["form"]
    before = {name: form[name].value() or "" for name in form.fields}
    done = act(editor, claim, topic, **before | {"figure": "1.000"})
    body = done.content.decode()
    assert done["HX-Trigger"] == "claim-changed"
    assert "The claim was corrected." in body
    assert [change.what for change in done.context["effects"].came][0] == "lowered"
    assert "raised" in {change.what for change in done.context["effects"].went}
    assert "from 1,500 to about 3,000" in body  # what went tells the figure of before
    step = Step.objects.get()
    undone = editor.post(reverse("claims:claim_undo", args=[claim.pk, step.pk]), headers=beside(topic))
    assert "Undone: the claim is as it was before." in undone.content.decode()
    assert "raised" in {change.what for change in undone.context["effects"].came}
    claim.refresh_from_db()
    assert (claim.value_low, claim.review) == (3000, "machine")
    again = editor.post(reverse("claims:claim_undo", args=[claim.pk, step.pk]), headers=beside(topic))
    assert again.status_code == 409
    assert "This was undone already." in again.content.decode()


def test_what_is_undone_is_an_act_upon_this_claim(editor, claim, topic):
    act(editor, claim, topic, review="accepted")
    other = Claim.objects.get(value_low=1500)
    url = reverse("claims:claim_undo", args=[other.pk, Step.objects.get().pk])
    assert editor.post(url, headers=beside(topic)).status_code == 404


def test_a_stale_decision_is_told_and_its_note_kept(editor, claim, topic):
    correct(claim.pk, 1, {"stance": "hedges"}, member("editor", name="faster"))
    response = act(editor, claim, topic, review="rejected", rejected_for="date", note="Vom Vorjahr")
    body = response.content.decode()
    assert response.status_code == 409
    assert "Nothing was decided" in body
    assert 'value="Vom Vorjahr"' in body
    assert '<option value="date" selected>' in body


def test_the_evening_around_the_card_stays_chosen(editor, claim, topic):
    response = act(editor, claim, topic, "?asof=2024-10-25", review="accepted")
    assert response.context["card"].asof.isoformat() == "2024-10-25"
    assert act(editor, claim, topic, "?asof=1999-01-01", review="accepted").status_code in (200, 409)


def test_a_claim_that_left_the_topic_says_where_it_is(editor, claim, topic):
    form = editor.get(reverse("claims:claim_edit", args=[claim.pk])).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"subject_actor": "Russland"}
    body = act(editor, claim, topic, **typed).content.decode()
    assert "It stands in another topic now:" in body
    assert "Russland · Soldaten" in body


def test_where_a_second_editor_has_to_look_the_card_says_so(editor, claim, topic, settings):
    settings.FOUR_EYES = True
    body = act(editor, claim, topic, review="accepted").content.decode()
    assert "Another editor has to look at it before it counts." in body
    assert Proposal.objects.count() == 1


def test_a_comment_is_settled_on_the_card(editor, claim, topic):
    row = Comment.objects.create(claim=claim, text="Falscher Tag?")
    body = editor.post(reverse("claims:comment_settle", args=[row.pk]), headers=beside(topic)).content.decode()
    assert "Falscher Tag?" not in body
    assert 'id="claim-head"' in body


def test_analysts_see_no_acts_and_no_keys_for_them(client, claim, topic):
    client.force_login(member("analyst"))
    body = client.get(f"{topic.get_absolute_url()}?claim={claim.pk}").content.decode()
    assert "data-open-form" not in body
    assert "from mark to mark" in body
    assert "With a claim’s card open" not in body
