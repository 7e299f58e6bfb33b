"""What becomes of claims that a later version of their article has no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from claims.comparison.changes import changes
from claims.comparison.copies import once
from claims.comparison.points import Left
from claims.records import Approximation, Kind, Stance
from tests.factories import point, position

FIRST = date(2024, 10, 18)


def day(number):
    return FIRST + timedelta(days=number)


def told(number, value, said, **fields):
    """A figure of the NIS in an article of its own, said so many days after the first one."""
    left = fields.pop("left", None)
    gone = Left(day(left), fields.pop("instead", None), fields.pop("grows", False)) if left is not None else None
    return point(number, day(said), value, value, left=gone, **fields)


def rows(points, kind=Kind.COUNT, **asked):
    return [(r.what.value, r.claim, r.previous, r.day) for r in changes(kind, points, **asked) if r.what != "first"]


def test_a_figure_that_nobody_prints_any_more_is_retracted_on_the_day_of_the_version():
    assert rows([told(1, 3000, 0, left=4)]) == [("retracted", 1, 1, day(4))]


def test_an_outlet_that_deletes_what_another_one_still_prints_takes_nothing_back():
    assert rows([told(1, 3000, 0, left=4), told(2, 3000, 2)]) == [("repeated", 2, 1, day(2))]


def test_the_last_of_several_outlets_to_delete_it_takes_it_back_and_only_that_one():
    points = [told(1, 3000, 0, left=4), told(2, 3000, 2, left=9)]
    assert ("retracted", 2, 2, day(9)) in rows(points)
    assert [what for what, *_ in rows(points)].count("retracted") == 1
    both = [told(1, 3000, 0, left=4), told(2, 3000, 0, left=4)]
    assert [what for what, *_ in rows(both)].count("retracted") == 1


def test_what_another_one_says_later_does_not_undo_that_it_was_taken_back():
    points = [told(1, 3000, 0, left=4), told(2, 3000, 6)]
    assert rows(points) == [("retracted", 1, 1, day(4)), ("repeated", 2, 1, day(6))]


def test_a_new_wording_of_the_same_article_is_no_withdrawal():
    by_nobody = {"origin": "\0Bote", "independent": False, "article": "a"}
    assert rows([told(1, 3000, 0, left=4, article="a"), told(2, 3000, 4, **by_nobody)]) == []


def test_a_figure_from_which_its_source_had_moved_on_is_only_gone():
    assert rows([told(1, 1500, 0, left=6), told(2, 3000, 3)]) == [("raised", 2, 1, day(3))]


def test_another_figure_in_its_place_corrects_it_and_not_only_raises_it():
    points = [told(1, 3000, 0, left=4, instead=2, article="a"), told(2, 3500, 4, article="a")]
    assert rows(points) == [("corrected", 2, 1, day(4))]


def test_a_correction_of_the_same_day_needs_no_order_in_the_text():
    for start in (0, 50):
        points = [
            told(1, 3000, 0, left=0, instead=2, article="a", start=20), told(2, 3500, 0, article="a", start=start),
        ]  # fmt: skip
        assert rows(points) == [("corrected", 2, 1, FIRST)]


def test_a_correction_is_of_the_day_of_the_version_though_it_tells_of_a_day_before():
    points = [told(1, 3000, 0, left=4, instead=2), told(2, 3500, 0)]
    assert ("corrected", 2, 1, day(4)) in rows(points)


def test_a_toll_that_is_counted_on_is_raised_and_a_lower_one_corrected():
    higher = [told(1, 1000, 0, left=1, instead=2, grows=True), told(2, 1600, 1)]
    assert rows(higher) == [("raised", 2, 1, day(1))]
    lower = [told(1, 1000, 0, left=1, instead=2, grows=True), told(2, 900, 1)]
    assert rows(lower) == [("corrected", 2, 1, day(1))]


def test_a_figure_about_a_later_time_in_the_same_place_corrects_nothing():
    old = told(1, 3000, 0, left=7, instead=2, event_from=day(-1), event_to=day(0))
    assert rows([old, told(2, 2000, 7, event_from=day(6), event_to=day(7))]) == [("lowered", 2, 1, day(7))]


def test_another_named_source_in_the_same_place_corrects_whose_figure_it_is():
    points = [told(1, 3000, 0, left=4, instead=2, article="a"), told(2, 3000, 4, origin="Pentagon", article="a")]
    assert ("corrected", 2, 1, day(4)) in rows(points)
    assert "retracted" not in [what for what, *_ in rows(points)]


def test_a_sentence_that_came_back_retracts_the_one_between():
    points = [told(1, 3000, 0), told(2, 3500, 2, left=5, instead=1)]
    assert rows(points) == [("raised", 2, 1, day(2)), ("retracted", 2, 2, day(5))]


def test_what_is_withdrawn_is_not_set_off_against_other_sources_and_before_it_is():
    old = told(1, 3000, 0, left=4)
    before, after = told(2, 9000, 0, origin="Pentagon"), told(3, 9000, 5, origin="Kiew")
    assert ("contradicted", 2, 1, FIRST) in rows([old, before])
    assert not [row for row in rows([old, after]) if row[0] == "contradicted"]


def test_a_source_that_gives_its_withdrawn_figure_again_stands_by_it_again():
    points = [told(1, 3000, 0, left=4), told(2, 3000, 6), told(3, 9000, 6, origin="Pentagon")]
    assert ("contradicted", 3) in [row[:2] for row in rows(points)]


def test_nobody_knows_when_so_it_has_no_day():
    gone = replace(told(1, 3000, 0), left=Left(None))
    assert rows([gone]) == [("retracted", 1, 1, None)]
    assert rows([gone, told(2, 3000, 9)]) == [("repeated", 2, 1, day(9))]


def test_copies_take_it_back_when_the_last_of_them_has_it_no_more():
    one, other = told(1, 3000, 0, left=4, copies=7), told(2, 3000, 1, copies=7)
    assert rows(once([one, other])) == []
    assert rows(once([one, replace(other, left=Left(day(9)))])) == [("retracted", 1, 1, day(9))]


@pytest.mark.parametrize("stance", [Stance.CONFIRMS, Stance.DENIES])
def test_a_position_that_is_gone_is_retracted_unless_it_is_told_elsewhere(stance):
    gone = position(1, FIRST, stance, left=Left(day(4)))
    assert rows([gone], Kind.STATEMENT) == [("retracted", 1, 1, day(4))]
    assert rows([gone, position(2, day(1), stance)], Kind.STATEMENT) == [("repeated", 2, 1, day(1))]


def test_a_denial_that_is_gone_is_retracted_and_then_admits_nothing():
    gone = told(1, 3000, 0, left=4, stance=Stance.DENIES)
    assert rows([gone, told(2, 3000, 9)]) == [("retracted", 1, 1, day(4))]


def test_a_place_that_is_gone_is_retracted_in_the_series_of_places_alone():
    def at(number, *names, **fields):
        return position(
            number, FIRST, Stance.ASSERTS, kind=Kind.LOCATION, places=frozenset(names), origin="NIS", **fields
        )

    gone = at(1, "Kursk", left=Left(day(4)))
    assert rows([gone], Kind.LOCATION) == [("retracted", 1, 1, day(4))]
    assert rows([gone], Kind.STATEMENT) == []
    assert rows([gone, at(2, "Kursk", "Moskau")], Kind.LOCATION) == [("repeated", 2, 1, FIRST)]
    assert ("retracted", 1, 1, day(4)) in rows([gone, at(2, "Moskau")], Kind.LOCATION)


def test_figures_within_the_tolerance_are_one_figure():
    about = {"approx": Approximation.ABOUT}
    assert rows([told(1, 3000, 0, left=4, **about), told(2, 3100, 1)]) == [("repeated", 2, 1, day(1))]
