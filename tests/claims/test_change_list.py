"""The list of changes: filters that combine, counts that hold, and what is new since the last visit."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Change, Claim, Visit
from claims.visits import PAUSE, last_visit
from tests.claims.stories import member, north_korea, tell
from tests.effort import examples

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    topic = north_korea()
    tell("Es sind 7 Tote.", "7", low=7, high=7, said=date(2025, 3, 1), subject_actor="Mars", by="Polizei")
    tell("Es sind 9 Tote.", "9", low=9, high=9, said=date(2025, 3, 2), subject_actor="Mars", by="Polizei")
    return topic


@pytest.fixture
def analyst(client) -> User:
    user = member("analyst")
    client.force_login(user)
    return user


def listed(client, query="", **headers) -> set[int]:
    response = client.get(f"{reverse('claims:changes')}?{query}", headers=headers)
    assert response.status_code == 200
    page = response.context["page"]
    assert page.paginator.count == len(page.object_list)
    return {change.pk for change in page.object_list}


def pks(**conditions) -> set[int]:
    return set(Change.objects.filter(**conditions).values_list("pk", flat=True))


def test_filters_combine(client, analyst, topic):
    nis = Claim.objects.filter(source__name="NIS")[0].source_id
    assert listed(client) == pks()
    assert listed(client, f"topic={topic.pk}&what=raised") == pks(series__topic=topic, what="raised")
    assert listed(client, f"source={nis}&from=2024-10-19&to=2024-10-31") == pks(
        claim__source=nis, day__range=(date(2024, 10, 19), date(2024, 10, 31))
    )
    assert listed(client, f"topic={topic.pk}&source={Claim.objects.get(value_low=9).source_id}") == set()


@pytest.mark.parametrize("query", ["", "what=raised&what=first", "from=2024-10-20", "asof=2024-10-25"])
def test_every_choice_shows_as_many_changes_as_its_count_says(client, analyst, topic, query):
    facets = client.get(f"{reverse('claims:changes')}?{query}").context["facets"]
    for facet in facets:
        others = "&".join(part for part in query.split("&") if not part.startswith(facet.name))
        assert facet.options
        for option in facet.options:
            assert len(listed(client, f"{others}&{facet.name}={option.value}")) == option.count, option


def test_what_is_new_is_marked_counted_and_can_be_asked_for(client, analyst, topic):
    assert listed(client, "new=1") == pks()  # nobody was here before
    Visit.objects.filter(user=analyst).update(at=timezone.now() - timedelta(hours=2))
    Change.objects.update(added_at=timezone.now() - timedelta(hours=3))
    tell("Es sind 11 Tote.", "11", low=11, high=11, said=date(2025, 3, 3), subject_actor="Mars", by="Polizei")
    new = pks(claim__value_low=11)
    assert new
    body = client.get(reverse("claims:changes")).content.decode()
    assert body.count("badge-new") == len(new)
    assert re.search(rf'since my last visit</span> <span class="n">{len(new)}<', body)
    assert listed(client, "new=1") == new
    assert listed(client, "new=1&what=first") == set()


def test_a_visit_lasts_until_half_an_hour_of_silence(analyst):
    start = timezone.now()
    assert last_visit(analyst, start) is None
    assert last_visit(analyst, start + PAUSE) is None  # still the first visit
    later = start + PAUSE * 3
    for minutes in (0, 20, 40, 60):
        assert last_visit(analyst, later + timedelta(minutes=minutes)) == start + PAUSE
    assert last_visit(analyst, later + timedelta(minutes=60) + PAUSE * 2) == later + timedelta(minutes=60)


def test_readers_have_visits_of_their_own(client, analyst, topic):
    listed(client)
    client.force_login(member("editor"))
    listed(client)
    assert Visit.objects.count() == 2


def test_a_changed_filter_answers_the_list_with_fresh_counts_and_the_tidy_address(client, analyst, topic):
    response = client.get(
        f"{reverse('claims:changes')}?what=raised&from=&to=", headers={"HX-Request": "true", "HX-Target": "changes"}
    )
    body = response.content.decode()
    assert body.lstrip().startswith('<div id="changes">')
    assert 'id="facets" class="facets" hx-swap-oob="true"' in body
    assert response["HX-Push-Url"] == f"{reverse('claims:changes')}?what=raised"


def test_topics_and_sources_that_changed_nothing_are_named(client, analyst, topic):
    body = client.get(f"{reverse('claims:changes')}?topic=987654&source=876543").content.decode()
    assert "Nothing here has “987654” as its topic." in body
    assert "Nothing here has “876543” as its source." in body


def test_the_list_costs_no_more_than_twelve_queries_whatever_it_is_asked(client, topic):
    client.force_login(member("admin"))
    listed(client)
    for query in ["", f"topic={topic.pk}&what=raised&new=1&from=2024-01-01&asof=2026-01-01&source=1&source=2&page=7"]:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{reverse('claims:changes')}?{query}")
        assert len(queries) <= 12


NAMES = ["what", "source", "topic", "from", "to", "asof", "new", "page"]
VALUES = st.one_of(
    st.text(max_size=20), st.integers(-(10**30), 10**30).map(str), st.dates().map(str),
    st.sampled_from(["raised", "1", "\0", "' OR 1=1 --", "<b>", "31.12.9999", "9999-12-31", "0001-01-01"]),
    st.just("x" * 100_000),
)  # fmt: skip


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6))
def test_no_address_breaks_the_list(client, analyst, topic, pairs):
    assert client.get(reverse("claims:changes"), pairs and dict(pairs)).status_code == 200
