"""Geometry of charts: every figure has its place, drawn with its uncertainty."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.charts import scale
from claims.charts.figures import figure_panels
from claims.charts.keys import forms_of, key_of
from claims.charts.lanes import place_panel, stance_panel
from claims.charts.legend import legend_of
from claims.charts.lettering import fitted, width, wrapped
from claims.charts.marks import colour_of, push_apart, shape_of, spread, stance_path
from claims.charts.once_panel import once_panel
from claims.charts.scale import TimeScale, ValueScale
from claims.charts.spans import span_path
from claims.charts.sparkline import sparkline
from claims.charts.value_panel import TOP, value_panel
from claims.records import Kind, Stance
from claims.timeline.filters import Filters
from claims.timeline.records import Facet, Option, Point, SeriesName, SeriesPoints, Source

DAY = date(2024, 10, 18)
BOTTOM = 208.0


def point(low=1500, high=1500, day=DAY, source=1, **fields):
    values = {
        "claims": (1,),
        "series": SeriesName(1, "deployed", 1),
        "kind": Kind.COUNT,
        "source": Source(source, f"Quelle {source}"),
        "day": day,
        "stance": Stance.ASSERTS,
        "metric": "deployed",
        "low": None if low is None else Decimal(low),
        "high": None if high is None else Decimal(high),
    }
    return Point(**(values | fields))


def panel(*points, log=False):
    days = [p.day for p in points if p.day]
    return value_panel(SeriesPoints(1, "deployed", "deployed", points), TimeScale.over(min(days), max(days)), log=log)


def test_a_later_day_is_further_right_and_a_larger_figure_higher():
    first, second = panel(point(), point(3000, 3000, day=DAY + timedelta(5))).marks
    assert first.x < second.x
    assert first.y > second.y


@pytest.mark.parametrize(
    ("low", "high", "approx", "form"),
    [
        (1500, 1500, "exact", "point"),
        (8000, 10000, "range", "range"),
        (10000, None, "more_than", "more"),
        (None, 500, "up_to", "less"),
        (2000, None, "vague", "vague"),
    ],
)
def test_each_kind_of_uncertainty_has_a_form_of_its_own(low, high, approx, form):
    mark = panel(point(low, high, approx=approx)).marks[0]
    assert mark.form == form
    assert bool(mark.extent) == (form != "point")


def test_more_than_points_upward_from_the_figure_and_up_to_rises_from_below():
    drawn = panel(point(5000, None, approx="more_than"), point(None, 5000, approx="up_to", source=2))
    more, less = drawn.marks
    assert 0 <= min(float(y) for y in re.findall(r"V([\d.]+)", more.extent)) < more.y
    assert less.extent.startswith(f"M{less.x:.1f} {drawn.bottom:.1f}V{less.y:.1f}")


def test_a_source_keeps_its_line_and_steps_only_at_its_own_figures():
    drawn = panel(point(), point(9000, 9000, DAY + timedelta(2), source=2), point(3000, 3000, DAY + timedelta(5)))
    assert len(drawn.lines) == 2
    first, _, third = drawn.marks
    assert drawn.lines[0].solid == f"M{first.x:.1f} {first.y:.1f}H{third.x:.1f}V{third.y:.1f}"
    assert drawn.lines[1].solid == ""


def test_what_is_only_planned_is_dashed():
    expected = [point(day=DAY + timedelta(i), stance=Stance.EXPECTS) for i in (0, 5)]
    line = panel(*expected).lines[0]
    assert line.dashed
    assert not line.solid


def test_figures_of_one_day_do_not_cover_each_other():
    marks = panel(*[point(3000, 3000, source=n) for n in (1, 2, 3)]).marks
    assert len({mark.x for mark in marks}) == 3


def test_articles_that_speak_for_themselves_share_no_line():
    drawn = panel(point(source=0), point(3000, 3000, DAY + timedelta(5), source=0))
    assert len(drawn.marks) == 2
    assert (drawn.lines, drawn.labels) == ((), ())


def test_a_panel_of_few_figures_is_low():
    assert panel(point()).height < panel(*[point(day=DAY + timedelta(n)) for n in range(5)]).height


def series(number, metric, *points):
    name = SeriesName(number, f"{metric} · Ort {number}", 1)
    return SeriesPoints(number, name.title, metric, tuple(p._replace(series=name, metric=metric) for p in points))


def days(count):
    return [point(day=DAY + timedelta(n)) for n in range(count)]


def test_a_series_with_a_course_is_a_panel_and_single_figures_share_one():
    rows = [
        series(1, "deployed", *days(3)),
        series(2, "killed", point()),
        series(3, "wounded", point(low=None, high=7)),
    ]
    drawn = figure_panels(rows, TimeScale.over(DAY, DAY + timedelta(9)))
    assert [p.series.pk for p in drawn.main.courses] == [1]
    assert drawn.main.once is not None
    assert [(lane.name, lane.part, lane.form) for lane in drawn.main.once.lanes] == [
        ("killed", "Ort 2", "point"), ("wounded", "Ort 3", "less"),
    ]  # fmt: skip
    assert not drawn.folded


def test_figures_of_no_known_kind_are_folded_away_only_behind_others_and_only_where_there_are_many():
    time = TimeScale.over(DAY, DAY + timedelta(9))
    known = [series(n, "deployed", *days(2)) for n in range(4)]
    other = [series(8, "other", *days(2)), series(9, "other", point())]
    assert figure_panels(known + other, time).folded
    assert figure_panels(known + other, time).others == 2
    assert not figure_panels(known[:2] + other, time).folded
    assert not figure_panels([series(n, "other", *days(2)) for n in range(9)], time).folded


def test_a_figure_named_once_without_a_day_is_listed_and_words_stay_within_the_chart():
    late = point(day=DAY + timedelta(300))
    drawn = once_panel(
        [series(1, "killed", point(day=None)), series(2, "killed", late), series(3, "killed", point())],
        TimeScale.over(DAY, DAY + timedelta(300)),
    )
    assert drawn is not None
    assert [lane.part for lane in drawn.lanes] == ["Ort 3", "Ort 2"], "in the order of days"
    assert [lane.words_left for lane in drawn.lanes] == [False, True]
    assert (len(drawn.undated), len(drawn.points)) == (1, 3)


def test_undated_points_are_not_drawn():
    assert len(panel(point(), point(day=None)).marks) == 1


def test_lanes_stand_in_the_order_of_their_first_sign_and_know_their_stance():
    points = [
        point(None, None, source=1, kind=Kind.STATEMENT, stance=Stance.DENIES),
        point(None, None, DAY + timedelta(3), source=2, kind=Kind.STATEMENT, stance=Stance.CANNOT_CONFIRM),
        point(None, None, DAY + timedelta(9), source=2, kind=Kind.STATEMENT, stance=Stance.CONFIRMS),
    ]
    lanes = stance_panel(points, TimeScale.over(DAY, DAY + timedelta(9))).lanes
    assert [(lane.key, [s.css for s in lane.signs]) for lane in lanes] == [
        (1, ["stance-denies"]),
        (2, ["stance-cannot_confirm", "stance-confirms"]),
    ]


def test_every_stance_has_a_shape_of_its_own():
    assert len({stance_path(stance, 0, 0) for stance in Stance}) == len(Stance)


def test_places_beyond_the_lanes_are_counted_not_lost():
    points = [point(places=(f"Ort {n}",)) for n in range(15)]
    drawn = place_panel(points, TimeScale.over(DAY, DAY))
    assert (len(drawn.lanes), drawn.hidden) == (12, 3)


def test_forty_sources_in_a_row_can_be_told_apart():
    assert len({(colour_of(pk), shape_of(pk)) for pk in range(1, 41)}) == 40


@given(st.dates(date(1, 3, 1), date(9999, 10, 1)), st.integers(0, 200_000))
def test_the_time_axis_stands_for_any_span_and_has_few_lines(first, days):
    last = min(first + timedelta(min(days, (date(9999, 10, 1) - first).days)), date(9999, 10, 1))
    time = TimeScale.over(first, last)
    assert scale.LEFT <= time.x(first) <= time.x(last) <= scale.WIDTH - scale.RIGHT
    assert len(time.ticks()) <= 13


@given(st.lists(st.decimals(0, 10**15, places=4).map(float), min_size=1, max_size=20), st.booleans())
def test_the_value_axis_holds_any_figures(values, log):
    axis = ValueScale.over(values, BOTTOM, TOP, log=log)
    assert all(TOP <= axis.y(value) <= BOTTOM for value in values)
    assert 1 <= len(axis.ticks()) <= 20


@given(st.lists(st.floats(0, 700), max_size=30))
def test_signs_move_right_only_and_not_far(places):
    ordered = sorted(places)
    moved = spread(ordered, 14, 42)
    assert all(-0.1 <= new - old <= 42.1 for old, new in zip(ordered, moved, strict=True))


def test_names_at_line_ends_keep_their_distance():
    heights = push_apart([100, 101, 102, 207], 14, 208)
    assert all(b - a >= 14 for a, b in zip(heights, heights[1:], strict=False))
    assert heights[-1] <= 208


def test_a_sparkline_draws_the_range_of_each_day_and_needs_a_dated_figure():
    assert sparkline([point(day=None)]) is None
    drawn = sparkline([point(), point(8000, 10000, DAY + timedelta(4))])
    assert drawn is not None
    assert drawn.line.startswith("M3.0 ")
    assert drawn.last_x == 117.0


@given(st.text(max_size=60), st.integers(20, 200))
def test_names_are_cut_to_their_room_and_only_where_they_must_be(name, room):
    shown = fitted(name, room)
    assert width(shown) <= room
    if width(name) <= room:
        assert shown == name
    else:
        assert shown.endswith("…")
        assert name.startswith(shown[:-1])


def test_a_long_name_keeps_its_beginning():
    assert fitted("Samuel Cranny-Evans", 108).startswith("Samuel Cra")
    assert fitted("Pentagon", 108) == "Pentagon"


def event(first, last, **fields):
    return point(event_from=first, event_to=last, by_event=True, **fields)


def test_on_the_axis_of_events_a_month_is_a_bar_of_its_month_with_the_sign_in_its_middle():
    month = event(date(2024, 10, 1), date(2024, 10, 31), day=date(2025, 3, 1))
    time = TimeScale.over(date(2024, 9, 1), date(2024, 12, 31))
    mark = value_panel(SeriesPoints(1, "deployed", "deployed", (month,)), time).marks[0]
    left, right = time.x(date(2024, 10, 1)), time.x(date(2024, 10, 31))
    assert mark.x == round((left + right) / 2, 1)
    assert mark.span.startswith(f"M{left:.1f} {mark.y:.1f}H{right:.1f}M{left:.1f}")
    assert mark.span.count("v8") == 2, "both ends are told"


def test_an_end_that_is_not_told_is_an_arrow_and_one_beyond_the_frame_is_no_end():
    time = TimeScale.over(date(2024, 10, 1), date(2024, 10, 31))
    since = span_path(event(date(2024, 10, 10), None), time, 50)
    assert since.count("v8") == 1
    assert re.findall(r"H([\d.]+)", since) == [f"{time.x(date(2024, 10, 10)) + 34:.1f}"]
    until = span_path(event(None, date(2024, 10, 10)), time, 50)
    assert until.startswith(f"M{time.x(date(2024, 10, 10)) - 34:.1f} ")
    assert span_path(event(date(2020, 1, 1), date(2030, 1, 1)), time, 50) == "M124.0 50.0H764.0"


def test_a_day_is_no_bar_and_reports_have_none():
    time = TimeScale.over(date(2024, 10, 1), date(2024, 10, 31))
    assert span_path(event(DAY, DAY), time, 50) == ""
    assert span_path(point(event_from=date(2024, 10, 1), event_to=DAY), time, 50) == ""


def test_words_beside_a_figure_stand_clear_of_its_bar():
    time = TimeScale.over(date(2024, 1, 1), date(2025, 12, 31))
    early, late = (
        once_panel([series(1, "killed", event(first, last))], time).lanes[0]
        for first, last in ((date(2024, 2, 1), date(2024, 6, 30)), (date(2025, 2, 1), date(2025, 11, 30)))
    )
    assert (early.words_left, early.words_x) == (False, time.x(date(2024, 6, 30)) + 12)
    assert (late.words_left, late.words_x) == (True, time.x(date(2025, 2, 1)) - 12)


def test_on_the_axis_of_events_no_line_joins_figures_and_what_tells_no_time_is_listed():
    points = (event(DAY, DAY), event(DAY + timedelta(3), None, low=3000, high=3000), event(None, None))
    drawn = panel(*points)
    assert len(drawn.marks) == 2
    assert (drawn.lines, drawn.labels) == ((), ())
    assert drawn.series.undated == (points[2],)


def test_events_lie_in_their_lanes_with_their_bars():
    points = [event(date(2024, 10, 1), date(2024, 10, 31), places=("Kursk",)), event(None, None, places=("Kursk",))]
    lane = place_panel(points, TimeScale.over(date(2024, 10, 1), date(2024, 11, 30))).lanes[0]
    assert [bool(sign.span) for sign in lane.signs] == [True]


@given(st.lists(st.dates(date(1, 1, 1), date(9999, 12, 31)), min_size=2, max_size=2), st.booleans(), st.booleans())
def test_bars_of_any_days_stay_within_the_frame(ends, begun, ended):
    first, last = sorted(ends)
    one = event(None if begun else first, None if ended else last)
    time = TimeScale.over(date(2024, 1, 1), date(2024, 12, 31))
    numbers = [float(x) for x in re.findall(r"[MLH](-?[\d.]+)", span_path(one, time, 50))]
    assert all(scale.LEFT <= x <= scale.WIDTH - scale.RIGHT for x in numbers)


def facet(*options):
    return Facet("source", "Quelle", tuple(Option(str(pk), f"Quelle {pk}", count, False) for pk, count in options))


def test_the_legend_switches_each_source_and_keeps_the_other_choices():
    filters = Filters(chosen={"stance": frozenset({"denies"})}, hidden=frozenset({"2"}), log=True)
    legend = legend_of(facet((1, 5), (2, 3), (3, 0)), filters)
    assert [(e.source, e.hidden, e.query) for e in legend.entries] == [
        (1, False, "stance=denies&without=1&without=2&scale=log"),
        (2, True, "stance=denies&scale=log"),
    ]
    assert legend.everything == "stance=denies&scale=log"


def test_the_legend_names_the_sources_with_most_claims_and_counts_the_others():
    legend = legend_of(facet(*[(pk, 100 - pk) for pk in range(1, 31)]), Filters())
    assert (len(legend.entries), legend.more) == (16, 14)
    chosen = Filters(chosen={"source": frozenset({"3"})})
    assert [e.source for e in legend_of(facet((1, 5), (3, 1)), chosen).entries] == [3]


def test_every_form_of_a_figure_has_a_sample_of_its_own():
    forms = forms_of(event=True, crowded=True)
    assert len({(key_of(f, 11, 11).extent, key_of(f, 11, 11).shape) for f in forms if f != "planned"}) == len(forms) - 1


@given(st.text(max_size=300), st.integers(20, 300))
def test_wrapped_lines_keep_to_their_room_and_lose_no_letter(text, room):
    lines = wrapped(text, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
