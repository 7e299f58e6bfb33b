"""Two sources, or two evenings, side by side: agreed, differing, only one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Claim
from claims.records import Kind, Metric, Stance
from claims.timeline.comparing import Verdict, compare_days, compare_sources, grouped
from claims.timeline.records import Point, SeriesName, Source
from tests.claims.stories import line, member, north_korea, print_article, tell
from tests.effort import examples

DEPLOYED = SeriesName(1, "deployed", 1, "deployed")
POSITION = SeriesName(2, "", 1)
NIS, PENTAGON = Source(1, "NIS"), Source(2, "Pentagon")


def figure(low: int | None, high: int | None, day: int = 1, approx: str = "exact", **fields) -> Point:
    bounds: Any = {"low": None if low is None else Decimal(low), "high": None if high is None else Decimal(high)}
    values: Any = {"series": DEPLOYED, "source": NIS, "stance": Stance.ASSERTS, "metric": Metric.DEPLOYED, **fields}
    return Point(claims=(day,), kind=Kind.COUNT, day=date(2024, 10, day), approx=approx, **bounds, **values)


def position(stance: Stance, **fields) -> Point:
    values: Any = {"kind": Kind.STATEMENT, "series": POSITION, "source": NIS, "day": date(2024, 10, 1), **fields}
    return Point(claims=(9,), stance=stance, **values)


def at(place: str, stance: Stance = Stance.ASSERTS) -> Point:
    return position(stance, kind=Kind.LOCATION, places=(place,))


def verdicts(a: list[Point], b: list[Point], compare=compare_sources) -> list[str]:
    return [line.verdict.value for line in compare(a, b)]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (figure(3000, 3000), figure(3000, 3000), "agreed"),
        (figure(3000, 3000, approx="about"), figure(3100, 3100), "agreed"),  # within what "about" allows
        (figure(10000, None, approx="more_than"), figure(12000, 12000), "agreed"),
        (figure(8000, 12000, approx="range"), figure(10000, 10000), "agreed"),
        (figure(1500, 1500), figure(3000, 3000), "differing"),
        (figure(3000, 3000), figure(3000, 3000, stance=Stance.DENIES), "differing"),
        (position(Stance.CONFIRMS), position(Stance.ASSERTS), "agreed"),
        (position(Stance.CONFIRMS), position(Stance.DENIES), "differing"),
        (at("Kursk"), at("Kursk", Stance.CONFIRMS), "agreed"),
        (at("Kursk"), at("Kursk", Stance.DENIES), "differing"),
    ],
)
def test_what_two_sources_make_of_one_thing(a, b, verdict):
    assert verdicts([a], [b]) == [verdict]


def test_the_last_word_counts_and_a_day_unknown_only_where_there_is_no_other():
    a = [figure(1, 1, 1), figure(7, 7, 5), Point((8,), DEPLOYED, Kind.COUNT, NIS, None, Stance.ASSERTS, "deployed")]
    (row,) = compare_sources(a, [figure(7, 7, 2)])
    assert (row.a.low, row.verdict) == (7, Verdict.AGREED)


def test_a_difference_is_the_second_against_the_first():
    (row,) = compare_sources([figure(1500, 1500)], [figure(3000, 3000)])
    assert (row.difference, row.percent) == (1500, 100)


def test_what_one_side_alone_says_stands_by_itself():
    rows = compare_sources([figure(1, 1), at("Kursk")], [position(Stance.DENIES), at("Kursk")])
    assert [(v.value, len(own)) for v, own in grouped(rows)] == [("agreed", 1), ("only_a", 1), ("only_b", 1)]
    assert [row.thing.kind.value for row in rows] == ["count", "statement", "location"]


def test_unlike_things_of_one_series_are_not_set_off_against_each_other():
    money = SeriesName(3, "money", 1, "money")
    euros = figure(5, 5, series=money, metric=Metric.MONEY, unit="Euro")
    dollars = figure(9, 9, series=money, metric=Metric.MONEY, unit="Dollar")
    assert verdicts([euros], [dollars]) == ["only_b", "only_a"]


def test_two_evenings_tell_who_changed_who_stayed_and_who_is_new():
    before = [figure(1500, 1500), figure(10, 10, source=PENTAGON)]
    after = [figure(3000, 3000, 9), figure(10, 10, source=PENTAGON), figure(5, 5, source=Source(3, "Kiew"))]
    rows = {row.thing.source.name: row.verdict.value for row in compare_days(before, after)}
    assert rows == {"NIS": "differing", "Pentagon": "agreed", "Kiew": "only_b"}


def test_articles_that_speak_for_themselves_are_as_many_sources_as_outlets():
    bote = figure(1, 1, source=Source(0, ""), outlets=("Bote",))
    kurier = figure(9, 9, source=Source(0, ""), outlets=("Kurier",))
    assert sorted(verdicts([bote], [bote, kurier], compare_days)) == ["agreed", "only_b"]


@pytest.fixture
def topic(db):
    return north_korea()


@pytest.fixture
def analyst(client, topic):
    client.force_login(member("analyst"))
    return client


def address(topic, **query) -> str:
    return f"{reverse('claims:compare', args=[topic.pk, topic.slug])}?{urlencode(query)}"


def pk_of(name: str) -> int | None:
    return Claim.objects.filter(source__name=name)[0].source_id


def test_the_page_shows_two_sources_side_by_side_and_as_a_table(analyst, topic):
    page = address(topic, of="sources", source_a=pk_of("NIS"), source_b=pk_of("Pentagon"))
    response = analyst.get(page)
    rows = {(row.thing.series.title, row.verdict.value) for row in response.context["lines"]}
    assert rows == {("deployed", "differing"), ("planned", "only_a")}
    body = response.content.decode()
    assert body.count("about 3,000") == 2
    assert "+7,000" in body
    assert "Only NIS" in body


def test_two_days_are_two_states_of_knowledge(analyst, topic):
    for day, value in ((11, 11_111), (12, 22_222)):
        figure = f"{value:,}".replace(",", ".")
        print_article(
            [line(f"Es sind {figure}.", figure, low=value, high=value, said=date(2024, 10, day))], date(2024, 10, day)
        )
    response = analyst.get(address(topic, of="days", day_a="2024-10-12", day_b="2024-10-11"))
    assert "both were swapped" in response.content.decode()
    (row,) = [row for row in response.context["lines"] if row.a and row.a.low == 11_111]
    assert (row.b.low, row.verdict) == (22_222, Verdict.DIFFERING)
    assert "?asof=2024-10-11" in response.content.decode()


def test_two_evenings_offer_nobody_who_spoke_later(analyst, topic):
    tell("Es sind 5.", "5", low=5, high=5, said=date(2025, 8, 1), by="Spätere Quelle")
    today = analyst.get(address(topic, of="days")).content.decode()
    then = analyst.get(address(topic, of="days", day_a="2024-10-12", day_b="2024-10-30")).content.decode()
    assert ("Spätere Quelle" in today, "Spätere Quelle" in then) == (True, False)


def test_filters_of_the_topic_hold_for_both_sides(analyst, topic):
    response = analyst.get(address(topic, of="sources", metric="planned", source_a=pk_of("NIS"), source_b="0"))
    assert [row.thing.series.metric for row in response.context["lines"]] == ["planned"]
    assert '<input type="hidden" name="metric" value="planned">' in response.content.decode()


def test_without_sides_the_page_chooses_two_named_sources(analyst, topic):
    tell("Es sind 5.", "5", low=5, high=5, said=date(2024, 10, 2), by=None)
    response = analyst.get(address(topic))
    assert "0" not in {response.context["sides"].source_a, response.context["sides"].source_b}
    fragment = analyst.get(address(topic), headers={"HX-Request": "true", "HX-Target": "comparison"})
    assert fragment.content.decode().lstrip().startswith('<div id="comparison">')
    assert fragment["HX-Push-Url"].startswith(address(topic, of="sources", source_a=""))


def test_a_topic_of_one_source_and_an_empty_one_are_shown_as_they_are(analyst, topic):
    lone = tell("Es sind 7.", "7", low=7, high=7, said=date(2025, 1, 1), subject_actor="Mars").series.topic
    assert [row.verdict.value for row in analyst.get(address(lone)).context["lines"]] == ["only_a"]
    Claim.objects.filter(series__topic=lone).update(review="rejected")
    assert "Neither side says anything here." in analyst.get(address(lone)).content.decode()


def test_the_page_costs_no_more_than_twelve_queries(client, topic, django_assert_max_num_queries):
    client.force_login(member("admin"))
    for query in ({"of": "days"}, {"of": "sources", "asof": "2025-01-01", "q": "soldaten"}):
        with django_assert_max_num_queries(12):
            assert client.get(address(topic, **query)).status_code == 200


VALUES = st.one_of(
    st.text(max_size=20), st.integers(-(10**30), 10**30).map(str), st.dates().map(str),
    st.sampled_from(["days", "sources", "0", "1", "\0", "0001-01-03", "9999-12-31", "x" * 100_000]),
)  # fmt: skip


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["of", "source_a", "source_b", "day_a", "day_b", "asof", "source"]), VALUES))
def test_no_address_breaks_the_comparison(analyst, topic, query):
    assert analyst.get(address(topic, **query)).status_code == 200
