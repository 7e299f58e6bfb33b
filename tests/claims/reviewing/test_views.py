"""The queue, the workbench, many at once, and the list of acts, as an editor's browser meets them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.corrections import correct
from claims.models import Claim, Comment, Proposal, Step
from claims.reviewing.undoing import undo
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


def form_of(response) -> dict[str, str]:
    """What the browser would send of the form that a page shows."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def bench(claim: Claim) -> str:
    return reverse("claims:review_claim", args=[claim.pk])


def test_the_queue_says_how_many_are_left_and_why_each_is_there(desk, figures):
    page = desk.get(reverse("claims:review"))
    assert page.context["left"].claims == 3
    body = page.content.decode()
    assert "changes a timeline" in body
    assert body.count('name="claims"') == 3


def test_start_leads_to_the_most_urgent_claim_and_saving_to_the_next(desk, figures):
    first = desk.get(reverse("claims:review_next"))
    claim = Claim.objects.get(pk=int(first["Location"].split("/")[2]))
    page = desk.get(first["Location"])
    assert page.status_code == 200
    sent = form_of(page) | {"figure": "4.000"}
    answer = desk.post(bench(claim), sent)
    step = Step.objects.get()
    assert answer["Location"] == f"{reverse('claims:review_next')}?done={step.pk}"
    following = desk.get(answer["Location"], follow=True)
    assert following.context["claim"].pk != claim.pk
    assert following.context["step"] == step
    assert "The claim was corrected." in following.content.decode()
    claim.refresh_from_db()
    assert claim.value_low == 4000


def test_saving_untouched_accepts_for_somebody_has_looked(desk, figures):
    claim = figures[0]
    assert desk.post(bench(claim), form_of(desk.get(bench(claim)))).status_code == 302
    claim.refresh_from_db()
    assert claim.review == "accepted"


@pytest.mark.parametrize(("sent", "review", "why"), [
    ({"accept": "1"}, "accepted", ""), ({"review": "rejected", "rejected_for": "source"}, "rejected", "source"),
    ({"skip": "1"}, "machine", ""),
])  # fmt: skip
def test_accept_reject_and_later_are_one_press(desk, figures, sent, review, why):
    claim = figures[0]
    answer = desk.post(bench(claim), {"version": "1", **sent})
    assert answer["Location"].startswith(reverse("claims:review_next"))
    claim.refresh_from_db()
    assert (claim.review, claim.rejected_for) == (review, why)


def test_what_cannot_be_understood_is_said_at_its_field_and_nothing_typed_is_lost(desk, figures):
    claim = figures[0]
    sent = form_of(desk.get(bench(claim))) | {"figure": "zwölfzig", "via": "Yonhap"}
    answer = desk.post(bench(claim), sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"figure"}
    assert form_of(answer)["via"] == "Yonhap"
    assert Step.objects.count() == 0


def test_of_two_editors_the_second_sees_both_versions_and_loses_nothing(desk, figures, client):
    claim = figures[0]
    sent = form_of(desk.get(bench(claim)))
    desk.post(bench(claim), sent | {"figure": "1.600"})
    answer = desk.post(bench(claim), sent | {"figure": "1.700", "via": "CNN"})
    assert answer.status_code == 409
    assert ("Figure", "1,600", "1.700") in answer.context["conflict"]
    assert desk.post(bench(claim), form_of(answer)).status_code == 302
    claim.refresh_from_db()
    assert (claim.value_low, claim.via) == (1700, "CNN")


def test_many_are_counted_before_they_are_set_and_undone_in_one(desk, figures):
    url, chosen = reverse("claims:review_many"), [claim.pk for claim in figures]
    asked = {"claims": chosen, "review": "rejected", "rejected_for": "duplicate"}
    ahead = desk.post(url, asked)
    assert ahead.context["foreseen"].claims == 3
    assert Claim.objects.filter(review="rejected").count() == 0
    seal = ahead.context["selection"].seal
    assert desk.post(url, asked | {"confirm": "1"}).status_code == 409
    assert Claim.objects.filter(review="rejected").count() == 0
    assert desk.post(url, asked | {"confirm": "1", "seal": seal}).status_code == 302
    assert Claim.objects.filter(review="rejected").count() == 3
    step = Step.objects.get()
    assert desk.post(reverse("claims:step_undo", args=[step.pk])).status_code == 302
    assert Claim.objects.filter(review="machine").count() == 3
    assert desk.post(reverse("claims:step_undo", args=[step.pk])).status_code == 409


@pytest.mark.parametrize("sent", [{}, {"claims": ["x", "-1", "9" * 40]}, {"claims": [str(n) for n in range(1, 950)]}])
def test_nothing_or_too_much_ticked_is_told(desk, figures, sent):
    answer = desk.post(reverse("claims:review_many"), sent, follow=True)
    assert answer.status_code == 200
    assert Step.objects.count() == 0


def test_the_list_of_acts_can_be_narrowed_and_is_open_to_readers(desk, figures, client):
    desk.post(bench(figures[0]), {"version": "1", "accept": "1"})
    url = reverse("claims:steps")
    assert len(desk.get(url, {"action": "accept"}).context["page"].object_list) == 1
    assert len(desk.get(url, {"action": "bulk"}).context["page"].object_list) == 0
    client.force_login(member("analyst"))
    assert client.get(url).status_code == 200
    assert client.post(reverse("claims:step_undo", args=[Step.objects.get().pk])).status_code == 403


def test_a_readers_comment_reaches_the_queue_and_ends_with_the_decision(client, figures):
    claim = figures[0]
    client.force_login(member("analyst"))
    url = reverse("claims:comment", args=[claim.pk])
    assert client.post(url, {"text": " Das Datum   ist falsch. "}).status_code == 302
    assert Comment.objects.get().text == "Das Datum ist falsch."
    assert client.post(url, {"text": "x" * 1001}).status_code == 302
    assert Comment.objects.count() == 1
    assert "Das Datum ist falsch." in client.get(claim.get_absolute_url()).content.decode()
    client.force_login(member("editor"))
    assert "Das Datum ist falsch." in client.get(bench(claim)).content.decode()
    client.post(bench(claim), {"version": "1", "accept": "1"})
    assert Comment.objects.get().settled_by.username == "editor"


def test_pages_of_review_stay_within_their_queries(desk, figures, django_assert_max_num_queries):
    for url in (reverse("claims:review"), bench(figures[0]), reverse("claims:steps"), reverse("claims:proposals")):
        desk.get(url)
        with django_assert_max_num_queries(12):
            assert desk.get(url).status_code == 200


def test_odd_addresses_are_no_fault(desk, figures):
    odd = {"topic": "9" * 40, "source": "<b>", "kind": "x", "since": "gestern", "page": "-7", "done": "x"}
    for name in ("review", "steps"):
        assert desk.get(reverse(f"claims:{name}"), odd).status_code == 200
    assert desk.get(bench(figures[0]), odd).status_code == 200


def test_a_new_reading_waits_side_by_side_until_somebody_decides(desk, figures):
    claim = figures[0]
    row = Proposal.objects.create(claim=claim, version=1, values={"value_low": "1600", "value_high": "1600"})
    body = desk.get(reverse("claims:proposals")).content.decode()
    assert "<td>1,500</td><td><ins>1,600</ins></td>" in body
    url = reverse("claims:proposal_decide", args=[row.pk])
    assert desk.post(url, {"take": "1"}).status_code == 302
    claim.refresh_from_db()
    assert claim.value_low == 1600
    assert desk.post(url, {"take": "1"}).status_code == 409
    assert desk.post(reverse("claims:proposal_decide", args=[row.pk + 99])).status_code == 404


def test_the_days_of_an_event_are_proposed_as_one_thing_by_a_named_model(desk, figures):
    days = {"event_from": "2024-10-08", "event_to": "2024-10-13", "event_precision": "range"}
    run = figures[0].article.runs.first()
    type(run).objects.filter(pk=run.pk).update(model_version="fast-1")
    Proposal.objects.create(claim=figures[0], version=1, values=days, run=run)
    body = desk.get(reverse("claims:proposals")).content.decode()
    assert '<th scope="row">Happened</th>' in body
    assert body.count('<th scope="row">') == 1
    assert f"{run.code_version} · fast-1" in body


def test_days_that_are_only_known_more_exactly_are_told_as_that(desk, figures):
    claim = figures[0]
    Proposal.objects.create(claim=claim, version=1, values={"event_precision": "month"})
    body = desk.get(reverse("claims:proposals")).content.decode()
    assert claim.event_precision != "month"
    assert '<th scope="row">Precision</th>' in body


def test_with_four_eyes_nothing_counts_before_another_editor_took_it_over(desk, figures, settings, client):
    settings.FOUR_EYES = True
    claim = figures[0]
    assert desk.post(bench(claim), form_of(desk.get(bench(claim))) | {"figure": "1.600"}).status_code == 302
    claim.refresh_from_db()
    assert (claim.value_low, claim.version) == (1500, 1)
    row = Proposal.objects.get()
    url = reverse("claims:proposal_decide", args=[row.pk])
    assert desk.post(url, {"take": "1"}).status_code == 409
    assert claim.pk not in [place.pk for _, place, _ in desk.get(reverse("claims:review")).context["rows"]]
    client.force_login(member("editor", name="zweite"))
    assert client.post(url, {"take": "1"}).status_code == 302
    claim.refresh_from_db()
    assert (claim.value_low, claim.version) == (1600, 2)


def test_the_queue_shows_what_readers_say_and_what_was_done_today(desk, figures, editor):
    claim = figures[2]
    Comment.objects.create(claim=claim, user=editor, text="Das Datum stimmt nicht.")
    page = desk.get(reverse("claims:review"))
    first, _, comments = page.context["rows"][0]
    assert (first, comments) == (claim, [("Das Datum stimmt nicht.", "erika")])
    assert "Das Datum stimmt nicht." in page.content.decode()
    desk.post(bench(claim), {"version": "1", "accept": "1"})
    correct(figures[0].pk, 1, {"review": "accepted"}, editor)
    undo(correct(figures[1].pk, 1, {"review": "accepted"}, editor).step.pk, editor)
    assert "decided today: 1 by you, 2 by all" in desk.get(reverse("claims:review")).content.decode()
