"""What the machine missed an editor adds, with the rules' help, and no later run adds it again."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from claims import recording, runs
from claims.models import Claim, Step
from claims.reviewing.adding import add_claim, foresee_claim
from claims.reviewing.undoing import undo
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db
SENTENCE = "Das Pentagon spricht von etwa 10.000 Soldaten."
TYPED = {
    "figure": "rund 10.000", "metric": "deployed", "source": "Pentagon", "stance": "asserts", "kind": "count",
    "reported_on": "2024-10-18", "event": "Oktober 2024", "subject_actor": "Nordkorea", "subject_class": "Soldaten",
    "unit": "Soldaten", "speaker": "", "via": "", "places": "in Kursk", "quote": SENTENCE, "note": "",
}  # fmt: skip


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


def test_selected_words_fill_the_form_as_the_rules_read_them():
    claim, _, source = foresee_claim(make.article(), SENTENCE)
    assert (claim.kind, claim.value_low, claim.approx, source) == ("count", 10000, "about", "Pentagon")
    assert claim.pk is None


def test_words_in_which_nothing_is_read_leave_the_form_bare():
    claim, places, source = foresee_claim(make.article("Es regnete den ganzen Tag. Niemand zählte mit."), "Es regnete")
    assert (claim.kind, claim.quote, places, source) == ("statement", "Es regnete", (), "")


def test_an_added_claim_joins_its_series_and_can_be_taken_back(editor):
    article = make.article()
    values = {
        "kind": "count", "value_low": 10000, "value_high": 10000, "approx": "exact", "metric": "deployed",
        "subject_actor": "Nordkorea", "subject_class": "Soldaten", "stance": "asserts", "quote": SENTENCE,
        "source": "Pentagon", "reported_on": date(2024, 10, 18), "event_precision": "unknown",
    }  # fmt: skip
    done = add_claim(article.pk, values, [("Kursk", "at")], editor)
    assert (done.claim.series.topic.actor, done.claim.review, done.claim.run) == ("Nordkorea", "corrected", None)
    assert article.text[done.claim.start : done.claim.end] == SENTENCE
    undo(done.step.pk, editor)
    done.claim.refresh_from_db()
    assert (done.claim.review, done.claim.series) == ("rejected", None)


def test_a_later_run_adds_nothing_over_it(desk):
    article = make.article()
    assert desk.post(reverse("claims:claim_add", args=[article.pk]), TYPED).status_code == 302
    start = article.text.index(SENTENCE)
    span = {"start": start, "end": start + len(SENTENCE), "quote": SENTENCE, "figure_start": None, "figure_end": None}
    lease = runs.take(make.run(article).pk)
    assert lease
    recording.store(lease, [make.record(9000, 9000, **span)], "rules", "")
    assert Claim.objects.get().value_low == 10000


def test_the_form_is_filled_stored_and_told(desk):
    article = make.article()
    url = reverse("claims:claim_add", args=[article.pk])
    page = desk.get(url, {"quote": SENTENCE})
    assert page.context["form"]["source"].value() == "Pentagon"
    assert page.context["form"]["figure"].value() == "about 10,000"
    answer = desk.post(url, TYPED)
    claim = Claim.objects.get()
    assert answer["Location"].endswith(f"?claim={claim.pk}#claim-{claim.pk}")
    assert (claim.value_low, claim.event_precision, claim.source.name) == (10000, "month", "Pentagon")
    assert Step.objects.get().action == "add"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"quote": "Das steht dort nicht."}, "quote"),
        ({"quote": ""}, "quote"),
        ({"figure": "zwölfzig"}, "figure"),
        ({"figure": ""}, "figure"),
        ({"event": "neulich"}, "event"),
        ({"stance": "x"}, "stance"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(desk, typed, field):
    article = make.article()
    answer = desk.post(reverse("claims:claim_add", args=[article.pk]), TYPED | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Claim.objects.exists()


def test_an_analyst_adds_nothing(client):
    client.force_login(member("analyst"))
    assert client.post(reverse("claims:claim_add", args=[make.article().pk]), TYPED).status_code == 403


def test_of_words_that_stand_twice_those_are_meant_that_were_selected(desk):
    article = make.article(f"🪖 Früh: {SENTENCE}\n\nSpäter: {SENTENCE}")
    second = article.text.rindex(SENTENCE)
    url = reverse("claims:claim_add", args=[article.pk])
    page = desk.get(url, {"quote": SENTENCE, "from": second})
    assert page.context["form"]["quote_from"].value() == second
    assert f'data-from="{article.text.index("Später")}"' in page.content.decode()
    assert f'name="quote_from" value="{second}"' in page.content.decode()
    desk.post(url, TYPED | {"quote_from": str(second)})
    assert Claim.objects.get().start == second
