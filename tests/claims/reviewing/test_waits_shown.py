"""What waits for approval is told wherever its claim, topic or name is: what counts is drawn, and nothing is hidden."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from claims.arranging import merge_topics
from claims.models import Actor, Claim, Proposal
from claims.reviewing.asking import propose, propose_deed, propose_many, propose_undoing
from claims.reviewing.choosing import Selection
from claims.reviewing.deciding import refuse, take
from claims.reviewing.deeds import Deed
from claims.reviewing.many import set_many
from claims.reviewing.named import editing
from tests.claims.stories import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("four_eyes")]
BADGE = "waits for approval"


@pytest.fixture
def author():
    return member("admin", name="erste")


@pytest.fixture
def reader(client):
    """Whoever reads: told what waits, and led nowhere that is not open to readers."""
    client.force_login(member("analyst"))
    return client


def text(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def table_of(client, topic):
    """The address of the page with its first table open."""
    found = re.search(r'id="table-([^"]+)"', text(client, topic.get_absolute_url()))
    assert found
    return f"{topic.get_absolute_url()}?table={found[1]}"


def test_the_card_says_what_is_asked_and_draws_what_counts(reader, figures, author):
    claim = figures[0]
    propose(claim, claim.version, {"value_low": 1600, "value_high": 1600}, author)
    said = text(reader, claim.get_absolute_url())
    assert BADGE in said
    assert "Figure: 1,500 → 1,600" in said
    assert "asked by erste" in said
    assert "proposals/" not in said  # readers see no page of proposals
    assert '<span class="claim-value">1,500' in said
    assert BADGE not in text(reader, figures[1].get_absolute_url())


def test_editors_are_led_to_the_request(desk, figures, author):
    row = propose(figures[0], figures[0].version, {"review": "rejected", "rejected_for": "duplicate"}, author)
    said = text(desk, figures[0].get_absolute_url())
    assert f'href="{reverse("claims:proposals")}#proposal-{row.pk}"' in said
    assert f'id="proposal-{row.pk}"' in text(desk, reverse("claims:proposals"))


def test_of_many_each_claim_says_with_how_many_others(desk, figures, author):
    propose_many(Selection({claim.pk: claim.version for claim in figures}), {"review": "accepted"}, author)
    said = text(desk, figures[2].get_absolute_url())
    assert "(with 2 other claims)" in said


def test_the_topic_marks_the_rows_and_says_what_waits_for_itself(reader, pair, author, django_assert_max_num_queries):
    topic, into = pair
    address = table_of(reader, topic)
    assert BADGE not in text(reader, address)
    claim = Claim.objects.filter(series__topic=topic).order_by("pk")[0]
    propose(claim, claim.version, {"stance": "denies"}, author)
    said = text(reader, address)
    assert said.count(BADGE) == 1
    propose_deed(Deed("merge_topics", {"number": topic.pk, "into_number": into.pk}), author)
    with django_assert_max_num_queries(12):
        said = text(reader, address)
    assert said.count(BADGE) == 2
    assert "to be merged into" in said
    assert "to be merged into" in text(reader, into.get_absolute_url())
    assert BADGE not in text(reader, f"{address}&asof=2024-10-30")


def test_it_goes_once_somebody_decided(reader, figures, author, second):
    rows = [propose(claim, claim.version, {"stance": "denies"}, author) for claim in figures[:2]]
    take(rows[0].pk, second)
    refuse(rows[1].pk, second)
    for claim in figures[:2]:
        assert BADGE not in text(reader, claim.get_absolute_url())


def test_queue_and_workbench_say_what_else_is_asked(desk, figures, author, django_assert_max_num_queries):
    claim = figures[0]
    terms = {"number": claim.pk, "seen": claim.series_id, "series_number": None}
    propose_deed(Deed("move_claim", terms), author)
    for address in (reverse("claims:review"), reverse("claims:review_claim", args=[claim.pk])):
        with django_assert_max_num_queries(12):
            said = text(desk, address)
        assert said.count(BADGE) == 1
        assert "to be taken out of every timeline" in said


def test_pages_of_names_and_of_arranging_say_what_waits_there(desk, pair, author):
    topic, into = pair
    actor = Actor.objects.get(name="NIS")
    propose_deed(editing(actor, {"country": "Korea"}), author)
    assert "Country: " in (said := text(desk, reverse("claims:actor", args=[actor.pk])))
    assert BADGE in said
    propose_deed(Deed("name_topic", {"number": topic.pk, "german": "Heer", "english": "", "seen": 0}), author)
    assert "to be called “Heer”" in text(desk, reverse("claims:arrange", args=[topic.pk, topic.slug]))
    assert BADGE not in text(desk, into.get_absolute_url())


def test_what_a_later_reading_would_say_is_no_request(reader, figures):
    Proposal.objects.create(claim=figures[0], version=1, values={"stance": "denies"})
    assert BADGE not in text(reader, figures[0].get_absolute_url())


def test_of_many_undone_together_each_claim_says_so(reader, figures, author, editor):
    step = set_many([claim.pk for claim in figures], {"review": "accepted"}, editor).step
    propose_undoing(step.pk, author)
    for claim in figures:
        assert "Undo: accepted (with 2 other claims)" in text(reader, claim.get_absolute_url())


def test_who_asked_is_told_what_became_of_it(client, desk, figures, author, second):
    taken = propose(figures[0], figures[0].version, {"stance": "denies"}, author)
    refused = propose(figures[1], figures[1].version, {"stance": "confirms"}, author)
    take(taken.pk, second)
    refuse(refused.pk, second)
    said = text(desk, reverse("claims:proposals"))
    assert "Your requests, decided lately" in said
    assert said.index("Stance: confirms") < said.index("Stance: denies")  # the latest first
    assert said.count("zweite") == 2
    client.force_login(member("editor", name="dritte"))
    assert "decided lately" not in text(client, reverse("claims:proposals"))


def test_lists_of_acts_say_whose_undoing_waits(desk, pair, author, editor, django_assert_max_num_queries):
    topic, into = pair
    step = set_many([Claim.objects.first().pk], {"review": "accepted"}, editor).step
    row = merge_topics(topic.pk, into.pk, editor)
    lists = (reverse("claims:steps"), reverse("claims:arrangements"))
    assert all("undoing waits" not in text(desk, address) for address in lists)
    propose_undoing(step.pk, author)
    propose_deed(Deed("undo_arrangement", {"number": row.pk}), author)
    for address in lists:
        with django_assert_max_num_queries(12):
            assert "undoing waits for approval" in text(desk, address)


def test_home_counts_what_others_asked_for_and_one_may_agree_to(client, desk, figures, author):
    propose(figures[0], figures[0].version, {"stance": "denies"}, author)
    propose_deed(editing(Actor.objects.get(name="NIS"), {"country": "Korea"}), author)
    home = reverse("claims:home")
    assert "for your approval" not in text(desk, home)
    for group, n in (("admin", 2), ("editor", 1)):
        client.force_login(member(group, name=f"{group}2"))
        said = text(client, home)
        assert f"<b>{n}</b> request" in said
        assert "for your approval" in said


def test_of_very_many_requests_the_page_of_a_topic_tells_a_few(reader, pair, author):
    topic, _ = pair
    for number in range(7):
        terms = {"number": topic.pk, "german": f"Heer {number}", "english": "", "seen": 0}
        propose_deed(Deed("name_topic", terms), author)
    said = text(reader, topic.get_absolute_url())
    assert (said.count(BADGE), said.count("and 2 more requests")) == (5, 1)
