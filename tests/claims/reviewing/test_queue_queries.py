"""The list of the queue stays within its queries, whatever it is narrowed to and whatever waits there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles.models import Outlet
from claims.models import Comment, Topic
from claims.reviewing.asking import propose_deed
from claims.reviewing.deeds import Deed
from claims.reviewing.many import set_many
from tests.claims.stories import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("four_eyes")]


@pytest.fixture
def author():
    return member("editor", name="erste")


@pytest.fixture
def told(figures, second):
    """The claim that all filters find: commented, doubtful, and with a request about it. Returns the filters."""
    claim = figures[0]
    type(claim).objects.filter(pk=claim.pk).update(confidence=0.2)
    Comment.objects.create(claim=claim, user=second, text="Das Datum ist falsch.")
    propose_deed(Deed("move_claim", {"number": claim.pk, "seen": claim.series_id, "series_number": None}), second)
    return {
        "topic": Topic.objects.get().pk,
        "source": claim.source_id,
        "outlet": Outlet.objects.get().pk,
        "kind": "count",
        "q": "Soldaten",
        "since": "2024-01-01",
        "doubtful": "1",
    }


@pytest.mark.parametrize("flags", [{}, {"commented": "1"}])
def test_with_every_filter_and_a_request_that_waits(desk, figures, told, author, flags, django_assert_max_num_queries):
    done = set_many([figures[1].pk], {"review": "accepted"}, author).step
    url, query = reverse("claims:review"), told | flags | {"done": done.pk}
    desk.get(url, query)
    with django_assert_max_num_queries(12):
        body = desk.get(url, query).content.decode()
    assert body.count("waits for approval") == 1
    assert "Das Datum ist falsch." in body
    assert "step-done" in body
    assert str(Topic.objects.get()) in body


def test_an_empty_list_names_what_it_is_narrowed_to(desk, figures, told, django_assert_max_num_queries):
    query = told | {"q": "Wladiwostok Kohlrabi"}
    with django_assert_max_num_queries(12):
        body = desk.get(reverse("claims:review"), query).content.decode()
    assert "Nothing waits for you here." in body
    assert f'<span class="badge" lang="de">{Topic.objects.get()}</span>' in body
    assert f'<span class="badge">{figures[0].source}</span>' in body
