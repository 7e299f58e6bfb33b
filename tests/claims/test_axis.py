"""The time axis by report or by event, and sources that the legend switches off: pages, counts and files agree."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from claims.forms.filters import read_filters
from claims.models import Claim
from claims.timeline.filters import Filters
from claims.timeline.selection import selected_claims
from claims.timeline.topic import topic_timeline
from tests.claims.stories import line, member, north_korea, print_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    """What 1.500 and 3.000 tell of has a time; 12.000 an open end, 10.000 an open beginning, the others none."""
    topic = north_korea()
    for low, first, last in (
        (1500, date(2024, 10, 8), date(2024, 10, 13)),
        (3000, date(2024, 9, 1), date(2024, 9, 30)),
        (12000, date(2024, 12, 1), None),
        (20000, None, date(2024, 8, 1)),
    ):
        Claim.objects.filter(value_low=low).update(event_from=first, event_to=last)
    return topic


def filters(query: str) -> Filters:
    return read_filters(QueryDict(query))[0]


def lows(topic, query: str) -> set[int]:
    return {int(low) for low in selected_claims(topic, filters(query)).values_list("value_low", flat=True) if low}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("from=2024-10-10&to=2024-10-11", {1500}),
        ("from=2024-10-13", {1500, 12000}),
        ("to=2024-09-15", {3000, 20000}),
        ("from=2024-08-02&to=2024-08-31", set()),
        ("from=2025-01-01", {12000}),
        ("from=1000-01-01&to=9999-12-31", {1500, 3000, 12000, 20000}),
    ],
)
def test_days_choose_events_that_lie_in_them_at_least_in_part(topic, days, expected):
    assert lows(topic, f"axis=event&{days}") == expected


def test_without_days_everything_is_there_and_only_what_tells_a_time_stands_on_the_axis(topic):
    timeline = topic_timeline(topic, filters("axis=event"))
    assert timeline.shown == timeline.total
    figures = [p for series in timeline.figures for p in series.points]
    assert {int(p.value or 0) for p in figures if p.at} == {1500, 3000, 12000, 20000}
    assert (timeline.first_day, timeline.last_day) == (date(2024, 8, 1), date(2024, 12, 1))


def test_points_stand_in_the_order_of_what_they_tell_of(topic):
    timeline = topic_timeline(topic, filters("axis=event"))
    deployed = next(s for s in timeline.figures if s.metric == "deployed")
    assert [int(p.value or 0) for p in deployed.dated] == [20000, 3000, 1500]


def test_one_figure_of_two_times_is_one_report_and_two_events(topic):
    both = [
        line(f"{n}: Es waren 700.", "700", low=700, high=700, said=date(2024, 11, 1), event_from=day, event_to=day)
        for n, day in enumerate((date(2024, 10, 1), date(2024, 10, 2)))
    ]
    print_article(both, date(2024, 11, 1))

    def count(query: str) -> int:
        figures = topic_timeline(topic, filters(query)).figures
        return sum(p.value == 700 for series in figures for p in series.points)

    assert (count(""), count("axis=event")) == (1, 2)


def test_a_source_that_is_switched_off_is_in_no_chart_and_no_file_but_can_come_back(client, topic):
    nis = Claim.objects.filter(source__name="NIS")[0].source_id
    asked = filters(f"without={nis}")
    timeline = topic_timeline(topic, asked)
    assert "NIS" not in {source.name for source in timeline.sources}
    assert next(o for o in timeline.facets["source"].options if o.value == str(nis)).count == 3
    assert timeline.shown == timeline.total - 3
    client.force_login(member("analyst"))
    address = reverse("claims:topic_export", kwargs={"pk": topic.pk, "slug": topic.slug, "form": "csv"})
    lines = b"".join(client.get(f"{address}?{asked.query()}").streaming_content).decode()
    assert "NIS" not in {row["source"] for row in csv.DictReader(io.StringIO(lines))}


def test_articles_own_voices_can_be_switched_off(topic):
    assert selected_claims(topic, filters("without=0")).filter(source=None).count() == 0
    assert selected_claims(topic, filters("without=0")).count() == selected_claims(topic, filters("")).count() - 1


def test_a_choice_of_sources_and_the_legend_combine(topic):
    nis, nato = (Claim.objects.filter(source__name=name)[0].source_id for name in ("NIS", "NATO"))
    asked = filters(f"source={nis}&source={nato}&without={nis}")
    assert set(selected_claims(topic, asked).values_list("source", flat=True)) == {nato}


@pytest.mark.parametrize("query", ["axis=event&scale=log&without=3&without=11&from=2024-01-01", "without=7", ""])
def test_addresses_come_back_as_they_were(query):
    assert filters(filters(query).query()) == filters(query)


@pytest.mark.parametrize("query", ["axis=events", "axis=<script>", "axis=", "axis=said"])
def test_an_axis_that_there_is_not_is_that_of_reports(query):
    assert not filters(query).event


def test_a_number_of_a_source_that_is_none_is_named():
    asked, problems = read_filters(QueryDict("without=x&without=5"))
    assert asked.hidden == {"5"}
    assert len(problems) == 1


def test_both_axes_cost_as_many_queries(client, topic, django_assert_max_num_queries):
    client.force_login(member("analyst"))
    for query in ("", "axis=event", "axis=event&without=1&from=2024-01-01"):
        with django_assert_max_num_queries(12):
            assert client.get(f"{topic.get_absolute_url()}?{query}").status_code == 200


def test_on_the_axis_of_events_tables_tell_both_days(client, topic):
    client.force_login(member("analyst"))
    page = client.get(f"{topic.get_absolute_url()}?axis=event", headers={"accept-language": "en"}).content.decode()
    assert "Oct 8, 2024 – Oct 13, 2024" in page
    assert re.search(r"<th[^>]*>\s*(<a[^>]*>)?\s*Happened", page)
