"""The changes of an evening are those that would have been found then, whatever later articles brought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims import linking
from claims.models import Change, Claim, SavedView, Topic
from claims.records import Kind, PlaceRef, PlaceRole, Stance
from claims.saving import new_feed_key
from claims.timeline import evening
from claims.timeline.changes import ChangeFilters, listed_changes
from claims.timeline.evening import changes_by
from claims.timeline.knowledge import known_by
from tests.claims.stories import line, member, print_article
from tests.effort import examples

pytestmark = pytest.mark.django_db
FIRST = date(2024, 10, 1)
EVENING = FIRST + timedelta(days=10)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def tell(value: int, said: int, printed: int, by: str = "NIS", **fields) -> Claim:
    words = f"{value:,}".replace(",", ".")
    told = line(f"Satz nennt {words}.", words, said=day(said), by=by, low=value, high=value, **fields)
    return print_article([told], day(printed))[0]


@pytest.fixture
def retold() -> dict[str, Claim]:
    """1.000, then 2.000; weeks later an article brings the 1.500 of between, and the 900 of before."""
    claims = {"old": tell(1000, 2, 2), "new": tell(2000, 8, 8)}
    claims |= {"between": tell(1500, 5, 30), "before": tell(900, 1, 30, by="Pentagon")}
    return claims


def rows(found) -> set[tuple[int, int | None, str]]:
    return {(change.claim_id, change.previous_id, change.what) for change in found}


def asked(filters: ChangeFilters) -> set[tuple[int, int | None, str]]:
    assert filters.asof
    return rows(listed_changes(filters, evening=changes_by(filters.asof, filters.topics or None))[:1000])


def test_a_figure_retold_later_does_not_hide_what_was_raised_on_that_evening(retold):
    raised = (retold["new"].pk, retold["old"].pk, "raised")
    assert raised not in rows(Change.objects.all())
    assert raised in asked(ChangeFilters(asof=EVENING))
    assert raised not in asked(ChangeFilters(asof=day(30)))


STORY = st.lists(
    st.tuples(
        st.sampled_from(["NIS", "Pentagon", None]),
        st.integers(0, 12),
        st.one_of(st.integers(0, 3), st.integers(4, 20), st.none()),
        st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES, Stance.CANNOT_CONFIRM, Stance.CONFIRMS]),
        st.sampled_from(["count", "count", "position", "place"]),
    ),
    min_size=2,
    max_size=7,
)


def stored_story(story) -> None:
    for number, (by, said, delay, stance, form) in enumerate(story):
        published = None if delay is None else day(said + delay)
        value = 1000 + 370 * ((number * 7) % 11)
        figure = {"low": value, "high": value} if form == "count" else {}
        where = {"kind": Kind.LOCATION, "places": (PlaceRef(f"Ort {number % 3}", PlaceRole.AT),)}
        more = where if form == "place" else {}
        words = f"{value}" if form == "count" else ""
        print_article(
            [line(f"Satz {words}.", words, said=day(said), by=by, stance=stance, **figure, **more)], published
        )


def known_then() -> set[tuple[int, int | None, str]]:
    """What linking makes of the claims that were known, were there no others."""
    point = transaction.savepoint()
    Change.objects.all().delete()
    Claim.objects.exclude(pk__in=Claim.objects.filter(known_by(EVENING)).values("pk")).delete()
    for topic in Topic.objects.values_list("pk", flat=True):
        linking.relink_topic(topic)
    found = rows(Change.objects.all())
    transaction.savepoint_rollback(point)
    return found


@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(STORY)
@example([("NIS", 2, 0, Stance.ASSERTS, "count"), ("NIS", 3, 15, Stance.ASSERTS, "count"),
          ("NIS", 4, 0, Stance.ASSERTS, "count")])  # fmt: skip
@example([("NIS", 2, 0, Stance.DENIES, "place"), ("NIS", 3, 15, Stance.CANNOT_CONFIRM, "position"),
          ("NIS", 4, 0, Stance.CONFIRMS, "position")])  # fmt: skip
def test_an_evening_shows_what_linking_would_have_made_of_what_was_known(story):
    point = transaction.savepoint()
    try:
        stored_story(story)
        wanted = known_then()
        assert asked(ChangeFilters(asof=EVENING)) == wanted
        topics = frozenset(Topic.objects.values_list("pk", flat=True))
        if topics:
            assert asked(ChangeFilters(asof=EVENING, topics=topics)) == wanted
    finally:
        transaction.savepoint_rollback(point)


@pytest.fixture
def analyst(client):
    user = member("analyst")
    client.force_login(user)
    return user


@pytest.mark.parametrize("query", ["", "what=raised", "from=2024-10-05", "source={nis}", "topic={topic}"])
def test_counts_pages_and_filters_hold_for_changes_that_are_not_stored(client, analyst, retold, query):
    query = query.format(nis=retold["new"].source_id, topic=Topic.objects.get().pk)
    address = f"{reverse('claims:changes')}?asof={EVENING}&{query}"
    context = client.get(address).context
    listed = context["page"].object_list
    assert context["page"].paginator.count == len(listed) == context["sums"].shown
    assert (retold["new"].pk, retold["old"].pk, "raised") in rows(listed)
    for facet in context["facets"]:
        others = "&".join(part for part in query.split("&") if not part.startswith(facet.name))
        for option in facet.options:
            page = client.get(f"{reverse('claims:changes')}?asof={EVENING}&{others}&{facet.name}={option.value}")
            assert len(page.context["page"].object_list) == option.count, (facet.name, option)


def test_pages_together_are_the_list(client, analyst, retold, monkeypatch):
    for number in range(5):
        tell(3000 + 100 * number, number, number, by="Kiew")
        tell(5000 + 100 * number, number, 25, by="Seoul")
        tell(5000 + 170 * number, number, number, by="Seoul")
    whole = listed_changes(ChangeFilters(asof=EVENING), evening=changes_by(EVENING))[:1000]
    assert [change for change in whole if change.pk is None]
    assert [c.day for c in whole] == sorted((c.day for c in whole if c.day), reverse=True)
    monkeypatch.setattr("claims.views.changes.CHANGES_A_PAGE", 3)
    found = []
    for number in range(1, -(-len(whole) // 3) + 1):
        page = client.get(f"{reverse('claims:changes')}?asof={EVENING}&page={number}").context["page"]
        assert page.paginator.num_pages == -(-len(whole) // 3)
        found += page.object_list
    key = [(c.claim_id, c.previous_id, c.what) for c in whole]
    assert [(c.claim_id, c.previous_id, c.what) for c in found] == key


def test_topic_page_card_export_and_feed_tell_the_same(client, analyst, retold):
    topic = Topic.objects.get()
    new = retold["new"]
    page = client.get(f"{topic.get_absolute_url()}?asof={EVENING}&claim={new.pk}")
    assert (new.pk, retold["old"].pk, "raised") in rows(page.context["changes"])
    assert (new.pk, retold["old"].pk, "raised") in rows(page.context["card"].changes)
    raised = next(o for o in page.context["timeline"].facets["what"].options if o.value == "raised")
    assert raised.count == 1
    lines = client.get(f"{topic.get_absolute_url()}export.jsonl?asof={EVENING}&what=raised")
    assert b"".join(lines.streaming_content).count(b"\n") == 1
    token = new_feed_key(analyst).token
    for of in (topic, None):
        view = SavedView.objects.create(user=analyst, name=f"{of}", topic=of, query=f"asof={EVENING}")
        body = client.get(reverse("claims:view_feed", args=[view.pk]), {"token": token}).content.decode()
        assert "1,000" in body
        assert "2,000" in body
        assert "1,500" not in body


def test_pages_of_an_evening_made_anew_stay_within_twelve_queries(client, retold):
    client.force_login(member("admin"))
    topic = Topic.objects.get()
    client.get(reverse("claims:changes"))
    card = f"&claim={retold['new'].pk}"
    for page in (reverse("claims:changes"), topic.get_absolute_url(), f"{retold['new'].get_absolute_url()}"):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"{page}?asof={EVENING}&what=raised{card}")
        assert response.status_code == 200
        assert len(queries) <= 12, (page, [q["sql"][:90] for q in queries])


def test_too_many_to_compare_anew_are_left_out_and_the_page_says_so(client, analyst, retold, monkeypatch):
    monkeypatch.setattr(evening, "MOST", 1)
    page = client.get(f"{reverse('claims:changes')}?asof={EVENING}")
    assert rows(page.context["page"].object_list) == {(retold["old"].pk, None, "first")}
    assert "too many to be compared anew" in page.content.decode()
