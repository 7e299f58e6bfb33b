"""The changes of a series: the story that the analyst reads, whatever the order of uploads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.comparison.changes import changes, event_gap
from claims.comparison.points import Value
from claims.records import Approximation, Kind, Metric, Stance
from tests.factories import point, position

D = date(2024, 10, 18)


def day(number):
    return D + timedelta(days=number)


def rows(points, kind=Kind.COUNT, gap=None):
    return [(r.what.value, r.claim, r.previous) for r in changes(kind, points, gap)]


def test_a_source_raises_its_figure():
    found = changes(Kind.COUNT, [point(1, day(0), 1500, 1500), point(2, day(5), 3000, 3000)])
    assert [(r.what, r.previous, r.difference, r.percent) for r in found] == [
        ("first", None, None, None),
        ("raised", 1, 1500, 100),
    ]


def test_the_same_figure_through_several_outlets_counts_once():
    points = [point(n, day(0), 1500, 1500, article=f"paper {n}") for n in (1, 2, 3)]
    assert rows(points) == [("first", 1, None), ("repeated", 2, 1), ("repeated", 3, 1)]


def test_an_old_figure_retold_lowers_nothing():
    points = [point(1, day(0), 1500, 1500), point(2, day(5), 3000, 3000), point(3, day(6), 1500, 1500)]
    assert rows([*points, point(4, day(7), 3000, 3000)])[2:] == [("repeated", 3, 1), ("repeated", 4, 2)]


def test_two_figures_of_one_article_on_one_day_have_no_order():
    points = [point(1, day(0), 3000, 3000, article="a"), point(2, day(0), 1500, 1500, article="a", start=90)]
    assert rows(points) == [("first", 1, None)]


def test_another_institution_corroborates():
    points = [
        point(1, day(0), 10000, 10000, approx=Approximation.ABOUT),
        point(2, day(9), 10000, None, approx=Approximation.MORE_THAN, origin="Pentagon"),
    ]
    assert rows(points)[1:] == [("first", 2, None), ("corroborated", 2, 1)]


def test_agreement_after_half_a_year_is_about_another_time():
    points = [point(1, day(0), 10000, 10000), point(2, day(180), 10000, 10000, origin="Pentagon")]
    assert rows(points)[1:] == [("first", 2, None)]


def test_disjoint_figures_about_one_day_contradict():
    points = [point(1, day(0), 20000, 20000, origin="Polizei"), point(2, day(0), 50000, 50000, origin="Veranstalter")]
    assert ("contradicted", 2, 1) in rows(points)


def test_yesterdays_toll_is_no_contradiction():
    points = [point(1, day(0), 144, 144, origin="Junta"), point(2, day(1), 1002, 1002, origin="USGS")]
    assert rows(points) == [("first", 1, None), ("first", 2, None)]


def test_ships_and_shells_are_not_compared():
    points = [point(1, day(0), 3, 3, quantity="Schiff"), point(2, day(1), 13000, 13000, quantity="Container")]
    assert sorted(rows(points)) == [("first", 1, None), ("first", 2, None)]


def test_disjoint_figures_about_other_times_are_only_growth():
    points = [point(1, day(0), 1500, 1500), point(2, day(10), 10000, 10000, origin="Pentagon")]
    assert rows(points) == [("first", 1, None), ("first", 2, None)]


def test_unnamed_sources_and_own_voices_corroborate_nobody():
    points = [point(1, day(0), 3000, 3000), point(2, day(1), 3000, 3000, origin="Berichte", independent=False)]
    assert rows(points) == [("first", 1, None), ("first", 2, None)]


def test_a_claim_of_unknown_day_comes_last_and_raises_nothing():
    points = [point(1, None, 9000, 9000), point(2, day(0), 1500, 1500)]
    assert rows(points) == [("first", 2, None)]


def test_a_claim_of_unknown_day_may_repeat():
    points = [point(1, None, 1500, 1500), point(2, day(0), 1500, 1500)]
    assert rows(points) == [("first", 2, None), ("repeated", 1, 2)]


def test_who_cannot_confirm_a_figure_gives_none_and_later_confirms():
    points = [
        point(1, day(0), 12000, 12000, stance=Stance.CANNOT_CONFIRM),
        point(2, day(5), 12000, 12000),
        point(3, day(6), 13000, 13000),
    ]
    assert rows(points) == [("first", 1, None), ("confirmed", 2, 1), ("raised", 3, 2)]


def test_a_denied_figure_is_admitted_and_a_given_one_retracted():
    denied = [point(1, day(0), 500, 500, stance=Stance.DENIES), point(2, day(5), 500, 500, stance=Stance.CONFIRMS)]
    assert rows(denied)[1] == ("admitted", 2, 1)
    taken_back = [point(1, day(0), 500, 500), point(2, day(5), 500, 500, stance=Stance.DENIES)]
    assert rows(taken_back)[1] == ("retracted", 2, 1)


def test_a_denial_contradicts_who_gave_the_figure():
    points = [point(1, day(0), 500, 500), point(2, day(9), 500, 500, stance=Stance.DENIES, origin="Kreml")]
    assert rows(points)[1:] == [("first", 2, None), ("contradicted", 2, 1)]


def test_this_years_demonstration_raises_nothing_of_last_years():
    points = [point(1, day(0), 20000, 20000), point(2, day(300), 50000, 50000)]
    assert rows(points, gap=event_gap(Metric.PARTICIPANTS, "Teilnehmer")) == [("first", 1, None), ("first", 2, None)]


def test_a_demonstration_recalled_by_its_date_belongs_to_it():
    recalled = point(2, day(300), 20000, 20000, event_from=day(0), event_to=day(0))
    assert rows([point(1, day(0), 20000, 20000), recalled], gap=3) == [("first", 1, None), ("repeated", 2, 1)]


def test_lasting_matters_know_no_events():
    assert event_gap(Metric.DEPLOYED, "Soldaten") is None
    assert event_gap(Metric.KILLED, "Soldaten") is None
    assert event_gap(Metric.KILLED, "Opfer") == 30


def test_nato_cannot_confirm_then_confirms_by_naming_a_place():
    points = [
        position(1, day(0), Stance.CANNOT_CONFIRM),
        position(2, day(10), Stance.CONFIRMS, kind=Kind.LOCATION, places=frozenset({"Kursk"})),
    ]
    assert rows(points, Kind.STATEMENT) == [("first", 1, None), ("confirmed", 2, 1)]


def test_the_kremlin_denies_then_admits_even_in_an_undated_article():
    points = [
        position(1, day(0), Stance.DENIES, origin="Kreml"),
        position(2, None, Stance.CONFIRMS, origin="Kreml"),
    ]
    assert rows(points, Kind.STATEMENT) == [("first", 1, None), ("admitted", 2, 1)]


def test_an_old_denial_retold_retracts_nothing():
    points = [
        position(1, day(0), Stance.DENIES),
        position(2, day(9), Stance.CONFIRMS),
        position(3, day(10), Stance.DENIES),
    ]
    assert rows(points, Kind.STATEMENT)[2:] == [("repeated", 3, 1)]


def test_who_confirmed_and_then_denies_retracts():
    points = [position(1, day(0), Stance.CONFIRMS), position(2, day(9), Stance.DENIES)]
    assert rows(points, Kind.STATEMENT) == [("first", 1, None), ("retracted", 2, 1)]


def test_a_denial_stays_open_whatever_else_the_source_says():
    points = [
        position(1, day(0), Stance.DENIES),
        position(2, day(3), Stance.ASSERTS),
        position(3, day(9), Stance.CONFIRMS),
    ]
    assert rows(points, Kind.STATEMENT) == [("first", 1, None), ("first", 2, None), ("admitted", 3, 1)]


def test_who_confirms_contradicts_who_denies_and_corroborates_who_asserts():
    points = [
        position(1, day(0), Stance.ASSERTS, origin="NIS"),
        position(2, day(1), Stance.DENIES, origin="Kreml"),
        position(3, day(9), Stance.CONFIRMS, origin="NATO"),
    ]
    assert rows(points, Kind.STATEMENT)[3:] == [("first", 3, None), ("contradicted", 3, 2), ("corroborated", 3, 1)]


def test_to_assert_something_is_no_answer_to_a_denial():
    points = [position(1, day(0), Stance.DENIES), position(2, day(1), Stance.ASSERTS, origin="NIS")]
    assert rows(points, Kind.STATEMENT)[1:] == [("first", 2, None)]


def test_denial_and_assertion_of_two_sources_contradict():
    points = [position(1, day(0), Stance.ASSERTS, origin="NIS"), position(2, day(1), Stance.DENIES, origin="Kreml")]
    assert rows(points, Kind.STATEMENT)[2:] == [("contradicted", 2, 1)]


def test_each_place_has_its_first_and_its_witnesses():
    points = [
        position(1, day(0), Stance.ASSERTS, kind=Kind.LOCATION, origin="NIS", places=frozenset({"Kursk", "Ussurijsk"})),
        position(2, day(1), Stance.ASSERTS, kind=Kind.LOCATION, origin="NIS", places=frozenset({"Kursk"})),
        position(3, day(2), Stance.CONFIRMS, kind=Kind.LOCATION, origin="NATO", places=frozenset({"Kursk"})),
        position(4, day(3), Stance.DENIES, kind=Kind.LOCATION, origin="Kreml", places=frozenset({"Kursk"})),
    ]
    assert rows(points, Kind.LOCATION) == [
        ("first", 1, None),
        ("repeated", 2, 1),
        ("first", 3, None),
        ("corroborated", 3, 1),
    ]


amounts = st.sampled_from([Decimal(n) for n in (0, 500, 1500, 3000, 3100, 10000, 12000)])
some_values = st.one_of(
    st.tuples(amounts, st.sampled_from([Approximation.EXACT, Approximation.ABOUT])).map(lambda t: Value(t[0], *t)),
    amounts.map(lambda n: Value(n, None, Approximation.MORE_THAN)),
    amounts.map(lambda n: Value(None, n, Approximation.UP_TO)),
)
some_days = st.none() | st.integers(0, 40).map(day)


@st.composite
def series(draw, kind):
    """Points of one series: any sources, days, stances; several may come from one article."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        said = draw(some_days)
        found.append(
            point(
                number, said, None, None,
                value=draw(some_values) if kind is Kind.COUNT else None,
                published=draw(st.just(said) | some_days),
                origin=draw(st.sampled_from(["NIS", "Pentagon", "Kreml", "NATO"])),
                article=draw(st.sampled_from("abcdef")),
                start=number,
                quantity=draw(st.sampled_from(["", "Schiff"])),
                kind=kind if kind is not Kind.STATEMENT else draw(st.sampled_from([Kind.STATEMENT, Kind.LOCATION])),
                stance=draw(st.sampled_from(list(Stance))),
                former=draw(st.none() | amounts) if kind is Kind.COUNT else None,
                takes_back=draw(st.booleans()),
                places=draw(st.frozensets(st.sampled_from(["Kursk", "Ussurijsk"]))) if kind is not Kind.COUNT
                else frozenset(),
            )
        )  # fmt: skip
    return found


# Drawing twelve points with ten fields each takes its time on a busy machine.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
kinds = st.sampled_from(list(Kind))
cases = kinds.flatmap(lambda kind: st.tuples(st.just(kind), series(kind)))
shuffled = cases.flatmap(lambda case: st.tuples(st.just(case[0]), st.just(case[1]), st.permutations(case[1])))


@calm
@given(shuffled, st.sampled_from([None, 3, 30]))
def test_the_order_of_uploads_changes_nothing(case, gap):
    kind, points, mixed = case
    assert changes(kind, points, gap) == changes(kind, mixed, gap)


@calm
@given(shuffled)
def test_the_order_of_numbers_changes_nothing(case):
    """Claims get their numbers in the order of uploads: other numbers must give the same story."""
    kind, points, mixed = case
    new = {p.id: number for number, p in enumerate(mixed, start=100)} | {None: None}
    told = [(what, new[claim], new[previous]) for what, claim, previous in rows(points, kind)]
    assert told == rows([replace(p, id=new[p.id]) for p in points], kind)


@calm
@given(cases)
def test_no_change_comes_twice_and_each_has_its_before(case):
    found = rows(case[1], case[0])
    assert len(found) == len(set(found))
    assert all(previous is not None for what, _, previous in found if what != "first")
    assert all(claim != previous for _, claim, previous in found)


@calm
@given(cases)
def test_rows_of_places_and_positions_of_a_topic_never_collide(case):
    """Both series of a topic read its claims about places; the database keeps each row once."""
    _, points = case
    located = [p for p in points if p.kind is Kind.LOCATION]
    both = rows(points, Kind.STATEMENT) + rows(located, Kind.LOCATION) if case[0] is not Kind.COUNT else []
    assert len(both) == len(set(both))
