"""Fields of a claim as people read them: a figure is one thing, and nothing that differs is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from claims.history import SHOWN
from claims.readable import differences

PLAIN = {"value_low": Decimal(3000), "value_high": Decimal(3000), "approx": "exact", "stance": "asserts"}


def told(old, new):
    return [(each.label, each.old, each.new) for each in differences(old, SimpleNamespace(**PLAIN | new), SHOWN)]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ({"value_low": Decimal(8000), "value_high": Decimal(10000)}, ("Figure", "3,000", "8,000 to 10,000")),
        ({"approx": "about"}, ("Figure", "3,000", "about 3,000")),
        ({"value_high": None, "approx": "more_than"}, ("Figure", "3,000", "more than 3,000")),
        ({"former": Decimal(12)}, ("Figure before", "", "12")),
        ({"takes_back": True}, ("Takes that back", "", "yes")),
        ({"places": (("Kursk", "at"),)}, ("Places", "", "Kursk (at)")),
        ({"stance": "denies"}, ("Stance", "asserts", "denies")),
    ],
)
def test_what_differs_is_told_once(new, words):
    assert told(SimpleNamespace(**PLAIN), new) == [words]


def test_what_the_words_do_not_show_is_told_column_by_column():
    assert told(SimpleNamespace(**PLAIN), {"approx": ""}) == [("Wording", "exactly", "")]
    days = {"event_from": date(2024, 10, 1), "event_to": date(2024, 10, 31)}
    month = SimpleNamespace(**PLAIN, **days, event_precision="month")
    assert told(month, {**days, "event_precision": "range"}) == [("Precision", "month", "from–to")]


def test_days_are_one_thing():
    day = {"event_from": date(2024, 10, 1), "event_to": date(2024, 10, 1), "event_precision": "day"}
    assert told(SimpleNamespace(**PLAIN), day) == [("Happened", "", "Oct 1, 2024")]
    with override("de"):
        assert told(SimpleNamespace(**PLAIN), day) == [("Zeitraum", "", "01.10.2024")]


def test_at_first_all_that_is_said_is_told():
    assert told(None, {}) == [("Figure", "", "3,000"), ("Stance", "", "asserts")]


def test_nothing_differs_from_itself():
    assert told(SimpleNamespace(**PLAIN), {}) == []
