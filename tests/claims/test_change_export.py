"""Changes as files: all that the page lists under its filters, with old, new, difference and both sentences."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.urls import reverse

from claims.models import Change
from claims.records import Metric
from tests.claims.stories import member, north_korea, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    north_korea()
    client.force_login(member("analyst"))
    return client


def body(client, form, **query):
    response = client.get(reverse("claims:change_export", kwargs={"form": form}), query)
    assert response.status_code == 200
    return response.getvalue().decode()


def test_a_row_tells_old_new_and_why_in_two_languages(reader):
    (row,) = csv.DictReader(io.StringIO(body(reader, "csv", what="raised")))
    assert (row["old_low"], row["new_low"], row["new_approx"]) == ("1500", "3000", "about")
    assert (row["difference"], row["percent"], row["day"]) == ("1500", "100", "2024-10-23")
    assert row["explanation_de"].startswith("Der NIS hob seine Angabe am 23. Oktober 2024 von 1.500 auf rund 3.000")
    assert row["explanation_en"].startswith("NIS raised its figure on October 23, 2024")
    assert row["topic"] == "Nordkorea · Soldaten"
    assert (row["old_source"], row["new_outlet"]) == ("NIS", "Morgenblatt")


def test_json_lines_hold_every_change_in_the_order_of_the_page(reader):
    rows = [json.loads(line) for line in body(reader, "jsonl").splitlines()]
    assert len(rows) == Change.objects.count()
    known = [row["day"] for row in rows if row["day"]]
    assert known == sorted(known, reverse=True)
    assert [row["day"] for row in rows[len(known) :]] == [None] * (len(rows) - len(known))
    first = next(row for row in rows if row["what"] == "first")
    assert (first["old_claim"], first["old_low"]) == (None, None)


def test_the_filters_of_the_page_hold_and_nothing_later_leaks(reader):
    rows = [json.loads(line) for line in body(reader, "jsonl", asof="2024-10-20").splitlines()]
    assert rows
    assert max(row["day"] for row in rows) <= "2024-10-20"
    assert body(reader, "jsonl", what="retracted") == ""


def test_excel_gets_semicolons_and_decimal_commas(reader):
    tell("Es sind 1,5 Hektar.", "1,5", low=1.5, high=1.5, said=date(2025, 1, 1), metric=Metric.AREA, unit="Hektar")
    text = body(reader, "csv", excel="1", what="first")
    assert text.startswith("\ufeffwhat;day;topic")
    assert ";1,5;" in text


def test_the_page_links_to_what_it_lists(reader):
    page = reader.get(reverse("claims:changes"), {"what": "raised"}).content.decode()
    assert f"{reverse('claims:change_export', kwargs={'form': 'csv'})}?what=raised" in page


def test_files_need_a_login_and_cost_a_fixed_number_of_queries(reader, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        body(reader, "csv")
    client.logout()
    assert client.get(reverse("claims:change_export", kwargs={"form": "csv"})).status_code == 302
