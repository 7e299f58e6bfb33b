"""All that the queue's filter finds is set at once: counted, shown, in one act, and taken back by one undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.corrections import correct
from claims.forms.reviewing import query_of
from claims.models import Change, Claim, Step
from claims.reviewing import choosing
from claims.reviewing.choosing import found
from claims.reviewing.many import set_many
from claims.reviewing.queue import Wanted
from claims.reviewing.undoing import latest, undo
from tests.claims.stories import line, member, print_article

pytestmark = pytest.mark.django_db
MANY = 300
URL = "claims:review_many"


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


@pytest.fixture
def hundreds() -> None:
    """Three hundred figures of the NIS, more than a page holds, and one of the Pentagon."""
    first = date(2024, 1, 1)
    lines = [
        line(f"Am Tag {n} sind {n + 100} Soldaten da.", str(n + 100), low=n + 100, high=n + 100,
             said=first + timedelta(n))
        for n in range(MANY)
    ]  # fmt: skip
    print_article(lines, date(2024, 12, 1))
    print_article([line("Es sind 77 Panzer.", "77", low=77, high=77, said=first, by="Pentagon")], first, "Kurier")


def of_nis() -> Wanted:
    return Wanted(source=Claim.objects.filter(source__name="NIS").values_list("source", flat=True)[0])


def post(desk, wanted, **sent):
    return desk.post(reverse(URL), {"all": "1", "wanted": query_of(wanted), **sent})


def rows():
    return sorted(Change.objects.values_list("claim", "previous", "what", "difference"), key=str)


def test_more_than_a_page_is_counted_shown_set_and_undone_in_one(desk, hundreds):
    before, asked = rows(), {"review": "rejected", "rejected_for": "duplicate"}
    shown = post(desk, of_nis())
    assert len(shown.context["selection"]) == MANY
    assert [n for _, n in shown.context["by_source"]] == [MANY]
    assert sum(n for _, n in shown.context["topics"]) == MANY
    assert shown.context["unshown"] == MANY - 100
    ahead = post(desk, of_nis(), **asked)
    assert (ahead.context["foreseen"].claims, Step.objects.count()) == (MANY, 0)
    seal = ahead.context["selection"].seal
    assert post(desk, of_nis(), **asked, confirm="1", seal=seal).status_code == 302
    assert Claim.objects.filter(review="rejected").count() == MANY
    assert Claim.objects.get(value_low=77).review == "machine"
    step = Step.objects.get()
    assert (step.claims, step.action) == (MANY, "reject")
    assert [act.pk for act in latest(action="bulk")] == [act.pk for act in latest(action="reject")] == [step.pk]
    assert desk.post(reverse("claims:step_undo", args=[step.pk])).status_code == 302
    assert Claim.objects.filter(review="machine").count() == MANY + 1
    assert rows() == before


def test_what_came_or_changed_meanwhile_is_shown_again_before_anything_is_set(desk, hundreds, editor):
    asked = {"review": "accepted"}
    seal = post(desk, of_nis(), **asked).context["selection"].seal
    correct(Claim.objects.filter(source__name="NIS")[0].pk, 1, {"review": "accepted"}, editor)
    again = post(desk, of_nis(), **asked, confirm="1", seal=seal)
    assert again.status_code == 409
    assert len(again.context["selection"]) == MANY - 1
    assert Step.objects.count() == 1
    assert post(desk, of_nis(), **asked, confirm="1", seal=again.context["selection"].seal).status_code == 302
    assert Claim.objects.filter(review="accepted").count() == MANY


def test_another_source_and_topic_are_set_of_all(editor, hundreds):
    chosen = found(of_nis())
    done = set_many(chosen.versions, {"source": "Pentagon", "subject_class": "Kräfte"}, editor)
    assert (done.claims, done.step.fields) == (MANY, ["review", "source_id", "subject_class"])
    assert Claim.objects.filter(source__name="NIS").count() == 0
    moved = Claim.objects.filter(series__topic__subject_class="Kräfte", review="corrected", version=2)
    assert moved.count() == MANY
    assert set_many(chosen.versions, {"source": "Pentagon", "subject_class": "Kräfte"}, editor).step is None


@pytest.mark.parametrize("changes", [{"review": "accepted"}, {"review": "rejected"}, {"source": "Pentagon"}])
def test_hundreds_cost_no_more_statements_than_a_few_and_so_does_their_undo(editor, hundreds, changes):
    chosen = list(found(of_nis()).versions)

    def cost(pks):
        with CaptureQueriesContext(connection) as queries:
            undo(set_many(pks, changes, editor).step.pk, editor)
        return len(queries)

    cost(chosen[:2])  # makes what is not there yet
    assert cost(chosen[2:]) <= cost(chosen[:2]) + 2


def test_what_changed_since_it_was_seen_is_left_alone(editor, second, hundreds):
    chosen = found(of_nis())
    one = next(iter(chosen.versions))
    correct(one, 1, {"stance": "denies"}, second)
    done = set_many(chosen.versions, {"review": "rejected"}, editor, chosen.versions)
    assert (done.claims, done.left) == (MANY - 1, 1)
    assert Claim.objects.get(pk=one).stance == "denies"


def test_a_filter_that_finds_too_many_is_bounded_and_says_so(desk, hundreds, monkeypatch):
    monkeypatch.setattr(choosing, "MOST_FOUND", 200)
    chosen = found(Wanted())
    assert (len(chosen), chosen.more) == (200, True)
    assert "more than can be set at once" in post(desk, Wanted()).content.decode()


def test_words_and_outlet_narrow_the_queue_and_what_is_set(desk, hundreds):
    assert [len(found(Wanted(text=words))) for words in ("Panzer", "Tag", "Hubschrauber")] == [1, MANY, 0]
    tank = Claim.objects.get(value_low=77)
    page = desk.get(reverse("claims:review"), {"q": "Panzer", "outlet": tank.article.outlet_id})
    assert page.context["left"].claims == 1
    assert post(desk, Wanted(text="Hubschrauber")).status_code == 302


def test_no_text_is_too_long_to_be_told_at_its_field(desk, hundreds):
    answer = post(desk, of_nis(), review="", subject_class="x" * 300)
    assert answer.status_code == 422
    assert "subject_class" in answer.context["form"].errors
