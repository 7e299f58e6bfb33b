"""Files hold what the topic's page shows under the same address, never an article, and come in pieces."""

from __future__ import annotations

import csv
import io
import json
from itertools import product

import pytest
from django.http import QueryDict
from django.urls import reverse

from claims.forms.filters import read_filters
from claims.models import Claim
from claims.timeline.selection import selected_claims
from claims.timeline.topic import topic_timeline
from tests.claims.stories import member, north_korea

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return north_korea()


@pytest.fixture
def analyst(client):
    client.force_login(member("analyst"))
    return client


def address(topic, form="csv", query=""):
    path = reverse("claims:topic_export", kwargs={"pk": topic.pk, "slug": topic.slug, "form": form})
    return f"{path}?{query}".rstrip("?")


def content(response):
    return b"".join(response.streaming_content).decode()


def rows(response):
    return list(csv.DictReader(io.StringIO(content(response))))


def test_the_selection_is_what_the_timeline_shows_under_any_filters(topic):
    nato, nis = (Claim.objects.filter(source__name=name)[0].source_id for name in ("NATO", "NIS"))
    Claim.objects.filter(value_low=8000).update(review="rejected")
    sources = ["", f"source={nato}", f"source={nis}&source=0", "source=0", "source=999999"]
    others = ["", "metric=deployed", "metric=planned&metric=other", "stance=asserts&stance=expects", "stance=denies"]
    days = ["", "from=2024-10-20", "to=2024-10-23", "from=2024-10-18&to=2024-10-28", "from=2030-01-01"]
    sizes = set()
    for parts in product(sources, others, days):
        filters = read_filters(QueryDict("&".join(filter(None, parts))))[0]
        timeline = topic_timeline(topic, filters)
        shown = {pk for series in timeline.figures for point in series.points for pk in point.claims}
        shown |= {pk for point in (*timeline.positions, *timeline.places) for pk in point.claims}
        assert set(selected_claims(topic, filters).values_list("pk", flat=True)) == shown, parts
        sizes.add(len(shown))
    assert len(sizes) > 5


def test_csv_holds_the_rows_of_the_filter_in_the_order_of_days(analyst, topic):
    nis = Claim.objects.filter(source__name="NIS")[0].source_id
    response = analyst.get(address(topic, query=f"source={nis}&metric=deployed"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="nordkorea-soldaten.csv"'
    assert [(row["value_low"], row["reported_on"]) for row in rows(response)] == [
        ("1500", "2024-10-18"), ("3000", "2024-10-23"),
    ]  # fmt: skip


def test_excel_gets_its_dialect_and_json_one_object_a_line(analyst, topic):
    assert content(analyst.get(address(topic, query="excel=1"))).startswith("\ufeffclaim;article;")
    lines = content(analyst.get(address(topic, "jsonl", "stance=denies"))).splitlines()
    assert [json.loads(line)["stance"] for line in lines] == ["denies"]


def test_no_file_holds_more_of_an_article_than_the_evidence(analyst, topic):
    for form in ("csv", "jsonl"):
        text = content(analyst.get(address(topic, form)))
        assert "Der NIS spricht von 1.500 Soldaten." in text
        assert "Mehr dazu in Folge" not in text


def test_files_come_in_pieces_and_cost_no_query_per_claim(analyst, topic, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("claims.views.export.LINES_A_CHUNK", 3)
    response = analyst.get(address(topic))
    assert response.streaming
    with django_assert_num_queries(3):
        pieces = list(response.streaming_content)
    assert len(pieces) == (Claim.objects.count() + 1 + 2) // 3


def test_every_role_may_take_a_file_and_nobody_else(client, topic):
    assert client.get(address(topic)).status_code == 302
    for role in ("analyst", "editor", "admin"):
        client.force_login(member(role))
        assert client.get(address(topic)).status_code == 200
    assert client.post(address(topic)).status_code == 405


def test_an_outdated_slug_leads_to_the_right_file_with_its_filters(analyst, topic):
    old = address(topic, query="stance=denies").replace(topic.slug, "old")
    assert analyst.get(old)["Location"] == address(topic, query="stance=denies")


def test_the_page_offers_the_files_of_its_own_filters(analyst, topic):
    page = f"{topic.get_absolute_url()}?stance=denies&from=2024-10-01"
    body = analyst.get(page).content.decode().replace("&amp;", "&")
    for wanted in (
        address(topic, query="stance=denies&from=2024-10-01"),
        address(topic, query="stance=denies&from=2024-10-01&excel=1"),
        address(topic, "jsonl", "stance=denies&from=2024-10-01"),
    ):
        assert f'href="{wanted}"' in body
