"""Tables beside charts: paged, the newest first, each page with an address; and what a crowded topic's page weighs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.charts.tables import ROWS, Tables, newest_first, topic_tables
from claims.models import Claim
from tests.claims.stories import line, member, north_korea, print_article
from tests.claims.test_crowded_charts import many, timeline

DAY = date(2020, 1, 1)


def test_every_point_is_on_one_page_of_its_table_the_newest_first():
    points = timeline(many(250, 3, 1), positions=False, places=False)
    pages = [Tables(topic_tables(points), "series-1", number).of("series-1") for number in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [ROWS, ROWS, 50]
    rows = [row for page in pages for row in page.rows]
    assert rows == newest_first(points.points)
    assert rows[0].day > rows[-1].day
    assert [(p.first, p.last, p.newer, p.older) for p in pages] == [(1, 100, 0, 2), (101, 200, 1, 3), (201, 250, 2, 0)]


@pytest.mark.parametrize(("asked", "number"), [(0, 1), (99, 3), (10**17, 3)])
def test_pages_that_do_not_exist_are_those_next_to_them(asked, number):
    tables = Tables(topic_tables(timeline(many(250, 3, 1))), "series-1", asked)
    assert tables.of("series-1").number == number
    assert tables.of("series-77") is None


def test_points_of_unknown_day_stand_at_the_end():
    points = many(5, 1, 1)
    undated = replace(points[2], day=None)
    listed = newest_first([*points[:2], *points[3:], undated])
    assert [p.pk for p in listed] == [points[n].pk for n in (4, 3, 1, 0, 2)]


def test_a_crowded_page_fetches_the_rows_of_the_table_that_is_asked_for():
    tables = Tables(topic_tables(timeline(many(900, 3, 3))), "series-2", 1, crowded=True)
    assert len(tables.of("series-2").rows) == ROWS
    assert tables.of("series-1").rows == ()
    assert tables.of("series-1").total == 300


@pytest.fixture
def crowded():
    """A topic in which one source gives 400 figures more."""
    topic = north_korea()
    lines = [
        line(f"Es sind {2000 + n} Soldaten.", str(2000 + n), said=DAY + timedelta(n), low=2000 + n, high=2000 + n)
        for n in range(400)
    ]
    print_article(lines, DAY + timedelta(500))
    return topic


def text(response) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.django_db
def test_tables_of_crowded_topics_have_addresses_and_answer_alone(client, crowded):
    client.force_login(member("analyst"))
    url = crowded.get_absolute_url()
    with CaptureQueriesContext(connection) as queries:
        body = text(client.get(url))
    assert len(queries) <= 12
    assert len(body.encode()) < 450_000
    [key, *_] = re.findall(r'id="table-(series-\d+)"', body)
    assert f'href="?table={key}&amp;rows=1#table-{key}"' in body
    page = text(client.get(f"{url}?table={key}&rows=2"))
    assert f'<details class="twin" id="table-{key}" open>' in page
    assert f'href="?table={key}&amp;rows=3#table-{key}"' in page
    alone = client.get(f"{url}?table={key}&rows=2", headers={"HX-Request": "true", "HX-Target": f"table-{key}"})
    assert text(alone).lstrip().startswith(f'<details class="twin" id="table-{key}" open>')
    assert alone["HX-Push-Url"] == f"{url}?table={key}&rows=2"
    assert text(alone).count("<tr>") == ROWS + 1


@pytest.mark.django_db
def test_the_link_of_a_band_shows_its_claims(client, crowded):
    client.force_login(member("analyst"))
    url = crowded.get_absolute_url()
    [(link, bundled), *_] = re.findall(
        r'<a class="mark band [^"]*" href="([^"]*)"[^>]*aria-label="[^"]*: (\d+) claims', text(client.get(url))
    )
    address = link.replace("&amp;", "&")
    [(shown, whole)] = re.findall(r"(\d+) of (\d+) claims are shown", text(client.get(f"{url}{address}")))
    assert int(shown) >= int(bundled)
    assert int(whole) == Claim.objects.filter(series__topic=crowded).count()
