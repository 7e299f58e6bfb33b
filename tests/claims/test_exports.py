"""Exports hold exactly the rows asked for, in forms that other programs read safely."""

from __future__ import annotations

import csv
import io
import json

import pytest

from claims import exports
from claims.models import Claim
from claims.records import PlaceRef, PlaceRole
from tests import factories as make

pytestmark = pytest.mark.django_db


def read_csv(*, excel=False):
    text = "".join(exports.csv_lines(Claim.objects.order_by("pk"), excel=excel))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";" if excel else ","))


def test_csv_has_one_row_per_claim(stored):
    stored(make.record(places=(PlaceRef("Wladiwostok", PlaceRole.TO),)), make.statement())
    figure, position = read_csv()
    assert (figure["value_low"], figure["source"], figure["places"]) == ("1500", "NIS", "to Wladiwostok")
    assert (figure["topic"], figure["outlet"]) == ("Nordkorea · Soldaten", "Morgenblatt")
    assert (position["stance"], position["value_low"]) == ("denies", "")


def test_german_excel_gets_its_own_dialect(stored):
    stored(make.record(confidence=0.5))
    assert next(exports.csv_lines(Claim.objects.all(), excel=True)).startswith("\ufeffclaim;article")
    assert read_csv(excel=True)[0]["confidence"] == "0,5"


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@cmd", "\tx"])
def test_no_cell_is_a_formula(stored, evil):
    stored(make.record(subject=evil))
    assert read_csv()[0]["subject"] == f"'{evil}"


def test_json_lines_follow_the_guideline(stored):
    stored(make.record(places=(PlaceRef("Wladiwostok", PlaceRole.TO),)))
    (line,) = exports.json_lines(Claim.objects.all())
    claim = json.loads(line)
    assert claim["places"] == [{"name": "Wladiwostok", "role": "to"}]
    assert claim["source"] == {"name": "NIS", "canonical": "NIS", "type": "intelligence", "speaker": None, "via": None}
    assert (claim["value_low"], claim["reported_on"], claim["event_from"]) == (1500, "2024-10-18", None)


def test_long_evidence_is_only_quoted_in_part(stored):
    stored(make.record(quote="Wort " * 200))
    evidence = read_csv()[0]["evidence"]
    assert len(evidence) <= exports.QUOTATION
    assert evidence.endswith("Wort…")


def test_the_number_of_queries_does_not_grow_with_the_claims(stored, django_assert_num_queries):
    for _ in range(5):
        stored(make.record(places=(PlaceRef("Kursk", PlaceRole.AT),)), make.statement())
    with django_assert_num_queries(3):
        assert len(list(exports.json_lines(Claim.objects.all()))) == 10
