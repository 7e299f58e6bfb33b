"""Marks on one spot: each can be pointed at, or lies in a stack that says how many they are and opens their list."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.charts.bands import Band
from claims.charts.lanes import stance_panel
from claims.charts.scale import RIGHT, WIDTH, TimeScale
from claims.charts.spots import LISTED, Stack, stack
from claims.charts.value_panel import value_panel
from claims.forms.spots import read_spot
from claims.models import Claim
from claims.records import Stance
from claims.templatetags.links import Links
from claims.templatetags.marks import spot_words, value_marks
from claims.timeline.records import Point, SeriesPoints
from tests.claims.stories import line, member, north_korea, print_article
from tests.claims.test_charts import DAY, point
from tests.effort import examples

TIME = TimeScale.over(DAY, DAY + timedelta(200))


def panel(*points: Point, share: float = 1.0):
    return value_panel(SeriesPoints(1, "deployed", "deployed", points), TIME, share=share)


def same_spot(number: int) -> list[Point]:
    return [point(3000, 3000, source=n)._replace(claims=(n,)) for n in range(1, number + 1)]


def pks(mark) -> list[int]:
    return [p.pk for p in mark.points] if isinstance(mark, Stack) else [mark.point.pk]


def test_a_few_figures_of_one_day_step_aside_and_the_others_are_stacked():
    marks = panel(*same_spot(7)).marks
    assert [type(mark).__name__ for mark in marks] == ["Stack", "Mark", "Mark"]
    assert pks(marks[0]) == [1, 4, 5, 6, 7]
    assert sorted(pk for mark in marks for pk in pks(mark)) == list(range(1, 8))


def test_no_figure_steps_aside_into_the_names_of_the_lines():
    last = [each._replace(day=DAY + timedelta(200)) for each in same_spot(4)]
    marks = panel(point(9000, 9000)._replace(claims=(9,)), *last).marks
    assert max(mark.x for mark in marks) <= WIDTH - RIGHT
    assert [pks(mark) for mark in marks] == [[9], [1, 2, 3, 4]]


def test_a_stack_says_how_many_lie_there_and_what():
    drawn = str(value_marks(panel(*same_spot(7)).marks, Links("q=a")))
    assert '<text class="number"' in drawn
    assert ">5</text>" in drawn
    assert 'href="?q=a&amp;claims=1.4.5.6.7"' in drawn
    assert 'aria-label="5 on one spot: ' in drawn
    words = spot_words(same_spot(9))
    assert words.count("; ") == 5
    assert words.endswith("4 more")


def test_what_is_too_much_for_a_list_leads_to_its_days():
    drawn = str(value_marks((stack(same_spot(LISTED + 1), 200.0, 50.0),), Links()))
    assert f"from={DAY.isoformat()}&amp;to={DAY.isoformat()}" in drawn
    assert "claims=" not in drawn.partition("aria-label")[0]


DAYS = st.integers(0, 12)
FIGURES = st.sampled_from([2900, 3000, 3050, 9000])


@given(st.lists(st.tuples(DAYS, FIGURES, st.integers(1, 5)), min_size=1, max_size=40), st.sampled_from([1.0, 0.2]))
@settings(max_examples=examples(30))
def test_no_mark_takes_the_clicks_of_another_and_none_is_lost(told, share):
    points = [
        point(figure, figure, source=source, day=DAY + timedelta(day))._replace(claims=(number,))
        for number, (day, figure, source) in enumerate(sorted(told), 1)
    ]
    drawn = panel(*points, share=share).marks
    bands = [mark for mark in drawn if isinstance(mark, Band)]
    marks = [mark for mark in drawn if not isinstance(mark, Band)]
    assert_apart(marks)
    listed = sorted(pk for mark in marks for pk in pks(mark))
    assert len(listed) == len(set(listed)) == len(points) - sum(band.bundle.claims for band in bands)
    assert [band.size for band in bands] == sorted((band.size for band in bands), reverse=True)


@given(st.lists(st.tuples(DAYS, st.sampled_from(list(Stance))), min_size=1, max_size=20))
@settings(max_examples=examples(30))
def test_no_sign_of_a_lane_takes_the_clicks_of_another_and_none_is_lost(told):
    points = [
        point(day=DAY + timedelta(day))._replace(stance=stance, claims=(number,))
        for number, (day, stance) in enumerate(sorted(told), 1)
    ]
    [lane] = stance_panel(points, TIME).lanes
    assert_apart(lane.signs)
    assert sorted(pk for sign in lane.signs for pk in pks(sign)) == [p.pk for p in points]


def assert_apart(marks) -> None:
    for number, one in enumerate(marks):
        for other in marks[number + 1 :]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= one.reach + other.reach - 0.2


@pytest.mark.parametrize(
    ("written", "read"),
    [("3.1.3", [3, 1]), ("", []), ("a.2.-1.٣", [2]), ("9" * 19, []), (".".join(map(str, range(99))), [*range(LISTED)])],
)
def test_an_address_names_claims_by_number(rf, written, read):
    assert read_spot(rf.get("/", {"claims": written}).GET) == read


@pytest.fixture
def spot():
    """A topic in which six sources name one figure on one day."""
    topic = north_korea()
    lines = [
        line(f"Stelle {n} nennt 5.000 Soldaten.", "5.000", said=DAY, low=5000, high=5000, by=f"Stelle {n}")
        for n in range(6)
    ]
    return topic, print_article(lines, DAY)


@pytest.mark.django_db
def test_the_list_has_an_address_and_answers_alone(client, spot):
    topic, claims = spot
    client.force_login(member("analyst"))
    address = f"{topic.get_absolute_url()}?claims={'.'.join(str(c.pk) for c in claims)}"
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address).content.decode()
    assert len(queries) <= 12
    assert "6 marks on this spot" in page
    assert "several on one spot" in page
    assert "several on one spot" not in client.get(f"{topic.get_absolute_url()}?stance=denies").content.decode()
    drawing = reverse("claims:chart_export", kwargs={"pk": topic.pk, "slug": topic.slug, "form": "svg"})
    assert "several on one spot" in b"".join(client.get(drawing)).decode()
    assert "several on one spot" not in b"".join(client.get(drawing, {"stance": "denies"})).decode()
    with CaptureQueriesContext(connection) as queries:
        alone = client.get(address, headers={"HX-Request": "true", "HX-Target": "claim"}).content.decode()
    assert len(queries) <= 6
    assert alone.lstrip().startswith('<section class="spot"')
    for claim in claims:
        assert f'href="?claim={claim.pk}"' in alone
        assert f'href="?claim={claim.pk}"' in page


@pytest.mark.django_db
def test_the_list_knows_no_more_than_its_evening_and_its_topic(client, spot):
    topic, claims = spot
    client.force_login(member("analyst"))
    strange = Claim.objects.exclude(series__topic=topic).first()
    numbers = [claims[0].pk, *([strange.pk] if strange else []), 10**17]
    address = f"{topic.get_absolute_url()}?claims={'.'.join(map(str, numbers))}"
    assert "1 mark on this spot" in client.get(address).content.decode()
    before = f"{address}&asof={(DAY - timedelta(1)).isoformat()}"
    assert "None of these claims was known on that day." in client.get(before).content.decode()
    assert "spot-list" not in client.get(f"{topic.get_absolute_url()}?claims=%00;DROP").content.decode()


def test_stacks_of_one_source_keep_its_colour():
    day = date(2024, 1, 1)
    assert stack([point(source=9, day=day)] * 2, 1, 1).colour == "src-1"
    assert stack([point(source=9, day=day), point(source=2, day=day)], 1, 1).colour == "src-own"
