"""Views under names: an address each, the reader's own and nobody else's."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims import saving
from claims.models import SavedView
from tests.claims.stories import member, north_korea

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return north_korea()


@pytest.fixture
def anna(client, topic):
    user = member("analyst", "anna")
    client.force_login(user)
    return user


def save(client, name, **fields):
    return client.post(reverse("claims:view_save"), {"name": name, **fields}, follow=True)


def test_a_saved_view_is_an_address_and_leads_back_to_it(client, anna, topic):
    query = "metric=deployed&stance=asserts&q=%22drei+Mann%22&from=2024-10-01&asof=2024-10-25"
    response = save(client, "Mein Blick", topic=topic.pk, query=f"{query}&page=3&stance=shouts")
    assert response.redirect_chain == [(f"{topic.get_absolute_url()}?{query}", 302)]
    assert "Saved as “Mein Blick”." in response.content.decode()
    for page in (reverse("claims:home"), reverse("claims:views"), topic.get_absolute_url()):
        assert f'href="{topic.get_absolute_url()}?{query.replace("&", "&amp;")}"' in client.get(page).content.decode()


def test_a_view_of_the_changes_stands_with_the_changes(client, anna, topic):
    save(client, "Gesenkt", query=f"topic={topic.pk}&what=lowered&new=1")
    address = f"{reverse('claims:changes')}?topic={topic.pk}&what=lowered&new=1"
    assert SavedView.objects.get().get_absolute_url() == address
    assert "Gesenkt" in client.get(reverse("claims:changes")).content.decode()
    assert "Gesenkt" not in client.get(topic.get_absolute_url()).content.decode()


def test_names_are_wanted_and_given_once(client, anna, topic):
    save(client, "  Blick\0  eins ", query="")
    assert "You have a view of the name “Blick eins” already." in save(client, "Blick eins", query="").content.decode()
    assert "A view needs a name." in save(client, "  \0 ", query="").content.decode()
    assert [view.name for view in SavedView.objects.all()] == ["Blick eins"]


def test_views_are_renamed_and_deleted(client, anna, topic):
    save(client, "eins", topic=topic.pk)
    save(client, "zwei", topic=topic.pk)
    one = SavedView.objects.get(name="eins")
    address = reverse("claims:view_change", args=[one.pk])
    client.post(address, {"name": "drei"})
    assert "already" in client.post(address, {"name": "zwei"}, follow=True).content.decode()
    assert {view.name for view in SavedView.objects.all()} == {"zwei", "drei"}
    client.post(address, {"delete": "1"})
    assert [view.name for view in SavedView.objects.all()] == ["zwei"]


def test_nobody_sees_or_changes_anothers_views(client, anna, topic):
    save(client, "Annas Blick", topic=topic.pk)
    view = SavedView.objects.get()
    client.force_login(member("admin"))
    for page in (reverse("claims:home"), reverse("claims:views"), topic.get_absolute_url()):
        assert "Annas Blick" not in client.get(page).content.decode()
    assert client.post(reverse("claims:view_change", args=[view.pk]), {"delete": "1"}).status_code == 404
    assert SavedView.objects.count() == 1


def test_a_view_goes_nowhere_else(client, anna, topic):
    """The page is a topic by number or the changes: no address that somebody hands in is ever followed."""
    assert client.post(reverse("claims:view_save"), {"name": "x", "topic": "https://evil.example"}).status_code == 404
    response = client.post(reverse("claims:view_save"), {"name": "y", "query": "next=//evil.example&what=raised"})
    assert response["Location"] == f"{reverse('claims:changes')}?what=raised"
    assert client.get(reverse("claims:view_save")).status_code == 405


@pytest.mark.parametrize(
    "query", ["\0", "x" * 100_000, "source=" + "9" * 5000, "&".join(["what=raised"] * 3000), "%ff"]
)
def test_no_query_breaks_saving(client, anna, topic, query):
    assert save(client, "Blick", topic=topic.pk, query=query).status_code == 200


def test_there_is_an_end_to_views(client, anna, topic, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 2)
    for name in ("eins", "zwei", "drei"):
        response = save(client, name)
    assert "delete one first" in response.content.decode()
    assert SavedView.objects.count() == 2


def test_a_view_goes_with_its_reader_and_its_topic(client, anna, topic):
    save(client, "eins", topic=topic.pk)
    save(client, "zwei")
    topic.delete()
    assert [view.name for view in SavedView.objects.all()] == ["zwei"]
    anna.delete()
    assert not SavedView.objects.exists()
