"""Where a second editor has to look, nothing that one editor does counts: not many, none added, no way back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.corrections import correct
from claims.history import history
from claims.models import Change, Claim, Comment, Proposal, Step
from claims.reviewing.asking import propose_undoing
from claims.reviewing.deciding import NotDecided, refuse, take, withdraw
from claims.reviewing.queue import Wanted, front, to_review
from claims.reviewing.undoing import NotUndone
from tests import factories as make
from tests.claims.reviewing.deciding import decide
from tests.claims.reviewing.test_adding import SENTENCE, TYPED
from tests.claims.stories import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("four_eyes")]


@pytest.fixture
def author():
    return member("editor", name="erste")


def reviews():
    return list(Claim.objects.order_by("reported_on").values_list("review", flat=True))


def set_all(desk, claims):
    asked = {"claims": [claim.pk for claim in claims], "review": "rejected", "rejected_for": "duplicate"}
    seal = desk.post(reverse("claims:review_many"), asked).context["selection"].seal
    return desk.post(reverse("claims:review_many"), asked | {"confirm": "1", "seal": seal})


def test_an_act_of_many_waits_as_one_and_counts_once_another_editor_took_it_over(desk, figures, author, second):
    assert set_all(desk, figures).status_code == 302
    assert reviews() == ["machine"] * 3
    row = Proposal.objects.get()
    assert (row.act, len(row.members), row.user) == ("many", 3, author)
    with pytest.raises(NotDecided):
        take(row.pk, author)
    done = take(row.pk, second)
    assert reviews() == ["rejected"] * 3
    step = Step.objects.get()
    assert (step, step.user, step.approved_by, step.claims) == (done.step, author, second, 3)


def test_what_waits_is_handed_to_nobody_and_comes_back_when_it_was_refused(desk, figures, author, second):
    set_all(desk, figures[:2])
    assert [place.pk for place in front(Wanted(), second, 9)] == [figures[2].pk]
    assert to_review(Wanted(), 9).count() == 1
    refuse(Proposal.objects.get().pk, second)
    assert to_review(Wanted(), 9).count() == len(front(Wanted(), author, 9)) == 3
    assert reviews() == ["machine"] * 3


def test_of_many_those_that_changed_since_are_left_and_told(desk, figures, second, client):
    set_all(desk, figures)
    correct(figures[0].pk, 1, {"stance": "denies"}, second)
    answer = decide(client, member("editor", name="dritte"), Proposal.objects.get(), take="1")
    assert "1 was changed since" in client.get(answer["Location"]).content.decode()
    assert reviews() == ["corrected", "rejected", "rejected"]


def test_an_added_claim_is_no_claim_before_somebody_agrees(desk, second):
    article = make.article()
    assert desk.post(reverse("claims:claim_add", args=[article.pk]), TYPED).status_code == 302
    assert not Claim.objects.exists()
    assert not Change.objects.exists()
    assert not Step.objects.exists()
    row = Proposal.objects.get()
    assert SENTENCE in desk.get(reverse("claims:proposals")).content.decode()
    step = take(row.pk, second).step
    claim = Claim.objects.get()
    assert (claim.value_low, claim.source.name, claim.quote) == (10000, "Pentagon", SENTENCE)
    assert list(claim.places.values_list("place__name", "role")) == [("Kursk", "at")]
    assert Change.objects.filter(claim=claim).exists()
    step.refresh_from_db()
    assert (step.action, step.approved_by) == ("add", second)


def test_what_could_never_be_added_is_said_at_its_field(desk):
    answer = desk.post(reverse("claims:claim_add", args=[make.article().pk]), TYPED | {"quote": "Steht nirgends."})
    assert (answer.status_code, Proposal.objects.count()) == (422, 0)
    assert "quote" in answer.context["form"].errors


def test_going_back_to_a_former_version_waits_too(desk, figures, editor, second):
    claim = figures[0]
    correct(claim.pk, 1, {"stance": "denies", "places": [("Kursk", "at")]}, editor)
    url = reverse("claims:claim_history", args=[claim.pk])
    assert desk.post(url, {"version": "2", "event": str(history(claim.pk)[0].event)}).status_code == 302
    claim.refresh_from_db()
    assert (claim.stance, claim.version) == ("denies", 2)
    row = Proposal.objects.get()
    assert (row.act, row.values["stance"]) == ("restore", "asserts")
    assert "Kursk" not in str(row.values["places"])
    take(row.pk, second)
    claim.refresh_from_db()
    assert (claim.stance, claim.version) == ("asserts", 3)
    assert not claim.places.filter(place__name="Kursk").exists()


def test_undoing_waits_and_is_asked_for_once(desk, figures, author, second):
    step = correct(figures[0].pk, 1, {"stance": "denies"}, author).step
    assert desk.post(reverse("claims:step_undo", args=[step.pk])).status_code == 302
    figures[0].refresh_from_db()
    assert figures[0].stance == "denies"
    with pytest.raises(NotUndone):
        propose_undoing(step.pk, second)
    assert "Undo: corrected, 1 claim" in desk.get(reverse("claims:proposals")).content.decode()
    take(Proposal.objects.get().pk, second)
    figures[0].refresh_from_db()
    assert figures[0].stance == "asserts"
    step.refresh_from_db()
    assert step.undone.approved_by == second


def test_what_the_machine_read_and_one_editor_takes_over_waits_for_a_second(figures, author, second):
    row = Proposal.objects.create(claim=figures[0], version=1, values={"stance": "denies"})
    assert take(row.pk, author).waits
    figures[0].refresh_from_db()
    assert figures[0].stance == "asserts"
    with pytest.raises(NotDecided):
        take(row.pk, author)
    take(row.pk, second)
    figures[0].refresh_from_db()
    assert figures[0].stance == "denies"


def test_only_its_author_withdraws_a_proposal(client, desk, figures, author, second):
    set_all(desk, figures)
    row = Proposal.objects.get()
    with pytest.raises(NotDecided):
        withdraw(row.pk, second)
    assert "Withdraw" in desk.get(reverse("claims:proposals")).content.decode()
    assert decide(client, author, row, withdraw="1").status_code == 302
    row.refresh_from_db()
    assert (row.state, reviews()) == ("dropped", ["machine"] * 3)
    assert decide(client, member("editor", name="dritte"), row, take="1").status_code == 409


def test_history_and_list_of_acts_name_both_editors(client, desk, figures, author):
    bench = reverse("claims:review_claim", args=[figures[0].pk])
    Comment.objects.create(claim=figures[0], user=author, text="Das Datum?")
    desk.post(bench, {"version": "1", "accept": "1"})
    assert Comment.objects.get().settled_at is None
    decide(client, member("editor", name="dritte"), Proposal.objects.get(), take="1")
    assert Comment.objects.get().settled_by == author
    last = history(figures[0].pk)[-1]
    assert (last.user, last.approved_by.username) == (author, "dritte")
    for url in (reverse("claims:steps"), reverse("claims:claim_history", args=[figures[0].pk])):
        assert "approved by dritte" in client.get(url).content.decode()


def test_the_page_of_proposals_stays_within_its_queries(desk, figures, editor, django_assert_max_num_queries):
    set_all(desk, figures)
    desk.post(reverse("claims:claim_add", args=[figures[0].article_id]), TYPED | {"quote": figures[0].quote})
    correct(figures[0].pk, 1, {"stance": "denies"}, editor)
    desk.post(reverse("claims:step_undo", args=[Step.objects.get().pk]))
    assert Proposal.objects.count() == 3
    with django_assert_max_num_queries(12):
        assert desk.get(reverse("claims:proposals")).status_code == 200


def test_a_user_who_leaves_takes_no_proposal_along_and_turns_none_into_the_machines(desk, figures, author, second):
    set_all(desk, figures)
    author.delete()
    row = Proposal.objects.get()
    assert (row.user, row.act) == (None, "many")
    assert take(row.pk, second).step.claims == 3
