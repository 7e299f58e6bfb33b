"""Corrections in the browser's terms: saved, refused, or in conflict with somebody faster; and the way back."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from claims.models import Change, Claim
from tests.claims.stories import member, north_korea

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "claim"}


@pytest.fixture
def claim():
    north_korea()
    return Claim.objects.get(value_low=1500)


@pytest.fixture
def editor(client):
    client.force_login(member("editor"))
    return client


def typed(claim: Claim, **fields: str) -> dict[str, str]:
    """What the form holds for the claim, with what the editor typed over it."""
    return {
        "version": str(claim.version), "figure": "1,500", "metric": "deployed", "source": "NIS", "stance": "asserts",
        "reported_on": "2024-10-18", "event": "",
    } | fields  # fmt: skip


def post(client, claim, **fields):
    return client.post(reverse("claims:claim_edit", args=[claim.pk]), typed(claim, **fields), headers=HTMX)


def test_a_typed_figure_is_stored_and_the_timeline_is_told(editor, claim):
    response = post(editor, claim, figure="über 2.000")
    assert response.status_code == 200
    assert response["HX-Trigger"] == "claim-changed"
    claim.refresh_from_db()
    assert (claim.value_low, claim.value_high, claim.approx, claim.review) == (2000, None, "more_than", "corrected")
    assert "more than 2,000" in response.content.decode()


def test_the_next_figure_is_compared_with_the_corrected_one(editor, claim):
    post(editor, claim, figure="2.000")
    assert Change.objects.get(previous=claim, what="raised").difference == 1000


def test_nothing_typed_changes_nothing(editor, claim):
    assert post(editor, claim).status_code == 200
    claim.refresh_from_db()
    assert (claim.version, claim.review) == (1, "machine")


def test_a_range_that_cannot_be_typed_survives_another_correction(editor, claim):
    vague = Claim.objects.get(approx="vague")
    form = editor.get(reverse("claims:claim_edit", args=[vague.pk])).context["form"]
    response = post(editor, vague, figure=form["figure"].value(), source="Regierung Ukraine", stance="hedges",
                    reported_on="2024-10-21")  # fmt: skip
    assert response.status_code == 200
    vague.refresh_from_db()
    assert (vague.value_low, vague.value_high, vague.approx, vague.stance) == (2000, None, "vague", "hedges")


def test_source_days_and_stance_are_set_and_an_empty_source_is_the_article_itself(editor, claim):
    post(
        editor, claim, source="Generalstab Ukraine", stance="confirms", reported_on="2024-10-19", event="bis 13.10.2024"
    )
    claim.refresh_from_db()
    assert (claim.source.name, claim.stance, claim.reported_on) == (
        "Generalstab Ukraine",
        "confirms",
        date(2024, 10, 19),
    )
    assert (claim.event_to, claim.event_precision) == (date(2024, 10, 13), "open")
    post(editor, claim, source="", reported_on="")
    claim.refresh_from_db()
    assert (claim.source, claim.reported_on) == (None, None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"figure": "viele"}, "figure"),
        ({"figure": ""}, "figure"),
        ({"stance": "shouts"}, "stance"),
        ({"reported_on": "gestern"}, "reported_on"),
        ({"event": "2024-10-10 to 2024-10-01"}, "event"),
        ({"event": "neulich"}, "event"),
        ({"quote": "Das steht nirgends."}, "quote"),
        ({"figure": "zwölfzig"}, "figure"),
        ({"source": "x" * 201}, "source"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(editor, claim, fields, field):
    response = post(editor, claim, **fields)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}
    assert f'id="id_{field}_error"' in response.content.decode()
    claim.refresh_from_db()
    assert claim.version == 1


def test_who_comes_second_keeps_what_he_typed_sees_what_is_stored_and_can_save_on_top(editor, claim):
    post(editor, claim, figure="1.600")
    response = post(editor, claim, figure="1.700")
    body = response.content.decode()
    assert response.status_code == 409
    assert 'value="1.700"' in body
    assert "<td>1,600</td><td>1.700</td>" in body
    version = response.context["form"]["version"].value()
    assert post(editor, claim, figure="1.700", version=str(version)).status_code == 200
    claim.refresh_from_db()
    assert claim.value_low == 1700


def test_who_comes_second_changes_only_his_own_fields(editor, claim):
    post(editor, claim, stance="hedges", via="CNN")
    response = post(editor, claim, figure="1.700")
    assert response.status_code == 409
    again = {name: response.context["form"][name].value() for name in response.context["form"].fields}
    url = reverse("claims:claim_edit", args=[claim.pk])
    assert editor.post(url, {name: value or "" for name, value in again.items()}, headers=HTMX).status_code == 200
    claim.refresh_from_db()
    assert (claim.value_low, claim.stance, claim.via) == (1700, "hedges", "CNN")


def test_every_other_field_can_be_set(editor, claim):
    words = claim.article.text[claim.start : claim.start + 20].strip()
    response = post(
        editor, claim, subject_actor="Russland", subject_class="Söldner", unit="Söldner", speaker="Cho Tae Yong",
        via="Yonhap", places="nach Kursk; Ussurijsk", quote=words, note="Siehe Mitteilung", kind="count",
        event="8.–13.10.2024",
    )  # fmt: skip
    assert response.status_code == 200
    claim.refresh_from_db()
    assert (claim.series.topic.actor, claim.series.topic.subject_class) == ("Russland", "Söldner")
    assert (claim.speaker, claim.via, claim.note, claim.quote) == ("Cho Tae Yong", "Yonhap", "Siehe Mitteilung", words)
    assert sorted(claim.places.values_list("place__name", "role")) == [("Kursk", "to"), ("Ussurijsk", "at")]
    assert claim.event_precision == "range"


def test_a_figure_can_become_a_position_and_back(editor, claim):
    assert post(editor, claim, kind="statement").status_code == 200
    claim.refresh_from_db()
    assert (claim.kind, claim.metric, claim.value_low) == ("statement", "", None)
    assert post(editor, claim, kind="count", figure="").status_code == 422
    assert post(editor, claim, kind="count", figure="1.500", metric="deployed").status_code == 200
    claim.refresh_from_db()
    assert (claim.kind, claim.metric, claim.value_low) == ("count", "deployed", 1500)


def test_a_rejection_keeps_its_reason_and_accepting_clears_it(editor, claim):
    url = reverse("claims:claim_edit", args=[claim.pk])
    said = {"version": 1, "review": "rejected", "rejected_for": "date", "note": "Vom Vorjahr"}
    assert editor.post(url, said, headers=HTMX).status_code == 200
    claim.refresh_from_db()
    assert (claim.rejected_for, claim.note) == ("date", "Vom Vorjahr")
    assert editor.post(url, {"version": 2, "review": "accepted"}, headers=HTMX).status_code == 200
    claim.refresh_from_db()
    assert (claim.review, claim.rejected_for) == ("accepted", "")


def test_without_javascript_saving_leads_back_to_the_claim_and_tells_what_it_did(editor, claim):
    response = editor.post(reverse("claims:claim_edit", args=[claim.pk]), typed(claim, figure="1.800"))
    assert response.status_code == 302
    assert response["Location"] == claim.get_absolute_url()
    page = editor.get(response["Location"]).content.decode()
    assert "The claim was corrected. In the timeline no change came or went." in page


@pytest.mark.parametrize(("decision", "status", "stored"), [
    ("accepted", 200, "accepted"), ("rejected", 200, "rejected"), ("nonsense", 422, "machine"),
])  # fmt: skip
def test_an_editor_accepts_or_rejects_and_nothing_else(editor, claim, decision, status, stored):
    url = reverse("claims:claim_edit", args=[claim.pk])
    response = editor.post(url, {"version": claim.version, "review": decision}, headers=HTMX)
    assert response.status_code == status
    claim.refresh_from_db()
    assert claim.review == stored


def test_analysts_can_read_the_history_and_correct_nothing(client, claim):
    client.force_login(member("analyst"))
    assert post(client, claim, figure="9").status_code == 403
    url = reverse("claims:claim_history", args=[claim.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"version": 1, "event": 1}).status_code == 403
    claim.refresh_from_db()
    assert claim.version == 1


def test_the_history_tells_who_changed_what_and_leads_back(editor, claim):
    post(editor, claim, figure="2.000")
    url = reverse("claims:claim_history", args=[claim.pk])
    response = editor.get(url, headers=HTMX)
    body = response.content.decode()
    assert "<strong>editor</strong>" in body
    assert "<del>1,500</del> → <ins>2,000</ins>" in body
    first = response.context["revisions"][-1]
    back = editor.post(url, {"version": 2, "event": first.event}, headers=HTMX)
    assert back.status_code == 200
    assert back["HX-Trigger"] == "claim-changed"
    claim.refresh_from_db()
    assert (claim.value_low, claim.version) == (1500, 3)


@pytest.mark.parametrize(("version", "event", "status"), [("1", "x", 422), ("7", "1", 409), ("", "", 409)])
def test_a_way_back_that_does_not_exist_is_refused(editor, claim, version, event, status):
    response = editor.post(reverse("claims:claim_history", args=[claim.pk]), {"version": version, "event": event})
    assert response.status_code == status
