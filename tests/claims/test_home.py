"""The first page by role: what changed, what waits, each with a page that shows what was counted."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, BatchItem
from claims.models import Change, Claim, SavedView, Visit
from claims.timeline import waiting
from tests import factories as make
from tests.claims.stories import member, north_korea, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return north_korea()


def visited(user) -> None:
    """Everything so far was seen; what comes now is new."""
    Visit.objects.create(user=user, at=timezone.now() - timedelta(hours=2))
    Change.objects.update(added_at=timezone.now() - timedelta(hours=3))


def waits(client) -> list[tuple[str, int]]:
    """Address and number of each line that leads somewhere."""
    body = client.get(reverse("claims:home")).content.decode()
    found = re.findall(r'<li><a href="([^"]+)"><b>\D*([\d,]+)</b>', body)
    return [(address.replace("&amp;", "&"), int(number.replace(",", ""))) for address, number in found]


def shown(client, address: str) -> int:
    return int(client.get(address).context["page"].paginator.count)


def contradict() -> None:
    for value, by in ((100, "Polizei"), (900, "Feuerwehr")):
        tell(f"Es sind {value}.", f"{value}", said=date(2025, 5, 1), by=by, low=value, high=value, subject_actor="Mars")


def test_an_analyst_sees_what_is_new_and_new_in_what_is_followed(client, topic):
    anna = member("analyst")
    client.force_login(anna)
    SavedView.objects.create(user=anna, name="Korea", topic=topic, query="metric=deployed")
    SavedView.objects.create(user=anna, name="Streit", query="what=contradicted")
    assert waits(client) == []
    visited(anna)
    contradict()
    found = waits(client)
    assert [address for address, _ in found] == ["/changes/?new=1", "/changes/?what=contradicted&new=1"]
    assert "contradiction newly read" not in client.get("/").content.decode()
    for address, number in found:
        assert shown(client, address) == number
    tell("Es sind 5.000.", "5.000", said=date(2025, 6, 1), low=5000, high=5000)
    assert f"/changes/?topic={topic.pk}&new=1" in dict(waits(client))


def test_an_editor_sees_contradictions_and_doubtful_claims(client, topic):
    erika = member("editor")
    client.force_login(erika)
    visited(erika)
    contradict()
    Claim.objects.filter(value_low__in=[100, 1500]).update(confidence=0.2)
    found = dict(waits(client))
    assert found["/review/?doubtful=1"] == 2
    assert shown(client, "/review/?doubtful=1") == 2  # one in each of two topics
    new = found["/changes/?what=contradicted&new=1"]
    assert new == shown(client, "/changes/?what=contradicted&new=1") == 1
    Claim.objects.filter(value_low=100).update(review="accepted")
    assert dict(waits(client))["/review/?doubtful=1"] == 1


def test_an_admin_sees_what_is_stuck_and_what_has_no_day(client, topic):
    client.force_login(member("admin"))
    make.item(make.article())
    make.article(published=None)
    undated = Article.objects.filter(published_on=None).count()
    found = dict(waits(client))
    assert found["/batches/undated/"] == undated == shown(client, "/batches/undated/")
    assert "more than an hour" not in client.get("/").content.decode()
    BatchItem.objects.update(updated_at=timezone.now() - timedelta(hours=2))
    assert "1 of them for more than an hour." in client.get("/").content.decode()


def test_counting_ends_where_nobody_needs_to_know_how_many(client, topic, monkeypatch):
    monkeypatch.setattr(waiting, "MOST", 1)
    Claim.objects.update(confidence=0.2)
    client.force_login(member("editor"))
    assert "<b>more than 1</b> doubtful claims" in client.get("/").content.decode()


def test_who_only_reads_has_no_work(client, topic):
    Claim.objects.update(confidence=0.2)
    make.item(make.article())
    client.force_login(member("analyst"))
    assert "What waits for you" not in client.get("/").content.decode()


def test_an_evening_waits_for_nobody(client, topic):
    Claim.objects.update(confidence=0.2)
    client.force_login(member("admin"))
    body = client.get("/?asof=2024-10-25").content.decode()
    assert "What waits for you" not in body
    assert "This is what was known on the evening of Oct 25, 2024" in body
    assert "Nothing was known yet." in client.get("/?asof=2020-01-01").content.decode()
