"""Events from the thread of a text, and metrics from what governs a figure: on sentences of our own."""

from datetime import date

import pytest

from claims.extraction import extract
from claims.extraction.components import events, metrics
from claims.extraction.components.metrics import Context
from claims.extraction.components.nouns import lookup
from claims.records import Kind, Metric, Precision, Stance

PUBLISHED = date(2025, 3, 12)
MONDAY = date(2025, 3, 10)


def counts(text):
    return [claim for claim in extract(text, PUBLISHED) if claim.kind is Kind.COUNT]


def days(text):
    return [claim.event_from for claim in counts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Am Montag explodierte in Linz ein Kessel. 14 Menschen wurden verletzt.",
        "Am Montag explodierte in Linz ein Kessel. Die Klinik sprach von 14 Verletzten.",
        "Am Montag explodierte in Linz ein Kessel. Der Kessel war alt. Unter den Toten waren drei Frauen.",
    ],
)
def test_a_toll_takes_the_day_of_the_sentences_before(text):
    assert days(text)[-1] == MONDAY


@pytest.mark.parametrize(
    "text",
    [
        "Am Montag explodierte in Linz ein Kessel. Die Firma hat 300 Mitarbeiter.",
        "Am Montag explodierte in Linz ein Kessel. Bisher starben bei Unfällen der Firma 20 Menschen.",
        "Am Montag explodierte in Linz ein Kessel. Die Stadt will 40 Wohnungen bauen.",
    ],
)
def test_what_lasts_or_adds_up_or_is_planned_takes_no_day_of_an_incident(text):
    assert days(text)[-1] is None


def test_the_heavier_candidate_wins_and_nothing_light_does():
    day = (MONDAY, MONDAY, Precision.DAY)
    other = (PUBLISHED, PUBLISHED, Precision.DAY)
    heavy = events.Candidate(day, frozenset({"metric toll", "tense preterite"}))
    light = events.Candidate(other, frozenset({"metric lasting"}))
    assert events.best([light, heavy]) == day
    assert events.best([light])[0] is None


def test_parts_share_the_day_and_the_metric_of_the_whole():
    whole, part, last = counts("Im Mai 2024 starben 79 Soldaten, darunter 57 Sanitäter sowie neun Fahrer.")
    assert {whole.metric, part.metric, last.metric} == {Metric.KILLED}
    assert {whole.event_from, part.event_from, last.event_from} == {date(2024, 5, 1)}


def test_a_part_that_says_itself_what_became_of_it_keeps_its_metric():
    _, part = counts("40 Bewohner wurden evakuiert, davon zwölf verletzt.")
    assert part.metric is Metric.WOUNDED


@pytest.mark.parametrize(
    ("noun", "adjectives", "governing", "metric"),
    [
        ("Gäste", "", "wurden ertrunken aufgefunden auffinden", Metric.KILLED),
        ("Teilnehmer", "verletzte", "feierten feiern", Metric.WOUNDED),
        ("Verhaftungen", "", "gab geben verletzte", Metric.CAPTURED),
        ("Einwohner", "", "aufgefordert auffordern", Metric.OTHER),
        ("Bewohner", "", "aufgefordert auffordern", Metric.OTHER),
        ("Soldaten", "", "Flucht von", Metric.OTHER),
        ("Angestellte", "", "entlassen werden", Metric.JOBS),
        ("Stellen", "wegfallenden", "fest", Metric.JOBS),
        ("Hagelkörner", "", "gefallen", None),
    ],
)
def test_what_governs_a_noun_says_what_is_counted(noun, adjectives, governing, metric):
    found = metrics.metric(lookup(noun), Context(adjectives, governing, (), ""), Stance.ASSERTS)
    assert found is metric
