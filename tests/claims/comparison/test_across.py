"""A figure that others have left behind: once, with two newer witnesses, about a later time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from claims.comparison.across import OVERTAKEN_WITHIN
from claims.comparison.changes import changes
from claims.records import Approximation, Kind, Stance
from tests.factories import point

D = date(2024, 10, 18)
NIS = point(1, D, 1500, 1500)


def said(number, days, low, origin, **fields):
    return point(number, D + timedelta(days=days), low, low, origin=origin, **fields)


KIEW = said(2, 4, 9000, "Kiew")
PENTAGON = said(3, 8, 10000, "Pentagon")


def overtaken(*points):
    """(claim, claim left behind) of the rows of that kind."""
    found = changes(Kind.COUNT, points)
    return [(r.claim, r.previous) for r in found if r.what == "overtaken"]


def test_two_later_sources_overtake_a_third():
    found = [r for r in changes(Kind.COUNT, [NIS, KIEW, PENTAGON]) if r.what == "overtaken"]
    assert [(r.claim, r.previous, r.day, r.difference) for r in found] == [(3, 1, D + timedelta(days=8), 8500)]


def test_one_source_alone_overtakes_nobody():
    assert overtaken(NIS, KIEW) == []
    assert overtaken(NIS, KIEW, said(3, 8, 10000, "Kiew")) == []


def test_a_figure_is_overtaken_once_until_its_source_gives_another():
    assert overtaken(NIS, KIEW, PENTAGON, said(4, 12, 9000, "NATO")) == [(3, 1)]
    followed = said(4, 9, 3000, "NIS")
    assert overtaken(NIS, KIEW, PENTAGON, followed, said(5, 10, 8000, "Kiew"), said(6, 15, 9500, "Pentagon")) == [
        (3, 1),
        (6, 4),
    ]


def test_of_several_left_behind_at_once_one_row_is_told():
    seoul = said(4, 2, 2000, "Seoul")
    assert overtaken(NIS, seoul, KIEW, PENTAGON, said(5, 12, 9000, "NATO")) == [(3, 4)]


def test_who_followed_is_not_overtaken():
    assert overtaken(NIS, said(4, 3, 10000, "NIS"), KIEW, PENTAGON) == []


@pytest.mark.parametrize(
    ("third", "why"),
    [
        (said(3, 8, 500, "Pentagon"), "the two lie on different sides"),
        (said(3, 8, 1500, "Pentagon"), "the third agrees with the first"),
        (said(3, 50, 10000, "Pentagon"), "the second spoke more than a month before"),
        (said(3, 6, 10000, "Pentagon"), "two days are no time to follow"),
        (said(3, 8, 10000, "Berichte", independent=False), "reports are nobody"),
        (said(3, 8, 10000, "Pentagon", stance=Stance.DENIES), "a denial gives no figure"),
        (said(3, 8, 10000, "Pentagon", event_from=D, event_to=D), "it is about the same time: contradicted"),
        (replace(PENTAGON, said=None), "nobody knows when"),
    ],
)
def test_what_overtakes_nobody(third, why):
    assert overtaken(NIS, KIEW, third) == [], why


def test_a_range_that_can_hold_the_newer_figures_is_not_overtaken():
    vague = point(1, D, 1000, None, approx=Approximation.VAGUE)
    assert overtaken(vague, KIEW, PENTAGON) == []


def test_a_figure_that_its_source_took_back_is_not_overtaken():
    assert overtaken(NIS, said(4, 1, 1500, "NIS", stance=Stance.DENIES), KIEW, PENTAGON) == []


def test_what_is_older_than_three_months_is_history():
    young = OVERTAKEN_WITHIN - 1
    assert overtaken(NIS, said(2, young - 4, 9000, "Kiew"), said(3, young + 1, 10000, "Pentagon")) == [(3, 1)]
    assert overtaken(NIS, said(2, young - 4, 9000, "Kiew"), said(3, young + 2, 10000, "Pentagon")) == []
