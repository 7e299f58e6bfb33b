"""Where a second editor has to look, topics and series are arranged only once one has agreed; nobody to oneself."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from claims.arranging import merge_topics, move_claim, name_topic
from claims.models import Arrangement, Claim, Pin, Proposal, Series, Topic
from claims.reviewing.deciding import NotDecided, refuse, take
from tests.claims.arranged import rows as standing
from tests.claims.reviewing.deciding import decide
from tests.claims.stories import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("four_eyes")]


@pytest.fixture
def author():
    return member("editor", name="erste")


@pytest.fixture
def third():
    return member("editor", name="dritte")


def send(client, view, row, **typed):
    return client.post(reverse(f"claims:{view}", args=[row.pk]), {"do": "1", "why": "Dasselbe.", **typed})


def page(client):
    return client.get(reverse("claims:proposals")).content.decode().replace("\xa0", " ")


def asked_in_every_way(desk, topic, into):
    """Ask for each of the acts; returns how many that were."""
    series = topic.series.get()
    claim = series.claims.order_by("pk").first()
    typed = {
        "topic_name": (topic, {"german": "Heer", "english": "", "seen": "0"}),
        "topic_merge": (topic, {"into": into.pk}),
        "series_name": (series, {"german": "Zahl des Heers", "english": "", "seen": "0"}),
        "series_merge": (series, {"into": into.series.get().pk}),
        "series_split": (series, {"german": "Abgespalten", "claims": [claim.pk]}),
    }
    for name, (row, fields) in typed.items():
        assert send(desk, name, row, **fields).status_code == 302, name
    for fields in ({"into": "new", "name": "Neu"}, {"into": "none"}, {"into": into.series.get().pk}):
        assert send(desk, "claim_move", claim, seen=series.pk, q=str(into), **fields).status_code == 302, fields
    return len(typed) + 3


def test_nothing_is_arranged_before_another_editor_agreed(desk, pair):
    before, (topic, into) = standing(), pair
    n = asked_in_every_way(desk, topic, into)
    assert Proposal.objects.filter(act="arrange").count() == n
    assert not Arrangement.objects.exists()
    assert not Pin.objects.exists()
    assert standing() == before


def test_every_act_is_carried_out_as_it_was_asked_for_and_names_both_editors(desk, pair, author, third):
    n = asked_in_every_way(desk, *pair)
    claims = list(Claim.objects.order_by("pk").values_list("series", flat=True))
    for row in Proposal.objects.order_by("pk"):
        with transaction.atomic():
            done = take(row.pk, third).arrangement
            done.refresh_from_db()
            moved = claims != list(Claim.objects.order_by("pk").values_list("series", flat=True))
            transaction.set_rollback(True)
        assert (done.user, done.approved_by, done.why) == (author, third, "Dasselbe.")
        assert moved != done.action.startswith("name")
        figures = {name: getattr(done, name) for name in ("claims", "sources", "came", "went")}
        assert figures == row.deed["figures"]
        n -= 1
    assert n == 0


def test_what_waits_tells_what_it_would_do_and_own_requests_can_only_be_withdrawn(client, desk, pair, author):
    topic, into = pair
    send(desk, "topic_merge", topic, into=into.pk)
    row = Proposal.objects.get()
    said = page(desk)
    assert "Merge topics" in said
    assert "Moving: 2 claims of 2 sources." in said
    assert "Dasselbe." in said
    assert "proposed by erste" in said
    assert ('name="withdraw"' in said, 'name="take"' in said) == (True, False)
    for sent in ({"take": "1"}, {}):
        assert decide(client, author, row, **sent).status_code == 409
    assert decide(client, author, row, withdraw="1").status_code == 302
    row.refresh_from_db()
    assert row.state == "dropped"
    assert not Arrangement.objects.exists()


def test_another_editor_sees_what_it_would_do_by_now(client, desk, pair, editor, third):
    topic, into = pair
    send(desk, "topic_merge", topic, into=into.pk)
    claim = Claim.objects.filter(series__topic=topic).first()
    move_claim(claim.pk, None, editor, seen=claim.series_id)
    seen = standing()
    said = decide(client, third, Proposal.objects.get(), look="1").content.decode()
    assert "Moving: 1 claim of 1 source." in said
    assert standing() == seen
    assert Proposal.objects.get().state == "open"


def test_a_topic_that_is_gone_by_then_is_told_and_the_request_is_kept(client, desk, pair, third):
    topic, into = pair
    send(desk, "topic_merge", topic, into=into.pk)
    Claim.objects.filter(series__topic=into).delete()
    Series.objects.filter(topic=into).delete()
    into.delete()
    row, before = Proposal.objects.get(), standing()
    assert "does not exist any more" in page(desk)
    answer = decide(client, third, row, take="1")
    assert answer.status_code == 409
    assert "As things are now it cannot be done. This topic does not exist any more." in answer.content.decode()
    assert (Proposal.objects.get().state, standing()) == ("open", before)
    refuse(row.pk, third)


def test_what_somebody_else_did_meanwhile_is_never_overwritten(desk, pair, editor, third):
    topic, into = pair
    send(desk, "topic_name", topic, german="Heer", english="", seen="0")
    send(desk, "topic_merge", topic, into=into.pk)
    claim = topic.series.get().claims.first()
    send(desk, "claim_move", claim, into="none", seen=claim.series_id)
    name_topic(topic.pk, "Armee", "", editor, seen=0)
    merge_topics(topic.pk, into.pk, editor)
    before = standing()
    for row in Proposal.objects.all():
        with pytest.raises(NotDecided):
            take(row.pk, third)
    assert standing() == before
    assert Topic.objects.get(pk=topic.pk).title == "Armee"


def test_undoing_an_arrangement_waits_too(client, desk, pair, editor, author, third):
    topic, into = pair
    before = standing()
    row = merge_topics(topic.pk, into.pk, editor)
    url = reverse("claims:arrangement_undo", args=[row.pk])
    assert desk.post(url).status_code == 302
    row.refresh_from_db()
    assert row.undone_at is None
    assert desk.post(url).status_code == 409  # it is asked for once
    assert "Undo: topics merged" in page(desk)
    assert decide(client, third, Proposal.objects.get(), take="1").status_code == 302
    row.refresh_from_db()
    assert (row.undone_by, row.undoing_approved_by, standing()) == (author, third, before)
    said = client.get(reverse("claims:arrangements")).content.decode()
    assert "approved by dritte" in said


def test_the_same_is_asked_for_once_and_what_cannot_be_done_is_said_at_once(desk, pair):
    topic, into = pair
    assert send(desk, "topic_merge", topic, into=into.pk).status_code == 302
    again = send(desk, "topic_merge", topic, into=into.pk)
    assert (again.status_code, Proposal.objects.count()) == (422, 1)
    assert "Somebody has asked for that already" in again.content.decode()
    assert send(desk, "topic_name", topic, german="", english="", seen="0").status_code == 422
    assert send(desk, "topic_name", topic, german="Heer", english="", seen="9").status_code == 409
    assert Proposal.objects.count() == 1


def test_the_page_costs_the_same_for_any_number_of_requests(desk, pair, django_assert_max_num_queries):
    asked_in_every_way(desk, *pair)
    with django_assert_max_num_queries(12):
        assert desk.get(reverse("claims:proposals")).status_code == 200


def test_whoever_agrees_second_is_told_so_and_nothing_is_done_twice(client, desk, pair, third):
    topic, into = pair
    send(desk, "topic_merge", topic, into=into.pk)
    row = Proposal.objects.get()
    assert decide(client, third, row, take="1").status_code == 302
    after = standing()
    answer = decide(client, member("editor", name="vierte"), row, take="1")
    assert (answer.status_code, standing()) == (409, after)
    assert "decided on already" in answer.content.decode()


def test_a_claim_that_left_the_series_meanwhile_is_not_split_off(client, desk, pair, editor, third):
    _, topic = pair
    claims = list(topic.series.get().claims.order_by("pk"))
    send(desk, "series_split", topic.series.get(), german="Abgespalten", claims=[claims[0].pk])
    move_claim(claims[0].pk, None, editor, seen=claims[0].series_id)
    before = standing()
    answer = decide(client, third, Proposal.objects.get(), take="1")
    assert (answer.status_code, standing()) == (409, before)
    assert "not in the series any more" in answer.content.decode()


def test_without_the_setting_arranging_counts_at_once(desk, pair, settings):
    settings.FOUR_EYES = False
    topic, into = pair
    assert send(desk, "topic_merge", topic, into=into.pk).status_code == 302
    assert Arrangement.objects.get().approved_by is None
    assert not Proposal.objects.exists()
