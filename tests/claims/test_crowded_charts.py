"""Topics of thousands of claims: marks that would cover each other become bands; extremes and the latest are shown."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from claims.charts.bands import Band
from claims.charts.crowding import MOST, bundle, gather, page_share
from claims.charts.figures import figure_panels
from claims.charts.lanes import Joined, place_panel, stance_panel
from claims.charts.scale import TimeScale
from claims.charts.sheet import group_parts
from claims.charts.spots import Stack
from claims.charts.value_panel import Mark, value_panel
from claims.records import Kind, Stance
from claims.templatetags.links import Links
from claims.templatetags.marks import bundle_words
from claims.timeline.records import Point, SeriesName, SeriesPoints, Source, Timeline

DAY = date(2024, 1, 1)
STANCES = list(Stance)


def point(number, day, low=1500, high=1500, source=1, series=1, **fields):
    return Point(
        **{
            "claims": (number,),
            "series": SeriesName(series, f"deployed · Ort {series}", 1),
            "kind": Kind.COUNT,
            "source": Source(source, f"Quelle Nummer {source}"),
            "day": DAY + timedelta(day),
            "stance": Stance.ASSERTS,
            "metric": "deployed",
            "low": None if low is None else Decimal(low),
            "high": None if high is None else Decimal(high),
            "written": f"rund {low}",
            **fields,
        }
    )


def many(total, sources, series, days=600, places=15):
    """Points as a story of two years makes them: figures that rise, ranges, open and vague ones, several places."""
    made = []
    for number in range(total):
        low = 1000 + number * 7 % 3000
        high = [low, low, low + 400, None][number % 4]
        made.append(
            point(
                100_000 + number, number * days // total, low, high,
                source=number * 31 % sources, series=1 + number % series,
                stance=STANCES[number // 3 % len(STANCES)] if number % 3 == 0 else Stance.ASSERTS,
                approx="vague" if number % 8 == 3 else "", places=(f"Ort {number % places}",),
            )
        )  # fmt: skip
    return made


def timeline(points, figures=True, positions=True, places=True):
    rows: dict[int, list[Point]] = {}
    for one in points if figures else ():
        rows.setdefault(one.series.pk, []).append(one)
    days = [p.day for p in points]
    return Timeline(
        points=tuple(points),
        figures=tuple(SeriesPoints(pk, f"deployed · Ort {pk}", "deployed", tuple(own)) for pk, own in rows.items()),
        positions=tuple(points[::3]) if positions else (),
        places=tuple(points[::2]) if places else (),
        sources=(), facets={}, shown=len(points), total=len(points), undated=0,
        first_day=min(days), last_day=max(days), whole=(None, None), lifetime=(None, None),
    )  # fmt: skip


def drawn(shown):
    """Return all charts of a page as markup."""
    share = page_share(shown)
    time = TimeScale.over(shown.first_day, shown.last_day)
    figures = figure_panels(shown.figures, time, share=share)
    parts = [*group_parts(figures.main, "Once"), *group_parts(figures.other, "Once")]
    charts = [(chart, panel) for chart, _, panel in parts]
    charts.append(("stance", stance_panel(shown.positions, time, share=share)))
    charts.append(("place", place_panel(shown.places, time, share=share, numbers=[("Ort 1", "7")])))
    links = Links("metric=deployed")
    return "".join(render_to_string(f"claims/_{chart}_chart.html", {"panel": p, "links": links}) for chart, p in charts)


@pytest.mark.parametrize(
    ("sources", "series"), [(1, 1), (5, 1), (40, 4), (12, 1), (11, 1), (500, 1), (500, 12), (40, 60), (7, 900)]
)
def test_the_charts_of_five_thousand_claims_stay_small(sources, series):
    svg = drawn(timeline(many(5000, sources, series)))
    assert len(svg.encode()) <= 250_000
    assert svg.count('<a class="mark ') <= 2 * MOST
    assert svg.count('<a class="mark ') >= 50, "a picture remains"


def test_a_small_topic_is_drawn_mark_by_mark():
    shown = timeline(many(100, 5, 2, places=12))
    assert page_share(shown) == 1
    svg = drawn(shown)
    assert svg.count('<a class="mark ') == 100 + 34 + 50
    assert "band" not in svg
    assert "joined" not in svg


def panel(points, share):
    time = TimeScale.over(min(p.day for p in points), max(p.day for p in points))
    return value_panel(SeriesPoints(1, "deployed", "deployed", tuple(points)), time, share=share)


def singly(marks) -> list[Point]:
    """The points that no band joins: each has a mark, or lies on one spot with others of these."""
    stacked = [p for m in marks if isinstance(m, Stack) for p in m.points]
    return [m.point for m in marks if isinstance(m, Mark)] + stacked


def top(one: Point) -> Decimal:
    """The figure at a point's upper end."""
    return one.high or one.low or Decimal(0)


@pytest.mark.parametrize("sources", [1, 3, 60])
def test_every_claim_is_in_exactly_one_mark_and_the_ends_of_bands_are_the_extremes(sources):
    points = many(2000, sources, 1)
    marks = panel(points, 0.05).marks
    bundles = [m.bundle for m in marks if isinstance(m, Band)]
    alone = singly(marks)
    assert sum(b.claims for b in bundles) + len(alone) == 2000
    lows = [b.low for b in bundles if b.low is not None] + [p.low for p in alone if p.low is not None]
    assert min(lows) == min(p.low for p in points if p.low is not None)
    highs = [b.high for b in bundles if b.high is not None] + [top(p) for p in alone]
    assert max(highs) == max(top(p) for p in points)


def test_the_latest_figure_of_each_leading_source_stands_by_itself():
    points = many(2000, 4, 1)
    alone = {p.pk for p in singly(panel(points, 0.05).marks)}
    assert {max(p.pk for p in points if p.source.pk == source) for source in (1, 2, 3)} <= alone
    assert points[-1].pk in alone


def test_lines_pass_through_bands_from_their_first_figure_to_their_last():
    points = [point(n, n // 20, 1000 + 10 * n, 1000 + 10 * n) for n in range(200)]
    marks = panel(points, 0.05).marks
    bands = [m for m in marks if isinstance(m, Band)]
    assert bands
    assert all(b.y <= b.leave < b.enter <= b.low_y for b in bands)
    assert len(panel(points, 0.05).lines) == 1


def test_sources_that_say_little_share_bands_and_no_line_runs_through_them():
    points = [point(n, n, source=1 + n % 2) for n in range(400)] + [
        point(900 + n, 400, source=50 + n) for n in range(40)
    ]
    shown = panel(points, 0.05)
    shared = [m.bundle for m in shown.marks if isinstance(m, Band) and m.bundle.sources > 1]
    assert sum(b.claims for b in shared) > 0
    assert all(b.source is None and b.narrow == () for b in shared)
    assert len(shown.lines) == len(shown.labels) <= 8


def test_what_is_planned_never_joins_what_is_so():
    points = [point(n, n // 9, metric="planned" if n % 2 else "deployed") for n in range(900)]
    for mark in panel(points, 0.02).marks:
        if isinstance(mark, Band):
            assert mark.bundle.claims > 1
    assert {m.planned for m in panel(points, 0.02).marks if isinstance(m, Band)} == {True, False}


def test_positions_of_different_stance_are_never_joined():
    points = [
        point(n, n // 50, None, None, kind=Kind.STATEMENT, stance=Stance.DENIES if n % 2 else Stance.CONFIRMS)
        for n in range(1000)
    ]
    lane = stance_panel(points, TimeScale.over(DAY, DAY + timedelta(20)), share=0.02).lanes[0]
    joined = [sign for sign in lane.signs if isinstance(sign, Joined)]
    assert {sign.stance for sign in joined} == {Stance.DENIES, Stance.CONFIRMS}
    assert sum(s.bundle.claims if isinstance(s, Joined) else 1 for s in lane.signs) == 1000


def test_a_band_says_who_how_many_from_what_to_what_and_when():
    points = [point(n, 60 + n % 8, 1200 + n * 50, 1200 + n * 50) for n in range(37)]
    whole = bundle(points, (("source", "1"),))
    with override("en"):
        assert bundle_words(whole) == "Quelle Nummer 1: 37 claims, 1,200 to 3,000, Mar 1 – 8, 2024"
    with override("de"):
        assert bundle_words(whole) == "Quelle Nummer 1: 37 Aussagen, 1.200 bis 3.000, 1.–8. März 2024"


def test_open_ends_stay_open_in_words():
    with override("en"):
        above = bundle([point(1, 0, 500, 500), point(2, 0, 900, None)], ())
        assert "500 to more than 900" in bundle_words(above)
        below = bundle([point(1, 0, 500, 500), point(2, 0, None, 900)], ())
        assert "up to 900" in bundle_words(below)


def test_the_link_of_a_band_narrows_the_filter_to_its_days_and_source():
    whole = bundle([point(1, 0), point(2, 5)], (("source", "1"),))
    link = Links("source=4&source=5&metric=deployed&from=2020-01-01&to=2030-01-01").days(whole)
    [address] = [found.replace("&amp;", "&") for found in re.findall(r'href="\?([^"]*)"', link)]
    assert parse_qs(address) == {
        "metric": ["deployed"], "source": ["1"], "from": ["2024-01-01"], "to": ["2024-01-06"],
    }  # fmt: skip
    assert 'hx-target="#timeline"' in link


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(124, 764)), max_size=80), st.integers(1, 40))
def test_joining_loses_nothing_and_mixes_no_keys(rows, room):
    items = [(key, x, number) for number, (key, x) in enumerate(sorted(rows, key=lambda row: row[1]))]
    groups = gather(items, lambda i: i[0], lambda i: i[1], room, items[-1:])
    assert sorted(item for group in groups for item in group) == sorted(items)
    assert all(len({key for key, _, _ in group}) == 1 for group in groups)
    assert len(groups) <= max(room, 4 * 2 + 1)
    assert not items or [items[-1]] in groups


@pytest.mark.parametrize(("sources", "series"), [(5, 1), (40, 4), (500, 1), (40, 60)])
def test_crowded_charts_stay_small_on_the_axis_of_events_too(sources, series):
    told = [
        p._replace(by_event=True, event_from=None if n % 5 == 0 else p.day, event_to=p.day + timedelta(n % 90))
        for n, p in enumerate(many(5000, sources, series))
    ]
    svg = drawn(timeline(sorted(told, key=lambda p: (p.at, p.pk))))
    assert len(svg.encode()) <= 250_000
    assert 50 <= svg.count('<a class="mark ') <= 2 * MOST
    assert 'class="span"' in svg


def test_a_band_of_events_leads_to_all_days_that_its_claims_tell_of():
    points = [
        point(n, n)._replace(by_event=True, event_from=DAY + timedelta(n), event_to=DAY + timedelta(n + 30))
        for n in range(4)
    ]
    whole = bundle(points, ())
    assert (whole.first, whole.last) == (DAY, DAY + timedelta(33))
