"""The read model: what the pages show of stored claims, at a fixed number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override

from claims.forms.filters import read_filters
from claims.models import Claim
from claims.records import Metric, Stance
from claims.timeline.changes import ChangeFilters, listed_changes
from claims.timeline.filters import Filters
from claims.timeline.overview import topics_for_list
from claims.timeline.topic import topic_timeline
from claims.timeline.topic_rows import topic_rows, with_sums
from tests.claims.stories import line, member, north_korea, position, print_article, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return north_korea()


def filters(query: str) -> Filters:
    return read_filters(QueryDict(query))[0]


def test_a_series_holds_the_figures_of_all_its_sources_in_order_of_days(topic):
    deployed = next(s for s in topic_timeline(topic, Filters()).figures if s.metric == "deployed")
    nis = [(p.day, p.value, p.written) for p in deployed.dated if p.source.name == "NIS"]
    assert nis == [(date(2024, 10, 18), 1500, "1.500"), (date(2024, 10, 23), 3000, "rund 3.000")]
    days = [p.day for p in deployed.dated if p.day]
    assert days == sorted(days)


def test_claims_without_a_day_stand_apart_and_are_never_dropped(topic):
    timeline = topic_timeline(topic, Filters())
    undated = [p for series in timeline.figures for p in series.undated]
    assert [(p.value, p.source.name) for p in undated] == [(20000, "")]
    assert timeline.total == Claim.objects.filter(series__topic=topic).count()


def test_positions_show_who_changed_his_mind(topic):
    positions = topic_timeline(topic, Filters()).positions
    assert [p.stance for p in positions if p.source.name == "NATO"] == [Stance.CANNOT_CONFIRM, Stance.CONFIRMS]
    assert [p.stance for p in positions if p.source.name == "Kreml"] == [Stance.DENIES, Stance.CONFIRMS]


def test_places_tell_who_puts_them_where(topic):
    places = {(p.places, p.source.name) for p in topic_timeline(topic, Filters()).places}
    assert {(("Wladiwostok",), "NIS"), (("Kursk",), "Regierung Ukraine")} <= places


def test_one_source_through_several_outlets_is_one_point(topic):
    tell("Es sind 1.500.", "1.500", said=date(2024, 10, 18), paper="Abendblatt")
    points = [p for s in topic_timeline(topic, Filters()).figures for p in s.points if p.value == 1500]
    assert [p.outlets for p in points] == [("Morgenblatt", "Abendblatt")]
    assert len(points[0].claims) == 2


def test_rejected_claims_are_left_out(topic):
    Claim.objects.filter(value_low=1500).update(review="rejected")
    assert all(p.value != 1500 for s in topic_timeline(topic, Filters()).figures for p in s.points)


def test_filters_combine_and_their_counts_ignore_their_own_facet(topic):
    nato = Claim.objects.filter(source__name="NATO")[0].source_id
    timeline = topic_timeline(topic, filters(f"source={nato}&stance=confirms"))
    assert [(p.source.name, p.stance) for p in timeline.positions] == [("NATO", Stance.CONFIRMS)]
    assert timeline.shown == 1
    counts = {o.label: o.count for o in timeline.facets["source"].options}
    assert (counts["NATO"], counts["Kreml"], counts["NIS"]) == (1, 1, 0)


def test_days_cut_the_timeline_at_both_ends(topic):
    timeline = topic_timeline(topic, filters("from=2024-10-20&to=2024-10-23"))
    days = [p.day for s in timeline.figures for p in s.points]
    assert days == [date(2024, 10, 20), date(2024, 10, 21), date(2024, 10, 23)]
    assert (timeline.first_day, timeline.last_day) == (date(2024, 10, 20), date(2024, 10, 23))


def test_the_address_of_filters_reads_back_as_the_same_filters():
    query = "source=3&source=7&metric=deployed&stance=denies&from=2024-10-01&to=2024-11-01&scale=log"
    assert filters(query).query() == query
    assert filters(filters(query).query()) == filters(query)


def test_a_topic_costs_two_queries_however_many_claims(topic, django_assert_num_queries):
    for day in range(1, 15):
        position("Die Nato schweigt.", Stance.CANNOT_CONFIRM, date(2024, 12, day), "NATO")
    with django_assert_num_queries(2):
        topic_timeline(topic, Filters())


def test_rows_of_topics_cost_the_same_for_any_number(topic, django_assert_num_queries):
    for n in range(3):
        tell(f"Es sind 5{n} Tote.", f"5{n}", said=date(2025, 3, n + 1), subject_actor=f"Land {n}", by="Polizei")
    topics = list(with_sums(topics_for_list()))
    assert len(topics) == 4
    with django_assert_num_queries(3):
        rows = topic_rows(topics)
    row = next(r for r in rows if r.topic == topic)
    assert {p.source.name for p in row.latest} == {"Pentagon", "westliche Geheimdienste", "Regierung Ukraine"}


def test_a_lone_position_fills_no_list_but_is_found_and_reached(topic, client):
    claim = tell("Der Senat schweigt.", said=date(2025, 3, 1), by="Senat", subject_actor="Marsstadt")
    lone = claim.series.topic
    assert list(topics_for_list()) == [topic]
    assert list(topics_for_list(Filters(text="marsstadt"))) == [lone]
    client.force_login(member("analyst"))
    for page, linked in ((reverse("claims:home"), False), (reverse("claims:topics"), False), (claim, True)):
        url = page if isinstance(page, str) else page.get_absolute_url()
        assert (f'href="{lone.get_absolute_url()}' in client.get(url).content.decode()) is linked
    assert client.get(lone.get_absolute_url()).status_code == 200
    tell("Es sind 70 Menschen.", "70", said=date(2025, 3, 2), by="Senat", subject_actor="Marsstadt")
    assert set(topics_for_list()) == {topic, lone}


@pytest.mark.parametrize(("search", "found"), [("korea", 1), ("soldaten nord", 1), ("mars", 0), ("%", 0), ("_", 0)])
def test_topics_are_found_by_their_words(topic, search, found):
    assert len(topics_for_list(Filters(text=search))) == found


def test_changes_are_listed_newest_first_in_one_query_with_all_that_a_line_shows(topic, django_assert_num_queries):
    with django_assert_num_queries(1):
        changes = listed_changes(ChangeFilters(topics=frozenset([topic.pk])))[:1000]
        assert {c.claim.source.name for c in changes if c.claim.source} >= {"NIS", "NATO", "Kreml"}
        assert all(c.series.topic == topic and c.claim.article.outlet.name for c in changes)
    days = [c.day for c in changes if c.day]
    assert days == sorted(days, reverse=True)


def test_changes_of_unknown_day_stand_last_and_are_marked(topic, client):
    print_article([line("Der NIS nennt 77.000.", "77.000", low=77000, high=77000, said=None, by="BND")], None)
    changes = listed_changes(ChangeFilters(topics=frozenset([topic.pk])))[:1000]
    assert [c.day is None for c in changes] == sorted(c.day is None for c in changes)
    assert changes[-1].day is None
    client.force_login(member("analyst"))
    body = client.get(reverse("claims:changes")).content.decode()
    assert '<time class="change-day unknown">day unknown</time>' in body


@pytest.mark.parametrize("language", ["en", "de"])
def test_panels_with_as_many_figures_stand_in_the_order_of_metrics_in_every_language(topic, language):
    order = [Metric.KILLED, Metric.WOUNDED, Metric.MISSING, Metric.CAPTURED]
    for metric in reversed(order):
        tell("Es sind 40.", "40", low=40, high=40, said=date(2024, 11, 2), metric=metric)
    with override(language):
        shown = [s.metric for s in topic_timeline(topic, Filters()).figures]
    assert [metric for metric in shown if metric in order] == order


def test_the_latest_figure_of_a_source_is_its_last_dated_one(topic):
    mars = {"subject_actor": "Mars"}
    tell("Der NIS nennt 3.000.", "3.000", low=3000, high=3000, said=date(2024, 10, 23), **mars)
    print_article([line("Der NIS nennt 77.000.", "77.000", low=77000, high=77000, said=None, **mars)], None)
    print_article([line("Seul nennt 5.", "5", low=5, high=5, said=None, by="Südkorea", **mars)], None)
    row = next(row for row in topic_rows(with_sums(topics_for_list())) if row.topic.actor == "Mars")
    latest = {point.source.name: point.value for point in row.latest}
    assert latest == {"NIS": 3000, "Südkorea": 5}  # the latter named no other
