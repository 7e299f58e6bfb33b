"""Tables beside charts: paged, the newest first, each page with an address; and what a crowded topic's page weighs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.charts.tables import COLUMNS, ROWS, Tables, in_order, newest_first, topic_tables
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
    undated = points[2]._replace(day=None)
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
    [(shown, whole)] = re.findall(r"shown, in (\d+) of (\d+) mentions", text(client.get(f"{url}{address}")))
    assert int(shown) >= int(bundled)
    assert int(whole) == Claim.objects.filter(series__topic=crowded).count()


@pytest.mark.parametrize("column", COLUMNS)
def test_rows_are_sorted_by_every_column_and_equal_ones_stay_the_newest_first(column):
    points = many(60, 4, 1)
    points = [p._replace(outlets=(f"Blatt {p.pk % 3}",), places=("Ort",) if p.pk % 2 else ()) for p in points]
    key = COLUMNS[column]
    for sort in (column, f"-{column}"):
        rows = in_order(points, sort)
        told = [key(row) for row in rows if key(row) is not None]
        assert told == sorted(told, reverse=sort.startswith("-"))
        assert [key(row) for row in rows[len(told) :]] == [None] * (60 - len(told))
        newest = {row.pk: place for place, row in enumerate(newest_first(points))}
        for one, other in pairwise(rows):
            assert key(one) != key(other) or newest[one.pk] < newest[other.pk]


@pytest.mark.django_db
def test_a_sorted_table_has_an_address_and_says_how_it_is_sorted(client, crowded):
    client.force_login(member("analyst"))
    key = f"series-{Claim.objects.get(value_low=1500).series_id}"
    address = f"{crowded.get_absolute_url()}?table={key}&rows=1&by=-value"
    alone = client.get(address, headers={"HX-Request": "true", "HX-Target": f"table-{key}"})
    body = alone.content.decode()
    assert [point.value for point in alone.context["table"].rows][:3] == [20000, 10000, 10000]
    assert body.count('aria-sort="descending"') == 1
    assert f"table={key}&amp;rows=2&amp;by=-value" in body
    assert f'href="?table={key}&amp;rows=1&amp;by=value#table-{key}"' in body
    assert alone["HX-Push-Url"] == address
    whole = client.get(f"{crowded.get_absolute_url()}?table={key}&by=nonsense")
    assert whole.status_code == 200
    assert whole.context["tables"].of(key).sort == ""


@pytest.fixture
def many_sources():
    """A topic in which more sources than fit on one page of a table have a last word."""
    topic = north_korea()
    lines = [
        line(f"Quelle {n} nennt {2000 + n} Soldaten.", str(2000 + n), said=DAY, low=2000 + n, high=2000 + n, by=f"Q{n}")
        for n in range(ROWS + 30)
    ]
    print_article(lines, DAY + timedelta(1))
    return topic


@pytest.mark.django_db
def test_last_words_are_paged_sorted_and_answer_alone(client, many_sources):
    client.force_login(member("analyst"))
    url = f"{many_sources.get_absolute_url()}?asof=2024-10-24"
    with CaptureQueriesContext(connection) as queries:
        body = text(client.get(url))
    assert len(queries) <= 12
    assert 'href="?asof=2024-10-24&amp;table=last-words&amp;rows=2#table-last-words"' in body
    seen = []
    for number in (1, 2):
        address = f"{url}&table=last-words&rows={number}"
        alone = client.get(address, headers={"HX-Request": "true", "HX-Target": "table-last-words"})
        assert text(alone).lstrip().startswith('<details class="twin last-words" id="table-last-words" open>')
        assert alone["HX-Push-Url"] == address
        seen += [(thing, point.pk) for thing, point in alone.context["table"].rows]
        assert 'id="table-last-words" open>' in text(client.get(address))
    assert len(seen) == len(set(seen)) == alone.context["table"].total > ROWS
    turned = client.get(f"{url}&table=last-words&by=-value").context["tables"].of("last-words").rows
    values = [point.value for _, point in turned]
    assert len(values) == ROWS
    assert values == sorted(values, reverse=True)
    assert client.get(f"{url}&table=last-words&by=what").status_code == 200
