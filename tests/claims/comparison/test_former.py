"""Figures that a text itself sets in order: taken back, or grown from an older one."""

from __future__ import annotations

from datetime import date, timedelta

from claims.comparison.changes import changes
from claims.records import Kind
from tests.factories import point

D = date(2024, 10, 18)


def day(number):
    return D + timedelta(days=number)


def rows(*points):
    return [(r.what.value, r.claim, r.previous) for r in changes(Kind.COUNT, points)]


def test_a_source_corrects_what_it_said_before():
    found = changes(Kind.COUNT, [point(1, day(0), 12, 12), point(2, day(1), 10, 10, former=12, takes_back=True)])
    assert [(r.what, r.previous, r.difference, r.percent and round(r.percent)) for r in found] == [
        ("first", None, None, None),
        ("corrected", 1, -2, -17),
    ]


def test_both_figures_in_one_sentence_whichever_comes_first():
    old, new = point(1, day(0), 12, 12, article="a"), point(2, day(0), 10, 10, article="a", start=9, former=12)
    for one, other in ((old, new), (point(1, day(0), 12, 12, article="a", start=20), new)):
        assert rows(one, other) == [("first", 1, None), ("lowered", 2, 1)]
    taking_back = point(2, day(0), 10, 10, article="a", start=9, former=12, takes_back=True)
    assert rows(old, taking_back) == [("first", 1, None), ("corrected", 2, 1)]


def test_from_12_to_15_within_one_text_is_raised():
    old, new = point(1, day(0), 12, 12, article="a"), point(2, day(0), 15, 15, article="a", start=9, former=12)
    assert rows(old, new) == [("first", 1, None), ("raised", 2, 1)]


def test_what_others_gave_is_corrected_where_the_source_never_did():
    paper = point(1, day(0), 12, 12, origin="\0Morgenblatt", independent=False)
    police = point(2, day(1), 10, 10, origin="Polizei", former=12, takes_back=True)
    assert rows(paper, police) == [("first", 1, None), ("corrected", 2, 1)]


def test_a_figure_that_nobody_gave_cannot_be_corrected():
    assert rows(point(1, day(0), 10, 10, former=12, takes_back=True)) == [("first", 1, None)]
    assert rows(point(1, day(0), 8, 8), point(2, day(1), 10, 10, former=12, takes_back=True))[1:] == [("raised", 2, 1)]


def test_a_correction_printed_again_is_repeated():
    told = [point(n, day(n), 10, 10, former=12, takes_back=True) for n in (2, 3)]
    assert rows(point(1, day(0), 12, 12), *told)[1:] == [("corrected", 2, 1), ("repeated", 3, 2)]
    later = point(4, day(4), 9, 9)
    assert rows(point(1, day(0), 12, 12), told[0], later, point(5, day(5), 10, 10, former=12, takes_back=True))[-1] == (
        "repeated",
        5,
        2,
    )


def test_a_source_may_return_to_a_figure_that_it_gave_before():
    points = [point(1, day(0), 10, 10), point(2, day(1), 12, 12), point(3, day(2), 10, 10, former=12, takes_back=True)]
    assert rows(*points)[1:] == [("raised", 2, 1), ("corrected", 3, 2)]


def test_the_correction_stands_afterwards():
    points = [point(1, day(0), 12, 12), point(2, day(1), 10, 10, former=12, takes_back=True), point(3, day(2), 11, 11)]
    assert rows(*points)[-1] == ("raised", 3, 2)


def test_a_correction_of_unknown_day_is_told_and_moves_nothing():
    undated = point(3, None, 10, 10, former=12, takes_back=True)
    points = [point(1, day(0), 12, 12), point(2, day(9), 300, 300), undated]
    assert rows(*points)[1:] == [("raised", 2, 1), ("corrected", 3, 1)]


def test_a_figure_that_its_own_text_takes_back_contradicts_nobody():
    mayor = point(1, day(0), 10, 10, origin="Bürgermeister", article="b")
    old = point(2, day(0), 12, 12, origin="Polizei", article="c")
    new = point(3, day(0), 10, 10, origin="Polizei", article="c", start=9, former=12, takes_back=True)
    assert rows(mayor, old, new) == [
        ("first", 1, None),
        ("first", 2, None),
        ("corrected", 3, 2),
        ("corroborated", 3, 1),
    ]
